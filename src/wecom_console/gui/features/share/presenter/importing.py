"""The import half of the share page: a preview first, then all of it or nothing."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from wecom_console.domain.problems import Severity
from wecom_console.domain.secrets import Secret
from wecom_console.gui.features.share.presenter.import_rows import (
    ImportResult,
    ImportRow,
    ImportView,
    RowState,
    failure_sentence,
)
from wecom_console.gui.features.share.presenter.import_work import (
    ChosenSource,
    ReadFile,
    apply_preview,
    broken_off,
    end_journal,
    read_preview,
    read_unlocked,
    rows_of,
    take_back,
)
from wecom_console.gui.parts.presenter.background import Background
from wecom_console.messages.catalogue import Messages
from wecom_console.messages.problems import problem_text
from wecom_console.services.importing.watch import ImportStopped, ImportWatch

if TYPE_CHECKING:
    from wecom_console.exchange.file_problem import FileProblem
    from wecom_console.services.context import Services
    from wecom_console.services.importing.items import (
        Imported,
        ImportFailed,
        ImportPreview,
    )
    from wecom_console.services.importing.sources import LockedPackage

LOOK_MS: Final = 150
"""How often it is looked how far an import is; what takes less shows no numbers."""


class ImportPresenter(QObject):
    """`view_changed` carries an `ImportView`, `imported` an `ImportResult`, `undone` the names
    that could not be taken back (None: there was no import to take back), `broken_off` a
    `JournalRecord`, or None where no import was broken off (an earlier version could)."""

    view_changed = Signal(object)
    imported = Signal(object)
    undone = Signal(object)
    broken_off = Signal(object)

    def __init__(
        self,
        *,
        background: Background,
        services: "Callable[[], Services]",
        messages: Messages,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._services = services
        self._messages = messages
        self._package: LockedPackage | None = None
        self._name = ""
        self._preview: ImportPreview | FileProblem | None = None
        self._view = ImportView()
        self._watch: ImportWatch | None = None
        self._is_applying = False
        self._next: ChosenSource | None = None
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self._on_look)

    @property
    def view(self) -> ImportView:
        """The preview as it is."""
        return self._view

    def set_messages(self, messages: Messages) -> None:
        """Says everything in another language."""
        self._messages = messages
        if self._preview is not None:
            before = {row.identifier: row for row in self._view.rows}
            self._show(self._preview, rows_of(self._messages, self._preview, before))

    def open(self, chosen: ChosenSource) -> None:
        """Reads a file, several, a folder or a link, and compares it with what is stored. While
        another is looked at, that one is given up; while one is taken in, this waits for its end.
        """
        if self._watch is not None:
            self._next = chosen
            if not self._is_applying:
                self._watch.stop()
            return
        self._package = None
        self._name = _name_of(chosen)
        self._read(partial(read_preview, self._services, self._messages, chosen))

    def unlock(self, key: Secret | Path) -> None:
        """Opens the package with its passphrase or a file of identities."""
        if self._package is not None:
            package = self._package
            self._read(partial(read_unlocked, self._services, self._messages, package, key))

    def _read(self, read: Callable[[ImportWatch], ReadFile]) -> None:
        self._begin(replace(self._view, file_name=self._name))
        self._background.call(read, self._watch, on_done=self._on_read, on_error=self._on_failed)

    def resolve(self, identifier: str, resolution: str) -> None:
        """What becomes of the stored connection of that identifier."""
        rows = tuple(
            replace(row, resolution=resolution) if row.identifier == identifier else row
            for row in self._view.rows
        )
        self._say(replace(self._view, rows=rows))

    def resolve_all(self, resolution: str) -> None:
        """The same for every one that differs."""
        rows = tuple(
            replace(row, resolution=resolution) if row.state is RowState.CHANGED else row
            for row in self._view.rows
        )
        self._say(replace(self._view, rows=rows))

    def take(self, identifier: str, path: str, *, taken: bool) -> None:
        """Whether a merge takes the file's value of that field."""

        def changed(row: ImportRow) -> ImportRow:
            if row.identifier != identifier:
                return row
            changes = (
                replace(one, is_taken=taken) if one.path == path else one for one in row.changes
            )
            return replace(row, changes=tuple(changes))

        self._say(replace(self._view, rows=tuple(changed(row) for row in self._view.rows)))

    def apply(self) -> None:
        """Takes in what the preview shows: all of it or nothing."""
        preview = self._preview
        if preview is None or not self._view.can_apply or self._view.is_busy:
            return
        chosen = {row.identifier: row for row in self._view.rows}
        self._begin(self._view)
        self._is_applying = True
        self._background.call(
            apply_preview,
            self._services,
            preview,
            chosen,
            self._watch,
            on_done=self._on_applied,
            on_error=self._on_failed,
        )

    def stop(self) -> None:
        """Gives up what is under way: nothing is taken in."""
        if self._watch is not None:
            self._watch.stop()
            self._say(replace(self._view, is_stopping=True))

    def undo(self) -> None:
        """Takes back the last import."""
        self._background.call(
            take_back,
            self._services,
            on_done=lambda undone: self.undone.emit(undone.left if undone else None),
            on_error=self._on_failed,
        )

    def look_back(self) -> None:
        """Whether the last import was broken off; `broken_off` then carries its record."""
        self._background.call(
            broken_off,
            self._services,
            on_done=self.broken_off.emit,
            on_error=lambda _error: None,
        )

    def keep(self) -> None:
        """What a broken-off import has taken in stays."""
        self._background.call(end_journal, self._services, on_error=lambda _error: None)

    def clear(self) -> None:
        """Forgets the file."""
        self._package = self._preview = None
        self._say(ImportView())

    # --- answers -------------------------------------------------------------------------------

    def _on_read(self, read: "ReadFile") -> None:
        self._end()
        if self._goes_on():
            return
        if isinstance(read.preview, ImportStopped):
            self.clear()
            return
        self._preview, self._package = read.preview, read.package
        self._show(read.preview, read.rows)

    def _on_failed(self, error: Exception) -> None:
        self._end()
        code = str(getattr(error, "code", ""))
        params = getattr(error, "params", {})
        sentence = self._messages.text(code, **params) if code else type(error).__name__
        self._say(replace(self._view, problems=(sentence,), can_apply=False))

    def _on_applied(self, result: "Imported | ImportFailed | ImportStopped") -> None:
        self._end()
        if isinstance(result, ImportStopped):
            self.imported.emit(ImportResult(is_stopped=True))
            self._goes_on()
            return
        from wecom_console.services.importing.items import Imported  # loaded with the preview

        if isinstance(result, Imported):
            actions = [one.action for one in result.items]
            told = ImportResult(
                created=actions.count("create") + actions.count("rename"),
                replaced=actions.count("replace") + actions.count("merge"),
                kept=actions.count("keep") + actions.count("same"),
                session_secrets=sum(
                    bool(placement.code)
                    for one in result.items
                    if one.saved is not None
                    for placement in one.saved.secrets
                ),
            )
            self.clear()
        else:
            reason = failure_sentence(self._messages, result.why)
            failure = self._messages.text("list.fact", label=result.item.identifier, value=reason)
            told = ImportResult(failure=failure)
        self.imported.emit(told)
        self._goes_on()

    def _on_look(self) -> None:
        if self._watch is not None:
            self._say(replace(self._view, progress=self._watch.progress))

    # --- inside --------------------------------------------------------------------------------

    def _show(self, preview: "ImportPreview | FileProblem", rows: tuple[ImportRow, ...]) -> None:
        from wecom_console.exchange.file_problem import (  # loaded with the preview
            FileProblem,
            file_problem_text,
        )

        if isinstance(preview, FileProblem):
            if preview.code == "file.package":
                self._show_locked(preview, file_problem_text(self._messages, preview))
                return
            place = None
            if preview.line is not None and preview.column is not None:
                place = (preview.line, preview.column)
            self._say(
                ImportView(
                    preview.path.name,
                    problems=(file_problem_text(self._messages, preview),),
                    place=place,
                )
            )
            return
        told = [(p.severity, problem_text(self._messages, p)) for p in preview.problems]
        problems = tuple(text for severity, text in told if severity is Severity.ERROR)
        notes = tuple(text for severity, text in told if severity is not Severity.ERROR)
        can_apply = preview.ok and any(row.state is not RowState.SAME for row in rows)
        if preview.signature is not None:
            notes = (preview.signature.sentence(self._messages), *notes)
        name = self._name or preview.path.name
        self._say(ImportView(name, rows, problems, notes, can_apply=can_apply))

    def _show_locked(self, problem: "FileProblem", sentence: str) -> None:
        kind, lock = problem.params.get("kind"), ""
        if self._package is not None and kind not in ("damaged", "encrypted"):
            lock = "passphrase" if self._package.needs_passphrase else "identity"
        problems = () if kind == lock else (sentence,)
        self._say(ImportView(problem.path.name, problems=problems, lock=lock))

    def _begin(self, view: ImportView) -> None:
        self._watch = ImportWatch()
        self._look.start()
        self._say(replace(view, is_busy=True))

    def _goes_on(self) -> bool:
        """Whether another file was opened meanwhile; it is read now."""
        following, self._next = self._next, None
        if following is not None:
            self.open(following)
        return following is not None

    def _end(self) -> None:
        self._watch = None
        self._is_applying = False
        self._look.stop()
        self._say(replace(self._view, is_busy=False, is_stopping=False, progress=None))

    def _say(self, view: ImportView) -> None:
        self._view = view
        self.view_changed.emit(view)


def _name_of(chosen: ChosenSource) -> str:
    """What the card calls it; a link has a name of its own once it is read."""
    if isinstance(chosen, str):
        return ""
    names = [path.name for path in ((chosen,) if isinstance(chosen, Path) else chosen)]
    return ", ".join(names[:3]) + (" …" if len(names) > 3 else "")
