"""The small dot of a state, with its word."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.theme.paint import draw_line, rounded
from wecom_console.gui.theme.themed import Themed


class StatusDot(Themed, QLabel):
    """A dot and a word: filled for on, a ring for off."""

    def __init__(
        self,
        theme: ThemeController,
        text: str = "",
        *,
        color: str = "success",
        filled: bool = True,
        ink: str = "",
        role: Role = Role.CAPTION,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._token = color
        self._filled = filled
        self._ink = ink
        self._role = role
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.follow(self._on_theme_changed)

    def show_state(self, text: str, *, color: str, filled: bool, ink: str = "") -> None:
        """Shows another state; without `ink` the word takes the dot's colour."""
        self._token, self._filled, self._ink = color, filled, ink
        self.setText(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Dot, gap and word."""
        width = QFontMetricsF(self._theme.font(self._role)).horizontalAdvance(self.text())
        side = self._theme.px(8)
        gap = 6 if self.text() else 0
        return QSize(int(side + gap + width + 0.99), self._theme.line_height(self._role))

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints dot and word."""
        painter = QPainter(self)
        side = self._theme.px(8)
        color = self._theme.color(self._token)
        box = QRectF(0, round((self.height() - side) / 2), side, side)
        if self._filled:
            rounded(painter, box, side / 2, fill=color)
        else:
            rounded(painter, box, side / 2, border=color, width=1.2)
        area = QRectF(side + 6, 0, self.width() - side - 6, self.height())
        ink = self._theme.color(self._ink or self._token)
        draw_line(painter, area, self.text(), self._theme.font(self._role), ink, elide=False)
