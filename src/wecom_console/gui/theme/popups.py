"""The corners of what pops up: menus and the lists of drop-downs."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainterPath, QRegion
from PySide6.QtWidgets import QWidget

from wecom_console.gui.theme.metrics import RADIUS_CARD

MAY_LACK_ALPHA: Final = ("xcb", "vnc", "linuxfb")
"""Platforms on which nothing may be behind a translucent corner but black."""


class _Mask(QObject):
    def __init__(self, popup: QWidget, radius: float) -> None:
        super().__init__(popup)
        self._popup = popup
        self._radius = radius
        popup.installEventFilter(self)
        self._cut()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A popup is as large as what it lists."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._cut()
        return super().eventFilter(watched, event)

    def _cut(self) -> None:
        path = QPainterPath()
        path.addRoundedRect(QRectF(self._popup.rect()), self._radius, self._radius)
        self._popup.setMask(QRegion(path.toFillPolygon().toPolygon()))


def round_corners(popup: QWidget, radius: float = RADIUS_CARD, *, platform: str = "") -> None:
    """Rounds them once. X11 may have no compositor, and then a translucent corner is black: there
    the shape itself is cut."""
    if popup.property("rounded"):
        return
    popup.setProperty("rounded", True)
    if (platform or QGuiApplication.platformName()) in MAY_LACK_ALPHA:
        _Mask(popup, radius)
    else:
        popup.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
