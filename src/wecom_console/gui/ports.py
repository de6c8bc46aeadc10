"""What the window needs from outside. The real things are built lazily, off the GUI thread."""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from wecom_console.storage.settings import Settings


class SettingsPort(Protocol):
    """What the window remembers. Reading is fast enough for the start."""

    def read(self) -> "Settings":
        """The settings; defaults where there are none."""

    def read_again(self) -> "Settings":
        """The settings as they are now: another process may have changed them."""

    def write(self, settings: "Settings") -> None:
        """Keeps them; a disk that refuses is not the window's trouble."""
