"""The printed sheet as it will be, small: white in both themes, as paper is."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from wecom_console.gui.printing import PAGE, draw_sheet
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import RADIUS_CONTROL
from wecom_console.gui.theme.paint import rounded
from wecom_console.gui.theme.themed import Themed
from wecom_console.services.exporting.printed_sheet import Sheet

MARGIN = 12


class SheetView(Themed, QLabel):
    """Shows one page; a label, so that screen readers read its accessible name."""

    def __init__(self, theme: ThemeController) -> None:
        super().__init__()
        self._theme = theme
        self._sheet: Sheet | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setObjectName("export_sheet")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.follow(self._on_theme_changed)

    def show_sheet(self, sheet: Sheet | None) -> None:
        """Shows another page, or none."""
        self._sheet = sheet
        self.update()

    def sizeHint(self) -> QSize:
        """As high as the text of a file would be."""
        return QSize(self._theme.px(240), self._theme.px(192))

    def minimumSizeHint(self) -> QSize:
        """A page that can be recognised."""
        return QSize(self._theme.px(120), self._theme.px(160))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground, and the page on it."""
        painter = QPainter(self)
        color = self._theme.color
        ground, edge = color("surface_sunken"), color("border")
        rounded(painter, QRectF(self.rect()), RADIUS_CONTROL, fill=ground, border=edge)
        if self._sheet is None:
            return
        width, height = self.width() - 2 * MARGIN, self.height() - 2 * MARGIN
        scale = min(width / PAGE[0], height / PAGE[1])
        left = (self.width() - PAGE[0] * scale) / 2
        top = (self.height() - PAGE[1] * scale) / 2
        painter.translate(left, top)
        painter.scale(scale, scale)
        painter.fillRect(QRectF(0, 0, *PAGE), Qt.GlobalColor.white)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_sheet(painter, self._sheet)
