"""The list of scenarios: a mark, a title and one line about how it stands."""

from typing import Final

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QPainter, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from wecom_console.gui.model_index import Index
from wecom_console.gui.parts.presenter.scenario_model import (
    SCENARIO_ROLE,
    ScenarioMark,
    ScenarioModel,
    ScenarioRow,
)
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import RADIUS_CONTROL, ROW_SCENARIO, Role, Weight
from wecom_console.gui.theme.paint import draw_line, left_edge, rounded
from wecom_console.gui.theme.tokens import ThemeTokens
from wecom_console.gui.widgets.login.verdicts import Mark, Spinner, draw_glyph, draw_running

_INSET: Final = 6
_MARK_LEFT: Final = 11
_TEXT_LEFT: Final = 36
_MARKS: Final = {
    ScenarioMark.AS_EXPECTED: ("check", "text"),
    ScenarioMark.NOT_AS_EXPECTED: ("cross", "error"),
    ScenarioMark.UNPROVEN: ("minus", "text"),
    ScenarioMark.STOPPED: ("stop", "text_muted"),
    ScenarioMark.UNAVAILABLE: ("lock", "text_disabled"),
}


class ScenarioDelegate(QStyledItemDelegate):
    """Paints a row from its `ScenarioRow`."""

    def __init__(self, theme: ThemeController, spinner: Spinner, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._spinner = spinner

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Two lines and their padding, 49 at least."""
        theme = self._theme
        lines = theme.line_height(Role.SMALL) + theme.line_height(Role.CAPTION)
        return QSize(theme.px(120), max(theme.px(ROW_SCENARIO), lines + 8))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, mark, title and state."""
        row = index.data(SCENARIO_ROLE)
        if not isinstance(row, ScenarioRow):
            return
        theme = self._theme
        painter.save()
        state = option.state
        box = QRectF(option.rect).adjusted(_INSET, 0, -_INSET, 0)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        self._ground(painter, box, state)
        self._mark(painter, box, row)
        left = box.x() + theme.px(_TEXT_LEFT)
        title_height = theme.line_height(Role.SMALL)
        state_height = theme.line_height(Role.CAPTION)
        top = int(box.y() + (box.height() - title_height - state_height) / 2)
        width = box.right() - left - 6
        font = theme.font(Role.SMALL, weight=Weight.SEMIBOLD if selected else Weight.MEDIUM)
        ink = "text"
        if row.is_stale or row.mark in (ScenarioMark.UNAVAILABLE, ScenarioMark.WAITING):
            ink = "text_muted"
        area = QRectF(left, top, width, title_height)
        draw_line(painter, area, row.title, font, theme.color(ink))
        area = QRectF(left, top + title_height, width, state_height)
        token = _state_token(row)
        draw_line(painter, area, row.status, theme.font(Role.CAPTION), theme.color(token))
        painter.restore()

    def _ground(self, painter: QPainter, box: QRectF, state: QStyle.StateFlag) -> None:
        color = self._theme.color
        if state & QStyle.StateFlag.State_Selected:
            rounded(painter, box, RADIUS_CONTROL, fill=color("primary_soft"))
            left_edge(painter, box, RADIUS_CONTROL, color("primary"), width=3)
        elif state & QStyle.StateFlag.State_MouseOver:
            rounded(painter, box, RADIUS_CONTROL, fill=color("surface_hover"))
        if state & QStyle.StateFlag.State_HasFocus:
            ring = box.adjusted(1, 1, -1, -1)
            rounded(painter, ring, RADIUS_CONTROL - 1, border=color("focus"), width=2)

    def _mark(self, painter: QPainter, box: QRectF, row: ScenarioRow) -> None:
        theme = self._theme
        side = theme.px(14)
        place = QRectF(
            box.x() + theme.px(_MARK_LEFT),
            box.y() + (box.height() - theme.line_height(Role.CAPTION)) / 2 - side / 2 + 1,
            side,
            side,
        )
        match row.mark:
            case ScenarioMark.RUNNING:
                draw_running(painter, theme, place, self._spinner.angle)
            case ScenarioMark.WAITING | ScenarioMark.NONE:
                draw_glyph(painter, theme, Mark.WAITING, place)
            case _:
                icon, token = _MARKS[row.mark]
                theme.draw_icon(painter, icon, place, "text_disabled" if row.is_stale else token)


def _state_token(row: ScenarioRow) -> str:
    if row.is_stale:
        return "text_muted"
    match row.mark:
        case ScenarioMark.NOT_AS_EXPECTED:
            return "error"
        case ScenarioMark.RUNNING:
            return "primary"
        case _:
            return "text_muted"


class ScenarioList(QListView):
    """`chosen` carries the scenario that is looked at, `run_requested` a double click or Enter.

    Several rows may be selected, to be run together; the current one is looked at.
    """

    chosen = Signal(str)
    run_requested = Signal()

    def __init__(self, theme: ThemeController, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._silent = False
        self.scenarios = ScenarioModel(self)
        self._spinner = Spinner(theme, self.viewport())
        self.setObjectName("scenario_list")
        self.setModel(self.scenarios)
        self.setItemDelegate(ScenarioDelegate(theme, self._spinner, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.activated.connect(self._on_activated)
        theme.follow(self._on_theme_changed)

    def show_rows(self, rows: tuple[ScenarioRow, ...], current: str) -> None:
        """Shows the rows and looks at `current`; what is selected stays selected."""
        self._silent = True
        self.scenarios.set_rows(rows)
        place = self.scenarios.row_of(current)
        if place >= 0 and place != self.currentIndex().row():
            self.setCurrentIndex(self.scenarios.index(place))
        self._silent = False
        self._turn()

    def selected_names(self) -> tuple[str, ...]:
        """The scenarios to be run: the selected rows, else the current one."""
        rows = {index.row() for index in self.selectedIndexes()}
        if not rows and self.currentIndex().isValid():
            rows = {self.currentIndex().row()}
        return tuple(self.scenarios.rows[row].name for row in sorted(rows))

    def _turn(self) -> None:
        running = any(row.mark is ScenarioMark.RUNNING for row in self.scenarios.rows)
        self._spinner.run(running=running)

    def _on_current_changed(self, index: QModelIndex) -> None:
        row = index.data(SCENARIO_ROLE)
        if isinstance(row, ScenarioRow) and not self._silent:
            self.chosen.emit(row.name)

    def _on_activated(self, _index: QModelIndex) -> None:
        self.run_requested.emit()

    def _on_theme_changed(self, _tokens: ThemeTokens) -> None:
        self.doItemsLayout()
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
        """Its share of the card."""
        return QSize(self._theme.px(180), self._theme.px(200))

    def minimumSizeHint(self) -> QSize:
        """Two rows."""
        return QSize(self._theme.px(120), self._theme.px(2 * ROW_SCENARIO))
