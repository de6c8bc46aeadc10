"""What the form and the detail page need from outside: a worker, and the profiles' service.

The service's methods block, so they are only called on the worker. Expected refusals are values;
an exception is a bug or StoreUnavailable, and comes back through `failed`.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final, Protocol, TypeVar

from wecom_console.domain.connection_types import MOBILE, ConnectionType
from wecom_console.domain.problems import Params
from wecom_console.domain.raw import Raw
from wecom_console.domain.secrets import Secret
from wecom_console.services.profiles.records import (
    Archived,
    Conflict,
    Deleted,
    NotFound,
    NotStored,
    Rejected,
    Revision,
    Saved,
    SecretState,
    StoredProfile,
    StoredRun,
    WorkingCopy,
)
from wecom_console.storage.problems import StoreUnavailable

T = TypeVar("T")

NEW_SLOT: Final = "new"
"""The slot under which a new connection's form is kept; see `new_slot`."""


def new_slot(kind: ConnectionType) -> str:
    """The slot of a new connection's form of this type: two types are two forms."""
    return NEW_SLOT if kind is MOBILE else f"{NEW_SLOT}:{kind.method}"


class Worker(Protocol):
    """Runs blocking work away from the GUI thread and answers on it."""

    def run(
        self,
        work: Callable[[], T],
        *,
        done: Callable[[T], Any],
        failed: Callable[[Exception], Any],
    ) -> None:
        """Call `work` elsewhere, then exactly one of `done` and `failed` here."""


class FormService(Protocol):
    """`services.profiles.service.ProfileService` as the form uses it."""

    def get(self, key: str, /) -> StoredProfile | None:
        """A stored connection."""

    def taken_identifiers(self, *, except_id: str = "") -> frozenset[str]:
        """The identifiers of the others."""

    def secret_status(self, key: str) -> tuple[SecretState, ...]:
        """How each secret is. May wait for the system to unlock its keyring."""

    def create(
        self, document: Raw, secrets: Mapping[str, Secret] | None = None, *, draft: bool = False
    ) -> Saved | Rejected | NotStored:
        """A new connection, or a draft of one."""

    def save(
        self,
        profile_id: str,
        document: Raw,
        *,
        base_revision: int,
        secrets: Mapping[str, Secret] | None = None,
        draft: bool = False,
    ) -> Saved | Conflict | Rejected | NotFound | NotStored:
        """A new revision of a stored one."""

    def keep_working_copy(
        self, slot: str, document: Raw, *, base_revision: int = 0
    ) -> NotStored | None:
        """Remember a form without its secrets."""

    def working_copies(self) -> tuple[WorkingCopy, ...]:
        """The forms that were left without saving."""

    def drop_working_copy(self, slot: str) -> NotStored | None:
        """The form was saved or given up."""


class DetailService(Protocol):
    """`services.profiles.service.ProfileService` as the detail page uses it."""

    def get(self, key: str, /) -> StoredProfile | None:
        """A stored connection."""

    def taken_identifiers(self, *, except_id: str = "") -> frozenset[str]:
        """The identifiers of the others."""

    def history(self, key: str) -> tuple[Revision, ...]:
        """Every revision, the oldest first."""

    def runs(self, key: str) -> tuple[StoredRun, ...]:
        """The stored test runs, the latest first."""

    def secret_status(self, key: str) -> tuple[SecretState, ...]:
        """How each secret is."""

    def delete(self, key: str) -> Deleted | NotFound | NotStored:
        """Hide the connection."""

    def restore(self, profile_id: str) -> Saved | Rejected | NotFound | NotStored:
        """Undo a delete."""

    def archive(self, key: str, *, away: bool = True) -> Archived | NotFound | NotStored:
        """Lay the connection aside, or take it back."""

    def duplicate(self, key: str, identifier: str) -> Saved | Rejected | NotFound | NotStored:
        """A copy under another identifier."""

    def restore_revision(
        self, key: str, number: int, *, base_revision: int
    ) -> Saved | Conflict | Rejected | NotFound | NotStored:
        """A revision with an earlier one's document."""


def refusal(error: Exception) -> tuple[str, Params]:
    """The message code of a store that does not answer. Anything else is a bug and goes on."""
    if isinstance(error, StoreUnavailable):
        return error.code, error.params
    raise error
