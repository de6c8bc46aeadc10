"""What a control knows about the pointer."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QEnterEvent

from wecom_console.gui.theme.themed import WidgetMixin


class Hoverable(WidgetMixin):
    """`_hovered` says whether the pointer is above; it paints itself anew as that changes."""

    _hovered = False

    def enterEvent(self, event: QEnterEvent) -> None:
        """Hover begins."""
        super().enterEvent(event)
        self._hovered = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Hover ends."""
        super().leaveEvent(event)
        self._hovered = False
        self.update()
