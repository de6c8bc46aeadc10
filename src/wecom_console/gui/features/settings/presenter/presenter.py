"""The settings page: each choice applies at once and is remembered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Signal

from wecom_console.domain.secrets import Secret
from wecom_console.domain.verdicts import Platform
from wecom_console.gui.parts.presenter.background import Background

if TYPE_CHECKING:
    from wecom_console.gui.ports import SettingsPort
    from wecom_console.services.context import Services
    from wecom_console.storage.secrets.protocol import SecretsUnavailable

PORT_LIMIT: Final = 65_535


@dataclass(frozen=True, slots=True)
class Appliers:
    """How a choice takes effect in the open window."""

    language: Callable[[str], object]
    theme: Callable[[str], object]
    scale: Callable[[float], object]
    contrast: Callable[[str], object]
    motion: Callable[[str], object]
    secrets: Callable[[], object]


@dataclass(frozen=True, slots=True)
class SettingsView:
    """The choices as they are. `port_error`: the text in the port field is no port."""

    language: str = "system"
    theme: str = "system"
    scale: float = 1.0
    contrast: str = "system"
    motion: str = "system"
    platform: Platform = Platform.ANDROID
    port: int = 0
    port_error: bool = False
    scenario_file: str = ""


@dataclass(frozen=True, slots=True)
class StorageView:
    """Where things are kept. `code` says why keyring or vault cannot be used, or is empty."""

    data_directory: Path
    is_keyring_available: bool
    code: str = ""
    params: Mapping[str, str | int] = field(default_factory=dict)
    has_vault: bool = False

    @property
    def wants_passphrase(self) -> bool:
        """Whether a passphrase that is typed would open the vault."""
        return self.code == "secrets.vault_locked"

    @property
    def asks_on_saving(self) -> bool:
        """Whether the system would ask for the keyring's password, or for a new one."""
        return self.code in ("secrets.locked", "secrets.not_initialised")


class SettingsPresenter(QObject):
    """`settings_changed` carries a `SettingsView`, `storage_changed` a `StorageView` (or None
    while it is not known), `vault_refused` what a passphrase that was typed met with."""

    settings_changed = Signal(object)
    storage_changed = Signal(object)
    vault_refused = Signal(object)

    def __init__(
        self,
        *,
        background: Background,
        settings: "SettingsPort",
        services: "Callable[[], Services]",
        appliers: Appliers,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._settings = settings
        self._services = services
        self._appliers = appliers
        self._port_error = False

    @property
    def view(self) -> SettingsView:
        """The choices as they are."""
        chosen = self._settings.read()
        return SettingsView(
            language=chosen.language,
            theme=chosen.theme,
            scale=chosen.text_scale,
            contrast=chosen.contrast,
            motion=chosen.motion,
            platform=chosen.default_platform,
            port=chosen.simulator_port,
            port_error=self._port_error,
            scenario_file=chosen.scenario_file,
        )

    def refresh(self) -> None:
        """Tells the choices, and asks how keyring and data directory are."""
        self.settings_changed.emit(self.view)
        self._background.call(
            storage_view,
            self._services,
            on_done=self.storage_changed.emit,
            on_error=lambda _error: self.storage_changed.emit(None),
        )

    def unlock_vault(self, passphrase: Secret) -> None:
        """Opens the vault for this window."""
        self._background.call(
            lambda: unlock_vault(self._services, passphrase),
            on_done=self._on_vault_answered,
            on_error=lambda _error: self.refresh(),
        )

    def _on_vault_answered(self, refused: "SecretsUnavailable | None") -> None:
        if refused is not None:
            self.vault_refused.emit(refused)
            return
        self._appliers.secrets()
        self.refresh()

    def unlock_keyring(self) -> None:
        """Lets the system ask for the keyring's password now."""
        self._background.call(
            lambda: unlock_keyring(self._services),
            on_done=lambda _nothing: self._on_vault_answered(None),
            on_error=lambda _error: self.refresh(),
        )

    def choose_language(self, language: str) -> None:
        """``system``, ``zh_CN`` or ``en``."""
        self._keep(language=language)
        self._appliers.language(language)

    def choose_theme(self, theme: str) -> None:
        """``system``, ``light`` or ``dark``."""
        self._keep(theme=theme)
        self._appliers.theme(theme)

    def choose_scale(self, scale: float) -> None:
        """1.0 to 2.0."""
        self._keep(text_scale=scale)
        self._appliers.scale(scale)

    def choose_contrast(self, contrast: str) -> None:
        """``system``, ``normal`` or ``high``."""
        self._keep(contrast=contrast)
        self._appliers.contrast(contrast)

    def choose_motion(self, motion: str) -> None:
        """``full`` or ``reduced``."""
        self._keep(motion=motion)
        self._appliers.motion(motion)

    def choose_platform(self, platform: Platform) -> None:
        """What a test begins with."""
        self._keep(default_platform=platform)

    def enter_port(self, text: str) -> None:
        """The simulator's port, from its next start on; empty and 0 take any free one."""
        port = read_port(text)
        self._port_error = port is None
        if port is not None:
            self._keep(simulator_port=port)
        else:
            self.settings_changed.emit(self.view)

    def choose_scenario_file(self, path: Path | None) -> None:
        """A team's own scenarios, from the next look at the tests on; None leaves them out."""
        self._keep(scenario_file="" if path is None else str(path.absolute()))

    def _keep(self, **changes: Any) -> None:
        self._settings.write(self._settings.read()._replace(**changes))
        self.settings_changed.emit(self.view)


def read_port(text: str) -> int | None:
    """A port from 1024 on, or 0; None for anything else."""
    stripped = text.strip() or "0"
    if not (stripped.isascii() and stripped.isdecimal() and len(stripped) <= 5):
        return None
    port = int(stripped)
    return port if port == 0 or 1_024 <= port <= PORT_LIMIT else None


def unlock_vault(
    services: "Callable[[], Services]", passphrase: Secret
) -> "SecretsUnavailable | None":
    """Open the vault. May block: scrypt takes a second on purpose."""
    from wecom_console.services.vault.vaults import VaultService  # most windows never need it

    return VaultService(services()).unlock(passphrase)


def unlock_keyring(services: "Callable[[], Services]") -> None:
    """Blocks for as long as the system asks its user."""
    services().unlock_keyring()


def storage_view(services: "Callable[[], Services]") -> StorageView:
    """How keyring and data directory are. May block."""
    made = services()
    status = made.secrets.status()
    params = dict(status.params)
    return StorageView(
        made.paths.root, status.available, status.code, params, has_vault=status.kind == "vault"
    )
