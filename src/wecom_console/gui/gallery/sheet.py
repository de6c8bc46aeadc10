"""A section of the gallery as it is laid out: tables of states, and rows of captioned controls."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from wecom_console.gui.gallery.states import ControlState, hold
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import CARD_GAP, PAGE_EDGE, Role
from wecom_console.gui.widgets.boxes.card import Card
from wecom_console.gui.widgets.text.label import Label

_GAP = 24


class ShownControl(NamedTuple):
    """A control of a table, and what it stands for: its row, its column."""

    row: str
    state: ControlState
    widget: QWidget


Cell = tuple[str, QWidget]
"""A control and its caption."""


class StateColumn(NamedTuple):
    """A column of a table: the state, and its word."""

    state: ControlState
    word: str


class ControlRow(NamedTuple):
    """A row of a table: `make` makes the control anew for each state that it has."""

    caption: str
    make: Callable[[], QWidget]


class GallerySheet(QWidget):
    """A column of cards. `hold_all` brings about the states, once the sheet has its place."""

    def __init__(self, theme: ThemeController) -> None:
        super().__init__()
        self._theme = theme
        self.shown: list[ShownControl] = []
        self._last: list[Callable[[], object]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(PAGE_EDGE, PAGE_EDGE, PAGE_EDGE, PAGE_EDGE)
        self._column.setSpacing(CARD_GAP)
        self._column.addStretch(1)

    def _card(self, title: str) -> Card:
        card = Card(self._theme, padding=1)
        card.add_head(title)
        self._column.insertWidget(self._column.count() - 1, card)
        return card

    def _caption(self, text: str) -> Label:
        return Label(self._theme, text, role=Role.CAPTION, color="text_muted")

    def table(
        self,
        title: str,
        columns: Sequence[StateColumn],
        rows: Sequence[ControlRow],
        *,
        is_wide: bool = False,
    ) -> None:
        """A control a row, a state a column. `is_wide`: the controls take the width there is."""
        grid = QGridLayout()
        grid.setContentsMargins(16, 12, 16, 16)
        grid.setHorizontalSpacing(_GAP)
        grid.setVerticalSpacing(14)
        for across, column in enumerate(columns, 1):
            grid.addWidget(self._caption(column.word), 0, across)
            grid.setColumnStretch(across, int(is_wide))
        grid.setColumnStretch(len(columns) + 1, int(not is_wide))
        middle = Qt.AlignmentFlag.AlignVCenter
        for down, row in enumerate(rows, 1):
            grid.addWidget(self._caption(row.caption), down, 0, middle)
            for across, column in enumerate(columns, 1):
                widget = row.make()
                align = middle if is_wide else middle | Qt.AlignmentFlag.AlignLeft
                grid.addWidget(widget, down, across, align)
                self.shown.append(ShownControl(f"{title} · {row.caption}", column.state, widget))
        self._card(title).body.addLayout(grid)

    def strip(self, title: str, cells: Sequence[Cell], *, columns: int = 8) -> None:
        """Controls as wide as they are, each below its caption."""
        self._captioned(title, cells, columns, is_wide=False)

    def stack(self, title: str, cells: Sequence[Cell], *, columns: int = 1) -> None:
        """Controls that take the width there is, in equal columns."""
        self._captioned(title, cells, columns, is_wide=True)

    def _captioned(self, title: str, cells: Sequence[Cell], columns: int, *, is_wide: bool) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(16, 12, 16, 16)
        grid.setHorizontalSpacing(_GAP)
        grid.setVerticalSpacing(6)
        top = Qt.AlignmentFlag.AlignTop
        align = top if is_wide else top | Qt.AlignmentFlag.AlignLeft
        for place, (caption, widget) in enumerate(cells):
            down, across = divmod(place, columns)
            if across == 0 and down:
                grid.setRowMinimumHeight(3 * down - 1, 4)
            grid.addWidget(self._caption(caption), 3 * down, across)
            grid.addWidget(widget, 3 * down + 1, across, align)
        for across in range(columns):
            grid.setColumnStretch(across, int(is_wide))
        grid.setColumnStretch(columns, int(not is_wide))
        self._card(title).body.addLayout(grid)

    def at_last(self, deed: Callable[[], object]) -> None:
        """What is done once the sheet can be seen: to open what lies above other things."""
        self._last.append(deed)

    def hold_later(self, row: str, state: ControlState, widget: QWidget) -> None:
        """Holds a part of a control that is in no table."""
        self.shown.append(ShownControl(row, state, widget))

    def hold_all(self) -> None:
        """Brings about what the sheet is to show. The keyboard is nobody's then."""
        for shown in self.shown:
            hold(shown.widget, shown.state)
        for deed in self._last:
            deed()
        holder = self.window().focusWidget()
        if holder is not None:
            holder.clearFocus()
