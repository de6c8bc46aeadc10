"""Taking what a preview showed into the store, all of it or nothing; and taking that back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

from wecom_console.domain.raw import set_value
from wecom_console.domain.rules.names import next_free
from wecom_console.domain.three_way import Side, merged
from wecom_console.services.context import Services
from wecom_console.services.importing.items import (
    Imported,
    ImportedItem,
    ImportFailed,
    ImportItem,
    ImportPreview,
    ItemState,
    Merge,
    Resolution,
    Undone,
)
from wecom_console.services.importing.watch import ImportPhase, ImportStopped, ImportWatch
from wecom_console.services.profiles.batch import GivenUp, NotWritten
from wecom_console.services.profiles.records import StoredProfile
from wecom_console.services.profiles.refusals import WriteRefusal
from wecom_console.services.profiles.service import ProfileService
from wecom_console.services.profiles.writing import PlannedWrite
from wecom_console.storage.imports.journal import ImportJournal
from wecom_console.storage.imports.records import ImportRecord
from wecom_console.storage.problems import StoreUnavailable

ResolveConflict = Callable[[ImportItem], Resolution | Merge]
"""What becomes of a stored connection that differs."""


@dataclass(frozen=True, slots=True)
class _Planned:
    """What is to become of an item; `write` is None where nothing is stored."""

    item: ImportItem
    action: str
    identifier: str
    write: PlannedWrite | None = None


class ImportService:
    """The use case for both faces. What is taken in is noted in `journal`, in the same transaction,
    and can be taken back later."""

    def __init__(self, profiles: ProfileService, journal: ImportJournal) -> None:
        self._profiles = profiles
        self._journal = journal

    def apply(
        self,
        preview: ImportPreview,
        resolve: ResolveConflict,
        watch: ImportWatch | None = None,
        *,
        session_may_hold: bool = True,
    ) -> Imported | ImportFailed | ImportStopped:
        """Take in what `preview` showed; only for one that is `ok`. First all of it is decided,
        then all of it is stored. Unless the session may hold secrets, an import whose secrets
        keyring or vault does not take is none."""
        watch = watch or ImportWatch()
        taken = set(self._profiles.taken_identifiers())
        taken |= {item.identifier for item in preview.items}
        planned: list[_Planned] = []
        for item in preview.items:
            if not watch.step(ImportPhase.TAKE, len(planned), len(preview.items)):
                return ImportStopped()
            plan = self._plan(item, resolve, taken)
            if not isinstance(plan, _Planned):
                return ImportFailed(item, plan)
            taken.add(plan.identifier)
            planned.append(plan)
        return self._store(preview.path.name, planned, watch, session_may_hold=session_may_hold)

    def undo_last(self, watch: ImportWatch | None = None) -> Undone | None:
        """Take back what the last import did; None where there is none. Raises StoreUnavailable
        where the store does not take it: then nothing was taken back, and it can be tried again."""
        watch = watch or ImportWatch()
        if self._journal.last() is None:
            return None
        with self._profiles.together():
            last = self._journal.last()
            if last is None:
                return None
            left = []
            for place, record in enumerate(reversed(last.entries)):
                watch.step(ImportPhase.UNDO, place, len(last.entries))
                if not self._is_taken_back(record):
                    left.append(record.identifier)
            self._journal.write(last.source, ())
        self._journal.forget_old()
        return Undone(last.source, len(last.entries) - len(left), tuple(left))

    def _plan(
        self, item: ImportItem, resolve: ResolveConflict, taken: set[str]
    ) -> _Planned | WriteRefusal:
        if item.state is ItemState.SAME:
            return _Planned(item, "same", item.identifier)
        if item.stored is None:
            return self._create(item, item.identifier, action="create")
        resolution = resolve(item)
        match resolution:
            case Resolution.KEEP:
                return _Planned(item, "keep", item.identifier)
            case Resolution.RENAME:
                free = next_free(item.identifier, taken)
                return self._create(item, free, action="rename")
            case Resolution.REPLACE:
                return self._save(item, item.stored, item.document, action="replace")
            case Resolution.MERGE:
                return self._merge(item, item.stored, item.changed_by(Side.FILE))
            case Merge():
                return self._merge(item, item.stored, resolution.taken)
            case _:
                assert_never(resolution)

    def _create(self, item: ImportItem, identifier: str, *, action: str) -> _Planned | WriteRefusal:
        document = set_value(item.document, "identifier", identifier)
        plan = self._profiles.plan_create(document, item.secrets)
        return _Planned(item, action, identifier, plan) if isinstance(plan, PlannedWrite) else plan

    def _merge(
        self, item: ImportItem, stored: StoredProfile, taken: frozenset[str]
    ) -> _Planned | WriteRefusal:
        if not taken:
            return _Planned(item, "keep", item.identifier)
        document = merged(stored.document, item.document, taken)
        return self._save(item, stored, document, action="merge")

    def _save(
        self,
        item: ImportItem,
        stored: StoredProfile,
        document: Mapping[str, object],
        *,
        action: str,
    ) -> _Planned | WriteRefusal:
        plan = self._profiles.plan_save(
            stored.id, document, item.secrets, base_revision=stored.revision
        )
        if isinstance(plan, PlannedWrite):
            return _Planned(item, action, item.identifier, plan)
        return plan

    def _store(
        self,
        source: str,
        planned: Sequence[_Planned],
        watch: ImportWatch,
        *,
        session_may_hold: bool,
    ) -> Imported | ImportFailed | ImportStopped:
        writing = [(one, one.write) for one in planned if one.write is not None]

        def note(stored: Sequence[StoredProfile]) -> None:
            pairs = zip(writing, stored, strict=True)
            self._journal.write(source, [_record(one, p) for (one, _), p in pairs])
            if watch.is_stopped:
                raise GivenUp

        try:
            saved = (
                self._profiles.batch.write_all(
                    [write for _, write in writing], at_end=note, session_may_hold=session_may_hold
                )
                if writing
                else ()
            )
        except GivenUp:
            return ImportStopped()
        if isinstance(saved, NotWritten):
            return ImportFailed(writing[saved.position][0].item, saved.why)
        if writing:
            self._journal.forget_old()
        stored = iter(saved)
        return Imported(
            tuple(
                ImportedItem(
                    one.item, one.action, one.identifier, next(stored) if one.write else None
                )
                for one in planned
            )
        )

    def _is_taken_back(self, record: ImportRecord) -> bool:
        try:
            return self._profiles.take_back(
                record.profile_id, saved=record.saved, before=record.before
            )
        except StoreUnavailable as problem:
            if problem.code != "store.document_unreadable":
                raise
            return False


def import_service(services: Services) -> ImportService:
    """Over the store of this user."""
    return ImportService(services.profiles, services.import_journal)


def _record(one: _Planned, profile: StoredProfile) -> ImportRecord:
    """How it can be taken back."""
    stored = one.item.stored if one.action in ("replace", "merge") else None
    before = stored.revision if stored is not None else 0
    return ImportRecord(profile.id, one.identifier, profile.revision, before)
