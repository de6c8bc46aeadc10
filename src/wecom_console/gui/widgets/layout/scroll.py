"""A page's scrolling column."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.tokens import ThemeTokens


class _Content(QWidget):
    """As high as its column needs at the width it has. A layout's own minimum is that at its
    narrowest, where every sentence wraps: the area would scroll on into emptiness."""

    def minimumSizeHint(self) -> QSize:
        """The narrowest width; the height follows from the width, where anything wraps."""
        least = super().minimumSizeHint()
        layout = self.layout()
        wraps = layout is not None and layout.hasHeightForWidth()
        return QSize(least.width(), 0) if wraps else least


class ScrollColumn(QScrollArea):
    """`column` takes the page's widgets; it scrolls vertically only."""

    def __init__(self, theme: ThemeController, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        across = self.horizontalScrollBar()  # what asks for a field would go there all the same
        across.rangeChanged.connect(lambda *_: across.setRange(0, 0))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.content = _Content()
        self.column = QVBoxLayout(self.content)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.setWidget(self.content)
        self.viewport().setAutoFillBackground(False)
        self.content.setAutoFillBackground(False)
        theme.follow(self._on_theme_changed)

    def _on_theme_changed(self, _tokens: ThemeTokens) -> None:
        self.viewport().update()
