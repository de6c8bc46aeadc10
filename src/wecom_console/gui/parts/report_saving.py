"""Asks where a report goes, makes and writes it off the GUI thread, and says how that went."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from wecom_console.gui.parts.chooser import FileChooser
from wecom_console.gui.parts.desktop import open_file, show_in_folder
from wecom_console.gui.parts.presenter.run_reports import REPORT_FORMATS, report_name
from wecom_console.gui.shell.context import ShellContext

SaveBytes = Callable[[Path, bytes], str | None]
"""Blocks; returns the system's complaint, if any."""


class ReportSaver(QWidget):
    """Never shown; it belongs to the page that it serves."""

    def __init__(
        self, page: QWidget, context: ShellContext, chooser: FileChooser, save: SaveBytes
    ) -> None:
        super().__init__(page)
        self.hide()
        self._context = context
        self._chooser = chooser
        self._save = save

    def ask(self, subject: str, make: Callable[[Path], bytes]) -> None:
        """`subject` names the file at first; `make` gives its content for a path, and blocks."""

        def write(path: Path) -> None:
            self._context.bridge.call(
                lambda: self._save(path, make(path)),
                on_done=lambda trouble: self._on_saved(path, trouble),
                owner=self,
            )

        filters = [f"{known.name} (*{known.suffix})" for known in REPORT_FORMATS]
        title = self.tr("Save report")
        self._chooser.save(title, report_name(subject), filters, write, parent=self.window())

    def _on_saved(self, path: Path, trouble: str | None) -> None:
        if trouble:
            reason = self._context.messages().reason(trouble)
            sentence = self.tr("The report could not be saved: {reason}").format(reason=reason)
            self._context.toast().show_sentence(sentence, close_name=self.tr("Close"))
            return
        sentence = self.tr("Report saved as {name}").format(name=path.name)
        tell_saved(self._context, sentence, path)


def tell_saved(context: ShellContext, sentence: str, path: Path) -> None:
    """`sentence` says what was saved as what; it stays a little longer than others."""
    context.toast().show_sentence(
        sentence,
        action_text=QCoreApplication.translate("SavedFiles", "Open"),
        action=lambda: open_file(path),
        second_text=QCoreApplication.translate("SavedFiles", "Show in folder"),
        second=lambda: show_in_folder(path),
        close_name=QCoreApplication.translate("SavedFiles", "Close"),
        milliseconds=12_000,
    )
