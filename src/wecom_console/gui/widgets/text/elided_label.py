"""An identifier that shortens in its middle and keeps its last six characters."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from wecom_console.gui.plain_text import set_tip
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.theme.paint import draw_line, elide_middle
from wecom_console.gui.theme.themed import Themed


class ElidedLabel(Themed, QLabel):
    """`text()` is always whole; what does not fit shows in the tool tip too."""

    def __init__(
        self,
        theme: ThemeController,
        text: str = "",
        *,
        role: Role = Role.CODE,
        color: str = "text",
        keep: int = 6,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._role = role
        self._token = color
        self._keep = keep
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(text)
        theme.follow(self._on_theme_changed)

    def shown_text(self) -> str:
        """What fits."""
        return elide_middle(
            self.text(), self._theme.font(self._role), self.width(), keep=self._keep
        )

    def set_color(self, token: str) -> None:
        """Takes another token's colour."""
        self._token = token
        self.update()

    def _update_tool_tip(self) -> None:
        set_tip(self, self.text() if self.shown_text() != self.text() else "")

    def setText(self, text: str) -> None:
        """Shows another identifier."""
        super().setText(text)
        self.updateGeometry()
        self._update_tool_tip()

    def sizeHint(self) -> QSize:
        """The whole text."""
        measure = QFontMetricsF(self._theme.font(self._role))
        width = measure.horizontalAdvance(self.text())
        return QSize(int(width + 1.99), self._theme.line_height(self._role))

    def minimumSizeHint(self) -> QSize:
        """The ellipsis and the characters kept."""
        measure = QFontMetricsF(self._theme.font(self._role))
        width = measure.horizontalAdvance("…" + self.text()[-self._keep :])
        return QSize(int(width + 1.99), self._theme.line_height(self._role))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the tool tip right."""
        super().resizeEvent(event)
        self._update_tool_tip()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints what fits."""
        painter = QPainter(self)
        token = self._token if self.isEnabled() else "text_disabled"
        draw_line(
            painter,
            QRectF(self.rect()),
            self.shown_text(),
            self._theme.font(self._role),
            self._theme.color(token),
            elide=False,
        )
