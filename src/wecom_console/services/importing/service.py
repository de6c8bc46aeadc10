"""Taking what a preview showed into the store, all of it or nothing; and taking that back."""

from collections.abc import Callable, Mapping, Sequence
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
from wecom_console.services.profiles.records import Saved, StoredProfile
from wecom_console.services.profiles.refusals import WriteRefusal
from wecom_console.services.profiles.service import ProfileService
from wecom_console.storage.import_journal import ImportJournal, ImportRecord

ResolveConflict = Callable[[ImportItem], Resolution | Merge]
"""What becomes of a stored connection that differs."""


class ImportService:
    """The use case for both faces. What is taken in is noted in `journal`, and can be taken back
    later."""

    def __init__(self, profiles: ProfileService, journal: ImportJournal) -> None:
        self._profiles = profiles
        self._journal = journal

    def apply(
        self, preview: ImportPreview, resolve: ResolveConflict, watch: ImportWatch | None = None
    ) -> Imported | ImportFailed | ImportStopped:
        """Take in what `preview` showed; only for one that is `ok`. Stopped on the way, what was
        taken in is taken back."""
        watch = watch or ImportWatch()
        taken = set(self._profiles.taken_identifiers())
        taken |= {item.identifier for item in preview.items}
        done: list[ImportedItem] = []
        records: list[ImportRecord] = []
        with self._journal.recording(preview.path.name) as note:
            for item in preview.items:
                if not watch.step(ImportPhase.TAKE, len(done), len(preview.items)):
                    return ImportStopped(self._take_back(records, watch))
                result = self._take(item, resolve, taken)
                if not isinstance(result, ImportedItem):
                    return ImportFailed(item, result, self._take_back(records, watch))
                taken.add(result.identifier)
                done.append(result)
                if record := _record(result):
                    records.append(record)
                    note(record)
        self._journal.end()
        return Imported(tuple(done))

    def undo_last(self, watch: ImportWatch | None = None) -> Undone | None:
        """Take back what the last import did, also one that was broken off; None where there is
        none."""
        last = self._journal.last()
        if last is None:
            return None
        left = self._take_back(last.entries, watch or ImportWatch())
        return Undone(last.source, len(last.entries) - len(left), left)

    def _take(
        self, item: ImportItem, resolve: ResolveConflict, taken: set[str]
    ) -> ImportedItem | WriteRefusal:
        if item.state is ItemState.SAME:
            return ImportedItem(item, "same", item.identifier)
        if item.stored is None:
            return self._create(item, item.identifier, action="create")
        resolution = resolve(item)
        match resolution:
            case Resolution.KEEP:
                return ImportedItem(item, "keep", item.identifier)
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

    def _create(
        self, item: ImportItem, identifier: str, *, action: str
    ) -> ImportedItem | WriteRefusal:
        document = set_value(item.document, "identifier", identifier)
        saved = self._profiles.create(document, item.secrets)
        return ImportedItem(item, action, identifier, saved) if isinstance(saved, Saved) else saved

    def _merge(
        self, item: ImportItem, stored: StoredProfile, taken: frozenset[str]
    ) -> ImportedItem | WriteRefusal:
        if not taken:
            return ImportedItem(item, "keep", item.identifier)
        document = merged(stored.document, item.document, taken)
        return self._save(item, stored, document, action="merge")

    def _save(
        self,
        item: ImportItem,
        stored: StoredProfile,
        document: Mapping[str, object],
        *,
        action: str,
    ) -> ImportedItem | WriteRefusal:
        saved = self._profiles.save(
            stored.id, document, base_revision=stored.revision, secrets=item.secrets
        )
        if isinstance(saved, Saved):
            return ImportedItem(item, action, item.identifier, saved)
        return saved

    def _take_back(self, records: Sequence[ImportRecord], watch: ImportWatch) -> tuple[str, ...]:
        """The identifiers for which that failed, because they were changed since or the store does
        not take it. Always to the end."""
        left = []
        for place, record in enumerate(reversed(records)):
            watch.step(ImportPhase.UNDO, place, len(records))
            if not self._is_taken_back(record):
                left.append(record.identifier)
        self._journal.forget()
        return tuple(left)

    def _is_taken_back(self, record: ImportRecord) -> bool:
        stored = self._profiles.get(record.profile_id)
        if stored is None:
            return not record.before
        if stored.revision != record.saved:
            return False
        result: object = (
            self._profiles.restore_revision(
                record.profile_id, record.before, base_revision=record.saved
            )
            if record.before
            else self._profiles.delete(record.profile_id)
        )
        return not isinstance(result, WriteRefusal)


def import_service(services: Services) -> ImportService:
    """Over the store of this user."""
    return ImportService(services.profiles, services.import_journal)


def _record(one: ImportedItem) -> ImportRecord | None:
    """How it can be taken back; None where nothing was stored."""
    if one.saved is None:
        return None
    stored = one.item.stored if one.action in ("replace", "merge") else None
    profile = one.saved.profile
    before = stored.revision if stored is not None else 0
    return ImportRecord(profile.id, one.identifier, profile.revision, before)
