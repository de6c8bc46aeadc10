"""How things are placed: panes, rows that stack or wrap, cards that fold."""

from PySide6.QtCore import Qt

from wecom_console.gui.gallery.section import GallerySection
from wecom_console.gui.gallery.sheet import GallerySheet
from wecom_console.gui.gallery.states import ControlState
from wecom_console.gui.parts.form.check_lines import CheckGrid, CheckLine
from wecom_console.gui.parts.form.footer import ProblemCount
from wecom_console.gui.parts.layouts import FoldingCard, PairRow
from wecom_console.gui.widgets.boxes.card import Card, Rule
from wecom_console.gui.widgets.controls.button import Button, ButtonSize
from wecom_console.gui.widgets.fields.line_field import LineField
from wecom_console.gui.widgets.layout.flow_layout import FlowHolder
from wecom_console.gui.widgets.layout.scroll import ScrollColumn
from wecom_console.gui.widgets.layout.splitter import PaneSplitter
from wecom_console.gui.widgets.layout.stacking_row import StackingRow
from wecom_console.gui.widgets.text.label import Label


class PaneSection(GallerySection):
    """Splitters, rows, folding cards and checklists."""

    key = "panes"

    def title(self) -> str:
        """Its name in the window."""
        return self.tr("Panes")

    def fill(self, sheet: GallerySheet) -> None:
        """Puts its controls there."""
        sheet.stack(
            self.tr("Splitter"),
            (
                (self.tr("At rest"), self._splitter(sheet, ControlState.REST)),
                (self.tr("Hover"), self._splitter(sheet, ControlState.HOVER)),
                (self.tr("Keyboard focus"), self._splitter(sheet, ControlState.FOCUS)),
            ),
            columns=3,
        )
        narrow = StackingRow(self._button(), self._button())
        narrow.setFixedWidth(self._theme.px(120))
        wraps = FlowHolder(*(self._button() for _ in range(4)))
        wraps.setFixedWidth(self._theme.px(220))
        sheet.stack(
            self.tr("Rows"),
            (
                (self.tr("Beside each other"), StackingRow(self._button(), self._button())),
                (self.tr("Pair of fields"), PairRow(self._theme, (self._field(), self._field()))),
                (self.tr("Scrolling"), self._scroll()),
                (self.tr("Rule"), Rule(self._theme)),
            ),
            columns=2,
        )
        sheet.strip(
            self.tr("Where there is no room"),
            ((self.tr("Below each other"), narrow), (self.tr("Wrapping"), wraps)),
        )
        sheet.stack(
            self.tr("Cards and lists of the form"),
            (
                (self.tr("Open"), self._folding(is_open=True)),
                (self.tr("Folded"), self._folding(is_open=False)),
                (self.tr("Checklist"), self._checklist(sheet)),
                (self.tr("Count of problems"), self._count()),
            ),
            columns=2,
        )

    def _splitter(self, sheet: GallerySheet, state: ControlState) -> PaneSplitter:
        splitter = PaneSplitter(self._theme, Qt.Orientation.Horizontal, name="gallery_panes")
        for _ in range(2):
            pane = Card(self._theme, padding=12)
            pane.body.addWidget(Label(self._theme, self.tr("Pane")))
            splitter.addWidget(pane)
        splitter.setFixedHeight(self._theme.px(72))
        splitter.name_grips(self.tr("Move"))
        sheet.hold_later(self.tr("Splitter"), state, splitter.handle(1))
        return splitter

    def _button(self) -> Button:
        return Button(self._theme, self.tr("Run test"), size=ButtonSize.COMPACT, icon="play")

    def _field(self) -> LineField:
        return LineField(self._theme, name="gallery_field", label=self.tr("Show name"))

    def _scroll(self) -> ScrollColumn:
        scroll = ScrollColumn(self._theme)
        for number in range(1, 9):
            scroll.column.addWidget(Label(self._theme, self.tr("Line {n}").format(n=number)))
        scroll.setFixedHeight(self._theme.px(72))
        return scroll

    def _folding(self, *, is_open: bool) -> FoldingCard:
        card = FoldingCard(self._theme, name="gallery_folding", is_open=is_open)
        title, note = self.tr("Mobile apps"), self.tr("optional")
        card.set_words(title, note=note, show=self.tr("Expand"), fold=self.tr("Collapse"))
        card.column.addWidget(Label(self._theme, self.tr("The body of the card.")))
        return card

    def _checklist(self, sheet: GallerySheet) -> CheckGrid:
        lines = tuple(CheckLine(self._theme, name=f"gallery_check_{n}") for n in range(3))
        for line, text in zip(
            lines, (self.tr("Trusted IP"), self.tr("Domain"), self.tr("Visible range")), strict=True
        ):
            line.setText(text)
        lines[0].setChecked(True)
        sheet.hold_later(self.tr("Checklist"), ControlState.REST, lines[1])
        sheet.hold_later(self.tr("Checklist"), ControlState.FOCUS, lines[2])
        grid = CheckGrid(lines)
        sheet.at_last(grid.place)
        return grid

    def _count(self) -> ProblemCount:
        count = ProblemCount(self._theme, icon="error", color="error", name="gallery_count")
        count.setText(self.tr("2 problems"))
        return count
