"""The three dots of a row."""

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from wecom_console.gui.parts.presenter.connection_rows import SourceRow, is_stored
from wecom_console.gui.plain_text import menu_text
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.popups import round_corners

ICON_SIZE = 16


class RowMenu(QMenu):
    """Built for one row, shown without waiting; `do` gets the key of what was chosen."""

    def __init__(
        self,
        theme: ThemeController,
        row: SourceRow,
        do: Callable[[str, SourceRow], object],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._row = row
        self._do = do
        self.setObjectName("source_menu")
        round_corners(self)
        if row.is_draft:
            self._add("open", self.tr("Continue"), "pencil")
        else:
            self._add("open", self.tr("Open"), "settings")
            self._add("run", self.tr("Run test"), "play")
        self.aboutToHide.connect(self.deleteLater)
        if not is_stored(row):
            return  # it is given up where it can be seen: on the form
        self._add("duplicate", self.tr("Duplicate"), "duplicate")
        self._add("share", self.tr("Export"), "upload")
        if row.is_archived:
            self._add("take_back", self.tr("Unarchive"), "undo")
        else:
            self._add("archive", self.tr("Archive"), "archive")
        self.addSeparator()
        self._add("delete", self.tr("Delete"), "trash")

    def _add(self, key: str, text: str, icon: str) -> None:
        action = QAction(menu_text(text), self)
        action.setObjectName(f"source_menu_{key}")
        token = "error" if key == "delete" else "text_muted"
        action.setIcon(self._theme.icon_pixmap(icon, token, ICON_SIZE, ratio=2.0))
        action.triggered.connect(lambda: self._do(key, self._row))
        self.addAction(action)

    def open_at(self, place: QPoint) -> None:
        """Opens with its right edge at `place`."""
        self.popup(QPoint(place.x() - self.sizeHint().width(), place.y()))
