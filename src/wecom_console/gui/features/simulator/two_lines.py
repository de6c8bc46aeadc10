"""Rows of two lines: a tile, a name and its code at the left, a state and a note at the right."""

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from wecom_console.gui.model_index import Index
from wecom_console.gui.parts.table_rows import EDGE, ROW_ROLE
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import RADIUS_TAG, ROW_MEMBER, Role
from wecom_console.gui.theme.paint import draw_line, rounded

_RIGHT = Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True, slots=True)
class TwoLines:
    """What a row says. `is_good` fills the dot beside the state."""

    name: str
    code: str
    state: str
    note: str
    is_good: bool


class Wording(Protocol):
    """Says what a row's value is in the language of the moment."""

    def __call__(self, value: object) -> TwoLines | None:
        """None for a value of another kind."""


class TwoLineDelegate(QStyledItemDelegate):
    """Paints what `wording` says of the row."""

    def __init__(self, theme: ThemeController, wording: Wording, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._wording = wording

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Two lines, 54 at least."""
        theme = self._theme
        lines = theme.line_height(Role.SMALL) + theme.line_height(Role.CODE_SMALL)
        return QSize(theme.px(180), max(theme.px(ROW_MEMBER), lines + 10))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paints one row."""
        told = self._wording(index.data(ROW_ROLE))
        if told is None:
            return
        theme, color = self._theme, self._theme.color
        painter.save()
        rect = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, color("surface_hover"))
        if index.row() + 1 < index.model().rowCount():
            line = QRectF(rect.x(), rect.bottom() - 1, rect.width(), 1)
            painter.fillRect(line, color("border"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            rounded(
                painter, rect.adjusted(1, 1, -1, -2), RADIUS_TAG, border=color("focus"), width=2
            )
        side = theme.px(32)
        tile = QRectF(rect.x() + EDGE, int(rect.y() + (rect.height() - side) / 2), side, side)
        rounded(painter, tile, RADIUS_TAG + 2, fill=color("primary_soft"))
        letter = theme.font(Role.SECTION)
        centre = Qt.AlignmentFlag.AlignHCenter
        draw_line(painter, tile, told.name[:1], letter, color("primary"), align=centre)
        first, second = theme.line_height(Role.SMALL), theme.line_height(Role.CODE_SMALL)
        top = int(rect.y() + (rect.height() - first - second) / 2)
        left = tile.right() + 12
        right = rect.right() - EDGE
        half = (right - left) / 2
        line = QRectF(left, top, half, first)
        draw_line(painter, line, told.name, theme.font(Role.SMALL_STRONG), color("text"))
        line = QRectF(left, top + first, half, second)
        code = draw_line(painter, line, told.code, theme.font(Role.CODE_SMALL), color("text_muted"))
        token = "success" if told.is_good else "text_muted"
        font = theme.font(Role.CAPTION)
        line = QRectF(left + half, top, half, first)
        taken = draw_line(painter, line, told.state, font, color(token), align=_RIGHT)
        self._dot(painter, right - taken, top + first / 2, filled=told.is_good)
        line = QRectF(left + code + 8, top + first, right - left - code - 8, second)
        draw_line(painter, line, told.note, font, color("text_muted"), align=_RIGHT)
        painter.restore()

    def _dot(self, painter: QPainter, right: float, middle: float, *, filled: bool) -> None:
        theme = self._theme
        side = theme.px(8)
        box = QRectF(right - 6 - side, round(middle - side / 2), side, side)
        if filled:
            rounded(painter, box, side / 2, fill=theme.color("success"))
        else:
            rounded(painter, box, side / 2, border=theme.color("text_muted"), width=1.2)
