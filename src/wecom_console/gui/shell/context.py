"""What the shell hands to every page."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from wecom_console.gui.bridge import Bridge
from wecom_console.gui.shell.language import LanguageController
from wecom_console.gui.shell.nav import Badge
from wecom_console.gui.theme.controller import ThemeController

if TYPE_CHECKING:
    from wecom_console.gui.ports import SettingsPort
    from wecom_console.gui.widgets.boxes.toast import Toast
    from wecom_console.messages.catalogue import Messages
    from wecom_console.services.context import Services


class ShellContext(NamedTuple):
    """Collaborators of a page.

    `services()` blocks and is called on the bridge only:
    ``bridge.call(lambda: context.services().profiles.list(), …)``. `toast()` gives the one toast.
    `note_secrets()` tells that keyring or vault may be otherwise now.
    """

    theme: ThemeController
    bridge: Bridge
    languages: LanguageController
    settings: "SettingsPort"
    services: "Callable[[], Services]"
    toast: "Callable[[], Toast]"
    navigate: Callable[[str, object], None]
    set_badge: Callable[[str, Badge | None], None]
    set_simulator_port: Callable[[int], None]
    start_tour: Callable[[], object] = lambda: None
    note_secrets: Callable[[], object] = lambda: None
    note_recent: Callable[[str, str], object] = lambda _profile_id, _name: None

    def language(self) -> str:
        """``en`` or ``zh_CN``."""
        return self.languages.language

    def messages(self) -> "Messages":
        """The domain's sentences in the language of the moment."""
        from wecom_console.messages.catalogue import load_messages  # reads files: not at the start

        return load_messages(self.language())
