"""How the rows of a list begin that show two lines each."""

from typing import ClassVar

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from wecom_console.gui.row_models import Index
from wecom_console.gui.theme.delegate import ThemedDelegate
from wecom_console.gui.theme.metrics import RADIUS_TAG, Role
from wecom_console.gui.theme.paint import rounded


class LinesDelegate(ThemedDelegate):
    """`roles` are those of the two lines; a row is `least` high, and higher where the lines and
    their `padding` need it."""

    roles: ClassVar[tuple[Role, Role]] = (Role.SMALL, Role.CODE_SMALL)
    least: ClassVar[int]
    padding: ClassVar[int]
    width: ClassVar[int] = 200
    shows_selection: ClassVar[bool] = False

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Two lines and their padding."""
        theme = self._theme
        lines = sum(theme.line_height(role) for role in self.roles)
        return QSize(theme.px(self.width), max(theme.px(self.least), lines + self.padding))

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> QRectF:
        """Paints what is below the lines: hover, the hairline before the next row, the focus."""
        color = self._theme.color
        rect = QRectF(option.rect)
        if self.shows_selection and option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, color("primary_soft"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, color("surface_hover"))
        if index.row() + 1 < index.model().rowCount():
            line = QRectF(rect.x(), rect.bottom() - 1, rect.width(), 1)
            painter.fillRect(line, color("border"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            ring = rect.adjusted(1, 1, -1, -2)
            rounded(painter, ring, RADIUS_TAG, border=color("focus"), width=2)
        return rect

    def _lines(self, rect: QRectF, left: float, right: float) -> tuple[QRectF, QRectF]:
        first, second = (self._theme.line_height(role) for role in self.roles)
        top = int(rect.y() + (rect.height() - first - second) / 2)
        upper = QRectF(left, top, max(0.0, right - left), first)
        return upper, QRectF(left, top + first, upper.width(), second)
