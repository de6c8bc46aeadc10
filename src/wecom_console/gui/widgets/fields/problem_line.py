"""The one line below a field: hint, ok, info, warning or error share it and its height."""

from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.theme.rich_text import RichText
from wecom_console.gui.theme.tokens import ThemeTokens


class Tone(Enum):
    """What a sentence below a field is: its colour and its icon."""

    HINT = ("text_muted", "")
    OK = ("success", "check")
    INFO = ("info", "wand")
    WARNING = ("warning", "warning")
    ERROR = ("error", "error")

    @property
    def token(self) -> str:
        """The colour."""
        return self.value[0]

    @property
    def icon(self) -> str:
        """The icon, or nothing for a hint."""
        return self.value[1]


class ProblemLine(QLabel):
    """Icon and sentence; `text()` is the sentence. Empty, it keeps its line's height."""

    def __init__(self, theme: ThemeController, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tone = Tone.HINT
        self._rich: RichText | None = None
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setWordWrap(True)  # QLabel forgets the height for a width otherwise
        theme.follow(self._on_theme_changed)

    @property
    def tone(self) -> Tone:
        """What the sentence is."""
        return self._tone

    def show_sentence(self, tone: Tone, sentence: str) -> None:
        """Shows another sentence."""
        if tone is self._tone and sentence == self.text():
            return
        self._tone = tone
        self._rich = None
        self.setText(sentence)
        self.updateGeometry()
        self.update()

    def _on_theme_changed(self, _tokens: ThemeTokens) -> None:
        self._rich = None
        self.updateGeometry()
        self.update()

    def _laid_out(self) -> RichText:
        if self._rich is None:
            self._rich = RichText(self._theme, self.text(), role=Role.SMALL)
        return self._rich

    def _indent(self) -> int:
        return self._theme.px(20) if self._tone.icon and self.text() else 0

    def heightForWidth(self, width: int) -> int:
        """The height of the wrapped sentence, one line at least."""
        return self._laid_out().height_for(width - self._indent())

    def sizeHint(self) -> QSize:
        """One line."""
        width = self._laid_out().natural_width() + self._indent()
        return QSize(int(width + 1), self._theme.line_height(Role.SMALL))

    def minimumSizeHint(self) -> QSize:
        """One line, narrow."""
        return QSize(0, self._theme.line_height(Role.SMALL))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints icon and sentence."""
        if not self.text():
            return
        painter = QPainter(self)
        side = self._theme.px(14)
        line = self._theme.line_height(Role.SMALL)
        if self._tone.icon:
            box = QRectF(0, (line - side) / 2, side, side)
            self._theme.draw_icon(painter, self._tone.icon, box, self._tone.token)
        area = QRectF(self.rect()).adjusted(self._indent(), 0, 0, 0)
        self._laid_out().draw(painter, area, self._tone.token)
