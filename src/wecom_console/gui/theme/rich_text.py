"""Wrapped text with fixed line heights and two marks: ``**strong**`` and `` `code` ``."""

import re
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption

from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role, Weight
from wecom_console.gui.theme.paint import baseline
from wecom_console.messages.hidden_characters import visible

_MARKS: Final = re.compile(r"\*\*(?P<strong>[^*]+)\*\*|`(?P<code>[^`]+)`")


@dataclass(frozen=True, slots=True)
class Span:
    """A marked stretch of the plain text."""

    start: int
    length: int
    strong: bool


def parse_marks(text: str) -> tuple[str, tuple[Span, ...]]:
    """The text without its marks, and where they were."""
    if "**" not in text and "`" not in text:
        return text, ()
    plain: list[str] = []
    spans: list[Span] = []
    length = position = 0
    for match in _MARKS.finditer(text):
        before = text[position : match.start()]
        inner = match["strong"] or match["code"]
        length += len(before)
        spans.append(Span(length, len(inner), strong=match["strong"] is not None))
        plain += (before, inner)
        length += len(inner)
        position = match.end()
    plain.append(text[position:])
    return "".join(plain), tuple(spans)


class RichText:
    """A paragraph laid out by hand, so that its lines have the role's height."""

    def __init__(
        self,
        theme: ThemeController,
        text: str,
        *,
        role: Role,
        weight: int | None = None,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        marked: bool = True,
    ) -> None:
        self._theme = theme
        self._role = role
        self._font = theme.font(role, weight=weight)
        shown = visible(text)
        self.plain, self._spans = parse_marks(shown) if marked else (shown, ())
        self._align = align
        self._width = -1.0
        self._layouts: list[QTextLayout] = []
        self._lines = 0
        self._known: dict[float, int] = {}
        self._natural: float | None = None

    def _ranges(self, start: int, length: int) -> list[QTextLayout.FormatRange]:
        ranges = []
        for span in self._spans:
            first = max(span.start, start)
            last = min(span.start + span.length, start + length)
            if first >= last:
                continue
            style = QTextCharFormat()
            style.setFont(
                self._theme.font(self._role, weight=Weight.SEMIBOLD)
                if span.strong
                else self._theme.font(Role.CODE)
            )
            piece = QTextLayout.FormatRange()
            piece.start, piece.length, piece.format = first - start, last - first, style
            ranges.append(piece)
        return ranges

    def _lay_out(self, width: float) -> None:
        if width == self._width:
            return
        self._width = width
        self._layouts = []
        self._lines = 0
        height = self._theme.line_height(self._role)
        option = QTextOption(self._align)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        top = 0.0
        start = 0
        for paragraph in self.plain.split("\n"):
            layout = QTextLayout(paragraph, self._font)
            layout.setTextOption(option)
            layout.setCacheEnabled(True)
            if self._spans:
                layout.setFormats(self._ranges(start, len(paragraph)))
            start += len(paragraph) + 1
            layout.beginLayout()
            while (line := layout.createLine()).isValid():
                line.setLineWidth(width)
                line.setPosition(QPointF(0, baseline(self._font, top, height) - line.ascent()))
                top += height
                self._lines += 1
            layout.endLayout()
            self._layouts.append(layout)

    def height_for(self, width: float) -> int:
        """The height at a width. Layouts ask for the same few widths again and again."""
        lines = self._known.get(width)
        if lines is None:
            self._lay_out(max(1.0, width))
            lines = self._known[width] = self._lines
        return lines * self._theme.line_height(self._role)

    def natural_width(self) -> float:
        """The width of the longest paragraph on one line."""
        if self._natural is None:
            self._natural = self._measured()
        return self._natural

    def _measured(self) -> float:
        if not self._spans:
            measure = QFontMetricsF(self._font)
            return max(measure.horizontalAdvance(part) for part in self.plain.split("\n"))
        self._lay_out(16_000.0)
        return max(layout.lineAt(0).naturalTextWidth() for layout in self._layouts)

    def draw(self, painter: QPainter, rect: QRectF, token: str) -> None:
        """Paints at the top of `rect`, in a token's colour."""
        self._lay_out(max(1.0, rect.width()))
        painter.setPen(self._theme.color(token))
        for layout in self._layouts:
            layout.draw(painter, rect.topLeft())
