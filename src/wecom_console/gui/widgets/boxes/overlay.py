"""The shadow of the few things that float."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.paint import rounded

SHADOW_MARGIN = 16
_BLUR = 12
_DROP = 4


def draw_floating(painter: QPainter, theme: ThemeController, box: QRectF, radius: float) -> None:
    """A raised box with a shadow of 0 4 12."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    share = theme.tokens.shadow_alpha / _BLUR * 1.6
    for spread in range(_BLUR, 0, -1):
        ink = QColor(0, 0, 0)
        ink.setAlphaF(share * (1 - spread / (_BLUR + 1)))
        painter.setBrush(ink)
        grown = box.adjusted(-spread, -spread + _DROP, spread, spread + _DROP)
        painter.drawRoundedRect(grown, radius + spread, radius + spread)
    rounded(painter, box, radius, fill=theme.color("surface_raised"), border=theme.color("border"))
