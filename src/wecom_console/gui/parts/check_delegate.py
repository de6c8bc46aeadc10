"""A row with a check box, a name over an identifier, and a tag."""

from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from wecom_console.gui.model_index import Index
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import RADIUS_TAG, Role
from wecom_console.gui.theme.paint import draw_line, elide_middle, rounded
from wecom_console.gui.widgets.text.tags import TagSpec, draw_tag, tag_width

TAG_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
EDGE: Final = 14
ROW: Final = 48


class CheckDelegate(QStyledItemDelegate):
    """The item's text is the name, a line break, and the identifier."""

    def __init__(self, theme: ThemeController, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Two lines, 48 at least."""
        theme = self._theme
        lines = theme.line_height(Role.SMALL) + theme.line_height(Role.CODE_SMALL)
        return QSize(theme.px(200), max(theme.px(ROW), lines + 8))

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """The space bar ticks; a click is the list's own matter, wherever on the row it is."""
        is_key = event.type() == QEvent.Type.KeyPress
        return is_key and super().editorEvent(event, model, option, index)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paints one row."""
        theme, color = self._theme, self._theme.color
        painter.save()
        rect = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, color("surface_hover"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            rounded(
                painter, rect.adjusted(1, 1, -1, -1), RADIUS_TAG, border=color("focus"), width=2
            )
        self._box(painter, rect, checked=index.data(Qt.ItemDataRole.CheckStateRole))
        name, _, identifier = str(index.data(Qt.ItemDataRole.DisplayRole) or "").partition("\n")
        left = rect.x() + EDGE + theme.px(18) + 12
        right = rect.right() - EDGE
        tag = index.data(TAG_ROLE)
        if isinstance(tag, TagSpec):
            width = tag_width(theme, tag)
            draw_tag(painter, theme, tag, right - width, rect.center().y())
            right -= width + 12
        first, second = theme.line_height(Role.SMALL), theme.line_height(Role.CODE_SMALL)
        top = int(rect.y() + (rect.height() - first - second) / 2)
        line = QRectF(left, top, right - left, first)
        draw_line(painter, line, name, theme.font(Role.SMALL_STRONG), color("text"))
        font = theme.font(Role.CODE_SMALL)
        line = QRectF(left, top + first, right - left, second)
        short = elide_middle(identifier, font, line.width())
        draw_line(painter, line, short, font, color("text_muted"))
        painter.restore()

    def _box(self, painter: QPainter, rect: QRectF, *, checked: object) -> None:
        theme, color = self._theme, self._theme.color
        side = theme.px(18)
        box = QRectF(rect.x() + EDGE, round(rect.center().y() - side / 2), side, side)
        # Qt hands the check state of a role over as a plain number.
        if checked in (Qt.CheckState.Checked, Qt.CheckState.Checked.value):
            rounded(painter, box, RADIUS_TAG, fill=color("primary"))
            small = theme.px(12)
            place = QRectF(box.center().x() - small / 2, box.center().y() - small / 2, small, small)
            theme.draw_icon(painter, "check", place, "on_fill")
        else:
            fill, edge = color("surface_raised"), color("border_control")
            rounded(painter, box, RADIUS_TAG, fill=fill, border=edge)
