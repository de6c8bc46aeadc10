"""Every action by name: Ctrl+K, a few letters, Enter."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from wecom_console.gui.row_models import HasRows, Index
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.delegate import ThemedDelegate
from wecom_console.gui.theme.metrics import RADIUS_CARD, RADIUS_CONTROL, Role
from wecom_console.gui.theme.paint import draw_line, rounded
from wecom_console.gui.theme.themed import Themed
from wecom_console.gui.widgets.boxes.focus_back import FocusBack
from wecom_console.gui.widgets.boxes.overlay import SHADOW_MARGIN, draw_floating
from wecom_console.gui.widgets.fields.search import SearchField
from wecom_console.gui.widgets.text.key_hint import draw_key_hint, key_hint_width
from wecom_console.gui.widgets.text.label import Label

WIDTH = 520
ROW = 36
MAX_ROWS = 9
MOST = 200


@dataclass(frozen=True, slots=True)
class PaletteCommand:
    """One action as the palette lists it. `note` is told in small, `also` finds it and is not
    told; one that `is_found_only` is listed once it is typed for: there may be thousands."""

    key: str
    text: str
    icon: str = ""
    shortcut: str = ""
    note: str = ""
    is_found_only: bool = False
    also: str = ""


def match_commands(commands: Sequence[PaletteCommand], query: str) -> tuple[PaletteCommand, ...]:
    """Those whose words begin with the query's, then those that only contain them."""
    words = query.casefold().split()
    if not words:
        return tuple(command for command in commands if not command.is_found_only)
    ranked: list[tuple[int, int, PaletteCommand]] = []
    for place, command in enumerate(commands):
        text = f"{command.text} {command.note} {command.also}".casefold()
        if all(word in text for word in words):
            starts = all(any(part.startswith(word) for part in text.split()) for word in words)
            ranked.append((0 if starts else 1, place, command))
    return tuple(command for _, _, command in sorted(ranked, key=lambda row: row[:2])[:MOST])


class _CommandModel(HasRows[PaletteCommand], QAbstractListModel):
    def show_rows(self, rows: tuple[PaletteCommand, ...]) -> None:
        self._replace(rows, keeps=False)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        command = self._row(index)
        if command is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return command.text
        return command if role == Qt.ItemDataRole.UserRole else None


class _CommandDelegate(ThemedDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        line = self._theme.line_height(Role.SMALL)
        return QSize(100, max(self._theme.px(ROW), line + 12))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> None:
        command = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(command, PaletteCommand):
            return
        painter.save()
        theme = self._theme
        rect = QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if selected or hovered:
            ground = theme.color("primary_soft" if selected else "surface_hover")
            rounded(painter, rect.adjusted(6, 1, -6, -1), RADIUS_CONTROL, fill=ground)
        side = theme.px(16)
        middle = rect.center().y()
        ink = "primary" if selected else "text_muted"
        if command.icon:
            box = QRectF(rect.x() + 18, middle - side / 2, side, side)
            theme.draw_icon(painter, command.icon, box, ink)
        room = rect.adjusted(18 + side + 12, 0, -18, 0)
        if command.shortcut:
            width = key_hint_width(theme, command.shortcut)
            draw_key_hint(painter, theme, command.shortcut, room.right() - width, middle)
            room.adjust(0, 0, -(width + 8), 0)
        if command.note:
            small = theme.font(Role.CODE)
            needs = QFontMetricsF(small).horizontalAdvance(command.note) + 2
            wide = min(room.width() / 2, needs)
            place = QRectF(room.right() - wide, room.y(), wide, room.height())
            draw_line(painter, place, command.note, small, theme.color("text_muted"))
            room.adjust(0, 0, -(wide + 12), 0)
        draw_line(painter, room, command.text, theme.font(Role.BODY), theme.color("text"))
        painter.restore()


class CommandPalette(Themed, QWidget):
    """Covers its window while open; a click beside the panel or Esc closes it.

    `triggered` carries the key of the chosen command.
    """

    triggered = Signal(str)

    def __init__(self, theme: ThemeController, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._commands: tuple[PaletteCommand, ...] = ()
        self._back = FocusBack()
        self.setObjectName("command_palette")
        self.search = SearchField(theme, name="command_edit")
        self.list = QListView()
        self.list.setObjectName("command_list")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setMouseTracking(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.viewport().setAutoFillBackground(False)
        self._model = _CommandModel(self)
        self.list.setModel(self._model)
        self.list.setItemDelegate(_CommandDelegate(theme, self))
        self.nothing = Label(theme, role=Role.SMALL, color="text_muted")
        self.nothing.hide()
        self._host = window
        self._panel = QWidget(self)
        self._column = column = QVBoxLayout(self._panel)
        edge = SHADOW_MARGIN
        column.setContentsMargins(edge, edge + 10, edge, edge + 6)
        column.setSpacing(6)
        top = QVBoxLayout()
        top.setContentsMargins(10, 0, 10, 0)
        top.addWidget(self.search)
        top.addWidget(self.nothing)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        self.search.searched.connect(self._on_search_searched)
        self.search.edit.installEventFilter(self)
        self.list.clicked.connect(self._on_list_clicked)
        self.hide()
        window.installEventFilter(self)
        theme.follow(self._on_theme_changed)

    def set_words(self, *, placeholder: str, nothing: str) -> None:
        """The words of the language of the moment."""
        self.search.set_placeholder(placeholder)
        self.nothing.setText(nothing)

    def open(self, commands: Sequence[PaletteCommand]) -> None:
        """Shows the commands, the first one chosen."""
        self._commands = tuple(commands)
        self._back.remember(self.window())
        self.search.edit.clear()
        self._filter("")
        self.setGeometry(self._host.rect())
        self._place()
        self.show()
        self.raise_()
        self.search.focus()

    def show_others(self, commands: Sequence[PaletteCommand]) -> None:
        """Other commands, while it is open: what is typed and chosen stays."""
        chosen = self.list.currentIndex().row()
        key = self._model.rows[chosen].key if 0 <= chosen < self._model.rowCount() else ""
        self._commands = tuple(commands)
        if self.isVisible():
            self._filter(self.search.text(), key)

    def close_palette(self) -> None:
        """Closes and gives the keyboard back."""
        self.hide()
        self._back.give_back()

    def _filter(self, query: str, chosen: str = "") -> None:
        rows = match_commands(self._commands, query)
        self._model.show_rows(rows)
        self.nothing.setVisible(not rows)
        self.list.setVisible(bool(rows))
        if rows:
            place = next((at for at, row in enumerate(rows) if row.key == chosen), 0)
            self.list.setCurrentIndex(self._model.index(place))
        self._place()

    def _place(self) -> None:
        host = self._host
        row = max(self._theme.px(ROW), self._theme.line_height(Role.SMALL) + 12)
        rows = min(MAX_ROWS, self._model.rowCount())
        self.list.setFixedHeight(rows * row)
        edge = SHADOW_MARGIN
        width = min(self._theme.px(WIDTH) + 2 * edge, host.width())
        self._column.activate()
        height = min(self._column.sizeHint().height(), host.height() - 40)
        self._panel.setGeometry((host.width() - width) // 2, self._theme.px(56), width, height)
        self.update()

    def _move(self, by: int) -> None:
        count = self._model.rowCount()
        if count:
            row = (self.list.currentIndex().row() + by) % count
            self.list.setCurrentIndex(self._model.index(row))

    def _trigger(self, row: int) -> None:
        command = self._model.rows[row]
        self.close_palette()
        self.triggered.emit(command.key)

    def _on_search_searched(self, text: str) -> None:
        self._filter(text)

    def _on_list_clicked(self, index: QModelIndex) -> None:
        self._trigger(index.row())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys and Enter in the input; the window's size."""
        typed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if watched is self.search.edit and isinstance(event, QKeyEvent) and typed:
            return self._take_key(event)
        resized = watched is self._host and event.type() == QEvent.Type.Resize
        if resized and self.isVisible():
            self.setGeometry(self._host.rect())
            self._place()
        return super().eventFilter(watched, event)

    def _take_key(self, event: QKeyEvent) -> bool:
        match event.key():
            case Qt.Key.Key_Down:
                self._move(1)
            case Qt.Key.Key_Up:
                self._move(-1)
            case Qt.Key.Key_Escape:
                self.close_palette()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                if self.list.currentIndex().isValid() and self._model.rowCount():
                    self._trigger(self.list.currentIndex().row())
            case Qt.Key.Key_Tab | Qt.Key.Key_Backtab:
                self._move(1 if event.key() == Qt.Key.Key_Tab else -1)
            case _:
                return False
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the panel closes."""
        if not self._panel.geometry().contains(event.position().toPoint()):
            self.close_palette()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the floating panel."""
        edge = SHADOW_MARGIN
        box = QRectF(self._panel.geometry()).adjusted(edge, edge, -edge, -edge)
        draw_floating(QPainter(self), self._theme, box, RADIUS_CARD)
