"""A fragment of code with its place and a button that copies it."""

from math import ceil

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from wecom_console.gui.spoken import spoken_fact
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.theme.tokens import ThemeTokens
from wecom_console.gui.widgets.controls.button import Button, ButtonKind, ButtonSize
from wecom_console.gui.widgets.text.label import Label


class CodeBlock(QWidget):
    """As high as its text. `copied` carries the text."""

    copied = Signal(str)

    def __init__(self, theme: ThemeController, *, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._title = Label(theme, role=Role.SMALL_STRONG)
        self._copy = Button(
            theme,
            kind=ButtonKind.LINK,
            size=ButtonSize.COMPACT,
            icon="copy",
            name=f"{name}_copy_button",
        )
        self._text = QPlainTextEdit()
        self._text.setObjectName(f"{name}_code")
        self._text.setReadOnly(True)
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._text.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._text.setTabChangesFocus(True)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._text)
        self._copy.clicked.connect(lambda: self.copied.emit(self._text.toPlainText()))
        theme.follow(self._on_theme_changed)

    def show_code(self, title: str, text: str, *, copy_text: str) -> None:
        """Shows a fragment."""
        self._title.setText(title)
        self._copy.setText(copy_text)
        self._copy.setAccessibleName(spoken_fact(copy_text, title))
        self._text.setAccessibleName(title)
        if text != self._text.toPlainText():
            self._text.setPlainText(text)
            self._fit()

    def _fit(self) -> None:
        # The lines as they are laid out: a font's own spacing is less where another fills in.
        document = self._text.document()
        layout = document.documentLayout()
        block, lines = document.begin(), 0.0
        while block.isValid():
            lines += ceil(layout.blockBoundingRect(block).height())
            block = block.next()
        edges = 2 * document.documentMargin() + 2 * self._text.frameWidth()
        bar = self._text.horizontalScrollBar().sizeHint().height()
        self._text.setFixedHeight(ceil(lines + edges) + bar)

    def _on_theme_changed(self, _tokens: ThemeTokens) -> None:
        self._text.setFont(self._theme.font(Role.CODE))
        self._fit()
