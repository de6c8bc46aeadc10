"""The ring that shows how long a code still lives."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.tokens import ThemeTokens

SIZE = 20
LOW_SECONDS = 60


def draw_countdown(
    painter: QPainter, theme: ThemeController, rect: QRectF, share: float, token: str
) -> None:
    """Paints the ring with `share` of it left, clockwise from the top. For delegates too."""
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


class CountdownRing(QWidget):
    """Steps when its owner says so, once a second."""

    def __init__(
        self, theme: ThemeController, *, size: int = SIZE, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._size = size
        self._left = 0.0
        self._total = 1.0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.follow(self._on_theme_changed)

    def show_left(self, seconds: float, *, total: float) -> None:
        """Shows what is left of a life of `total` seconds."""
        self._left, self._total = max(0.0, seconds), max(1.0, total)
        self.update()

    def _on_theme_changed(self, _tokens: ThemeTokens) -> None:
        side = self._theme.px(self._size)
        self.setFixedSize(side, side)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the ring."""
        draw_countdown(
            QPainter(self),
            self._theme,
            QRectF(self.rect()),
            self._left / self._total,
            countdown_token(self._left),
        )
