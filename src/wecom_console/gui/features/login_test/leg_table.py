"""The table of the seven legs."""

from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QHideEvent, QPainter, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from wecom_console.domain.verdicts import LEGS, Leg
from wecom_console.gui.features.login_test.presenter.legs_model import (
    LEG_ROLE,
    LegColumn,
    LegModel,
    LegRow,
)
from wecom_console.gui.model_index import Index
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import ROW_LEG, Role, Weight
from wecom_console.gui.theme.paint import draw_line
from wecom_console.gui.theme.tokens import ThemeTokens
from wecom_console.gui.widgets.login.verdicts import Mark, Spinner, draw_glyph, verdict_token

_EDGE: Final = 14
_RIGHT: Final = Qt.AlignmentFlag.AlignRight


class LegDelegate(QStyledItemDelegate):
    """Paints a cell of a `LegRow`. The row has one ground and a hairline below."""

    def __init__(self, theme: ThemeController, spinner: Spinner, view: "LegTable") -> None:
        super().__init__(view)
        self._theme = theme
        self._spinner = spinner
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, then the column's content."""
        row = index.data(LEG_ROLE)
        if not isinstance(row, LegRow):
            return
        painter.save()
        rect = QRectF(option.rect)
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        self._ground(painter, rect, index, selected=selected)
        area = rect
        match LegColumn(index.column()):
            case LegColumn.NUMBER:
                self._text(painter, area.adjusted(_EDGE, 0, 0, 0), str(row.leg.number), muted=True)
            case LegColumn.NAME:
                self._text(painter, area, row.name, strong=selected, muted=row.is_stale)
            case LegColumn.VERDICT:
                self._verdict(painter, area, row)
            case LegColumn.TIME:
                box = area.adjusted(0, 0, -_EDGE, 0)
                font = self._theme.font(Role.CAPTION, tabular=True)
                ink = self._theme.color("text_muted")
                draw_line(painter, box, row.time, font, ink, align=_RIGHT)
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRectF, index: Index, *, selected: bool) -> None:
        color = self._theme.color
        if selected:
            painter.fillRect(rect, color("primary_soft"))
            if index.column() == 0:
                painter.fillRect(QRectF(rect.x(), rect.y(), 3, rect.height()), color("primary"))
        elif index.row() == self._view.hovered_row:
            painter.fillRect(rect, color("surface_hover"))
        if index.row() < len(LEGS) - 1:
            line = QRectF(rect.x(), rect.bottom() - 1, rect.width(), 1)
            painter.fillRect(line, color("border"))
        if self._view.hasFocus() and index.row() == self._view.currentIndex().row():
            self._focus(painter, rect, index.column())

    def _focus(self, painter: QPainter, rect: QRectF, column: int) -> None:
        ink = self._theme.color("focus")
        painter.fillRect(QRectF(rect.x(), rect.y(), rect.width(), 2), ink)
        painter.fillRect(QRectF(rect.x(), rect.bottom() - 2, rect.width(), 2), ink)
        if column == 0:
            painter.fillRect(QRectF(rect.x(), rect.y(), 2, rect.height()), ink)
        if column == len(LegColumn) - 1:
            painter.fillRect(QRectF(rect.right() - 2, rect.y(), 2, rect.height()), ink)

    def _text(
        self,
        painter: QPainter,
        area: QRectF,
        text: str,
        *,
        strong: bool = False,
        muted: bool = False,
    ) -> None:
        weight = Weight.SEMIBOLD if strong else Weight.REGULAR
        font = self._theme.font(Role.SMALL, weight=weight, tabular=True)
        draw_line(painter, area, text, font, self._theme.color("text_muted" if muted else "text"))

    def _verdict(self, painter: QPainter, area: QRectF, row: LegRow) -> None:
        theme = self._theme
        side = theme.px(16)
        state = row.verdict or Mark(row.glyph)
        place = QRectF(area.x(), round(area.y() + (area.height() - side) / 2), side, side)
        draw_glyph(painter, theme, state, place, stale=row.is_stale, angle=self._spinner.angle)
        token = "text_muted" if row.is_stale or state is Mark.WAITING else verdict_token(state)
        x = area.x() + side + 6
        box = QRectF(x, area.y(), area.right() - x - 8, area.height())
        font = theme.font(Role.SMALL)
        taken = draw_line(painter, box, row.word, font, theme.color(token))
        if row.note:
            box.setLeft(x + taken + 8)
            draw_line(painter, box, row.note, theme.font(Role.CAPTION), theme.color(token))


class LegTable(QTableView):
    """Seven rows of 30; `chosen` carries the leg that is looked at."""

    chosen = Signal(object)

    def __init__(self, theme: ThemeController, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._silent = False
        self.hovered_row = -1
        self.legs = LegModel(self)
        self._spinner = Spinner(theme, self.viewport())
        self.setObjectName("leg_table")
        self.setModel(self.legs)
        self.setItemDelegate(LegDelegate(theme, self._spinner, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setMinimumSectionSize(8)
        self.entered.connect(self._on_entered)
        self.clicked.connect(self._on_current_row_changed)
        self.selectionModel().currentRowChanged.connect(self._on_current_row_changed)
        theme.follow(self._on_theme_changed)

    def show_rows(self, rows: tuple[LegRow, ...], current: Leg) -> None:
        """Shows the legs and looks at one."""
        self._silent = True
        self.legs.set_rows(rows)
        place = current.number - 1
        if self.currentIndex().row() != place:
            self.setCurrentIndex(self.legs.index(place, 0))
        self._silent = False
        self._turn()

    def _turn(self) -> None:
        running = any(row.glyph == Mark.RUNNING for row in self.legs.rows)
        self._spinner.run(running=running)

    def _on_current_row_changed(self, index: QModelIndex) -> None:
        row = index.data(LEG_ROLE)
        if isinstance(row, LegRow) and not self._silent:
            self.chosen.emit(row.leg)

    def _on_entered(self, index: QModelIndex) -> None:
        self.hovered_row = index.row()
        self.viewport().update()

    def _on_theme_changed(self, _tokens: ThemeTokens) -> None:
        theme = self._theme
        height = max(theme.px(ROW_LEG), theme.line_height(Role.SMALL) + 6)
        self.verticalHeader().setDefaultSectionSize(height)
        self.setFixedHeight(height * len(LEGS))
        self._lay_out()

    def _lay_out(self) -> None:
        """Number, name and time as wide as they need, the verdict takes the rest: its column
        begins at 47 % where the names leave room."""
        measure = QFontMetricsF(self._theme.font(Role.SMALL, weight=Weight.SEMIBOLD))
        width = self.viewport().width()
        number = _EDGE + self._theme.px(22)
        names = max((measure.horizontalAdvance(r.name) for r in self.legs.rows), default=0.0)
        name = max(int(names) + 16, int(width * 0.472) - number)
        time = self._theme.px(70)
        self.setColumnWidth(LegColumn.NUMBER, number)
        self.setColumnWidth(LegColumn.NAME, name)
        self.setColumnWidth(LegColumn.TIME, time)
        self.setColumnWidth(LegColumn.VERDICT, max(60, width - number - name - time))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shares the width out anew."""
        super().resizeEvent(event)
        self._lay_out()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is hovered."""
        super().leaveEvent(event)
        self.hovered_row = -1
        self.viewport().update()

    def showEvent(self, event: QShowEvent) -> None:
        """Turns only while visible."""
        super().showEvent(event)
        self._turn()

    def hideEvent(self, event: QHideEvent) -> None:
        """Turns only while visible."""
        super().hideEvent(event)
        self._spinner.run(running=False)

    def sizeHint(self) -> QSize:
        """All seven rows."""
        return QSize(self._theme.px(320), self.minimumHeight())
