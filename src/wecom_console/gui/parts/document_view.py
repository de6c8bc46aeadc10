"""A document to be read: Markdown in the theme's letters and colours."""

from typing import Final

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import (
    QBrush,
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser

from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.theme.tokens import ThemeTokens

_HEADINGS: Final = {1: Role.TITLE, 2: Role.HEADING, 3: Role.SECTION}
_ABOVE: Final = {1: 0, 2: 24, 3: 18}
MARGIN: Final = 16


class DocumentView(QTextBrowser):
    """`link_followed` carries the address of a link, which nobody opens here."""

    link_followed = Signal(str)

    def __init__(self, theme: ThemeController, *, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._text = ""
        self._is_marked = True
        self.setObjectName(name)
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.document().setDocumentMargin(MARGIN)
        self.anchorClicked.connect(self._on_anchor_clicked)
        theme.follow(self._on_theme_changed)

    def show_markdown(self, text: str) -> None:
        """Shows another document of ours, from its beginning."""
        self._text, self._is_marked = text, True
        self._set()

    def show_plain(self, text: str) -> None:
        """Shows a text as it stands, whoever wrote it."""
        self._text, self._is_marked = text, False
        self._set()

    def go_to_heading(self, place: int) -> None:
        """Brings a heading to the upper edge, counted from 0."""
        found = [block for block in self._blocks() if block.blockFormat().headingLevel()]
        if not 0 <= place < len(found):
            return
        block = found[place]
        top = self.document().documentLayout().blockBoundingRect(block).y()
        self.verticalScrollBar().setValue(int(top) - (MARGIN // 2 if place else MARGIN))
        cursor = QTextCursor(block)
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(int(top) - (MARGIN // 2 if place else MARGIN))

    def _set(self) -> None:
        document = self.document()
        document.setDefaultFont(QFont(self._theme.font(Role.BODY)))
        if not self._is_marked:
            document.setDefaultFont(QFont(self._theme.font(Role.CODE)))
            self.setPlainText(self._text)
            return
        features = QTextDocument.MarkdownFeature
        document.setMarkdown(self._text, features.MarkdownDialectGitHub | features.MarkdownNoHTML)
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        for block in self._blocks():
            self._dress(cursor, block)
        cursor.endEditBlock()
        for frame in document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                self._dress_table(frame)

    def _blocks(self) -> list[QTextBlock]:
        found = []
        block = self.document().begin()
        while block.isValid():
            found.append(block)
            block = block.next()
        return found

    def _dress(self, cursor: QTextCursor, block: QTextBlock) -> None:
        theme = self._theme
        level = block.blockFormat().headingLevel()
        is_code = block.blockFormat().hasProperty(QTextFormat.Property.BlockCodeFence)
        cursor.setPosition(block.position())
        if cursor.currentTable() is None:
            cursor.mergeBlockFormat(self._spaces(block, level=level, is_code=is_code))
        if level:
            letters = QTextCharFormat()
            letters.setFont(QFont(theme.font(_HEADINGS.get(level, Role.SECTION))))
            cursor.movePosition(
                QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor
            )
            cursor.setCharFormat(letters)  # merged, Qt would keep its own size of headings
            return
        spans = []
        part = block.begin()
        while not part.atEnd():
            fragment = part.fragment()
            if is_code or fragment.charFormat().fontFixedPitch():
                spans.append((fragment.position(), fragment.length()))
            part += 1
        code = QTextCharFormat()
        code.setFont(QFont(theme.font(Role.CODE)))
        for position, length in spans:
            cursor.setPosition(position)
            cursor.setPosition(position + length, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(code)

    def _spaces(self, block: QTextBlock, *, level: int, is_code: bool) -> QTextBlockFormat:
        px = self._theme.px
        look = QTextBlockFormat()
        look.setLineHeight(125, int(QTextBlockFormat.LineHeightTypes.ProportionalHeight.value))
        if level:
            look.setTopMargin(px(_ABOVE.get(level, 14)) if block.position() else 0)
            look.setBottomMargin(px(6))
        elif is_code:
            look.setBackground(QBrush(self._theme.color("surface_sunken")))
        else:
            look.setBottomMargin(px(4 if block.textList() is not None else 10))
        return look

    def _dress_table(self, table: QTextTable) -> None:
        look = table.format().toTableFormat()
        look.setBorder(1)
        look.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        look.setBorderBrush(QBrush(self._theme.color("border")))
        look.setBorderCollapse(True)
        look.setCellPadding(6)
        look.setCellSpacing(0)
        look.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        table.setFormat(look)

    def _on_anchor_clicked(self, url: QUrl) -> None:
        self.link_followed.emit(url.toString())

    def _on_theme_changed(self, _tokens: ThemeTokens) -> None:
        if self._text:
            place = self.verticalScrollBar().value()
            self._set()
            self.verticalScrollBar().setValue(place)
