"""The 2 px ring, 2 px away, around whatever has the keyboard."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import FOCUS_OFFSET, FOCUS_WIDTH
from wecom_console.gui.theme.paint import rounded
from wecom_console.gui.theme.themed import WidgetMixin

_PASSING = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
_QUIET = (Qt.FocusReason.MouseFocusReason, *_PASSING)


def came_by_keyboard(event: QFocusEvent) -> bool:
    """Whether the ring belongs: a click does not call for it, everything else does."""
    return event.reason() not in _QUIET


def _canvas(widget: QWidget) -> QWidget:
    """The outermost ancestor that moves together with `widget`."""
    node = widget
    while (parent := node.parentWidget()) is not None and not node.isWindow():
        grand = parent.parentWidget()
        node = parent
        if isinstance(grand, QAbstractScrollArea) and grand.viewport() is parent:
            break
    return node


class FocusRing(QWidget):
    """Lies above `target`, outside its edges, and follows it until it is dismissed."""

    def __init__(self, theme: ThemeController, target: QWidget, *, radius: float) -> None:
        super().__init__(_canvas(target))
        self._theme = theme
        self._target = target
        self._radius = radius
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._watched: list[QObject] = []
        node: QWidget | None = target
        while node is not None and node is not self.parentWidget():
            node.installEventFilter(self)
            self._watched.append(node)
            node = node.parentWidget()
        self._place()
        self.show()
        self.raise_()

    def dismiss(self) -> None:
        """Takes the ring away."""
        for node in self._watched:
            node.removeEventFilter(self)
        self._watched = []
        self.hide()
        self.deleteLater()

    def _place(self) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        corner = self._target.mapTo(parent, QPoint(0, 0))
        out = FOCUS_OFFSET + FOCUS_WIDTH
        self.setGeometry(QRect(corner, self._target.size()).adjusted(-out, -out, out, out))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follows the target and everything around it."""
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
            self._place()
        elif event.type() == QEvent.Type.Hide:
            self.hide()
        elif event.type() == QEvent.Type.Show:
            self._place()
            self.show()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the ring."""
        painter = QPainter(self)
        rounded(
            painter,
            QRectF(self.rect()),
            self._radius + FOCUS_OFFSET + FOCUS_WIDTH,
            border=self._theme.color("focus"),
            width=FOCUS_WIDTH,
        )


class RingHolder:
    """Remembers one widget's ring; its focus events call `enter` and `leave`."""

    def __init__(self, theme: ThemeController, target: QWidget, *, radius: float) -> None:
        self._theme = theme
        self._target = target
        self._radius = radius
        self._ring: FocusRing | None = None
        self._comes_back = False

    def enter(self, event: QFocusEvent) -> None:
        """Focus came."""
        if self._ring is None and (self._comes_back or came_by_keyboard(event)):
            self._ring = FocusRing(self._theme, self._target, radius=self._radius)

    def show_if(self, *, is_wrong: bool, has_focus: bool) -> None:
        """Of a field: one that is wrong keeps its 2 px edge, so its focus shows outside of it."""
        if not (is_wrong and has_focus):
            self.leave()
        elif self._ring is None:
            self._ring = FocusRing(self._theme, self._target, radius=self._radius)

    def leave(self, event: QFocusEvent | None = None) -> None:
        """Focus went; with the window, or to a menu, only for a while."""
        passing = event is not None and event.reason() in _PASSING
        self._comes_back = passing and self._ring is not None
        if self._ring is not None:
            self._ring.dismiss()
            self._ring = None


class FocusRinged(WidgetMixin):
    """Shows `_ring` while it has the keyboard."""

    _ring: RingHolder

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Shows the ring."""
        super().focusInEvent(event)
        self._ring.enter(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Takes the ring away."""
        super().focusOutEvent(event)
        self._ring.leave(event)
