"""Choosing a file without stopping the window."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Protocol

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

if TYPE_CHECKING:
    from wecom_console.gui.ports import SettingsPort

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
    """The desktop's own dialog, opened beside the event loop (`exec` would nest one). It begins
    where a file was chosen last, also before this start: `settings` keeps that, for all of them."""

    settings: "ClassVar[SettingsPort | None]" = None

    def save(
        self, title: str, name: str, filters: Sequence[str], chosen: OnChosen, *, parent: QWidget
    ) -> None:
        """A file to write."""
        dialog = QFileDialog(parent, title)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDirectory(str(self.folder()))
        dialog.selectFile(name)
        self._show(dialog, filters, chosen)

    def open(
        self, title: str, filters: Sequence[str], chosen: OnChosen, *, parent: QWidget
    ) -> None:
        """A file to read."""
        dialog = QFileDialog(parent, title)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setDirectory(str(self.folder()))
        self._show(dialog, filters, chosen)

    def folder(self) -> Path:
        """Where a dialog begins: where the last one ended, else among the user's documents."""
        kept = self.settings.read().folder if self.settings is not None else ""
        if kept and Path(kept).is_dir():
            return Path(kept)
        places = QStandardPaths.standardLocations(QStandardPaths.StandardLocation.DocumentsLocation)
        return next((Path(one) for one in places if Path(one).is_dir()), Path.home())

    def remember(self, path: Path) -> None:
        """A file was chosen: the next dialog begins in its folder."""
        if self.settings is not None:
            now = self.settings.read()
            self.settings.write(now._replace(folder=str(path.absolute().parent)))

    def _show(self, dialog: QFileDialog, filters: Sequence[str], chosen: OnChosen) -> None:
        def take(name: str) -> None:
            self.remember(Path(name))
            chosen(Path(name))

        dialog.setNameFilters(list(filters))
        dialog.fileSelected.connect(take)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
