"""Taking a config file's connections into the store: a preview first, then all of it or nothing.

What is kept locally stays: where a stored connection already names a place for a secret, an import
does not change it. A ``file:`` reference means nothing without its file, so its secret moves into
the keyring.
"""

import dataclasses
import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Final, assert_never

from wecom_console.domain.documents import changed_paths
from wecom_console.domain.problems import Problem
from wecom_console.domain.raw import get_value, set_value
from wecom_console.domain.rules.names import next_free
from wecom_console.domain.three_way import Side, merged, nearest, sides
from wecom_console.exchange.file_problem import FileProblem
from wecom_console.services.config_files import (
    CheckedConnection,
    CheckedFile,
    check_file,
    config_files,
    is_other_file,
)
from wecom_console.services.exporting.signatures import SignedBy, Trust, read_signed, team_signers
from wecom_console.services.importing.items import (
    FieldChange,
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
from wecom_console.services.importing.secret_files import localised
from wecom_console.services.importing.watch import ImportPhase, ImportStopped, ImportWatch
from wecom_console.services.profiles.records import NotFound, Saved, StoredProfile
from wecom_console.services.profiles.refusals import WriteRefusal
from wecom_console.services.profiles.service import ProfileService
from wecom_console.storage.import_journal import ImportJournal, ImportRecord, Note

if TYPE_CHECKING:
    from wecom_console.exchange.age_package import PackageKey
    from wecom_console.services.context import Services


_MAY_BE_AUTHINGS: Final = ("file.version", "file.syntax")
"""What is said of JSON that is no config file: a list without a `.json` name is no TOML either."""


NOBODY: Final = Trust()


class ImportService:
    """The use case for both faces. A file whose signature does not fit it is never taken in;
    `trust` says whose are known, and whether one is needed."""

    def __init__(
        self,
        profiles: ProfileService,
        trust: Trust = NOBODY,
        journal: ImportJournal | None = None,
    ) -> None:
        self._profiles = profiles
        self._trust = trust
        self._journal = journal

    def preview(
        self, path: Path, key: "PackageKey | None" = None, watch: ImportWatch | None = None
    ) -> ImportPreview | FileProblem | ImportStopped:
        """Read the file, a config file or Authing's JSON, or with `key` the package, or all config
        files of a folder, and compare them with what is stored. Raises StoreUnavailable."""
        watch = watch or ImportWatch()
        if key is None and os.path.isdir(path):  # unlike Path, it stands names of any length
            return self._preview_folder(path, watch)
        signed = read_signed(path, self._trust)
        if isinstance(signed, FileProblem):
            return signed
        if refused := self._trust.refusal(path, signed.by):
            return refused
        if key is None:
            file = check_file(path, data=signed.data)
            if isinstance(file, FileProblem) and file.code in _MAY_BE_AUTHINGS:
                from wecom_console.services.importing.authing import check_authing  # rarely needed

                file = check_authing(path, self._stored, data=signed.data) or file
        else:
            from wecom_console.services.exporting.packages import check_package  # age

            file = check_package(path, key, data=signed.data)
        if isinstance(file, FileProblem):
            return file
        return _signed(self._preview(file, watch), signed.by)

    def preview_link(
        self, text: str, watch: ImportWatch | None = None
    ) -> ImportPreview | FileProblem | ImportStopped:
        """The same for what a link carries. Nothing of this computer's files is read."""
        from wecom_console.services.importing.links import check_link, with_destinations  # rarely

        file = check_link(text)
        if isinstance(file, FileProblem):
            return file
        if refused := self._trust.refusal(file.path, None):
            return refused
        preview = self._preview(file, watch or ImportWatch())
        if isinstance(preview, ImportStopped):
            return preview
        return dataclasses.replace(preview, items=with_destinations(preview.items))

    def preview_files(
        self, paths: Sequence[Path], watch: ImportWatch | None = None
    ) -> ImportPreview | FileProblem | ImportStopped:
        """The same for several config files, together: all of them or none."""
        return self._preview_files(paths[0].parent, paths, watch or ImportWatch(), named=True)

    def _preview(self, file: CheckedFile, watch: ImportWatch) -> ImportPreview | ImportStopped:
        folder = file.path.parent
        found = [(connection, folder) for connection in file.connections]
        return self._compare(file.path, found, file.problems, watch)

    def _compare(
        self,
        path: Path,
        connections: Sequence[tuple[CheckedConnection, Path]],
        problems: Sequence[Problem],
        watch: ImportWatch,
    ) -> ImportPreview | ImportStopped:
        items: list[ImportItem] = []
        for connection, folder in connections:
            if not watch.step(ImportPhase.COMPARE, len(items), len(connections)):
                return ImportStopped()
            items.append(self._item(connection, folder))
        return ImportPreview(path, tuple(items), tuple(problems))

    def _preview_folder(
        self, folder: Path, watch: ImportWatch
    ) -> ImportPreview | FileProblem | ImportStopped:
        paths = config_files(folder)
        if isinstance(paths, FileProblem):
            return paths
        return self._preview_files(folder, paths, watch)

    def _preview_files(
        self, shown: Path, paths: Sequence[Path], watch: ImportWatch, *, named: bool = False
    ) -> ImportPreview | FileProblem | ImportStopped:
        """One file that cannot be read keeps all of them out; one of a folder that is no config
        file does not belong to it, unless somebody `named` it."""
        connections: list[tuple[CheckedConnection, Path]] = []
        problems: list[Problem] = []
        taken: set[str] = set()
        signers: set[SignedBy | None] = set()
        for done, path in enumerate(paths):
            if not watch.step(ImportPhase.READ, done, len(paths)):
                return ImportStopped()
            signed = read_signed(path, self._trust)
            if isinstance(signed, FileProblem):
                return signed
            file = check_file(path, taken=taken, data=signed.data)
            if isinstance(file, FileProblem):
                if is_other_file(file) and not named:
                    continue
                return file
            if refused := self._trust.refusal(path, signed.by):
                return refused
            signers.add(signed.by)
            connections += [(connection, path.parent) for connection in file.connections]
            problems += file.problems
            taken |= {connection.identifier for connection in file.connections}
        if not connections and not problems:
            return FileProblem(shown, "file.no_files")
        found = self._compare(shown, connections, problems, watch)
        return _signed(found, signers.pop() if len(signers) == 1 else None)

    def apply(
        self,
        preview: ImportPreview,
        resolve: Callable[[ImportItem], Resolution | Merge],
        watch: ImportWatch | None = None,
    ) -> Imported | ImportFailed | ImportStopped:
        """Take in what `preview` showed; only for one that is `ok`. Stopped on the way, what was
        taken in is taken back."""
        watch = watch or ImportWatch()
        taken = set(self._profiles.taken_identifiers())
        taken |= {item.identifier for item in preview.items}
        done: list[ImportedItem] = []
        with self._recording(preview.path.name) as note:
            for item in preview.items:
                if not watch.step(ImportPhase.TAKE, len(done), len(preview.items)):
                    return ImportStopped(self.undo(done, watch))
                result = self._take(item, resolve, taken)
                if not isinstance(result, ImportedItem):
                    return ImportFailed(item, result, self.undo(done, watch))
                taken.add(result.identifier)
                done.append(result)
                if entry := _entry(result):
                    note(entry)
        if self._journal is not None:
            self._journal.end()
        return Imported(tuple(done))

    def _item(self, checked: CheckedConnection, folder: Path) -> ImportItem:
        profile = checked.report.profile
        if profile is None:
            return ImportItem(checked.identifier, ItemState.INVALID, checked.report)
        stored = self._stored(profile.identifier)
        document, secrets, problems = localised(profile, folder, stored.document if stored else {})
        # A place that is named here already, and what is in it, stays.
        local = stored.document if stored else {}
        secrets |= {path: s for path, s in checked.secrets.items() if not get_value(local, path)}
        if problems:
            report = dataclasses.replace(
                checked.report, profile=None, problems=(*checked.report.problems, *problems)
            )
            return ImportItem(profile.identifier, ItemState.INVALID, report)
        changes, base = self._changes(stored, document) if stored else ((), 0)
        state = ItemState.CHANGED if changes else ItemState.SAME if stored else ItemState.NEW
        return ImportItem(
            profile.identifier, state, checked.report, document, secrets, changes, stored, base
        )

    def _changes(
        self, stored: StoredProfile, document: Mapping[str, object]
    ) -> tuple[tuple[FieldChange, ...], int]:
        """What differs, who has changed it, and since which revision."""
        differing = changed_paths(stored.document, document)
        if not differing:
            return (), stored.revision
        history = self._profiles.history(stored.id)
        place = nearest([revision.document for revision in history], document)
        base = history[place].document if place is not None else stored.document
        number = history[place].number if place is not None else stored.revision
        by = sides(base, stored.document, document)
        changes = (
            FieldChange(path, get_value(stored.document, path), get_value(document, path), by[path])
            for path in differing
        )
        return tuple(changes), number

    def _stored(self, identifier: str) -> StoredProfile | None:
        found = self._profiles.get(identifier)
        return found if found is not None and found.identifier == identifier else None

    def _take(
        self,
        item: ImportItem,
        resolve: Callable[[ImportItem], Resolution | Merge],
        taken: set[str],
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

    def _recording(self, source: str) -> AbstractContextManager[Note]:
        if self._journal is None:
            return nullcontext(lambda _entry: None)
        return self._journal.recording(source)

    def undo(
        self, done: Sequence[ImportedItem], watch: ImportWatch | None = None
    ) -> tuple[str, ...]:
        """Take back what was done; the identifiers for which that failed, because they were
        changed since or the store does not take it. Always to the end."""
        entries = [entry for one in done if (entry := _entry(one))]
        return self._take_back(entries, watch)

    def undo_last(self, watch: ImportWatch | None = None) -> Undone | None:
        """Take back what the last import did, also one that was broken off; None where there is
        none."""
        last = self._journal.last() if self._journal is not None else None
        if last is None:
            return None
        left = self._take_back(last.entries, watch)
        return Undone(last.source, len(last.entries) - len(left), left)

    def _take_back(
        self, entries: Sequence[ImportRecord], watch: ImportWatch | None
    ) -> tuple[str, ...]:
        left = []
        for place, entry in enumerate(reversed(entries)):
            if watch is not None:
                watch.step(ImportPhase.UNDO, place, len(entries))
            stored = self._profiles.get(entry.profile_id)
            result: object = None
            if stored is None or stored.revision != entry.saved:
                result = NotFound(entry.profile_id) if entry.before or stored else None
            elif entry.before:
                result = self._profiles.restore_revision(
                    entry.profile_id, entry.before, base_revision=entry.saved
                )
            else:
                result = self._profiles.delete(entry.profile_id)
            if isinstance(result, WriteRefusal):
                left.append(entry.identifier)
        if self._journal is not None:
            self._journal.forget()
        return tuple(left)


def import_service(services: "Services", trust: Trust | None = None) -> ImportService:
    """Over the store of this user; without `trust` their team's signatures are known."""
    if trust is None:
        trust = Trust(team_signers(services.settings_file.load().settings))
    return ImportService(services.profiles, trust, services.import_journal)


def _entry(one: ImportedItem) -> ImportRecord | None:
    """How it can be taken back; None where nothing was stored."""
    if one.saved is None:
        return None
    was_there = one.action in ("replace", "merge") and one.item.stored is not None
    before = one.item.stored.revision if was_there and one.item.stored else 0
    profile = one.saved.profile
    return ImportRecord(profile.id, one.identifier, profile.revision, before)


def _signed(
    preview: ImportPreview | ImportStopped, by: SignedBy | None
) -> ImportPreview | ImportStopped:
    return (
        preview
        if isinstance(preview, ImportStopped)
        else dataclasses.replace(preview, signature=by)
    )
