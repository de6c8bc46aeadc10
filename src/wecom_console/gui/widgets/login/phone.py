"""A drawn phone; what it shows is laid out in `content`."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.theme.paint import draw_line, rounded
from wecom_console.gui.theme.tokens import ThemeTokens

BEZEL = 9
RADIUS_OUTER = 32
RADIUS_INNER = 24
STATUS_HEIGHT = 36
HOME_HEIGHT = 26


class PhoneFrame(QWidget):
    """A column `content` between the clock and the home bar; decoration is drawn, not read."""

    def __init__(
        self,
        theme: ThemeController,
        *,
        width: int = 204,
        height: int = 392,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._width = width
        self._height = height
        self.content = QVBoxLayout(self)
        self.content.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        theme.follow(self._on_theme_changed)

    def _on_theme_changed(self, _tokens: ThemeTokens) -> None:
        side = BEZEL + 1
        self.content.setContentsMargins(
            side, BEZEL + self._theme.px(STATUS_HEIGHT), side, BEZEL + self._theme.px(HOME_HEIGHT)
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The asked size, or what the screen needs."""
        need = self.content.sizeHint()
        return QSize(
            max(self._theme.px(self._width), need.width()),
            max(self._theme.px(self._height), need.height()),
        )

    def minimumSizeHint(self) -> QSize:
        """What the screen needs."""
        return self.content.minimumSize()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints case, screen, clock and home bar."""
        painter = QPainter(self)
        theme = self._theme
        case = QRectF(self.rect())
        rounded(
            painter,
            case,
            RADIUS_OUTER,
            fill=theme.color("surface"),
            border=theme.color("border_control"),
        )
        screen = case.adjusted(BEZEL, BEZEL, -BEZEL, -BEZEL)
        rounded(
            painter,
            screen,
            RADIUS_INNER,
            fill=theme.color("surface_raised"),
            border=theme.color("border"),
        )
        font = theme.font(Role.MICRO)
        bar = QRectF(screen.x() + 16, screen.y() + 8, screen.width() - 32, theme.px(22))
        ink = theme.color("text_muted")
        draw_line(painter, bar, "9:41", font, ink)
        draw_line(painter, bar, "5G", font, ink, align=Qt.AlignmentFlag.AlignRight)
        home = QRectF(0, 0, theme.px(74), 4)
        home.moveCenter(screen.center())
        home.moveBottom(screen.bottom() - 9)
        rounded(painter, home, 2, fill=theme.color("border"))
