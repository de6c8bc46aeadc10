"""The import half of the share page: a preview first, then all of it or nothing."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from wecom_console.domain.problems import Severity
from wecom_console.domain.secrets import Secret
from wecom_console.gui.presenters.login_test_ports import Background
from wecom_console.gui.presenters.share_import_rows import (
    ImportResult,
    ImportRow,
    ImportView,
    RowState,
    failure_sentence,
    import_row,
)
from wecom_console.messages.catalogue import Messages
from wecom_console.messages.problems import problem_text

if TYPE_CHECKING:
    from wecom_console.exchange.file_problem import FileProblem
    from wecom_console.services.context import Services
    from wecom_console.services.imports import (
        Imported,
        ImportFailed,
        ImportItem,
        ImportPreview,
        Merge,
        Resolution,
    )

LOCKS: Final = {
    "passphrase": "passphrase",
    "wrong_passphrase": "passphrase",
    "identity": "identity",
    "wrong_identity": "identity",
    "bad_identity": "identity",
}
"""What is needed to open a package, by what was said of it."""


class ImportPresenter(QObject):
    """`view_changed` carries an `ImportView`, `imported` an `ImportResult`, `undone` the names
    that could not be taken back."""

    view_changed = Signal(object)
    imported = Signal(object)
    undone = Signal(object)

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
        self._path: Path | None = None
        self._last: Imported | None = None
        self._preview: ImportPreview | FileProblem | None = None
        self._view = ImportView()

    @property
    def view(self) -> ImportView:
        """The preview as it is."""
        return self._view

    def set_messages(self, messages: Messages) -> None:
        """Says everything in another language."""
        self._messages = messages
        if self._preview is not None:
            self._show(self._preview)

    def open(self, path: Path) -> None:
        """Reads a file and compares it with what is stored."""
        self._path = path
        self._read(path)

    def open_link(self, link: str) -> None:
        """Reads what a link carries and compares it with what is stored."""
        self._path = None
        self._say(ImportView(is_busy=True))
        self._background.call(
            read_link_preview,
            self._services,
            link,
            on_done=self._on_read,
            on_error=self._on_failed,
        )

    def unlock(self, passphrase: Secret) -> None:
        """Opens the package with its passphrase."""
        if self._path is not None:
            self._read(self._path, passphrase=passphrase)

    def unlock_with(self, identity: Path) -> None:
        """Opens the package with a file of identities."""
        if self._path is not None:
            self._read(self._path, identity=identity)

    def _read(
        self, path: Path, *, passphrase: Secret | None = None, identity: Path | None = None
    ) -> None:
        self._say(replace(self._view, file_name=path.name, is_busy=True))
        self._background.call(
            read_preview,
            self._services,
            path,
            passphrase,
            identity,
            on_done=self._on_read,
            on_error=self._on_failed,
        )

    def resolve(self, identifier: str, resolution: str) -> None:
        """What becomes of the stored connection of that identifier."""
        rows = tuple(
            replace(row, resolution=resolution) if row.identifier == identifier else row
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
        self._say(replace(self._view, is_busy=True))
        self._background.call(
            apply_preview,
            self._services,
            preview,
            chosen,
            on_done=self._on_applied,
            on_error=self._on_failed,
        )

    def undo(self) -> None:
        """Takes back the last import."""
        last, self._last = self._last, None
        if last is None:
            return

        def take_back() -> tuple[str, ...]:
            from wecom_console.services.imports import ImportService  # loaded with the preview

            return ImportService(self._services().profiles).undo(last.items)

        self._background.call(take_back, on_done=self.undone.emit, on_error=self._on_failed)

    def clear(self) -> None:
        """Forgets the file."""
        self._path = self._preview = None
        self._say(ImportView())

    # --- answers -------------------------------------------------------------------------------

    def _on_read(self, preview: "ImportPreview | FileProblem") -> None:
        self._preview = preview
        self._show(preview)

    def _on_failed(self, error: Exception) -> None:
        code = str(getattr(error, "code", ""))
        params = getattr(error, "params", {})
        sentence = self._messages.text(code, **params) if code else type(error).__name__
        self._say(replace(self._view, is_busy=False, problems=(sentence,), can_apply=False))

    def _on_applied(self, result: "Imported | ImportFailed") -> None:
        from wecom_console.services.imports import Imported  # loaded with the preview

        if isinstance(result, Imported):
            self._last = result
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
            told = ImportResult(failure=failure, left=result.left)
            self._say(replace(self._view, is_busy=False))
        self.imported.emit(told)

    # --- inside --------------------------------------------------------------------------------

    def _show(self, preview: "ImportPreview | FileProblem") -> None:
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
        before = {row.identifier: row for row in self._view.rows}
        rows = tuple(
            import_row(self._messages, item, before=before.get(item.identifier))
            for item in preview.items
        )
        told = [(p.severity, problem_text(self._messages, p)) for p in preview.problems]
        problems = tuple(text for severity, text in told if severity is Severity.ERROR)
        notes = tuple(text for severity, text in told if severity is not Severity.ERROR)
        can_apply = preview.ok and any(row.state is not RowState.SAME for row in rows)
        self._say(ImportView(preview.path.name, rows, problems, notes, can_apply=can_apply))

    def _show_locked(self, problem: "FileProblem", sentence: str) -> None:
        kind = str(problem.params.get("kind", ""))
        lock = LOCKS.get(kind, "")
        is_first = kind == lock
        problems = () if is_first else (sentence,)
        name = self._path.name if self._path else problem.path.name
        self._say(ImportView(name, problems=problems, lock=lock))

    def _say(self, view: ImportView) -> None:
        self._view = view
        self.view_changed.emit(view)


def read_preview(
    services: "Callable[[], Services]",
    path: Path,
    passphrase: Secret | None = None,
    identity: Path | None = None,
) -> "ImportPreview | FileProblem":
    """Reads and compares; of a package without its key, what it needs. Blocks."""
    from wecom_console.services.imports import ImportService  # the readers come with the page

    service = ImportService(services().profiles)
    preview = service.preview(path) if passphrase is None and identity is None else None
    if preview is not None and getattr(preview, "code", "") != "file.package":
        return preview
    from wecom_console.exchange.age_package import PackageKey  # age
    from wecom_console.services.packages import read_key_file

    text = read_key_file(identity) if identity else None
    if text is None or isinstance(text, Secret):
        return service.preview(path, PackageKey(passphrase, text))
    return text


def read_link_preview(
    services: "Callable[[], Services]", link: str
) -> "ImportPreview | FileProblem":
    """The same of a link. Blocks."""
    from wecom_console.services.imports import ImportService  # as above

    return ImportService(services().profiles).preview_link(link)


def apply_preview(
    services: "Callable[[], Services]", preview: "ImportPreview", chosen: dict[str, ImportRow]
) -> "Imported | ImportFailed":
    """Takes it in. Blocks."""
    from wecom_console.services.imports import ImportService, Merge, Resolution  # with the page

    def resolve(item: "ImportItem") -> "Resolution | Merge":
        row = chosen[item.identifier]
        if row.resolution == "merge":
            return Merge(frozenset(one.path for one in row.changes if one.is_taken))
        return Resolution(row.resolution)

    return ImportService(services().profiles).apply(preview, resolve)
