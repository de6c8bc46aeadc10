"""What had the keyboard before a box took it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid


class FocusBack:
    """Gives the keyboard back, if what had it is still there: a page may have been filled anew."""

    def __init__(self) -> None:
        self._before: QWidget | None = None

    def remember(self, window: QWidget) -> None:
        """Whoever has the keyboard of this window now gets it back."""
        self._before = window.focusWidget()

    def give_back(self) -> None:
        """Once; what is gone or hidden gets nothing."""
        before, self._before = self._before, None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
