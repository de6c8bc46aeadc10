"""The list: one painted card per connection, all of it in reach of mouse and keyboard."""

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from wecom_console.gui.features.sources.delegate import SourceDelegate
from wecom_console.gui.features.sources.presenter.list_model import ROW_ROLE, SourcesModel
from wecom_console.gui.features.sources.row_layout import (
    Part,
    RowLook,
    head_height,
    row_gap,
    row_height,
    row_parts,
)
from wecom_console.gui.parts.connection_words import SourceWords
from wecom_console.gui.parts.presenter.connection_rows import SourceRow
from wecom_console.gui.plain_text import set_tip
from wecom_console.gui.row_models import Index
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.tokens import ThemeTokens
from wecom_console.gui.widgets.controls.focus_ring import came_by_keyboard

SCROLL_ROOM = 14
PARTS = (Part.ROW, Part.ACTION, Part.MORE)


class SourceListView(QListView):
    """Up and down go through the rows, left and right (or Tab) through a row's parts, Enter does
    it. Space, Ctrl and a click, or a click on the logo choose a row beside others; Shift takes
    those between, Ctrl+A all.

    `opened`, `acted` and `menu_requested` carry the row; the last one the place for its menu too.
    `chosen` carries the ids of the rows that are to be chosen.
    """

    opened = Signal(object)
    acted = Signal(object)
    menu_requested = Signal(object, QPoint)
    delete_pressed = Signal(object)
    chosen = Signal(object)

    def __init__(self, theme: ThemeController, words: SourceWords) -> None:
        super().__init__()
        self._theme = theme
        self._words = words
        self._hovered: tuple[int, Part] | None = None
        self._pressed: tuple[int, Part] | None = None
        self._part = Part.ROW
        self._anchor = -1
        self._by_keyboard = False
        self._is_dense = False
        self.setObjectName("source_list")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.viewport().setAutoFillBackground(False)
        self.rows = SourcesModel(words.describe, parent=self)
        self.setModel(self.rows)
        self.setItemDelegate(
            SourceDelegate(
                theme,
                words,
                width=self.row_width,
                dense=self.is_dense,
                look=self.look_of,
                parent=self,
            )
        )
        self.verticalScrollBar().setSingleStep(34)
        theme.follow(self._on_theme_changed)

    # --- what the delegate asks ----------------------------------------------------------------

    def look_of(self, number: int, row: SourceRow) -> RowLook:
        """How a row is painted at this moment."""
        hovered = _part_of(self._hovered, number)
        focused = self.hasFocus() and self._by_keyboard and self.currentIndex().row() == number
        return RowLook(
            hovered=hovered,
            pressed=_part_of(self._pressed, number),
            focused=self._part if focused else None,
            shows_mark=bool(self.rows.chosen) or hovered is Part.MARK,
            is_chosen=row.id in self.rows.chosen,
        )

    # --- the page asks -------------------------------------------------------------------------

    def row_width(self) -> int:
        """The width of the cards; the scroll bar lies beside them, in the page's edge."""
        return self.width() - SCROLL_ROOM

    def content_height(self) -> int:
        """The height of all rows."""
        cards = self.rows.rowCount() * (self._row_height() + row_gap(dense=self._is_dense))
        return cards + len(self.rows.groups) * head_height(self._theme)

    def is_dense(self) -> bool:
        """Whether the rows are low."""
        return self._is_dense

    def set_dense(self, *, dense: bool) -> None:
        """Lower rows, or those of three lines."""
        self._is_dense = dense
        self.updateGeometry()
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def current_row(self) -> SourceRow | None:
        """The row that the keyboard is on."""
        row = self.currentIndex().data(ROW_ROLE)
        return row if isinstance(row, SourceRow) else None

    def show_rows(
        self,
        rows: tuple[SourceRow, ...],
        chosen: frozenset[str] = frozenset(),
        *,
        grouped: bool = False,
    ) -> None:
        """Shows other rows, `grouped` by environment or not; the keyboard stays on its connection,
        or the next that is there."""
        place = self._place_in(rows)
        self.setUniformItemSizes(not grouped)
        self.rows.show_rows(rows, grouped=grouped)
        self.rows.show_chosen(chosen)
        if not chosen:
            self._anchor = -1
        if rows:
            self.setCurrentIndex(self.rows.index(place))
        self._hovered = None

    def take_keyboard(self) -> None:
        """The keyboard comes from the search field above."""
        self._by_keyboard = True
        self.setFocus(Qt.FocusReason.TabFocusReason)

    # --- inside --------------------------------------------------------------------------------

    def _place_in(self, rows: tuple[SourceRow, ...]) -> int:
        """Where the current connection stands among other rows; else the one that was below it,
        else the one above."""
        number = max(0, self.currentIndex().row())
        former = [row.id for row in self.rows.rows]
        places = {row.id: place for place, row in enumerate(rows)}
        near = (*former[number:], *reversed(former[:number]))
        return next((places[key] for key in near if key in places), 0)

    def _part_at(self, point: QPoint) -> tuple[int, Part] | None:
        index = self.indexAt(point)
        row = index.data(ROW_ROLE)
        if not isinstance(row, SourceRow):
            return None
        text, _ = self._words.action(row)
        parts = row_parts(self._theme, self._row_rect(index), text, dense=self._is_dense)
        place = point.toPointF()
        if parts.action.contains(place):
            return index.row(), Part.ACTION
        if parts.more.contains(place):
            return index.row(), Part.MORE
        if parts.logo.adjusted(-6, -6, 6, 6).contains(place):
            return index.row(), Part.MARK
        return (index.row(), Part.ROW) if parts.card.contains(place) else None

    def _row_height(self) -> int:
        return row_height(self._theme, self.row_width(), dense=self._is_dense)

    def _row_rect(self, index: QModelIndex) -> QRectF:
        rect = QRectF(self.visualRect(index))
        rect.setWidth(self.row_width())
        if index.row() in self.rows.groups:
            rect.setTop(rect.top() + head_height(self._theme))
        return rect

    def _do(self, number: int, part: Part) -> None:
        row = self.rows.rows[number]
        match part:
            case Part.ROW:
                self.opened.emit(row)
            case Part.MARK:
                self._toggle(number)
            case Part.ACTION:
                self.acted.emit(row)
            case Part.MORE:
                self._ask_for_menu(number)

    def _toggle(self, number: int) -> None:
        self._anchor = number
        self.chosen.emit(self.rows.chosen ^ {self.rows.rows[number].id})

    def _choose_to(self, number: int) -> None:
        anchor = self._anchor if 0 <= self._anchor < len(self.rows.rows) else number
        first, last = sorted((anchor, number))
        between = {row.id for row in self.rows.rows[first : last + 1]}
        self._anchor = anchor
        self.chosen.emit(self.rows.chosen | between)

    def _ask_for_menu(self, number: int) -> None:
        index = self.rows.index(number)
        row = self.rows.rows[number]
        text, _ = self._words.action(row)
        box = row_parts(self._theme, self._row_rect(index), text, dense=self._is_dense).more
        below = box.bottomRight().toPoint() + QPoint(0, 4)
        self.menu_requested.emit(row, self.viewport().mapToGlobal(below))

    def _on_theme_changed(self, _tokens: ThemeTokens) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follows the pointer."""
        found = self._part_at(event.position().toPoint())
        if found != self._hovered:
            self._hovered = found
            self.viewport().update()
            number = found[0] if found else -1
            row = self.rows.rows[number] if found else None
            set_tip(
                self.viewport(),
                self._words.more(row) if row and found and found[1] is Part.MORE else "",
            )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Holds a part down."""
        self._by_keyboard = False
        found = self._part_at(event.position().toPoint())
        if found is not None:
            self.setCurrentIndex(self.rows.index(found[0]))
            if event.button() == Qt.MouseButton.LeftButton:
                self._pressed = found
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Does what was pressed, if the pointer is still there."""
        held, self._pressed = self._pressed, None
        self.viewport().update()
        if held is None or held != self._part_at(event.position().toPoint()):
            return
        keys = event.modifiers()
        if held[1] in (Part.ROW, Part.MARK) and keys & Qt.KeyboardModifier.ShiftModifier:
            self._choose_to(held[0])
        elif held[1] is Part.ROW and keys & Qt.KeyboardModifier.ControlModifier:
            self._toggle(held[0])
        else:
            self._do(*held)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A second click is a click."""
        self.mousePressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Forgets the pointer."""
        super().leaveEvent(event)
        self._hovered = None
        self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu key, and the right button."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            found = self._part_at(event.pos())
            if found is not None:
                self.menu_requested.emit(self.rows.rows[found[0]], event.globalPos())
        elif self.currentIndex().isValid():
            self._ask_for_menu(self.currentIndex().row())

    def currentChanged(
        self,
        current: Index,
        previous: Index,
    ) -> None:
        """Another row begins with the row itself."""
        super().currentChanged(current, previous)
        self._part = Part.ROW
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left, right and Enter work on the row; the rest is the list's own."""
        self._by_keyboard = True
        number = self.currentIndex().row()
        match event.key():
            case Qt.Key.Key_Left:
                self._step(-1)
            case Qt.Key.Key_Right:
                self._step(1)
            case Qt.Key.Key_Space if number >= 0 and self._part is Part.ROW:
                self._toggle(number)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space if number >= 0:
                self._do(number, self._part)
            case Qt.Key.Key_A if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.chosen.emit(frozenset(row.id for row in self.rows.rows))
            case Qt.Key.Key_Up | Qt.Key.Key_Down if (
                event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            ):
                self._anchor = number if self._anchor < 0 else self._anchor
                super().keyPressEvent(event)
                self._choose_to(self.currentIndex().row())
            case Qt.Key.Key_Delete if number >= 0:
                self.delete_pressed.emit(self.rows.rows[number])
            case _:
                super().keyPressEvent(event)
        self.viewport().update()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes through the parts of the row before it leaves the list."""
        if self.currentIndex().isValid() and self.hasFocus():
            place = PARTS.index(self._part) + (1 if forward else -1)
            if 0 <= place < len(PARTS):
                self._by_keyboard = True
                self._part = PARTS[place]
                self.viewport().update()
                return True
        return super().focusNextPrevChild(forward)

    def _step(self, by: int) -> None:
        place = PARTS.index(self._part) + by
        self._part = PARTS[min(max(place, 0), len(PARTS) - 1)]

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begins at the row, or at its last part when coming backwards."""
        super().focusInEvent(event)
        self._by_keyboard = came_by_keyboard(event)
        backwards = event.reason() == Qt.FocusReason.BacktabFocusReason
        self._part = PARTS[-1] if backwards else Part.ROW
        self.viewport().update()

    def sizeHint(self) -> QSize:
        """All rows; the layout may give less, then it scrolls."""
        return QSize(400, self.content_height())

    def minimumSizeHint(self) -> QSize:
        """One row."""
        return QSize(240, self._row_height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns may stack, which changes the rows' height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()


def _part_of(held: tuple[int, Part] | None, number: int) -> Part | None:
    return held[1] if held is not None and held[0] == number else None
