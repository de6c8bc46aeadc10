"""What saving a form asks of the store, and what it may come to."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wecom_console.gui.parts.form.presenter.session import FormSession
from wecom_console.services.profiles.records import (
    Conflict,
    NotFound,
    NotStored,
    Rejected,
    Saved,
    StoredProfile,
)

if TYPE_CHECKING:
    from wecom_console.services.profiles.service import ProfileService

SaveResult = Saved | Conflict | Rejected | NotFound | NotStored


@dataclass(frozen=True, slots=True)
class SavedConnection:
    """What *Create*, *Save* or leaving with a draft did. `result` says where the secrets went."""

    result: Saved
    is_new: bool

    @property
    def profile(self) -> StoredProfile:
        """What is stored now."""
        return self.result.profile


def store_form(service: "ProfileService", session: FormSession, *, is_draft: bool) -> SaveResult:
    """Creates the connection, or appends a revision to it. Blocks."""
    document, secrets = session.draft.document(), session.draft.secrets()
    if not session.profile_id:
        return service.create(document, secrets, draft=is_draft)
    return service.save(
        session.profile_id,
        document,
        base_revision=session.base_revision,
        secrets=secrets,
        draft=is_draft,
    )
