"""Requests and answers as text that can be selected, with redactions that cannot."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from PySide6.QtCore import QMimeData, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QPainter,
    QPalette,
    QPyTextObject,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextOption,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from wecom_console.flow.markers import Redacted, split_markers
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role, Weight
from wecom_console.gui.theme.paint import baseline, rounded
from wecom_console.gui.theme.tokens import ThemeTokens
from wecom_console.messages.hidden_characters import visible

_REDACTED_TYPE: Final = int(QTextFormat.ObjectTypes.UserObject) + 1
_LENGTH: Final = int(QTextFormat.Property.UserProperty) + 1
_OBJECT_CHARACTER: Final = "\ufffc"


class TraceTone(Enum):
    """How a stretch of a line is set."""

    PLAIN = ("text", Weight.REGULAR)
    MUTED = ("text_muted", Weight.REGULAR)
    STRONG = ("text", Weight.BOLD)
    GOOD = ("success", Weight.REGULAR)
    BAD = ("error", Weight.BOLD)


@dataclass(frozen=True, slots=True)
class TraceSpan:
    """A stretch of one line; markers of redaction inside become boxes."""

    text: str
    tone: TraceTone = TraceTone.PLAIN


TraceLine = tuple[TraceSpan, ...]


@dataclass(frozen=True, slots=True)
class TraceEntry:
    """One exchange: the lines of the request and of the answer."""

    number: int
    request: tuple[TraceLine, ...]
    answer: tuple[TraceLine, ...]


@dataclass(frozen=True, slots=True)
class TraceWords:
    """The words of the view in the language of the moment."""

    request: str = "Request"
    answer: str = "Response"
    redacted: Callable[[int], str] = lambda length: f"redacted · {length}"


class _RedactedObject(QPyTextObject):
    """Draws the dashed box."""

    def __init__(self, theme: ThemeController, view: "CodeText") -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def intrinsicSize(
        self, _doc: QTextDocument, _position: int, text_format: QTextFormat
    ) -> QSizeF:
        font = self._theme.font(Role.CODE_MICRO)
        words = self._view.words.redacted(int(text_format.property(_LENGTH)))
        width = QFontMetricsF(font).horizontalAdvance(words) + 11
        return QSizeF(width, QFontMetricsF(self._theme.font(Role.CODE)).ascent() + 1)

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        _doc: QTextDocument,
        _position: int,
        text_format: QTextFormat,
    ) -> None:
        painter.save()
        theme = self._theme
        box = QRectF(rect).adjusted(0, -1, 0, 3)
        rounded(
            painter,
            box,
            2,
            fill=theme.color("surface_hover"),
            border=theme.color("border_control"),
            dashed=True,
        )
        font = theme.font(Role.CODE_MICRO)
        painter.setFont(font)
        painter.setPen(theme.color("text_muted"))
        words = self._view.words.redacted(int(text_format.property(_LENGTH)))
        painter.drawText(int(box.x() + 6), int(baseline(font, box.y(), box.height())), words)
        painter.restore()


class CodeText(QTextEdit):
    """Text set as code that can be selected; what was redacted is a dashed box."""

    def __init__(self, theme: ThemeController, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.words = TraceWords()
        self.setObjectName(name)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._drawer = _RedactedObject(theme, self)
        self.document().documentLayout().registerHandler(_REDACTED_TYPE, self._drawer)

    def set_words(self, words: TraceWords) -> None:
        """Takes the words of another language."""
        self.words = words
        self._fill()

    def _fill(self) -> None:
        """Puts the text in anew."""

    def copied_text(self, cursor: QTextCursor) -> str:
        """The selected text; a redaction is copied as its words, never more."""
        parts: list[str] = []
        document = self.document()
        for position in range(cursor.selectionStart(), cursor.selectionEnd()):
            character = document.characterAt(position)
            if character == _OBJECT_CHARACTER:
                probe = QTextCursor(document)
                probe.setPosition(position + 1)
                length = int(probe.charFormat().property(_LENGTH) or 0)
                parts.append(f"[{self.words.redacted(length)}]")
            else:
                parts.append("\n" if character == "\u2029" else character)
        return "".join(parts)

    def _format(self, role: Role, token: str, weight: int | None = None) -> QTextCharFormat:
        style = QTextCharFormat()
        style.setFont(self._theme.font(role, weight=weight))
        style.setForeground(self._theme.color(token))
        return style

    def _insert_pieces(self, cursor: QTextCursor, text: str, style: QTextCharFormat) -> None:
        for piece in split_markers(text):
            if isinstance(piece, Redacted):
                box = QTextCharFormat(style)
                box.setObjectType(_REDACTED_TYPE)
                box.setProperty(_LENGTH, piece.length)
                cursor.insertText(_OBJECT_CHARACTER, box)
            else:
                cursor.insertText(visible(piece), style)

    def createMimeDataFromSelection(self) -> QMimeData:
        """What *Copy* and dragging give."""
        data = QMimeData()
        data.setText(self.copied_text(self.textCursor()))
        return data


class TraceView(CodeText):
    """Numbers, *Request* and *Answer* in columns, code with hanging lines."""

    def __init__(
        self, theme: ThemeController, *, name: str = "trace_view", parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, name=name, parent=parent)
        self._entries: tuple[TraceEntry, ...] = ()
        self.document().setDocumentMargin(6)
        theme.follow(self._on_theme_changed)

    def show_entries(self, entries: Sequence[TraceEntry]) -> None:
        """Shows other exchanges."""
        self._entries = tuple(entries)
        self._fill()

    def content_height(self) -> int:
        """What the whole text needs at the current width."""
        return int(self.document().size().height() + 2 * self.frameWidth() + 4)

    def _on_theme_changed(self, tokens: ThemeTokens) -> None:
        colors = QPalette(self.palette())
        colors.setColor(QPalette.ColorRole.Base, self._theme.color("surface_sunken"))
        colors.setColor(QPalette.ColorRole.Text, self._theme.color("text"))
        self.setPalette(colors)
        self._fill()

    def _columns(self) -> tuple[float, float]:
        measure = QFontMetricsF(self._theme.font(Role.CAPTION))
        number = measure.horizontalAdvance("00") + 1
        words = max(
            measure.horizontalAdvance(self.words.request),
            measure.horizontalAdvance(self.words.answer),
        )
        return number, number + words + 10

    def _fill(self) -> None:
        document = self.document()
        document.clear()
        cursor = QTextCursor(document)
        first_column, code_column = self._columns()
        block = QTextBlockFormat()
        block.setLeftMargin(code_column)
        block.setTextIndent(-code_column)
        tab = QTextOption.Tab
        block.setTabPositions(
            [
                tab(first_column, QTextOption.TabType.LeftTab),
                tab(code_column, QTextOption.TabType.LeftTab),
            ]
        )
        block.setLineHeight(
            self._theme.line_height(Role.CODE),
            int(QTextBlockFormat.LineHeightTypes.FixedHeight.value),
        )
        cursor.beginEditBlock()
        fresh = True
        for place, entry in enumerate(self._entries):
            for words, lines in (
                (self.words.request, entry.request),
                (self.words.answer, entry.answer),
            ):
                for row, line in enumerate(lines):
                    style = QTextBlockFormat(block)
                    is_first = words == self.words.request and row == 0
                    if is_first and place:
                        style.setTopMargin(self._theme.px(5))
                    if fresh:
                        cursor.setBlockFormat(style)
                        fresh = False
                    else:
                        cursor.insertBlock(style)
                    label = words if row == 0 else ""
                    number = str(entry.number) if is_first else ""
                    muted = self._format(Role.CAPTION, "text_muted")
                    cursor.insertText(f"{number}\t{label}\t", muted)
                    for span in line:
                        self._insert_span(cursor, span)
        cursor.endEditBlock()
        self.setTextCursor(QTextCursor(document))

    def _insert_span(self, cursor: QTextCursor, span: TraceSpan) -> None:
        token, weight = span.tone.value
        self._insert_pieces(cursor, span.text, self._format(Role.CODE, token, weight))
