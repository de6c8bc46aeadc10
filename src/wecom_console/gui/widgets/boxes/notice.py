"""Tinted boxes: what happened, cause, fix, note, and then the buttons."""

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from wecom_console.gui.read_out import read_out
from wecom_console.gui.spoken import spoken_fact
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import RADIUS_CARD, RADIUS_CONTROL, Role
from wecom_console.gui.theme.paint import left_edge, rounded
from wecom_console.gui.theme.rich_text import RichText
from wecom_console.gui.theme.themed import Themed
from wecom_console.gui.theme.tokens import ThemeTokens
from wecom_console.gui.widgets.controls.button import Button, ButtonKind, ButtonSize
from wecom_console.gui.widgets.layout.flow_layout import FlowLayout
from wecom_console.gui.widgets.text.label import Label


class NoticeTone(Enum):
    """The tint of a box; its `_soft` and `_edge` tokens go with it."""

    INFO = "info"
    SUCCESS = "success"
    WARNING = "warning"
    ERROR = "error"


class _Rows(QWidget):
    """Labelled sentences in two columns, as one widget so that the columns stay aligned."""

    def __init__(self, theme: ThemeController) -> None:
        super().__init__()
        self._theme = theme
        self._rows: tuple[tuple[str, str], ...] = ()
        self._texts: list[RichText] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.follow(self._on_theme_changed)

    def show_rows(self, rows: Sequence[tuple[str, str]]) -> None:
        self._rows = tuple(rows)
        self._texts = [RichText(self._theme, text, role=Role.SMALL) for _, text in self._rows]
        self.setAccessibleName(" ".join(spoken_fact(label, text) for label, text in self._rows))
        self.setVisible(bool(self._rows))
        self.updateGeometry()
        self.update()

    def _on_theme_changed(self, _tokens: ThemeTokens) -> None:
        self.show_rows(self._rows)

    def _indent(self) -> int:
        measure = QFontMetricsF(self._theme.font(Role.SMALL))
        widest = max((measure.horizontalAdvance(label) for label, _ in self._rows), default=0.0)
        return max(self._theme.px(54), int(widest) + 12) if widest else 0

    def heightForWidth(self, width: int) -> int:
        indent = self._indent()
        return sum(text.height_for(width - indent) + 1 for text in self._texts)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(280), self.heightForWidth(self._theme.px(280)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self._theme.line_height(Role.SMALL))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        indent = self._indent()
        y = 0.0
        for (label, _), text in zip(self._rows, self._texts, strict=True):
            if label:
                RichText(self._theme, label, role=Role.SMALL).draw(
                    painter, QRectF(0, y, indent, 100), "text_muted"
                )
            area = QRectF(indent, y, self.width() - indent, 10_000)
            text.draw(painter, area, "text")
            y += text.height_for(area.width()) + 1


class _TintedBox(Themed, QWidget):
    """A box in the tint of its tone; `body` takes what it holds."""

    def __init__(
        self,
        theme: ThemeController,
        *,
        tone: NoticeTone = NoticeTone.INFO,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tone = tone
        if name:
            self.setObjectName(name)
        self.body = QVBoxLayout(self)
        self._fill()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        theme.follow(self._on_theme_changed)

    def _fill(self) -> None:
        """What stands in it from the beginning."""

    def _draw_tint(self, painter: QPainter, radius: int) -> None:
        color, name = self._theme.color, self._tone.value
        edge, tint = color(f"{name}_edge"), color(f"{name}_soft")
        rounded(painter, self.rect(), radius, fill=tint, border=edge)


class NoticeBox(_TintedBox):
    """A tinted box. An error has the 3 px left edge; so has every box asked for it."""

    def _fill(self) -> None:
        self.title = Label(self._theme, role=Role.SECTION, color=self._tone.value, wrap=True)
        self._rows = _Rows(self._theme)
        self._rows.hide()
        self._buttons_holder = QWidget()
        self._buttons = FlowLayout(self._buttons_holder)
        holder_policy = self._buttons_holder.sizePolicy()
        holder_policy.setHeightForWidth(True)
        self._buttons_holder.setSizePolicy(holder_policy)
        self._buttons_holder.hide()
        self.body.setContentsMargins(15, 9, 12, 11)
        self.body.setSpacing(0)
        self.body.addWidget(self.title)
        self.body.addSpacing(3)
        self.body.addWidget(self._rows)
        self.body.addSpacing(0)
        self.body.addWidget(self._buttons_holder)

    def set_tone(self, tone: NoticeTone) -> None:
        """Takes another tint."""
        self._tone = tone
        self.title.set_color(tone.value)
        self.update()

    def set_title(self, title: str) -> None:
        """What happened, in one sentence."""
        self.title.setText(title)
        self.title.setVisible(bool(title))
        self.setAccessibleName(title)

    def set_rows(self, rows: Sequence[tuple[str, str]]) -> None:
        """`(label, sentence)` pairs: cause, fix, note. An empty label spans nothing."""
        self._rows.show_rows(rows)

    def add_button(
        self,
        text: str,
        *,
        primary: bool = False,
        icon: str = "",
        trailing_icon: str = "",
        name: str = "",
    ) -> Button:
        """Adds a compact button; make the most useful one primary."""
        button = Button(
            self._theme,
            text,
            kind=ButtonKind.PRIMARY if primary else ButtonKind.DEFAULT,
            size=ButtonSize.COMPACT,
            icon=icon,
            trailing_icon=trailing_icon,
            name=name,
        )
        if self._buttons.count() == 0:
            self._buttons.setContentsMargins(0, 8, 0, 0)
        self._buttons.addWidget(button)
        self._buttons_holder.show()
        return button

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints tint, edge and the left bar."""
        painter = QPainter(self)
        self._draw_tint(painter, RADIUS_CONTROL)
        bar = self._theme.color(self._tone.value)
        left_edge(painter, QRectF(self.rect()), RADIUS_CONTROL, bar, width=3)


class ErrorBox(NoticeBox):
    """The box at the place of a fault."""

    def __init__(
        self, theme: ThemeController, *, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, tone=NoticeTone.ERROR, name=name, parent=parent)
        self._read = ""

    def set_title(self, title: str) -> None:
        """A screen reader says it once it is seen."""
        super().set_title(title)
        self._read_title()

    def showEvent(self, event: QShowEvent) -> None:
        """As above."""
        super().showEvent(event)
        self._read_title()

    def _read_title(self) -> None:
        title = self.title.text()
        if self.isVisible() and title != self._read:
            self._read = title
            read_out(self, title, interrupts=True)


class InfoBox(_TintedBox):
    """The blue help box without a bar; `body` takes what it holds."""

    def _fill(self) -> None:
        self.body.setContentsMargins(15, 8, 14, 9)
        self.body.setSpacing(4)

    def add_sentence(self, text: str = "") -> Label:
        """Adds a wrapped sentence and returns its label."""
        label = Label(self._theme, text, role=Role.SMALL, wrap=True)
        label.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(label)
        return label

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints tint and edge."""
        self._draw_tint(QPainter(self), RADIUS_CARD)
