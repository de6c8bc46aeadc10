"""The ring that shows how long a code still lives."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from wecom_console.gui.theme.controller import ThemeController

LOW_SECONDS = 60


def draw_countdown(
    painter: QPainter, theme: ThemeController, rect: QRectF, share: float, token: str
) -> None:
    """Paints the ring with `share` of it left, clockwise from the top."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width = rect.width() * 0.16
    inner = rect.adjusted(width / 2 + 0.5, width / 2 + 0.5, -width / 2 - 0.5, -width / 2 - 0.5)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.color("border"), width))
    painter.drawEllipse(inner)
    pen = QPen(theme.color(token), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawArc(inner, 90 * 16, -round(360 * 16 * max(0.0, min(1.0, share))))
    painter.restore()


def countdown_token(seconds: float) -> str:
    """Green, and amber in the last minute."""
    return "success" if seconds > LOW_SECONDS else "warning"
