"""The states of a control, and how one is held in a state that only a pointer or the keyboard
brings about."""

from enum import StrEnum
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QFocusEvent
from PySide6.QtWidgets import QAbstractButton, QWidget


class ControlState(StrEnum):
    """How a control stands in the gallery. At rest it is alive: try it."""

    REST = "rest"
    HOVER = "hover"
    PRESSED = "pressed"
    FOCUS = "focus"
    DISABLED = "disabled"


_AWAY: Final = QPointF(-1, -1)


def _holds(part: QWidget, target: QWidget) -> bool:
    """Whether the pointer that is above `target` is above `part` as well."""
    return part is target or part.isAncestorOf(target)


def hold(widget: QWidget, state: ControlState) -> None:
    """Keeps `widget` in `state`; neither pointer nor keyboard reaches it any more. It has its
    place in the window by now, as the ring around it needs."""
    if state is ControlState.REST:
        return
    if state is ControlState.DISABLED:
        widget.setEnabled(False)
        return
    target = widget.focusProxy() or widget
    for part in (widget, *widget.findChildren(QWidget)):
        part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    if state is ControlState.FOCUS:
        # One control of an application has the keyboard. To these it looks as if they had.
        target.__dict__["hasFocus"] = lambda: True
        event = QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.OtherFocusReason)
        QCoreApplication.sendEvent(target, event)
        return
    for part in (one for one in (widget, *widget.findChildren(QWidget)) if _holds(one, target)):
        part.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
        QCoreApplication.sendEvent(part, QEnterEvent(_AWAY, _AWAY, _AWAY))
    if state is ControlState.PRESSED and isinstance(widget, QAbstractButton):
        widget.setDown(True)
