"""A QR code, always dark on light, with its quiet zone."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import RADIUS_CARD
from wecom_console.gui.theme.paint import rounded

QUIET_MODULES: Final = 4
LIMIT: Final = 2_900
"""Bytes that fit into the largest code with the lowest correction."""
LONG: Final = 200
DARK = QColor("#000000")
LIGHT = QColor("#FFFFFF")


def qr_matrix(text: str) -> tuple[bytes, ...]:
    """The modules of `text`, row by row, 1 for dark; empty where it is empty or too long.

    A long text gets the lowest error correction: fewer, larger modules read better off a screen.
    """
    if not text or len(text.encode()) > LIMIT:
        return ()
    import segno  # here because no other page needs it

    level = "l" if len(text) > LONG else "m"
    code = segno.make(text, error=level, micro=False, boost_error=False)
    return tuple(bytes(row) for row in code.matrix)


class QrView(QLabel):
    """Shows a text as a QR code; modules are whole pixels, so that cameras read them well."""

    def __init__(
        self,
        theme: ThemeController,
        *,
        name: str = "qr_label",
        size: int = 200,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._size = size
        self._text = ""
        self._rows: tuple[bytes, ...] | None = ()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def show_text(self, text: str, *, accessible_name: str = "") -> None:
        """Another text; an empty or too long one clears the code."""
        self.setAccessibleName(accessible_name)
        if text != self._text:
            self._text, self._rows = text, None
            self.update()

    @property
    def has_code(self) -> bool:
        """Whether there is something to scan."""
        return bool(self._code())

    def _code(self) -> tuple[bytes, ...]:
        # To encode takes 20 ms, and a run tells of many a link that nobody looks at.
        if self._rows is None:
            self._rows = qr_matrix(self._text)
        return self._rows

    def sizeHint(self) -> QSize:
        """A square."""
        side = self._theme.px(self._size)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """Three pixels a module of a usual link."""
        return QSize(160, 160)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the modules."""
        painter = QPainter(self)
        side = min(self.width(), self.height())
        left, top = (self.width() - side) // 2, (self.height() - side) // 2
        rounded(painter, QRectF(left, top, side, side), RADIUS_CARD, fill=LIGHT)
        rows = self._code()
        if not rows:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(DARK)
        modules = len(rows) + 2 * QUIET_MODULES
        ratio = self.devicePixelRatioF()
        module = max(1, int(side * ratio / modules)) / ratio
        spare = (side - module * len(rows)) / 2
        x0, y0 = round((left + spare) * ratio) / ratio, round((top + spare) * ratio) / ratio
        for y, row in enumerate(rows):
            start = -1
            for x, dark in enumerate((*row, 0)):
                if dark and start < 0:
                    start = x
                elif not dark and start >= 0:
                    painter.fillRect(
                        QRectF(x0 + start * module, y0 + y * module, (x - start) * module, module),
                        DARK,
                    )
                    start = -1
