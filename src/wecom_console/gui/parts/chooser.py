"""Choosing a file without stopping the window."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QFileDialog, QWidget

OnChosen = Callable[[Path], object]


class FileChooser(Protocol):
    """Asks for a file; `chosen` is called once it is chosen, and never where it is not."""

    def save(
        self, title: str, name: str, filters: Sequence[str], chosen: OnChosen, *, parent: QWidget
    ) -> None:
        """A file to write, `name` at first."""

    def open(
        self, title: str, filters: Sequence[str], chosen: OnChosen, *, parent: QWidget
    ) -> None:
        """A file to read."""


class DialogChooser:
    """The desktop's own dialog, opened beside the event loop (`exec` would nest one)."""

    def save(
        self, title: str, name: str, filters: Sequence[str], chosen: OnChosen, *, parent: QWidget
    ) -> None:
        """A file to write."""
        dialog = QFileDialog(parent, title)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(name)
        self._show(dialog, filters, chosen)

    def open(
        self, title: str, filters: Sequence[str], chosen: OnChosen, *, parent: QWidget
    ) -> None:
        """A file to read."""
        dialog = QFileDialog(parent, title)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._show(dialog, filters, chosen)

    @staticmethod
    def _show(dialog: QFileDialog, filters: Sequence[str], chosen: OnChosen) -> None:
        dialog.setNameFilters(list(filters))
        dialog.fileSelected.connect(lambda name: chosen(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
