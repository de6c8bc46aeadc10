"""The 3 px bar under a card's head."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.paint import fill
from wecom_console.gui.theme.themed import Themed
from wecom_console.gui.widgets.login.verdicts import Spinner

HEIGHT = 3


class ProgressBar(Themed, QProgressBar):
    """`setMaximum(0)` makes it run without an end."""

    def __init__(
        self, theme: ThemeController, *, accessible_name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._spinner = Spinner(theme, self)
        self.setTextVisible(False)
        self.setAccessibleName(accessible_name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        theme.follow(self._on_theme_changed)

    def show_progress(self, done: int, total: int) -> None:
        """Done of total; a total of 0 runs without an end."""
        self.setRange(0, total)
        self.setValue(done)
        self._spinner.run(running=total == 0)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints track and bar."""
        painter = QPainter(self)
        fill(painter, self.rect(), self._theme.color("surface_hover"))
        width = self.width()
        if self.maximum() > 0:
            bar = QRectF(0, 0, width * self.value() / self.maximum(), HEIGHT)
        elif not self._theme.duration(1):  # nothing moves: the middle stands for all of it
            bar = QRectF(width * 0.3, 0, width * 0.4, HEIGHT)
        else:
            part = width * 0.3
            start = (width + part) * (self._spinner.angle / 360) - part
            bar = QRectF(start, 0, part, HEIGHT)
        fill(painter, bar, self._theme.color("primary"))
