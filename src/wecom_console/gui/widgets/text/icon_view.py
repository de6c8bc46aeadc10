"""An icon alone, and an icon on its soft tile."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import ICON, RADIUS_LOGO
from wecom_console.gui.theme.paint import rounded
from wecom_console.gui.theme.tokens import ThemeTokens


class IconView(QWidget):
    """A drawing beside a text that says the same, so it is hidden from screen readers."""

    def __init__(
        self,
        theme: ThemeController,
        name: str,
        *,
        color: str = "text_muted",
        size: int = ICON,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = name
        self._token = color
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.follow(self._on_theme_changed)

    def set_icon(self, name: str, *, color: str | None = None) -> None:
        """Shows another drawing."""
        self._name = name
        self._token = color or self._token
        self.update()

    def _on_theme_changed(self, _tokens: ThemeTokens) -> None:
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(self._theme.px(self._size), self._theme.px(self._size))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the drawing."""
        if self._name:
            painter = QPainter(self)
            self._theme.draw_icon(painter, self._name, QRectF(self.rect()), self._token)


class LogoTile(QWidget):
    """A 20 px icon on a 40 px tile of `primary_soft`."""

    def __init__(
        self,
        theme: ThemeController,
        name: str,
        *,
        size: int = 40,
        icon_size: int = 20,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = name
        self._size = size
        self._icon_size = icon_size
        theme.follow(self._on_theme_changed)

    def _on_theme_changed(self, _tokens: ThemeTokens) -> None:
        side = self._theme.px(self._size)
        self.setFixedSize(side, side)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints tile and icon."""
        painter = QPainter(self)
        rounded(painter, self.rect(), RADIUS_LOGO, fill=self._theme.color("primary_soft"))
        side = self._theme.px(self._icon_size)
        middle = QRectF(self.rect()).center()
        box = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
        self._theme.draw_icon(painter, self._name, box, "primary")
