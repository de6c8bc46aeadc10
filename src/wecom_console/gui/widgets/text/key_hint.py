"""The little box that names a shortcut."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import RADIUS_TAG, Role
from wecom_console.gui.theme.paint import draw_line, rounded


def key_hint_width(theme: ThemeController, text: str) -> int:
    """How wide the box of a shortcut is."""
    return int(QFontMetricsF(theme.font(Role.MICRO)).horizontalAdvance(text) + 11.99)


def draw_key_hint(
    painter: QPainter, theme: ThemeController, text: str, left: float, middle: float
) -> None:
    """Paints the box; for buttons and delegates."""
    height = max(theme.px(19), theme.line_height(Role.MICRO) + 3)
    box = QRectF(round(left), round(middle - height / 2), key_hint_width(theme, text), height)
    rounded(
        painter,
        box,
        RADIUS_TAG,
        fill=theme.color("surface_sunken"),
        border=theme.color("border"),
    )
    draw_line(
        painter,
        box,
        text,
        theme.font(Role.MICRO),
        theme.color("text_muted"),
        align=Qt.AlignmentFlag.AlignHCenter,
        elide=False,
    )
