"""The schema's three parts, each marked, with the fix and *Keep it anyway* beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import RADIUS_CONTROL, RADIUS_TAG, Role
from wecom_console.gui.theme.paint import draw_line, left_edge, rounded
from wecom_console.gui.theme.themed import Themed
from wecom_console.gui.theme.tokens import ThemeTokens
from wecom_console.gui.widgets.controls.button import Button, ButtonKind, ButtonSize
from wecom_console.gui.widgets.layout.emptying import clear
from wecom_console.gui.widgets.layout.flow_layout import FlowLayout
from wecom_console.gui.widgets.text.label import Label


class PartState(Enum):
    """Whether a part of the schema is fixed text, agrees, or does not."""

    NEUTRAL = ("text_muted", "border", "")
    GOOD = ("success", "success_edge", "check")
    BAD = ("error", "error", "cross")


@dataclass(frozen=True, slots=True)
class SchemaPart:
    """A part as it stands in the field, and the words beside it."""

    text: str
    state: PartState = PartState.NEUTRAL
    note: str = ""


class CodeChip(Themed, QWidget):
    """A boxed piece of code with a mark and a note after it."""

    def __init__(
        self, theme: ThemeController, part: SchemaPart, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._part = part
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{part.text} {part.note}".strip())
        theme.follow(self._on_theme_changed)

    def _box_width(self) -> int:
        measure = QFontMetricsF(self._theme.font(Role.CODE))
        return int(measure.horizontalAdvance(self._part.text) + 15.99)

    def sizeHint(self) -> QSize:
        """Box, mark and note."""
        width = self._box_width()
        if self._part.note:
            measure = QFontMetricsF(self._theme.font(Role.CAPTION))
            width += (
                7 + self._theme.px(12) + 4 + int(measure.horizontalAdvance(self._part.note) + 1)
            )
        return QSize(width, max(self._theme.px(24), self._theme.line_height(Role.CODE) + 4))

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints box, mark and note."""
        painter = QPainter(self)
        theme = self._theme
        ink, border, icon = self._part.state.value
        box = QRectF(0, 0, self._box_width(), self.height())
        rounded(
            painter, box, RADIUS_TAG, fill=theme.color("surface_raised"), border=theme.color(border)
        )
        text_box = box.adjusted(8, 0, 0, 0)
        draw_line(
            painter, text_box, self._part.text, theme.font(Role.CODE), theme.color(ink), elide=False
        )
        if not self._part.note:
            return
        side = theme.px(12)
        x = box.right() + 7
        if icon:
            theme.draw_icon(painter, icon, QRectF(x, (self.height() - side) / 2, side, side), ink)
        area = QRectF(x + side + 4, 0, self.width(), self.height())
        font = theme.font(Role.CAPTION)
        draw_line(painter, area, self._part.note, font, theme.color(ink), elide=False)


_LEFT, _RIGHT = 15, 11
_EDGES = _LEFT + _RIGHT


class SchemaBox(QWidget):
    """Opens below the schema field while its parts disagree."""

    fix_requested = Signal()
    other_requested = Signal()
    keep_requested = Signal()

    def __init__(self, theme: ThemeController, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("schema_box")
        self.title = Label(theme, role=Role.SMALL, weight=600, color="error", wrap=True)
        self.fix_button = Button(
            theme, kind=ButtonKind.PRIMARY, size=ButtonSize.COMPACT, name="schema_fix_button"
        )
        self.other_button = Button(theme, size=ButtonSize.COMPACT, name="schema_other_button")
        self.keep_button = Button(theme, size=ButtonSize.COMPACT, name="schema_keep_button")
        self._parts_holder = QWidget()
        self._parts = FlowLayout(self._parts_holder, spacing=7, line_spacing=6)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self._parts_holder.setSizePolicy(policy)
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        buttons.addWidget(self.fix_button)
        buttons.addWidget(self.other_button)
        buttons.addWidget(self.keep_button)
        buttons.addStretch(1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(6)
        self._row.addWidget(self._parts_holder, 1)
        self._row.addLayout(buttons)
        self._buttons = buttons
        column = QVBoxLayout(self)
        column.setContentsMargins(_LEFT, 8, _RIGHT, 9)
        column.setSpacing(5)
        column.addWidget(self.title)
        column.addLayout(self._row)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.fix_button.clicked.connect(self.fix_requested)
        self.other_button.clicked.connect(self.other_requested)
        self.keep_button.clicked.connect(self.keep_requested)
        theme.follow(self._on_theme_changed)

    def show_parts(
        self,
        title: str,
        parts: Sequence[SchemaPart],
        *,
        fix_text: str,
        keep_text: str,
        other_text: str = "",
    ) -> None:
        """Shows the disagreement. `other_text` mends another field instead. An empty text hides
        its button."""
        self.title.setText(title)
        self.setAccessibleName(title)
        clear(self._parts)
        for part in parts:
            self._parts.addWidget(CodeChip(self._theme, part))
        texts = (fix_text, other_text, keep_text)
        buttons = (self.fix_button, self.other_button, self.keep_button)
        for button, text in zip(buttons, texts, strict=True):
            button.setText(text)
            button.setVisible(bool(text))

    def _on_theme_changed(self, _tokens: ThemeTokens) -> None:
        self._fit()
        self.update()

    def _widths(self) -> tuple[int, int]:
        """Those of the parts and of the buttons."""
        return self._parts.minimumSize().width(), self._buttons.minimumSize().width()

    def minimumSizeHint(self) -> QSize:
        """As wide as the wider of the two: they can stand one below the other."""
        return QSize(max(self._widths()) + _EDGES, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons beside the parts, or below them where there is no room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        is_beside = self.width() >= sum(self._widths()) + _EDGES + self._row.spacing()
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.LeftToRight if is_beside else direction.TopToBottom)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints tint, edge and bar."""
        painter = QPainter(self)
        color = self._theme.color
        box = QRectF(self.rect())
        rounded(painter, box, RADIUS_CONTROL, fill=color("error_soft"), border=color("error_edge"))
        left_edge(painter, box, RADIUS_CONTROL, color("error"), width=3)
