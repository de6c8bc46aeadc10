"""The connections that were looked at last, for the command palette."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from wecom_console.storage.settings import RECENTS_KEPT

if TYPE_CHECKING:
    from wecom_console.gui.bridge import Bridge
    from wecom_console.gui.ports import SettingsPort
    from wecom_console.gui.widgets.boxes.command_palette import PaletteCommand
    from wecom_console.services.context import Services

PREFIX: Final = "recent:"


class Recents(QObject):
    """Kept with the settings, by id and name. `check` forgets those that are gone."""

    def __init__(
        self,
        settings: "SettingsPort",
        bridge: "Bridge",
        services: "Callable[[], Services]",
        *,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._bridge = bridge
        self._services = services

    def note(self, profile_id: str, name: str) -> None:
        """A connection is looked at: it is the first from now on."""
        known = self._settings.read().recent
        others = [pair for pair in known if pair[0] != profile_id]
        self._keep(((profile_id, name), *others)[:RECENTS_KEPT])

    def commands(self) -> "tuple[PaletteCommand, ...]":
        """One each, the latest first."""
        from wecom_console.gui.widgets.boxes.command_palette import (
            PaletteCommand,  # with the palette
        )

        text = self.tr("Open {name}")
        return tuple(
            PaletteCommand(f"{PREFIX}{profile_id}", text.format(name=name), "clock", "")
            for profile_id, name in self._settings.read().recent
        )

    def check(self) -> None:
        """Looks, in the background, which of them are still there and what they are called."""
        known = self._settings.read().recent

        def look() -> tuple[tuple[str, str], ...]:
            profiles = self._services().profiles
            found = ((profile_id, profiles.get(profile_id)) for profile_id, _ in known)
            return tuple(
                (profile_id, profile.name) for profile_id, profile in found if profile is not None
            )

        # A store that does not answer is told elsewhere; the list stays as it is.
        self._bridge.call(look, on_done=self._keep, on_error=lambda _error: None, owner=self)

    def _keep(self, recent: tuple[tuple[str, str], ...]) -> None:
        settings = self._settings.read()
        if recent != settings.recent:
            self._settings.write(settings._replace(recent=recent))
