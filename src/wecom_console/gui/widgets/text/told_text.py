"""Lines of text that can be selected and copied as one: labels in a column, sentences beside them,
values set as code."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QMimeData, QSize, Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from wecom_console.flow.markers import Redacted, split_markers
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role, Weight
from wecom_console.gui.theme.rich_text import parse_marks
from wecom_console.gui.theme.tokens import ThemeTokens
from wecom_console.messages.hidden_characters import visible

LABEL: Final = 56
GAP: Final = 12


@dataclass(frozen=True, slots=True)
class ToldSpan:
    """A stretch of a line. `marked`: it is our own sentence and understands ``**strong**`` and
    `` `code` ``."""

    text: str
    color: str = "text"
    role: Role = Role.SMALL
    weight: int | None = None
    marked: bool = False


@dataclass(frozen=True, slots=True)
class ToldLine:
    """A line; with a `label` its text stands in the second column."""

    spans: tuple[ToldSpan, ...]
    label: str = ""
    is_indented: bool = False


def sentence(text: str, *, label: str = "") -> ToldLine:
    """A line with one sentence of ours."""
    return ToldLine((ToldSpan(text, marked=True),), label, is_indented=bool(label))


class ToldText(QTextEdit):
    """As high as its text. Not a field: no frame, no scroll bars, the wheel goes on to what holds
    it."""

    def __init__(
        self, theme: ThemeController, *, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines: tuple[ToldLine, ...] = ()
        self._redacted = "redacted · {length}"
        self._shown: tuple[ToldLine, ...] | None = None
        if name:
            self.setObjectName(name)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.viewport().setAutoFillBackground(False)
        self.setProperty("bare", True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)  # a `ScrollColumn` asks only those for their height
        self.setSizePolicy(policy)
        theme.follow(self._on_theme_changed)

    def set_redacted_words(self, template: str) -> None:
        """The words for what was redacted, with ``{length}``."""
        if template != self._redacted:
            self._redacted = template
            self._fill()

    def show_lines(self, lines: Sequence[ToldLine]) -> None:
        """Shows other lines; the same again keep what is selected."""
        fresh = tuple(lines)
        if fresh != self._lines or self._shown is None:
            self._lines = fresh
            self._fill()

    def _on_theme_changed(self, _tokens: ThemeTokens) -> None:
        self._fill()

    def _indent(self) -> float:
        measure = QFontMetricsF(self._theme.font(Role.SMALL))
        widest = max((measure.horizontalAdvance(line.label) for line in self._lines), default=0.0)
        return max(self._theme.px(LABEL), widest) + GAP

    def _fill(self) -> None:
        self._shown = self._lines
        document = self.document()
        document.clear()
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        indent = self._indent()
        for place, line in enumerate(self._lines):
            block = QTextBlockFormat()
            role = line.spans[0].role if line.spans else Role.SMALL
            height = self._theme.line_height(role)
            block.setLineHeight(height, int(QTextBlockFormat.LineHeightTypes.FixedHeight.value))
            if line.is_indented:
                block.setLeftMargin(indent)
                block.setTextIndent(-indent)
                tab = QTextOption.Tab(indent, QTextOption.TabType.LeftTab)
                block.setTabPositions([tab])
            if place:
                block.setTopMargin(2)
                cursor.insertBlock(block)
            else:
                cursor.setBlockFormat(block)
            if line.is_indented:
                cursor.insertText(f"{line.label}\t", self._format(ToldSpan("", "text_muted")))
            for span in line.spans:
                self._insert(cursor, span)
        cursor.endEditBlock()
        self._fit()

    def _insert(self, cursor: QTextCursor, span: ToldSpan) -> None:
        plain = self._format(span)
        if not span.marked:
            for piece in split_markers(span.text):
                if isinstance(piece, Redacted):
                    box = self._format(ToldSpan("", "text_muted", Role.CODE_MICRO))
                    box.setBackground(self._theme.color("surface_hover"))
                    cursor.insertText(f" {self._redacted.format(length=piece.length)} ", box)
                else:
                    cursor.insertText(visible(piece), plain)
            return
        text, marks = parse_marks(visible(span.text))
        end = 0
        for mark in marks:
            cursor.insertText(text[end : mark.start], plain)
            end = mark.start + mark.length
            other = (
                ToldSpan("", span.color, span.role, Weight.SEMIBOLD)
                if mark.strong
                else ToldSpan("", span.color, Role.CODE)
            )
            cursor.insertText(text[mark.start : end], self._format(other))
        cursor.insertText(text[end:], plain)

    def _format(self, span: ToldSpan) -> QTextCharFormat:
        style = QTextCharFormat()
        style.setFont(self._theme.font(span.role, weight=span.weight))
        style.setForeground(self._theme.color(span.color))
        return style

    def _fit(self) -> None:
        width = self.viewport().width()
        self.document().setTextWidth(width)
        self.setFixedHeight(max(1, math.ceil(self.document().size().height())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks other lines."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def heightForWidth(self, width: int) -> int:
        """What the text needs."""
        document = self.document()
        before = document.textWidth()
        document.setTextWidth(width)
        height = math.ceil(document.size().height())
        document.setTextWidth(before)
        return max(1, height)

    def sizeHint(self) -> QSize:
        """The text on one line, within reason."""
        width = min(self._theme.px(420), math.ceil(self.document().idealWidth()))
        return QSize(width, self.height())

    def minimumSizeHint(self) -> QSize:
        """It wraps."""
        return QSize(self._theme.px(60), self.minimumHeight())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """It never scrolls by itself."""
        event.ignore()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Plain text: labels and sentences are parted by a colon-free tab."""
        data = QMimeData()
        data.setText(self.textCursor().selectedText().replace("\u2029", "\n"))
        return data
