"""Profiles for both faces: every way in passes `check`, every way out is a value.

A save is all or nothing, its secrets with it (`single.py`). What a locked keyring does not take
stays in the session's memory, and the result says so.
Reads raise StoreUnavailable where the file does not answer; writes return NotStored. Calls may
block (disk, keyring prompt): never on the GUI thread.
"""

import math
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Final
from uuid import uuid4

from wecom_console.domain.connection_types import type_of
from wecom_console.domain.fields import SECRET_PATHS
from wecom_console.domain.raw import Raw, set_value
from wecom_console.domain.secrets import Secret
from wecom_console.services.profiles.batch import BatchWriter
from wecom_console.services.profiles.drafts import (
    Prepared,
    Secrets,
    prepare,
    secret_required,
    without_secrets,
)
from wecom_console.services.profiles.purging import purged, with_current
from wecom_console.services.profiles.records import (
    Archived,
    Conflict,
    Deleted,
    FinishedRun,
    NotFound,
    ProfileSummary,
    Purged,
    Rejected,
    Revision,
    Saved,
    SecretState,
    StoredProfile,
    StoredRun,
    StoreStatus,
    Tally,
    WorkingCopy,
)
from wecom_console.services.profiles.refusals import WriteRefusal
from wecom_console.services.profiles.rows import (
    is_stale,
    named_profile,
    profile_summary,
    revisions,
    run_row,
    run_summary,
    stored_profile,
    tally_of,
    working_copy,
)
from wecom_console.services.profiles.secrets import ProfileSecrets
from wecom_console.services.profiles.single import SingleWriter
from wecom_console.services.profiles.store_refusals import or_not_stored
from wecom_console.services.profiles.writing import (
    PlannedWrite,
    ProfileWriter,
    take_back,
    taken,
)
from wecom_console.storage.problems import StoreUnavailable
from wecom_console.storage.rows import IdentifierTaken, Missing
from wecom_console.storage.secrets.keeper import SecretKeeper
from wecom_console.storage.secrets.problem import SecretProblem
from wecom_console.storage.store import Store

DELETED_KEPT_S: Final = 30 * 24 * 3600.0
"""How long a deleted profile can be brought back."""


def _new_id() -> str:
    return uuid4().hex


class ProfileService:
    """The use cases around stored profiles. Threads may share it.

    `clock` gives seconds since the epoch; `new_id` the ids of new profiles (32 hex digits)."""

    def __init__(
        self,
        store: Store,
        secrets: SecretKeeper,
        clock: Callable[[], float],
        *,
        new_id: Callable[[], str] = _new_id,
    ) -> None:
        self._store = store
        self._secrets = ProfileSecrets(secrets)
        self._clock = clock
        self._writer = ProfileWriter(store.profiles, new_id)
        self._batch = BatchWriter(store, self._writer, secrets)
        self._single = SingleWriter(store, self._writer, secrets, self._batch, clock)

    # --- reading -------------------------------------------------------------------------------

    def status(self) -> StoreStatus:
        """Whether the store answers, and what its user should know (a file set aside, …). Never
        raises; opens the file."""
        path = str(self._store.database.path)
        try:
            return StoreStatus(path, notices=self._store.database.open())
        except StoreUnavailable as problem:
            return StoreStatus(path, problem=problem.notice)

    def list(self, query: str = "", *, archived: bool = False) -> tuple[ProfileSummary, ...]:
        """Those with every word of `query`, by identifier; `archived` adds those laid aside."""
        rows = self._store.summaries(query, archived=archived)
        return tuple(profile_summary(row) for row in rows)

    def get(self, key: str) -> StoredProfile | None:
        """The profile with this id or identifier; None where there is none."""
        row = self._store.profiles.get(key)
        with self._looking():
            return stored_profile(row) if row else None

    def taken_identifiers(self, *, except_id: str = "") -> frozenset[str]:
        """The identifiers of the other profiles, for `check`."""
        pairs = self._store.profiles.identifiers().items()
        return frozenset(name for name, profile_id in pairs if profile_id != except_id)

    def history(self, key: str) -> tuple[Revision, ...]:
        """Every revision, the oldest first."""
        row = self._store.profiles.get(key)
        with self._looking():
            return revisions(self._store.profiles.history(row.id)) if row else ()

    @contextmanager
    def _looking(self) -> Iterator[None]:
        """A document that cannot be read is damage: the next use of the store mends it."""
        try:
            yield
        except StoreUnavailable as problem:
            if problem.code == "store.document_unreadable":
                self._store.database.suspect()
            raise

    # --- writing -------------------------------------------------------------------------------

    @or_not_stored
    def create(
        self,
        document: Raw,
        secrets: Secrets | None = None,
        *,
        draft: bool = False,
        note: str = "",
    ) -> Saved | WriteRefusal:
        """A new profile. A draft may have errors, but no secret in the clear and no taken name."""
        return self._done(self._writer.plan_new(document, secrets or {}, draft=draft, note=note))

    @or_not_stored
    def save(
        self,
        profile_id: str,
        document: Raw,
        *,
        base_revision: int,
        secrets: Secrets | None = None,
        draft: bool = False,
        note: str = "",
    ) -> Saved | WriteRefusal:
        """Append a revision to the one that `document` was made from. A created profile never goes
        back to being a draft, and keeps its identifier."""
        row = self._store.profiles.get(profile_id)
        if row is None:
            return NotFound(profile_id)
        if row.revision != base_revision:
            return Conflict(stored_profile(row))
        plan = self._writer.plan_change(row, document, secrets or {}, draft=draft, note=note)
        return self._done(plan)

    @or_not_stored
    def delete(self, key: str) -> Deleted | NotFound:
        """Hide a profile. Its history, runs and secrets stay until `purge_deleted`."""
        row = self._store.profiles.get(key)
        gone = self._store.profiles.delete(row.id) if row else Missing(key)
        return NotFound(key) if isinstance(gone, Missing) else Deleted(named_profile(gone))

    @or_not_stored
    def restore(self, profile_id: str) -> Saved | Rejected | NotFound:
        """Undo a delete. Rejected where another profile has taken the identifier meanwhile."""
        deleted = self._store.profiles.get(profile_id, even_deleted=True)
        row = self._store.profiles.restore(deleted.id) if deleted else None
        if deleted is None or row is None or isinstance(row, Missing):
            return NotFound(profile_id)
        if isinstance(row, IdentifierTaken):
            return taken(stored_profile(deleted).document, row)
        profile = stored_profile(row)
        others = self.taken_identifiers(except_id=row.id)
        prepared = prepare(profile.document, {}, taken=others, may_be_draft=True)
        return Saved(profile, prepared.report if isinstance(prepared, Prepared) else prepared)

    @or_not_stored
    def archive(self, key: str, *, away: bool = True) -> Archived | NotFound:
        """Lay a profile aside: it keeps identifier, history, runs and secrets, and leaves the
        list; not `away` takes it back."""
        row = self._store.profiles.get(key)
        moved = self._store.profiles.archive(row.id, away=away) if row else Missing(key)
        return NotFound(key) if isinstance(moved, Missing) else Archived(named_profile(moved))

    @or_not_stored
    def duplicate(self, key: str, identifier: str, *, draft: bool = False) -> Saved | WriteRefusal:
        """A copy under another identifier, with its secrets; `draft`: one to go on with."""
        row = self._store.profiles.get(key)
        if row is None:
            return NotFound(key)
        document = set_value(stored_profile(row).document, "identifier", identifier)
        note = f"duplicated:{row.identifier}"
        plan = self._writer.plan_new(document, {}, draft=draft or row.is_draft, note=note)
        if isinstance(plan, Rejected):
            return plan
        copied, missing = self._secrets.of(row)
        saved = self._single.create(plan, copied)
        if not isinstance(saved, Saved):
            return saved
        return Saved(saved.profile, saved.report, (*saved.secrets, *missing))

    @or_not_stored
    def restore_revision(
        self, key: str, number: int, *, base_revision: int
    ) -> Saved | WriteRefusal:
        """Append a revision with an earlier one's document. Secrets stay as they are, and so does
        the identifier of a created profile, and what was taken out of the earlier one."""
        row = self._store.profiles.get(key)
        if row is None:
            return NotFound(key)
        if row.revision != base_revision:
            return Conflict(stored_profile(row))
        rows = self._store.profiles.history(row.id)
        wanted = next((r for r in revisions(rows) if r.number == number), None)
        if wanted is None:
            return NotFound(row.identifier, number)
        document = with_current(wanted.document, stored_profile(row).document)
        if not row.is_draft:
            document = set_value(document, "identifier", row.identifier)
        note = f"restored:{number}"
        return self._done(
            self._writer.plan_change(row, document, {}, draft=row.is_draft, note=note)
        )

    @or_not_stored
    def purge_field(self, key: str, path: str) -> Purged | NotFound:
        """Take every earlier value of a field out of what is kept, or all notes (`NOTE`)."""
        row = self._store.profiles.get(key)
        return purged(self._store, row, path) if row else NotFound(key)

    def find_removed(self, key: str) -> str | None:
        """The id of the deleted profile with this id or identifier, the last of several; None
        where there is none."""
        rows = self._store.profiles.deleted_before(math.inf)
        return next((row.id for row in reversed(rows) if key in (row.id, row.identifier)), None)

    @or_not_stored
    def purge_deleted(self, older_than_s: float = DELETED_KEPT_S) -> int:
        """Forget profiles that were deleted long ago, secrets first; how many. One whose secrets
        the keyring does not let go of now is left for the next time. A moment that is still to
        come was written by a clock that was set back since: not long ago. A clock that is far
        ahead is not believed at once."""
        purged = 0
        now = self._store.clock_mark.believed()
        for row in self._store.profiles.deleted_before(now - older_than_s):
            if self._secrets.forget(row, self._store.profiles.history(row.id)):
                self._store.claims.turn_all_away(row.id)
                self._store.profiles.purge(row.id)
                purged += 1
        return purged

    # --- several at once -----------------------------------------------------------------------

    def finish(self) -> None:
        """What a process that was killed had begun with a secret. Asks nobody for anything."""
        self._single.finish()

    @property
    def batch(self) -> BatchWriter:
        """Planned writes with their secrets, all of them or none."""
        return self._batch

    def together(self) -> AbstractContextManager[None]:
        """One transaction for all that is done inside, on this thread. Raises StoreUnavailable at
        its end where something inside was not stored; then nothing was."""
        return self._store.database.together()

    @or_not_stored
    def plan_create(
        self, document: Raw, secrets: Secrets, *, draft: bool = False
    ) -> PlannedWrite | Rejected:
        """What `create` would store."""
        return self._writer.plan_new(document, secrets, draft=draft, note="")

    @or_not_stored
    def plan_save(
        self, profile_id: str, document: Raw, secrets: Secrets, *, base_revision: int
    ) -> PlannedWrite | Conflict | Rejected | NotFound:
        """What `save` would store."""
        row = self._store.profiles.get(profile_id)
        if row is None:
            return NotFound(profile_id)
        if row.revision != base_revision:
            return Conflict(stored_profile(row))
        return self._writer.plan_change(row, document, secrets, draft=False, note="")

    def take_back(self, profile_id: str, *, saved: int, before: int) -> bool:
        """Undo the write that made revision `saved` of `before` (0: of nothing), whatever would be
        said of it today; False where something else was written since."""
        return take_back(self._store.profiles, profile_id, saved=saved, before=before)

    # --- secrets -------------------------------------------------------------------------------

    @or_not_stored
    def set_secret(self, key: str, field: str, secret: Secret) -> Saved | WriteRefusal:
        """Keep a new secret; the document then says ``keyring:`` there. Appends a revision, so that
        the history tells when a secret was changed."""
        self._single.finish()
        row = self._store.profiles.get(key)
        if row is None:
            return NotFound(key)
        if not secret.reveal().strip():
            return Rejected(secret_required(field))
        document = stored_profile(row).document
        note = f"secret:{field}"
        secrets = {field: secret}
        plan = self._writer.plan_change(row, document, secrets, draft=row.is_draft, note=note)
        return plan if isinstance(plan, Rejected) else self._single.set_secret(plan, field)

    def secret(self, key: str, field: str, *, folder: Path | None = None) -> Secret | SecretProblem:
        """The secret of a profile's field, wherever its reference leads. May block."""
        row = self._store.profiles.get(key)
        if row is None:
            return SecretProblem("secret_ref.unset", {"field": field})
        return self._secrets.resolve(row, field, folder=folder)

    def secret_status(self, key: str) -> tuple[SecretState, ...]:
        """How each secret of a profile is; nothing for an unknown profile. May block."""
        row = self._store.profiles.get(key)
        if row is None:
            return ()
        kind = type_of(stored_profile(row).document)
        fields = (field for field in SECRET_PATHS if kind.has(field))
        return tuple(self._secrets.state(row, field) for field in fields)

    # --- forms that were not saved -------------------------------------------------------------

    @or_not_stored
    def keep_working_copy(self, slot: str, document: Raw, *, base_revision: int = 0) -> None:
        """Remember a form's values against a crash, without its secrets. `slot`: the profile's id,
        or a name for a new form."""
        kept = without_secrets(document)
        self._store.working_copies.keep(slot, kept, base_revision=base_revision)

    def working_copies(self) -> tuple[WorkingCopy, ...]:
        """The forms that were left without saving, the latest first."""
        with self._looking():
            return tuple(working_copy(row) for row in self._store.working_copies.all())

    @or_not_stored
    def drop_working_copy(self, slot: str) -> None:
        """The form was saved or given up."""
        self._store.working_copies.drop(slot)

    # --- runs ----------------------------------------------------------------------------------

    @or_not_stored
    def record_run(self, run: FinishedRun) -> None:
        """Store a run; the oldest of the same profile beyond the bound are forgotten."""
        self._store.runs.add(run_row(run), run.events)

    def runs(self, key: str) -> tuple[StoredRun, ...]:
        """The runs of a profile, the latest first."""
        row = self._store.profiles.get(key)
        if row is None:
            return ()
        found = self._store.runs.of_profile(row.id)
        return tuple(run_summary(run, is_stale=is_stale(run, row)) for run in found)

    def tally(self, key: str) -> Tally:
        """What counts of a profile's runs: the same that the list tells of it."""
        row = self._store.profiles.get(key)
        return Tally() if row is None else tally_of(self._store.tally(row.id), row)

    def run_events(self, run_id: str) -> str | None:
        """The events of a run as JSON text."""
        return self._store.runs.events(run_id)

    # --- inside --------------------------------------------------------------------------------

    def _done(self, plan: PlannedWrite | Rejected) -> Saved | WriteRefusal:
        if isinstance(plan, Rejected):
            return plan
        return self._single.save(plan) if plan.base_revision else self._single.create(plan)
