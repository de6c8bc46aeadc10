"""A link that sits in running text: no padding, the text's own height."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from wecom_console.gui.plain_text import set_tip
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import RADIUS_TAG, Role
from wecom_console.gui.theme.paint import draw_line
from wecom_console.gui.theme.themed import Themed
from wecom_console.gui.widgets.controls.focus_ring import FocusRinged, RingHolder
from wecom_console.gui.widgets.controls.hover import Hoverable
from wecom_console.gui.widgets.controls.verbatim import Verbatim


class TextLink(Themed, Hoverable, FocusRinged, Verbatim, QPushButton):
    """Hovering darkens it; the keyboard gets the ring."""

    def __init__(
        self,
        theme: ThemeController,
        text: str = "",
        *,
        role: Role = Role.SMALL_STRONG,
        color: str = "primary",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setText(text)
        self._theme = theme
        self._role = role
        self._ink = color
        self._ring = RingHolder(theme, self, radius=RADIUS_TAG)
        if name:
            self.setObjectName(name)
        self.setFlat(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.follow(self._on_theme_changed)

    def sizeHint(self) -> QSize:
        """The text."""
        width = QFontMetricsF(self._theme.font(self._role)).horizontalAdvance(self.text())
        return QSize(int(width + 0.99), self._theme.line_height(self._role))

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the text."""
        painter = QPainter(self)
        ink = self._ink
        if not self.isEnabled():
            ink = "text_disabled"
        elif self.isDown():
            ink = "primary_pressed" if ink == "primary" else "text"
        elif self._hovered:
            ink = "primary_hover" if ink == "primary" else "text"
        font = self._theme.font(self._role)
        area = QRectF(self.rect())
        draw_line(painter, area, self.text(), font, self._theme.color(ink))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What does not fit is elided, and whole in the tool tip."""
        super().resizeEvent(event)
        set_tip(self, self.text() if self.width() < self.sizeHint().width() else "")
