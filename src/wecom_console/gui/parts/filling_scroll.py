"""A page that fills its room, and scrolls where it does not fit."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from wecom_console.gui.theme.metrics import CARD_GAP, PAGE_EDGE_DENSE


class FillingScroll(QScrollArea):
    """`column` is as high as the page, and higher only where its contents need it."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = QWidget()
        self.column = QVBoxLayout(content)
        self.setWidget(content)
        self.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)


def filling_column(page: QWidget) -> QVBoxLayout:
    """The column of a page that fills its room."""
    scroll = FillingScroll()
    scroll.column.setContentsMargins(PAGE_EDGE_DENSE, 16, PAGE_EDGE_DENSE, 16)
    scroll.column.setSpacing(CARD_GAP)
    outer = QVBoxLayout(page)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.addWidget(scroll)
    return scroll.column
