"""The list of scenarios: groups that fold, and in them a mark and a title each; a second line only
where there is something to say."""

from typing import Final

from PySide6.QtCore import QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from wecom_console.gui.parts.presenter.scenario_model import (
    SCENARIO_ROLE,
    GroupRow,
    ScenarioMark,
    ScenarioModel,
    ScenarioRow,
    ShelfRow,
)
from wecom_console.gui.row_models import Index
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.delegate import ThemedDelegate
from wecom_console.gui.theme.metrics import RADIUS_CONTROL, ROW_SCENARIO, Role, Weight
from wecom_console.gui.theme.paint import draw_line, left_edge, rounded
from wecom_console.gui.theme.rich_text import RichText
from wecom_console.gui.theme.tokens import ThemeTokens
from wecom_console.gui.widgets.login.verdicts import (
    Mark,
    Spinner,
    Spinning,
    draw_glyph,
    draw_running,
)

_INSET: Final = 6
_CHEVRON: Final = 14
_MARK: Final = 15
_INDENT: Final = 22
_PADDING: Final = 12
_RIGHT: Final = Qt.AlignmentFlag.AlignRight
_MARKS: Final = {
    ScenarioMark.AS_EXPECTED: ("check", "text"),
    ScenarioMark.NOT_AS_EXPECTED: ("cross", "error"),
    ScenarioMark.UNPROVEN: ("minus", "text"),
    ScenarioMark.STOPPED: ("stop", "text_muted"),
    ScenarioMark.UNAVAILABLE: ("lock", "text_disabled"),
}


class ScenarioDelegate(ThemedDelegate):
    """Paints a row from its `ScenarioRow` or `GroupRow`."""

    def __init__(self, theme: ThemeController, spinner: Spinner, view: "ScenarioList") -> None:
        super().__init__(theme, view)
        self._spinner = spinner
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """A line, two where the title or what is said below it needs them."""
        theme = self._theme
        row = index.data(SCENARIO_ROLE)
        width = self._view.viewport().width()
        least = max(theme.px(ROW_SCENARIO), theme.line_height(Role.SMALL) + _PADDING)
        if not isinstance(row, ScenarioRow):
            return QSize(width, least)
        lines = self._title(row, selected=False).height_for(self._room(row, width))
        lines = min(lines, 2 * theme.line_height(Role.SMALL))
        status = theme.line_height(Role.CAPTION) if row.below else 0
        return QSize(width, max(least, lines + status + _PADDING - 2))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, mark, title and state; of a head its counts."""
        row = index.data(SCENARIO_ROLE)
        painter.save()
        box = QRectF(option.rect).adjusted(_INSET, 0, -_INSET, 0)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        self._paint_box(painter, box, option.state, selected=selected)
        if isinstance(row, GroupRow):
            self._paint_group(painter, box, row)
        elif isinstance(row, ScenarioRow):
            self._paint_scenario(painter, box, row, selected=selected)
        painter.restore()

    def _left(self, row: ScenarioRow) -> float:
        theme = self._theme
        indent = theme.px(_INDENT) if row.is_indented else 0
        return 10 + indent + theme.px(_MARK) + 9

    def _room(self, row: ScenarioRow, width: float) -> float:
        return max(40.0, width - 2 * _INSET - self._left(row) - 8)

    def _title(self, row: ScenarioRow, *, selected: bool) -> RichText:
        weight = Weight.SEMIBOLD if selected else Weight.MEDIUM
        return RichText(self._theme, row.title, role=Role.SMALL, weight=weight, marked=False)

    def _paint_group(self, painter: QPainter, box: QRectF, row: GroupRow) -> None:
        theme = self._theme
        side = theme.px(_CHEVRON)
        place = QRectF(box.x() + 8, box.center().y() - side / 2, side, side)
        theme.draw_icon(
            painter, "chevron-right" if row.is_folded else "chevron-down", place, "text_muted"
        )
        right = box.adjusted(0, 0, -8, 0)
        weight = Weight.SEMIBOLD if row.has_unexpected else Weight.REGULAR
        font = theme.font(Role.CAPTION, weight=weight, tabular=True)
        ink = theme.color("error" if row.has_unexpected else "text_muted")
        taken = draw_line(painter, right, row.count, font, ink, align=_RIGHT)
        right.setRight(right.right() - max(taken, theme.px(36)) - 10)
        caption = theme.font(Role.CAPTION)
        muted = theme.color("text_muted")
        taken = draw_line(painter, right, row.note, caption, muted, align=_RIGHT)
        left = place.right() + 8
        area = QRectF(left, box.y(), right.right() - taken - left - 8, box.height())
        strong = theme.font(Role.SMALL, weight=Weight.SEMIBOLD)
        draw_line(painter, area, row.title, strong, theme.color("text"))

    def _paint_scenario(
        self, painter: QPainter, box: QRectF, row: ScenarioRow, *, selected: bool
    ) -> None:
        theme = self._theme
        left = box.x() + self._left(row)
        width = box.right() - left - 8
        line = theme.line_height(Role.SMALL)
        title = self._title(row, selected=False)
        if selected:  # bold where that takes no more lines
            bold = self._title(row, selected=True)
            title = bold if bold.height_for(width) == title.height_for(width) else title
        height = min(title.height_for(width), 2 * line)
        below = theme.line_height(Role.CAPTION) if row.below else 0
        top = int(box.y() + (box.height() - height - below) / 2)
        self._mark(painter, box, row, top + (height + below) / 2 if below else top + line / 2)
        ink = "text"
        if row.is_stale or row.mark in (ScenarioMark.UNAVAILABLE, ScenarioMark.WAITING):
            ink = "text_muted"
        painter.save()
        painter.setClipRect(QRectF(left, top, width, height))
        title.draw(painter, QRectF(left, top, width, height), ink)
        painter.restore()
        if below:
            state = _state_color(row)
            weight = Weight.MEDIUM if state == "error" else Weight.REGULAR
            font = theme.font(Role.CAPTION, weight=weight)
            area = QRectF(left, top + height, width, below)
            draw_line(painter, area, row.below, font, theme.color(state))

    def _paint_box(
        self, painter: QPainter, box: QRectF, state: QStyle.StateFlag, *, selected: bool
    ) -> None:
        color = self._theme.color
        if selected:
            rounded(painter, box, RADIUS_CONTROL, fill=color("primary_soft"))
            left_edge(painter, box, RADIUS_CONTROL, color("primary"), width=3)
        elif state & QStyle.StateFlag.State_MouseOver:
            rounded(painter, box, RADIUS_CONTROL, fill=color("surface_hover"))
        if state & QStyle.StateFlag.State_HasFocus:
            ring = box.adjusted(1, 1, -1, -1)
            rounded(painter, ring, RADIUS_CONTROL - 1, border=color("focus"), width=2)

    def _mark(self, painter: QPainter, box: QRectF, row: ScenarioRow, middle: float) -> None:
        theme = self._theme
        side = theme.px(_MARK)
        x = box.x() + self._left(row) - 9 - side
        place = QRectF(x, round(middle - side / 2), side, side)
        match row.mark:
            case ScenarioMark.RUNNING:
                draw_running(painter, theme, place, self._spinner.angle)
            case ScenarioMark.WAITING | ScenarioMark.NONE:
                draw_glyph(painter, theme, Mark.WAITING, place)
            case _:
                icon, token = _MARKS[row.mark]
                theme.draw_icon(painter, icon, place, "text_disabled" if row.is_stale else token)


def _state_color(row: ScenarioRow) -> str:
    if row.is_stale:
        return "text_muted"
    match row.mark:
        case ScenarioMark.NOT_AS_EXPECTED:
            return "error"
        case ScenarioMark.RUNNING:
            return "primary"
        case _:
            return "text_muted"


class ScenarioList(Spinning, QListView):
    """`chosen` carries the scenario that is looked at, `run_requested` a double click or Enter,
    `folded` a group and whether it is to be.

    Several rows may be selected, to be run together; the current one is looked at.
    """

    chosen = Signal(str)
    run_requested = Signal()
    folded = Signal(str, bool)

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
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.activated.connect(self._on_activated)
        theme.follow(self._on_theme_changed)

    def show_rows(self, rows: tuple[ShelfRow, ...], current: str) -> None:
        """Shows the rows and looks at `current`; what is selected stays selected."""
        self._silent = True
        before = self.scenarios.rows
        heights = [_tall(row) for row in before]
        self.scenarios.set_rows(rows)
        for place, row in enumerate(rows):
            hidden = isinstance(row, ScenarioRow) and row.is_folded
            if self.isRowHidden(place) is not hidden:
                self.setRowHidden(place, hidden)
        if heights != [_tall(row) for row in rows]:
            self.scheduleDelayedItemsLayout()
        place = self.scenarios.row_of(current)
        here = self.currentIndex()
        on_head = isinstance(here.data(SCENARIO_ROLE), GroupRow)
        if place >= 0 and place != here.row() and not (on_head and self.hasFocus()):
            self.setCurrentIndex(self.scenarios.index(place))
        self._silent = False
        self._turn()

    def selected_names(self) -> tuple[str, ...]:
        """The scenarios to be run: the selected rows, else the current one."""
        places = {index.row() for index in self.selectedIndexes()}
        if not places and self.currentIndex().isValid():
            places = {self.currentIndex().row()}
        rows = (self.scenarios.rows[place] for place in sorted(places))
        return tuple(row.name for row in rows if isinstance(row, ScenarioRow))

    def _is_running(self) -> bool:
        rows = self.scenarios.rows
        return any(isinstance(r, ScenarioRow) and r.mark is ScenarioMark.RUNNING for r in rows)

    def _on_current_changed(self, index: QModelIndex) -> None:
        row = index.data(SCENARIO_ROLE)
        if isinstance(row, ScenarioRow) and not self._silent:
            self.chosen.emit(row.name)

    def _on_activated(self, index: QModelIndex) -> None:
        row = index.data(SCENARIO_ROLE)
        if isinstance(row, ScenarioRow):
            self.run_requested.emit()
        elif isinstance(row, GroupRow):
            self.folded.emit(row.name, not row.is_folded)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a head folds or unfolds its group."""
        super().mousePressEvent(event)
        row = self.indexAt(event.position().toPoint()).data(SCENARIO_ROLE)
        if isinstance(row, GroupRow) and event.button() is Qt.MouseButton.LeftButton:
            self.folded.emit(row.name, not row.is_folded)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second click on a head is a click; on a scenario it runs it."""
        row = self.indexAt(event.position().toPoint()).data(SCENARIO_ROLE)
        if isinstance(row, GroupRow):
            self.mousePressEvent(event)
        else:
            super().mouseDoubleClickEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left folds the group at hand and goes to its head, right unfolds it; Enter and space do
        either."""
        row = self.currentIndex().data(SCENARIO_ROLE)
        key = Qt.Key(event.key())
        if isinstance(row, GroupRow):
            if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
                self.folded.emit(row.name, key == Qt.Key.Key_Left)
                return
            if key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.folded.emit(row.name, not row.is_folded)
                return
        elif key == Qt.Key.Key_Left and isinstance(row, ScenarioRow):
            self._go_to_head(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def _go_to_head(self, place: int) -> None:
        rows = self.scenarios.rows
        heads = [i for i in range(place) if isinstance(rows[i], GroupRow)]
        if heads:
            head = rows[heads[-1]]
            self.setCurrentIndex(self.scenarios.index(heads[-1]))
            self.folded.emit(head.name, True)

    def _on_theme_changed(self, _tokens: ThemeTokens) -> None:
        self.doItemsLayout()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks other titles."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()

    def sizeHint(self) -> QSize:
        """Its share of the card."""
        return QSize(self._theme.px(180), self._theme.px(200))

    def minimumSizeHint(self) -> QSize:
        """Three rows."""
        return QSize(self._theme.px(120), self._theme.px(3 * ROW_SCENARIO))

    def visualRect(self, index: Index) -> QRect:
        """As wide as the list: layouts may have been made at another width."""
        rect = super().visualRect(index)
        return QRect(rect.x(), rect.y(), self.viewport().width(), rect.height())


def _tall(row: ShelfRow) -> tuple[str, bool]:
    if isinstance(row, ScenarioRow):
        return row.title, bool(row.below)
    return "", False
