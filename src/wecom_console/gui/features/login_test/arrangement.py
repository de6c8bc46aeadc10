"""How the cards stand: three columns, two, or one, by the page's width in characters."""

from typing import Final

from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from wecom_console.gui.features.login_test.scenario_card import ScenarioCard
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import CARD_GAP, Role
from wecom_console.gui.widgets.controls.segmented import SegmentedControl

PHONE_FROM: Final = 110
LIST_FROM: Final = 75
SCENARIO_WIDTH: Final = 212
PHONE_WIDTH: Final = 246
DETAIL_HEIGHT: Final = 200
QWIDGETSIZE_MAX: Final = 16_777_215


class Arrangement:
    """Scenarios, phone, and legs over their detail. `cards` is the layout that holds them all.

    Below `PHONE_FROM` characters the phone takes turns with the legs, and `sides` chooses; below
    `LIST_FROM` the list of scenarios is a drop-down above the rest.
    """

    def __init__(
        self,
        theme: ThemeController,
        *,
        scenarios: ScenarioCard,
        phone: QWidget,
        legs: QWidget,
        detail: QWidget,
    ) -> None:
        self._theme = theme
        self._scenarios = scenarios
        self._phone = phone
        self._legs = legs
        self._detail = detail
        self.sides = SegmentedControl(theme, [("legs", ""), ("phone", "")], name="test_sides")
        self.sides.hide()
        self._right = QVBoxLayout()
        self._right.setSpacing(CARD_GAP)
        self._right.addWidget(self.sides)
        self._right.addWidget(legs)
        self._right.addWidget(detail, 1)
        self.cards = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.cards.setSpacing(CARD_GAP)
        self.cards.addWidget(scenarios)
        self.cards.addWidget(phone)
        self.cards.addLayout(self._right, 1)
        self.sides.chosen.connect(self.show_side)

    def fit(self, width: int) -> None:
        """Takes another width of the page."""
        theme = self._theme
        room = width / QFontMetricsF(theme.font(Role.BODY)).averageCharWidth()
        one_column, no_phone = room < LIST_FROM, room < PHONE_FROM
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self.cards.setDirection(down if one_column else across)
        self._scenarios.set_folded(folded=one_column)
        _set_width(self._scenarios, 0 if one_column else theme.px(SCENARIO_WIDTH))
        _set_width(self._phone, 0 if no_phone else theme.px(PHONE_WIDTH))
        self._detail.setMinimumHeight(theme.px(DETAIL_HEIGHT))
        self.sides.setVisible(no_phone)
        if no_phone and not self._takes_turns:
            self._right.addWidget(self._phone, 1)
        elif not no_phone and self._takes_turns:
            self.cards.insertWidget(1, self._phone)
        self.show_side()

    def show_side(self, _key: str = "") -> None:
        """Where the phone has no column of its own, it takes turns with the legs."""
        shows_phone = self._takes_turns and self.sides.current() == "phone"
        self._phone.setVisible(shows_phone or not self._takes_turns)
        self._legs.setVisible(not shows_phone)
        self._detail.setVisible(not shows_phone)

    @property
    def _takes_turns(self) -> bool:
        return self.cards.indexOf(self._phone) < 0


def _set_width(widget: QWidget, width: int) -> None:
    """A fixed width; 0 takes what there is."""
    widget.setMinimumWidth(width)
    widget.setMaximumWidth(width or QWIDGETSIZE_MAX)
