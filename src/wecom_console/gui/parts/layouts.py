"""Pairs of fields that fold to one column, and cards that open and close."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import CARD_GAP, CARD_PADDING, FIELD_GAP, PAGE_EDGE
from wecom_console.gui.widgets.boxes.card import Card
from wecom_console.gui.widgets.controls.button import Button, ButtonKind, ButtonSize
from wecom_console.gui.widgets.layout.scroll import ScrollColumn

NARROWEST_FIELD = 230
"""Room for 24 characters, at 100 %."""
PAIR_GAP = 24


SCROLL_BAR = 10


def page_scroll(theme: ThemeController, *, top: int) -> ScrollColumn:
    """A page's scrolling column whose cards keep their right edge, with or without a bar."""
    scroll = ScrollColumn(theme)
    scroll.column.setContentsMargins(PAGE_EDGE, top, PAGE_EDGE, PAGE_EDGE)
    scroll.column.setSpacing(CARD_GAP)
    keep_right_edge(scroll)
    return scroll


def tab_column(tab: QWidget, theme: ThemeController) -> QVBoxLayout:
    """The scrolling column of a tab that is nothing else."""
    scroll = page_scroll(theme, top=12)
    whole = QVBoxLayout(tab)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addWidget(scroll)
    return scroll.column


def keep_right_edge(scroll: ScrollColumn) -> None:
    """Takes the bar's room from the margin, so that nothing moves when it comes and goes."""
    edge = scroll.column.contentsMargins().right()

    def fit(_lowest: int, highest: int) -> None:
        margins = scroll.column.contentsMargins()
        margins.setRight(edge - (SCROLL_BAR if highest > 0 else 0))
        scroll.column.setContentsMargins(margins)

    scroll.verticalScrollBar().rangeChanged.connect(fit)


def button_row(*buttons: QWidget) -> QHBoxLayout:
    """Buttons at the left, one after the other."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return row


class PairRow(QWidget):
    """Fields side by side, or one below the other where a field would get too narrow."""

    def __init__(self, theme: ThemeController, fields: Sequence[QWidget]) -> None:
        super().__init__()
        self._theme = theme
        self._count = len(fields)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(PAIR_GAP)
        for field in fields:
            self._row.addWidget(field, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    @property
    def is_folded(self) -> bool:
        """Whether the fields stand one below the other."""
        return self._row.direction() is QBoxLayout.Direction.TopToBottom

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Folds or unfolds."""
        super().resizeEvent(event)
        needed = self._count * self._theme.px(NARROWEST_FIELD) + (self._count - 1) * PAIR_GAP
        folds = self.width() < needed
        if folds != self.is_folded:
            down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
            self._row.setDirection(down if folds else across)
            self._row.setSpacing(FIELD_GAP if folds else PAIR_GAP)


class FoldingCard(Card):
    """A card whose head opens and closes what is below it; `column` takes that."""

    opened = Signal(bool)

    def __init__(self, theme: ThemeController, *, name: str, is_open: bool) -> None:
        super().__init__(theme, name=name)
        head = self.add_head()
        self._fold = Button(
            theme,
            kind=ButtonKind.GHOST,
            size=ButtonSize.COMPACT,
            icon="chevron-up",
            name=f"{name}_fold_button",
        )
        head.add_trailing(self._fold)
        self._content = QWidget()
        self.column = QVBoxLayout(self._content)
        self.column.setContentsMargins(CARD_PADDING, 12, CARD_PADDING, 16)
        self.column.setSpacing(FIELD_GAP)
        self.body.addWidget(self._content)
        self._names = ("", "")
        self._fold.clicked.connect(self._on_fold_clicked)
        self.set_open(is_open=is_open)

    @property
    def is_open(self) -> bool:
        """Whether its fields can be seen."""
        return not self._content.isHidden()

    def set_open(self, *, is_open: bool) -> None:
        """Opens or closes it."""
        self._content.setVisible(is_open)
        if self.head is not None:
            self.head.set_rule(shown=is_open)
        self._fold.set_icon("chevron-up" if is_open else "chevron-down")
        self._fold.set_accessible_name(self._names[is_open])

    def set_words(self, title: str, *, note: str, show: str, fold: str) -> None:
        """Title, note, and the names of the button while closed and while open."""
        if self.head is not None:
            self.head.set_title(title)
            self.head.set_note(note)
        self._names = (show, fold)
        self._fold.set_accessible_name(self._names[self.is_open])

    def _on_fold_clicked(self) -> None:
        self.set_open(is_open=not self.is_open)
        self.opened.emit(self.is_open)
