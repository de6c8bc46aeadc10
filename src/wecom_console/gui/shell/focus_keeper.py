"""Where the keyboard goes when what had it can have it no longer."""

from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

_BACK: Final = (QEvent.Type.EnabledChange, QEvent.Type.Show)


class FocusKeeper(QObject):
    """A button that is disabled or hidden by its own press hands the keyboard to whatever Qt finds
    next, often to something that acts on Enter. Here the nearest thing around it that is still
    there holds the keyboard: nothing is pressed by accident, Tab goes on from that place, and the
    button gets it back when it can be pressed again."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._lost: QWidget | None = None
        self._holder: QWidget | None = None
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, old: QWidget | None, now: QWidget | None) -> None:
        if now is None or now is self._holder or self._holder is old is not None:
            self._forget(now)
            return
        if old is None or not isValid(old) or not self._window.isAncestorOf(old):
            return
        if old.isVisible() and old.isEnabled():
            return
        holder = old.parentWidget()
        while holder is not None and not (holder.isVisible() and holder.isEnabled()):
            holder = holder.parentWidget()
        if holder is None:
            return
        self._forget(None)
        self._lost, self._holder = old, holder
        old.installEventFilter(self)
        holder.setFocus()

    def _forget(self, now: QWidget | None) -> None:
        if now is not None and now is self._holder:
            return
        if self._lost is not None and isValid(self._lost):
            self._lost.removeEventFilter(self)
        self._lost = self._holder = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What lost the keyboard can have it again, unless it is elsewhere by now."""
        lost, holder = self._lost, self._holder
        if lost is not None and watched is lost and event.type() in _BACK:
            has_it = holder is not None and isValid(holder) and holder.hasFocus()
            if has_it and lost.isEnabled() and lost.isVisibleTo(self._window):
                self._forget(None)
                lost.setFocus()
        return super().eventFilter(watched, event)
