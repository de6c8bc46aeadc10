"""What is read when a form is opened, and what the form is then. Reading blocks."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wecom_console.gui.parts.form.presenter.session import FormSession, stored_session
from wecom_console.services.profiles.records import StoredProfile, WorkingCopy

if TYPE_CHECKING:
    from wecom_console.services.profiles.service import ProfileService


@dataclass(frozen=True, slots=True)
class NewForm:
    """The identifiers that are taken, and what was left on the form of a new connection."""

    taken: frozenset[str]
    copy: WorkingCopy | None = None

    def after(self, session: FormSession) -> FormSession:
        """The open form with it; what has been typed meanwhile is not overwritten."""
        known = session.with_taken(self.taken)
        return known if self.copy is None or known.is_dirty else known.restored(self.copy)


@dataclass(frozen=True, slots=True)
class StoredForm:
    """A stored connection, and what was left on its form."""

    profile: StoredProfile
    taken: frozenset[str]
    copy: WorkingCopy | None

    def session(self) -> FormSession:
        """The form."""
        session = stored_session(self.profile, self.taken)
        return session if self.copy is None else session.restored(self.copy)


def read_new(service: "ProfileService", slot: str) -> NewForm:
    """For a new connection's form; with no slot it begins empty."""
    return NewForm(service.taken_identifiers(), _left_copy(service, slot) if slot else None)


def read_stored(service: "ProfileService", profile_id: str) -> StoredForm | None:
    """For a stored connection's form; None where it is gone."""
    profile = service.get(profile_id)
    if profile is None:
        return None
    taken = service.taken_identifiers(except_id=profile_id)
    return StoredForm(profile, taken, _left_copy(service, profile_id))


def _left_copy(service: "ProfileService", slot: str) -> WorkingCopy | None:
    return next((copy for copy in service.working_copies() if copy.slot == slot), None)
