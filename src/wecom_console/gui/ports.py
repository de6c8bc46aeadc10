"""What the window needs from outside. The real things are built lazily, off the GUI thread."""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from wecom_console.domain.raw import Raw
    from wecom_console.services.profiles.records import (
        Archived,
        Conflict,
        Deleted,
        NotFound,
        NotStored,
        ProfileSummary,
        Rejected,
        Saved,
        StoredProfile,
    )
    from wecom_console.storage.settings import Settings


class ProfileList(Protocol):
    """`ProfileService` as the sources page uses it. Every call may block."""

    def list(self, query: str = "", *, archived: bool = False) -> "tuple[ProfileSummary, ...]":
        """The connections; `archived` also those laid aside."""

    def get(self, key: str) -> "StoredProfile | None":
        """One of them with its document."""

    def save(
        self, profile_id: str, document: "Raw", *, base_revision: int, draft: bool = False
    ) -> "Saved | Conflict | Rejected | NotFound | NotStored":
        """Append a revision."""

    def archive(self, key: str, *, away: bool = True) -> "Archived | NotFound | NotStored":
        """Lay one aside, or take it back."""

    def delete(self, key: str) -> "Deleted | NotFound | NotStored":
        """Hide one."""

    def restore(self, profile_id: str) -> "Saved | Rejected | NotFound | NotStored":
        """Undo a delete."""

    def duplicate(self, key: str, identifier: str) -> "Saved | Rejected | NotFound | NotStored":
        """A copy under another identifier."""


class SettingsPort(Protocol):
    """What the window remembers. Reading is fast enough for the start."""

    def read(self) -> "Settings":
        """The settings; defaults where there are none."""

    def read_again(self) -> "Settings":
        """The settings as they are now: another process may have changed them."""

    def write(self, settings: "Settings") -> None:
        """Keeps them; a disk that refuses is not the window's trouble."""
