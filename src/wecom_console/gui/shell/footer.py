"""The bar below a page that holds its buttons."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import HEIGHT_CONTROL, HEIGHT_FOOTER, PAGE_EDGE, Role
from wecom_console.gui.theme.paint import fill
from wecom_console.gui.theme.tokens import ThemeTokens


class Footer(QWidget):
    """A row of controls, 56 high, on raised ground with a rule on top."""

    def __init__(self, theme: ThemeController, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(PAGE_EDGE, 1, PAGE_EDGE, 0)
        self.row.setSpacing(12)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.follow(self._on_theme_changed)

    def _on_theme_changed(self, _tokens: ThemeTokens) -> None:
        control = max(self._theme.px(HEIGHT_CONTROL), self._theme.line_height(Role.LABEL) + 6)
        self.setFixedHeight(control + HEIGHT_FOOTER - HEIGHT_CONTROL)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints ground and rule."""
        painter = QPainter(self)
        fill(painter, self.rect(), self._theme.color("surface_raised"))
        fill(painter, QRect(0, 0, self.width(), 1), self._theme.color("border"))
