"""How the panes stand: beside each other with grips between, in tabs where there is less room, or
below each other."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from wecom_console.gui.features.login_test.scenario_card import ScenarioCard
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import CARD_GAP, Role
from wecom_console.gui.widgets.controls.segmented import SegmentedControl
from wecom_console.gui.widgets.layout.splitter import PaneSplitter
from wecom_console.gui.widgets.text.label import Label

PHONE_FROM: Final = 900
LIST_FROM: Final = 664
"""The page's width at 100 % from which phone and list have panes of their own."""
SCENARIOS: Final = (240, 300, 480)
"""The narrowest and the usual width, and the widest at first."""
SCENARIO_SHARE: Final = 0.22
PHONE: Final = (232, 248)
REST: Final = 400
EXPLANATION: Final = 160
EXCHANGES: Final = 120
QWIDGETSIZE_MAX: Final = 16_777_215
SIDES: Final = ("explanation", "exchanges", "phone")


class Arrangement(QObject):
    """Scenarios at the left; at the right the time line over phone, explanation and exchanges.

    Below `PHONE_FROM` these three take turns, and `sides` chooses; below `LIST_FROM` the
    list of scenarios is a drop-down above the rest. `moved` says that a grip was moved: `sizes` are
    to be remembered.
    """

    moved = Signal()

    def __init__(
        self,
        theme: ThemeController,
        *,
        scenarios: ScenarioCard,
        phone: QWidget,
        legs: QWidget,
        explanation: QWidget,
        exchanges: QWidget,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._scenarios = scenarios
        self._legs = legs
        self._parts = {"explanation": explanation, "exchanges": exchanges, "phone": phone}
        self._is_narrow = self._is_column = False
        self._has_sizes = False
        lying, standing = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        self.columns = PaneSplitter(theme, lying, name="test_columns")
        self.middle = PaneSplitter(theme, lying, name="test_middle")
        self.texts = PaneSplitter(theme, standing, name="test_texts")
        self._row = SideRow(theme)
        self.sides = self._row.sides
        self._row.hide()
        self._right = QWidget()
        column = QVBoxLayout(self._right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(CARD_GAP)
        column.addWidget(legs)
        column.addWidget(self._row)
        column.addWidget(self.middle, 1)
        self.texts.addWidget(explanation)
        self.texts.addWidget(exchanges)
        self.middle.addWidget(phone)
        self.middle.addWidget(self.texts)
        self.columns.addWidget(scenarios)
        self.columns.addWidget(self._right)
        for place, splitter in ((1, self.columns), (1, self.middle)):
            splitter.setStretchFactor(0, 0)
            splitter.setStretchFactor(place, 1)
        legs.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.page = QWidget()
        self.cards = QBoxLayout(QBoxLayout.Direction.TopToBottom, self.page)
        self.cards.setContentsMargins(0, 0, 0, 0)
        self.cards.setSpacing(CARD_GAP)
        self.cards.addWidget(self.columns, 1)
        self.sides.chosen.connect(self.show_side)
        for splitter in self._splitters.values():
            splitter.moved.connect(self.moved)

    @property
    def _splitters(self) -> Mapping[str, PaneSplitter]:
        return {"columns": self.columns, "middle": self.middle, "texts": self.texts}

    @property
    def is_narrow(self) -> bool:
        """Whether phone, explanation and exchanges take turns."""
        return self._is_narrow

    def name_grips(self, text: str) -> None:
        """What the grips are called."""
        for splitter in self._splitters.values():
            splitter.name_grips(text)

    def sizes(self) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """What is remembered: the panes as they stand beside each other. In tabs nothing is."""
        if self._is_narrow or self._is_column:
            return ()
        found = self._splitters.items()
        return tuple((name, tuple(splitter.sizes())) for name, splitter in found)

    def take_sizes(self, sizes: Sequence[tuple[str, tuple[int, ...]]]) -> None:
        """The panes as they were left."""
        splitters = self._splitters
        for name, widths in sizes:
            splitter = splitters.get(name)
            if splitter is not None and len(widths) == splitter.count() and all(widths):
                splitter.setSizes(list(widths))
                self._has_sizes = True

    def fit(self, width: int) -> None:
        """Takes another width of the page."""
        theme = self._theme
        room = width / theme.scale
        was = (self._is_column, self._is_narrow)
        self._is_column, self._is_narrow = room < LIST_FROM, room < PHONE_FROM
        standing, lying = Qt.Orientation.Vertical, Qt.Orientation.Horizontal
        self.columns.setOrientation(standing if self._is_column else lying)
        self._scenarios.set_folded(folded=self._is_column)
        _least(self._scenarios, 0 if self._is_column else theme.px(SCENARIOS[0]))
        rest = max(theme.px(REST if self._is_narrow else 644), self._legs.minimumSizeHint().width())
        _least(self._right, 0 if self._is_column else rest)
        _least(self._parts["phone"], 0 if self._is_narrow else theme.px(PHONE[0]))
        self._parts["explanation"].setMinimumHeight(theme.px(EXPLANATION))
        self._parts["exchanges"].setMinimumHeight(theme.px(EXCHANGES))
        self._row.setVisible(self._is_narrow)
        if was != (self._is_column, self._is_narrow) or not self._has_sizes:
            self._share(width)
        self.show_side()

    def _share(self, width: int) -> None:
        """The first widths and heights."""
        theme = self._theme
        least, usual, _ = (theme.px(one) for one in SCENARIOS)
        left = max(least, min(theme.px(360), max(usual, int(width * SCENARIO_SHARE))))
        if self._is_narrow:
            left = least + theme.px(30)
        first = {
            "columns": (left, max(1, width - left - CARD_GAP)),
            "middle": (theme.px(PHONE[1]), max(1, width - left - theme.px(PHONE[1]))),
            "texts": (290, 310),
        }
        for name, splitter in self._splitters.items():
            splitter.set_first(first[name])
            if not self._has_sizes or self._is_narrow:
                splitter.setSizes(list(first[name]))

    def show_side(self, _key: str = "") -> None:
        """Where there is no room beside each other, one of the three is shown."""
        chosen = self.sides.current()
        for key, part in self._parts.items():
            part.setVisible(not self._is_narrow or key == chosen)
        self.texts.setVisible(not self._is_narrow or chosen != "phone")

    def name_leg(self, text: str) -> None:
        """What the leg is called that is looked at: where the three take turns, the time line has
        room for numbers alone."""
        self._row.leg.setText(text)

    def choose_side(self, key: str) -> None:
        """Brings one of the three to the front."""
        self.sides.choose(key)
        self.show_side()


class SideRow(QWidget):
    """Which of the three is shown, and the leg at hand beside it, or above where that is tight."""

    def __init__(self, theme: ThemeController) -> None:
        super().__init__()
        self.sides = SegmentedControl(theme, [(key, "") for key in SIDES], name="test_sides")
        self.leg = Label(theme, role=Role.SMALL, color="text_muted")
        self.leg.setObjectName("leg_at_hand")
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(CARD_GAP)
        self._box.addWidget(self.sides, 1)
        self._box.addWidget(self.leg)

    def _arrange(self) -> None:
        needed = self.sides.sizeHint().width() + CARD_GAP + self.leg.sizeHint().width()
        beside, above = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.BottomToTop
        direction = beside if needed <= self.width() else above
        if direction != self._box.direction():
            self._box.setDirection(direction)

    def minimumSizeHint(self) -> QSize:
        """The longer of the two alone; they stand above each other then."""
        parts = (self.sides.minimumSizeHint(), self.leg.minimumSizeHint())
        height = self._box.minimumSize().height()
        return QSize(max(part.width() for part in parts), height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside or above."""
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """Decides anew where another leg is named."""
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return handled


def _least(widget: QWidget, width: int) -> None:
    """The narrowest a pane may be; 0 leaves it to the pane."""
    widget.setMinimumWidth(width)
    widget.setMaximumWidth(QWIDGETSIZE_MAX)
