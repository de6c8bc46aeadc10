"""Line drawings in the theme's colours: ``var(--token)`` in the SVG names them."""

import re
from typing import Final

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.tokens import ThemeTokens
from wecom_console.resource_files import read_resource

_VARIABLE: Final = re.compile(r"var\(--([a-z-]+)\)")


def colour_drawing(source: str, tokens: ThemeTokens) -> str:
    """The drawing with every variable replaced by its token."""
    return _VARIABLE.sub(lambda found: str(getattr(tokens, found[1].replace("-", "_"))), source)


class Illustration(QWidget):
    """Decoration: it says nothing that the words beside it do not."""

    def __init__(
        self,
        theme: ThemeController,
        name: str,
        *,
        width: int,
        height: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._width, self._height = width, height
        self._source = read_resource("illustrations", f"{name}.svg")
        self._renderer = QSvgRenderer()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.follow(self._on_theme_changed)

    def _on_theme_changed(self, tokens: ThemeTokens) -> None:
        self.setFixedSize(self._theme.px(self._width), self._theme.px(self._height))
        self._renderer.load(QByteArray(colour_drawing(self._source, tokens).encode()))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the drawing."""
        self._renderer.render(QPainter(self))
