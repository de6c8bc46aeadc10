"""Panes that can be moved: a grip between them, for mouse and keyboard."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

from wecom_console.gui.plain_text import set_tip
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import CARD_GAP
from wecom_console.gui.theme.paint import rounded
from wecom_console.gui.theme.tokens import ThemeTokens

STEP: Final = 8
GRIP: Final = (2, 24)
_KEYS: Final = {
    Qt.Key.Key_Left: -STEP,
    Qt.Key.Key_Up: -STEP,
    Qt.Key.Key_Right: STEP,
    Qt.Key.Key_Down: STEP,
}


class _Grip(QSplitterHandle):
    """The gap between two panes. Arrow keys move it, a double click takes it back."""

    def __init__(self, theme: ThemeController, splitter: "PaneSplitter") -> None:
        super().__init__(splitter.orientation(), splitter)
        self._theme = theme
        self._panes = splitter
        self._is_dragged = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Moves by a step."""
        step = _KEYS.get(Qt.Key(event.key()))
        is_lying = self.orientation() is Qt.Orientation.Horizontal
        keys = (Qt.Key.Key_Left, Qt.Key.Key_Right) if is_lying else (Qt.Key.Key_Up, Qt.Key.Key_Down)
        if step is None or event.key() not in keys:
            super().keyPressEvent(event)
            return
        at = self.x() if is_lying else self.y()
        self.moveSplitter(at + round(step * self._theme.scale))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The whole line shows while it is dragged."""
        self._is_dragged = True
        self.update()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A grip again."""
        self._is_dragged = False
        self.update()
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """The first widths."""
        self._panes.reset()

    def enterEvent(self, event: QEnterEvent) -> None:
        """The grip lights up."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """And goes out."""
        super().leaveEvent(event)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No ring."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints grip, line or ring."""
        painter = QPainter(self)
        theme = self._theme
        lies = self.orientation() is Qt.Orientation.Horizontal
        area = QRectF(self.rect())
        thick, length = GRIP[0], float(theme.px(GRIP[1]))
        active = self._is_dragged or self.underMouse()
        if self._is_dragged:
            length = area.height() if lies else area.width()
        width, height = (thick, length) if lies else (length, thick)
        middle = area.center()
        box = QRectF(middle.x() - width / 2, middle.y() - height / 2, width, height)
        token = "primary" if active else "border_control"
        rounded(painter, box, 1, fill=theme.color(token))
        if self.hasFocus():
            ring = box.adjusted(-4, -4, 4, 4).intersected(area)
            rounded(painter, ring, 3, border=theme.color("focus"), width=2)


class PaneSplitter(QSplitter):
    """`first` are the panes' shares at first; `moved` says that somebody has moved one."""

    moved = Signal()

    def __init__(
        self,
        theme: ThemeController,
        orientation: Qt.Orientation,
        *,
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(orientation, parent)
        self._theme = theme
        self._first: tuple[int, ...] = ()
        self.setObjectName(name)
        self.setChildrenCollapsible(False)
        self.setOpaqueResize(True)
        self.splitterMoved.connect(lambda *_: self.moved.emit())
        theme.follow(self._on_theme_changed)

    def set_first(self, sizes: Sequence[int]) -> None:
        """What a double click takes the panes back to."""
        self._first = tuple(sizes)

    def reset(self) -> None:
        """The first widths again."""
        if self._first:
            self.setSizes(list(self._first))
            self.moved.emit()

    def name_grips(self, text: str) -> None:
        """What a grip is called."""
        for place in range(1, self.count()):
            self.handle(place).setAccessibleName(text)
            set_tip(self.handle(place), text)

    def createHandle(self) -> QSplitterHandle:
        """Ours."""
        return _Grip(self._theme, self)

    def _on_theme_changed(self, _tokens: ThemeTokens) -> None:
        self.setHandleWidth(CARD_GAP)
        for place in range(1, self.count()):
            self.handle(place).update()
