"""The captions above the list's columns."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from wecom_console.gui.features.sources.list_view import SCROLL_ROOM
from wecom_console.gui.features.sources.row_layout import columns
from wecom_console.gui.spoken import spoken_list
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.theme.paint import draw_line
from wecom_console.gui.theme.themed import Themed


class ColumnHeads(Themed, QWidget):
    """Three captions; none of them where the columns are stacked."""

    def __init__(self, theme: ThemeController) -> None:
        super().__init__()
        self._theme = theme
        self._texts = ("", "", "")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.follow(self._on_theme_changed)

    def show_texts(self, connection: str, environment: str, result: str) -> None:
        """Names the columns."""
        self._texts = (connection, environment, result)
        self.setAccessibleName(spoken_list(self._texts))
        self.update()

    def sizeHint(self) -> QSize:
        """One line of captions."""
        return QSize(100, self._theme.line_height(Role.CAPTION))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the captions."""
        cols = columns(self._theme, self.width() - SCROLL_ROOM)
        if not cols.wide:
            return
        painter = QPainter(self)
        font = self._theme.font(Role.CAPTION)
        ink = self._theme.color("text_muted")
        for left, text in zip((cols.name, cols.environment, cols.result), self._texts, strict=True):
            area = QRectF(left, 0, self.width() - left, self.height())
            draw_line(painter, area, text, font, ink)
