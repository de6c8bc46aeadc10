"""The lines of a checklist, in as many columns as fit."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import RADIUS_TAG, Role
from wecom_console.gui.theme.paint import draw_line
from wecom_console.gui.theme.themed import Themed
from wecom_console.gui.widgets.controls.focus_ring import FocusRinged, RingHolder
from wecom_console.gui.widgets.controls.verbatim import Verbatim


class CheckLine(Themed, FocusRinged, Verbatim, QCheckBox):
    """A line of a checklist: a bare tick or an empty ring, and the sentence."""

    def __init__(self, theme: ThemeController, *, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._ring = RingHolder(theme, self, radius=RADIUS_TAG)
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._mark = ("check", "primary")
        theme.follow(self._on_theme_changed)

    def set_mark(self, icon: str, token: str) -> None:
        """The icon of a done line, and its colour; a line that is not done has a ring, or this
        mark where it is not a tick."""
        self._mark = (icon, token)
        self.update()

    def setText(self, text: str) -> None:
        """Shows another sentence."""
        super().setText(text)
        self.updateGeometry()

    def hitButton(self, _pos: object) -> bool:
        """The whole line can be pressed."""
        return True

    def sizeHint(self) -> QSize:
        """Mark and sentence."""
        width = QFontMetricsF(self._theme.font(Role.SMALL)).horizontalAdvance(self.text())
        return QSize(int(width + 1.99) + self._theme.px(22), self._theme.line_height(Role.SMALL))

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints mark and sentence."""
        painter = QPainter(self)
        theme = self._theme
        side = theme.px(14)
        box = QRectF(0, (self.height() - side) / 2, side, side)
        icon, token = self._mark
        if icon == "check" and not self.isChecked():
            icon, token = "circle", "text_muted"
        theme.draw_icon(painter, icon, box, token)
        area = QRectF(self.rect()).adjusted(theme.px(22), 0, 0, 0)
        font = theme.font(Role.SMALL)
        draw_line(painter, area, self.text(), font, theme.color("text"), elide=False)


class CheckGrid(QWidget):
    """The lines in as many columns as fit, spread over the width."""

    def __init__(self, lines: tuple[CheckLine, ...]) -> None:
        super().__init__()
        self._lines = lines
        for line in lines:
            line.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _columns(self, width: int) -> tuple[list[int], int]:
        """Left edges of the columns, and how many lines stand in each."""
        for count in range(min(3, len(self._lines)), 0, -1):
            widths = [
                max(line.sizeHint().width() for line in self._lines[place::count])
                for place in range(count)
            ]
            spare = width - sum(widths)
            if count == 1 or spare >= 16 * (count - 1):
                gap = spare // (count - 1) if count > 1 else 0
                edges = [sum(widths[:place]) + gap * place for place in range(count)]
                return edges, -(-len(self._lines) // count)
        raise AssertionError("one column always fits")  # pragma: no cover

    def _pitch(self) -> int:
        return self._lines[0].sizeHint().height() + 4

    def heightForWidth(self, width: int) -> int:
        """The height of the rows."""
        return self._columns(width)[1] * self._pitch() - 4

    def sizeHint(self) -> QSize:
        """Two rows."""
        return QSize(320, 2 * self._pitch() - 4)

    def minimumSizeHint(self) -> QSize:
        """One line wide."""
        return QSize(min(line.sizeHint().width() for line in self._lines), self._pitch())

    def place(self) -> None:
        """Puts every line at its place."""
        edges, _ = self._columns(self.width())
        for number, line in enumerate(self._lines):
            row, column = divmod(number, len(edges))
            size = line.sizeHint()
            line.setGeometry(edges[column], row * self._pitch(), size.width(), size.height())

    def resizeEvent(self, event: object) -> None:
        """Places the lines anew."""
        self.place()
