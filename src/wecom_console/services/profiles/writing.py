"""A write to a profile in two halves: what is decided before, and what the store then does."""

from collections.abc import Callable
from dataclasses import dataclass

from wecom_console.domain.notes import check_note
from wecom_console.domain.raw import Raw, get_value
from wecom_console.domain.report import Report
from wecom_console.services.profiles.drafts import Prepared, Secrets, identifier_locked, prepare
from wecom_console.services.profiles.purging import PURGED
from wecom_console.services.profiles.records import Conflict, NotFound, Rejected, StoredProfile
from wecom_console.services.profiles.rows import stored_profile
from wecom_console.storage.documents import decode
from wecom_console.storage.profile_store import ProfileStore
from wecom_console.storage.rows import IdentifierTaken, Missing, Outdated, ProfileRow


@dataclass(frozen=True, slots=True)
class PlannedWrite:
    """A document that passed, and where it goes: as a new profile (`base_revision` 0), or onto
    that revision of the one with this id."""

    profile_id: str
    prepared: Prepared
    base_revision: int
    is_draft: bool
    note: str


class ProfileWriter:
    """Every method raises StoreUnavailable where the store does not answer."""

    def __init__(self, profiles: ProfileStore, new_id: Callable[[], str]) -> None:
        self._profiles = profiles
        self._new_id = new_id

    def plan_new(
        self, document: Raw, secrets: Secrets, *, draft: bool, note: str
    ) -> PlannedWrite | Rejected:
        """A new profile. A draft may have errors, but no secret in the clear and no taken name."""
        taken = self._taken_beside(document)
        prepared = prepare(document, secrets, taken=taken, may_be_draft=draft)
        if not isinstance(prepared, Prepared):
            return Rejected(prepared)
        return _noted(PlannedWrite(self._new_id(), prepared, 0, draft, note))

    def plan_change(
        self, row: ProfileRow, document: Raw, secrets: Secrets, *, draft: bool, note: str
    ) -> PlannedWrite | Rejected:
        """A revision more. A created profile never goes back to being a draft, and keeps its
        identifier."""
        stays_draft = draft and row.is_draft
        taken = self._taken_beside(document, except_id=row.id)
        prepared = prepare(document, secrets, taken=taken, may_be_draft=stays_draft)
        report = prepared.report if isinstance(prepared, Prepared) else prepared
        if not row.is_draft and get_value(document, "identifier") != row.identifier:
            return Rejected(identifier_locked(report, identifier=row.identifier))
        if not isinstance(prepared, Prepared):
            return Rejected(prepared)
        return _noted(PlannedWrite(row.id, prepared, row.revision, stays_draft, note))

    def write(self, plan: PlannedWrite) -> StoredProfile | Conflict | Rejected | NotFound:
        """The document, in one transaction. Its secrets are the caller's."""
        document = plan.prepared.document
        result = (
            self._profiles.update(
                plan.profile_id,
                document,
                base_revision=plan.base_revision,
                is_draft=plan.is_draft,
                note=plan.note,
                sets_secrets=bool(plan.prepared.secrets),
            )
            if plan.base_revision
            else self._profiles.insert(
                plan.profile_id,
                document,
                is_draft=plan.is_draft,
                note=plan.note,
                sets_secrets=bool(plan.prepared.secrets),
            )
        )
        match result:
            case Outdated(current):
                return Conflict(stored_profile(current))
            case IdentifierTaken():
                return taken(document, result)
            case Missing(key):
                return NotFound(key)
            case ProfileRow():
                return stored_profile(result)

    def _taken_beside(self, document: Raw, *, except_id: str = "") -> frozenset[str]:
        """The others' identifiers, where this one is among them: then a free one is looked for.
        Reading all of them for every write would make an import of many slow."""
        identifier = get_value(document, "identifier")
        row = self._profiles.get(identifier) if isinstance(identifier, str) else None
        if row is None or row.identifier != identifier or row.id == except_id:
            return frozenset()
        pairs = self._profiles.identifiers().items()
        return frozenset(name for name, profile_id in pairs if profile_id != except_id)


def _noted(plan: PlannedWrite) -> PlannedWrite | Rejected:
    """The plan, unless its note looks like a secret."""
    accepted = get_value(plan.prepared.document, "accept")
    accepted = accepted if isinstance(accepted, list | tuple) else ()
    problem = check_note(plan.note, [code for code in accepted if isinstance(code, str)])
    return plan if problem is None else Rejected(Report(None, (problem,)))


def taken(document: Raw, name: IdentifierTaken) -> Rejected:
    """Another process took the identifier between our look and our write."""
    found = prepare(document, {}, taken={name.identifier}, may_be_draft=False)
    return Rejected(found.report if isinstance(found, Prepared) else found)


def take_back(profiles: ProfileStore, profile_id: str, *, saved: int, before: int) -> bool:
    """See `ProfileService.take_back`. The earlier document was stored once: it is not checked
    again, and is a draft where it was one. One that a value was taken out of is not what it was."""
    row = profiles.get(profile_id)
    if row is None:
        return not before
    if row.revision != saved:
        return False
    if not before:
        return isinstance(profiles.delete(profile_id), ProfileRow)
    earlier = next((r for r in profiles.history(profile_id) if r.number == before), None)
    if earlier is None or f'"{PURGED}"' in earlier.document:
        return False
    result = profiles.update(
        profile_id,
        decode(earlier.document),
        base_revision=saved,
        is_draft=earlier.is_draft,
        note=f"restored:{before}",
    )
    return isinstance(result, ProfileRow)
