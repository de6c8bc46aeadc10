"""The journal's table: code in columns, what was refused or broken in red."""

from typing import Final

from PySide6.QtCore import QItemSelection, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from wecom_console.gui.features.simulator.presenter.journal_model import (
    CALL_ROLE,
    JournalColumn,
    JournalFilter,
    JournalModel,
    JournalRow,
)
from wecom_console.gui.model_index import Index
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import RADIUS_TAG, ROW_JOURNAL, Role, Weight
from wecom_console.gui.theme.paint import draw_line, rounded
from wecom_console.gui.theme.tokens import ThemeTokens

EDGE: Final = 14
_RIGHT: Final = Qt.AlignmentFlag.AlignRight
_MUTED: Final = (
    JournalColumn.NUMBER,
    JournalColumn.TIME,
    JournalColumn.PARAMETERS,
    JournalColumn.TOOK,
)
_SHARES: Final = {
    JournalColumn.NUMBER: "00000",
    JournalColumn.TIME: "00:00:00.000",
    JournalColumn.METHOD: "DELETE",
    JournalColumn.STATUS: "000",
    JournalColumn.ERRCODE: "00000 fault",
    JournalColumn.TOOK: "00.00 s",
}

NARROW_CHARACTERS: Final = 100
_SPARED: Final = (JournalColumn.TIME, JournalColumn.PARAMETERS)


class JournalDelegate(QStyledItemDelegate):
    """Paints a cell of a `JournalRow`."""

    def __init__(self, theme: ThemeController, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.fault_word = "fault"

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, hairline, text."""
        row = index.data(CALL_ROLE)
        if not isinstance(row, JournalRow):
            return
        theme, color = self._theme, self._theme.color
        painter.save()
        rect = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, color("primary_soft"))
        painter.fillRect(QRectF(rect.x(), rect.bottom() - 1, rect.width(), 1), color("border"))
        column = JournalColumn(index.column())
        font = theme.font(Role.CODE_SMALL)
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        left = EDGE if column is JournalColumn.NUMBER else 0
        area = rect.adjusted(left, 0, -8, 0)
        match column:
            case JournalColumn.ERRCODE:
                self._errcode(painter, area, row)
            case JournalColumn.TOOK:
                area = rect.adjusted(0, 0, -EDGE, 0)
                draw_line(painter, area, text, font, color("text_muted"), align=_RIGHT)
            case JournalColumn.STATUS if row.status >= 400 or row.status == 0:
                draw_line(painter, area, text, font, color("error"))
            case _:
                token = "text_muted" if column in _MUTED else "text"
                draw_line(painter, area, text, font, color(token))
        painter.restore()

    def _errcode(self, painter: QPainter, area: QRectF, row: JournalRow) -> None:
        theme, color = self._theme, self._theme.color
        font = theme.font(Role.CODE_SMALL)
        x = area.x()
        ink = color("text")
        if row.is_refused:
            ink = color("error")
            side = theme.px(10)
            place = QRectF(x, round(area.y() + (area.height() - side) / 2), side, side)
            theme.draw_icon(painter, "cross", place, "error")
            x += side + 8
        elif not row.errcode:
            ink = color("text_muted")
        box = QRectF(x, area.y(), area.right() - x, area.height())
        x += draw_line(painter, box, row.errcode or "–", font, ink) + 6
        if row.is_fault:
            small = theme.font(Role.MICRO)
            width = QFontMetricsF(small).horizontalAdvance(self.fault_word) + 10
            height = theme.line_height(Role.MICRO) + 1
            tag = QRectF(x, round(area.y() + (area.height() - height) / 2), width, height)
            soft, edge = color("warning_soft"), color("warning_edge")
            rounded(painter, tag, RADIUS_TAG - 1, fill=soft, border=edge)
            centre = Qt.AlignmentFlag.AlignHCenter
            amber = color("warning")
            draw_line(painter, tag, self.fault_word, small, amber, align=centre, elide=False)


class JournalHeader(QHeaderView):
    """Column heads without boxes."""

    def __init__(self, theme: ThemeController, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(8)
        theme.follow(self._on_theme_changed)

    def _on_theme_changed(self, _tokens: ThemeTokens) -> None:
        line = self._theme.line_height(Role.CAPTION)
        self.setFixedHeight(max(self._theme.px(ROW_JOURNAL), line + 8))

    def paintSection(self, painter: QPainter, rect: object, logical_index: int) -> None:
        """One head, above a rule."""
        theme = self._theme
        area = QRectF(rect)  # type: ignore[call-overload]
        painter.fillRect(area, theme.color("surface_raised"))
        rule = QRectF(area.x(), area.bottom() - 1, area.width(), 1)
        painter.fillRect(rule, theme.color("border"))
        text = str(
            self.model().headerData(logical_index, self.orientation(), Qt.ItemDataRole.DisplayRole)
        )
        column = JournalColumn(logical_index)
        font = theme.font(Role.CAPTION, weight=Weight.MEDIUM)
        ink = theme.color("text_muted")
        if column is JournalColumn.TOOK:
            draw_line(painter, area.adjusted(0, 0, -EDGE, 0), text, font, ink, align=_RIGHT)
        else:
            left = EDGE if column is JournalColumn.NUMBER else 0
            draw_line(painter, area.adjusted(left, 0, -4, 0), text, font, ink)


class JournalTable(QTableView):
    """Newest call first; rows of 28. `call_chosen` carries the number of the selected call."""

    call_chosen = Signal(int)

    def __init__(self, theme: ThemeController, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.calls = JournalModel(self)
        self.filter = JournalFilter(self)
        self.filter.setSourceModel(self.calls)
        self.setObjectName("journal_table")
        self.setHorizontalHeader(JournalHeader(theme, self))
        self._delegate = JournalDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setModel(self.filter)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        theme.follow(self._on_theme_changed)

    def set_words(self, headers: tuple[str, ...], *, fault: str) -> None:
        """Column heads, and the word on an injected answer."""
        self.calls.set_headers(headers)
        self._delegate.fault_word = fault
        self._lay_out()

    def _on_selection_changed(self, chosen: QItemSelection, _before: QItemSelection) -> None:
        row = next((index.data(CALL_ROLE) for index in chosen.indexes()), None)
        if isinstance(row, JournalRow):
            self.call_chosen.emit(row.number)

    def _on_theme_changed(self, _tokens: ThemeTokens) -> None:
        line = self._theme.line_height(Role.CODE_SMALL)
        self.verticalHeader().setDefaultSectionSize(max(self._theme.px(ROW_JOURNAL), line + 6))
        self._lay_out()

    def _lay_out(self) -> None:
        """Fixed columns as wide as their longest value; path and parameters share the rest. A
        narrow table does without time and parameters."""
        measure = QFontMetricsF(self._theme.font(Role.CODE_SMALL))
        heads = QFontMetricsF(self._theme.font(Role.CAPTION, weight=Weight.MEDIUM))
        width = self.viewport().width()
        # Beside a call's detail there is room for what names the call and how it ended.
        is_narrow = width < NARROW_CHARACTERS * measure.averageCharWidth()
        for column in _SPARED:
            self.setColumnHidden(column, is_narrow)
        taken = 0
        for column, longest in _SHARES.items():
            if is_narrow and column in _SPARED:
                continue
            head = str(self.calls.headerData(column, Qt.Orientation.Horizontal))
            wide = max(measure.horizontalAdvance(longest), heads.horizontalAdvance(head))
            edge = EDGE if column in (JournalColumn.NUMBER, JournalColumn.TOOK) else 0
            room = int(wide) + edge + (8 if column is JournalColumn.NUMBER else 16)
            if column is JournalColumn.ERRCODE:
                room += self._theme.px(30)
            self.setColumnWidth(column, room)
            taken += room
        rest = max(160, width - taken)
        path = rest if is_narrow else max(80, int(rest * 0.43))
        self.setColumnWidth(JournalColumn.PATH, path)
        self.setColumnWidth(JournalColumn.PARAMETERS, max(80, rest - path))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shares the width out anew."""
        super().resizeEvent(event)
        self._lay_out()

    def sizeHint(self) -> QSize:
        """Its share of the page."""
        return QSize(self._theme.px(480), self._theme.px(200))
