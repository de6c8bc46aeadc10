"""Text in a role of the type scale, with the role's line height."""

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from wecom_console.gui.spoken import spoken_text
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.theme.paint import draw_line
from wecom_console.gui.theme.tokens import ThemeTokens

if TYPE_CHECKING:
    from wecom_console.gui.theme.rich_text import RichText


class Label(QLabel):
    """A label that keeps `text()` but lays itself out.

    `wrap` lets it flow over lines. Then it holds a sentence of ours and understands ``**strong**``
    and `` `code` ``; a line may be a name, whose signs are its own.
    """

    def __init__(
        self,
        theme: ThemeController,
        text: str = "",
        *,
        role: Role = Role.BODY,
        color: str = "text",
        weight: int | None = None,
        wrap: bool = False,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        tabular: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._role = role
        self._token = color
        self._weight = weight
        self._tabular = tabular
        self._align = align
        self._rich: RichText | None = None
        self._measured: tuple[QFont, str, int] | None = None
        self._wrap = wrap
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy(
            QSizePolicy.Policy.Preferred,
            QSizePolicy.Policy.Minimum if wrap else QSizePolicy.Policy.Fixed,
        )
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        self.setWordWrap(wrap)  # QLabel forgets the height for a width otherwise
        self.setText(text)
        theme.follow(self._on_theme_changed)

    def set_color(self, token: str) -> None:
        """Takes another token's colour."""
        if token != self._token:
            self._token = token
            self.update()

    def set_role(self, role: Role) -> None:
        """Takes another role of the type scale."""
        if role is not self._role:
            self._role = role
            self._rich = None
            self.updateGeometry()
            self.update()

    def _needs_layout(self) -> bool:
        text = self.text()
        return self._wrap or "\n" in text

    def _laid_out(self) -> "RichText":
        rich = self._rich
        if rich is None:
            from wecom_console.gui.theme.rich_text import RichText  # not for single lines

            rich = RichText(
                self._theme,
                self.text(),
                role=self._role,
                weight=self._weight,
                align=self._align,
                marked=self._wrap,
            )
            self._rich = rich
        return rich

    def _on_theme_changed(self, _tokens: ThemeTokens) -> None:
        self._rich = None
        self.updateGeometry()
        self.update()

    def _spoken(self, text: str) -> str:
        return spoken_text(text) if self._wrap else text

    def setText(self, text: str) -> None:
        """Shows another text."""
        if text != self.text():
            was_spoken = self._spoken(self.text())
            if self.accessibleName() in ("", was_spoken):  # else somebody has named it
                spoken = self._spoken(text)
                self.setAccessibleName("" if spoken == text else spoken)
            self._rich = None
            super().setText(text)
            self.updateGeometry()

    def heightForWidth(self, width: int) -> int:
        """The height of the wrapped text."""
        if not self._wrap:
            return -1
        return self._laid_out().height_for(width)

    def sizeHint(self) -> QSize:
        """The whole text on one line; a wrapped text at most 36 characters wide."""
        line = self._theme.line_height(self._role)
        if not self._needs_layout():
            return QSize(self._line_width(), line)
        rich = self._laid_out()
        width = rich.natural_width()
        if not self._wrap:
            return QSize(math.ceil(width), line * (self.text().count("\n") + 1))
        return QSize(math.ceil(width), line)

    def _line_width(self) -> int:
        # Layouts ask all labels again and again.
        font = self._theme.font(self._role, weight=self._weight, tabular=self._tabular)
        text = self.text()
        if self._measured is None or self._measured[0] is not font or self._measured[1] != text:
            width = QFontMetricsF(font).horizontalAdvance(text) if text else 0
            self._measured = (font, text, math.ceil(width))
        return self._measured[2]

    def minimumSizeHint(self) -> QSize:
        """A wrapped text may become narrow, a line may not."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), self._theme.px(24)), hint.height()) if self._wrap else hint

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the text."""
        painter = QPainter(self)
        token = self._token if self.isEnabled() else "text_disabled"
        area = QRectF(self.rect())
        if self._needs_layout():
            rich = self._laid_out()
            spare = area.height() - rich.height_for(area.width())
            top = max(0.0, spare / 2) if not self._wrap else 0.0
            rich.draw(painter, area.adjusted(0, top, 0, 0), token)
            return
        font = self._theme.font(self._role, weight=self._weight, tabular=self._tabular)
        draw_line(painter, area, self.text(), font, self._theme.color(token), align=self._align)
