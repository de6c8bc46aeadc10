"""The little box that names a shortcut."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import RADIUS_TAG, Role
from wecom_console.gui.theme.paint import draw_line, rounded
from wecom_console.gui.theme.themed import Themed


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


class KeyHint(Themed, QLabel):
    """A shortcut as a widget, for instance ``Ctrl K``."""

    def __init__(self, theme: ThemeController, text: str, *, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.follow(self._on_theme_changed)

    def sizeHint(self) -> QSize:
        """The box."""
        return QSize(key_hint_width(self._theme, self.text()), self._theme.px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the box."""
        draw_key_hint(QPainter(self), self._theme, self.text(), 0, self.height() / 2)
