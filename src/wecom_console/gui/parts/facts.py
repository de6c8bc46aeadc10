"""Named values in two columns; what was redacted is a dashed box."""

from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from wecom_console.flow.markers import Redacted, split_markers
from wecom_console.gui.plain_text import tip_text
from wecom_console.gui.spoken import spoken_fact, spoken_list
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import RADIUS_CONTROL, Role
from wecom_console.gui.theme.paint import draw_line, rounded
from wecom_console.gui.theme.themed import Themed

_PADDING: Final = 10
_GAP: Final = 14


class FactsView(Themed, QWidget):
    """A sunken box of `name value` lines. A value too long for its line ends in an ellipsis; the
    tool tip has all of it."""

    def __init__(
        self, theme: ThemeController, *, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._facts: tuple[tuple[str, str], ...] = ()
        self._redacted = "redacted · {length}"
        if name:
            self.setObjectName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)  # a `ScrollColumn` asks only those for their height
        self.setSizePolicy(policy)
        theme.follow(self._on_theme_changed)

    def set_redacted_words(self, template: str) -> None:
        """The words in a dashed box, with ``{length}``."""
        self._redacted = template
        self.update()

    def show_facts(self, facts: tuple[tuple[str, str], ...]) -> None:
        """Shows other values."""
        self._facts = facts
        self.setAccessibleName(
            spoken_list(spoken_fact(name, self._spoken(value)) for name, value in facts)
        )
        self.updateGeometry()
        self.update()

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """What is shown."""
        return self._facts

    def _spoken(self, value: str) -> str:
        return "".join(
            self._redacted.format(length=piece.length) if isinstance(piece, Redacted) else piece
            for piece in split_markers(value)
        )

    def _line(self) -> int:
        return self._theme.line_height(Role.CODE)

    def _indent(self) -> float:
        measure = QFontMetricsF(self._theme.font(Role.CODE_SMALL))
        widest = max((measure.horizontalAdvance(name) for name, _ in self._facts), default=0.0)
        return min(widest, self.width() * 0.4) + _GAP

    def sizeHint(self) -> QSize:
        """One line a value."""
        return QSize(self._theme.px(240), len(self._facts) * self._line() + 2 * _PADDING - 4)

    def heightForWidth(self, _width: int) -> int:
        """The same at every width: a line is shortened, not wrapped."""
        return self.sizeHint().height()

    def minimumSizeHint(self) -> QSize:
        """As high as it is, as narrow as it must."""
        return QSize(self._theme.px(120), self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """A tool tip of the line under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row = (event.pos().y() - _PADDING + 2) // max(1, self._line())
            if 0 <= row < len(self._facts):
                name, value = self._facts[row]
                told = tip_text(spoken_fact(name, self._spoken(value)))
                QToolTip.showText(event.globalPos(), told, self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the box and its lines."""
        painter = QPainter(self)
        theme = self._theme
        color = theme.color
        rounded(
            painter,
            self.rect(),
            RADIUS_CONTROL,
            fill=color("surface_sunken"),
            border=color("border"),
        )
        font = theme.font(Role.CODE_SMALL)
        indent = self._indent()
        top = float(_PADDING - 2)
        for name, value in self._facts:
            area = QRectF(_PADDING, top, indent - _GAP + 1, self._line())
            draw_line(painter, area, name, font, color("text_muted"))
            self._draw_value(painter, value, QRectF(_PADDING + indent, top, 0, self._line()))
            top += self._line()

    def _draw_value(self, painter: QPainter, value: str, area: QRectF) -> None:
        theme = self._theme
        right = self.width() - _PADDING
        x = area.x()
        for piece in split_markers(value):
            if isinstance(piece, Redacted):
                font = theme.font(Role.CODE_MICRO)
                words = self._redacted.format(length=piece.length)
                width = QFontMetricsF(font).horizontalAdvance(words) + 12
                box = QRectF(x, area.y() + 1, width, area.height() - 3)
                rounded(
                    painter,
                    box,
                    2,
                    fill=theme.color("surface_hover"),
                    border=theme.color("border_control"),
                    dashed=True,
                )
                muted = theme.color("text_muted")
                draw_line(painter, box, words, font, muted, align=Qt.AlignmentFlag.AlignHCenter)
                x += width + 2
            else:
                box = QRectF(x, area.y(), max(0.0, right - x), area.height())
                x += draw_line(painter, box, piece, theme.font(Role.CODE), theme.color("text"))
