"""The page's head: on or off, since when, where; scenario, clock, reset."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from wecom_console.gui.features.simulator.port_choice import PortChoice
from wecom_console.gui.features.simulator.presenter.journal import clock_text
from wecom_console.gui.features.simulator.presenter.state import SimulatorPhase, Status
from wecom_console.gui.plain_text import set_tip
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import HEIGHT_MEDIUM, Role, Weight
from wecom_console.gui.theme.tokens import ThemeTokens
from wecom_console.gui.widgets.boxes.card import Card, Rule
from wecom_console.gui.widgets.controls.button import Button, ButtonKind, ButtonSize
from wecom_console.gui.widgets.controls.combo import ComboBox
from wecom_console.gui.widgets.controls.switch import Switch
from wecom_console.gui.widgets.layout.flow_layout import FlowHolder
from wecom_console.gui.widgets.text.label import Label
from wecom_console.messages.catalogue import Messages

CUSTOM = ""
SCENARIO_WIDTH = 158


class HeadCard(Card):
    """`switched` carries what the switch says now."""

    switched = Signal(bool)
    copy_requested = Signal(str)
    scenario_picked = Signal(str)
    clock_requested = Signal()
    reset_requested = Signal()

    def __init__(
        self, theme: ThemeController, *, messages: Messages, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, name="simulator_head_card", parent=parent)
        self._theme = theme
        self._messages = messages
        self._status = Status()
        self._names: tuple[str, ...] = ()
        self._is_silent = False
        self._is_folded = False
        self.switch = Switch(theme, name="simulator_toggle")
        self._word = Label(theme, role=Role.SECTION)
        self._since = Label(theme, role=Role.CAPTION, color="text_muted", tabular=True)
        self.url = Label(theme, role=Role.CODE)
        self.url.setObjectName("simulator_url_label")
        self.url.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._promise = Label(theme, role=Role.SMALL, color="text_muted")
        self.copy_button = Button(
            theme,
            kind=ButtonKind.GHOST,
            size=ButtonSize.COMPACT,
            icon="copy",
            name="copy_url_button",
        )
        self.port = PortChoice(theme)
        self._scenario_label = Label(theme, role=Role.CAPTION, color="text_muted")
        self.scenario = ComboBox(
            theme, name="simulator_scenario_combo", height=HEIGHT_MEDIUM, role=Role.SMALL
        )
        self._clock_label = Label(theme, role=Role.CAPTION, color="text_muted")
        self._clock = Label(theme, role=Role.CODE, weight=Weight.BOLD)
        self.clock_button = Button(
            theme, size=ButtonSize.MEDIUM, icon="clock", name="advance_clock_button"
        )
        self.reset_button = Button(
            theme, size=ButtonSize.MEDIUM, icon="refresh", name="reset_simulator_button"
        )
        self._lay_out(theme)
        theme.follow(self._on_theme_changed_here)
        self.switch.toggled.connect(self._on_switch_toggled)
        self.copy_button.clicked.connect(lambda: self.copy_requested.emit(self._status.url))
        self.scenario.picked.connect(self._on_scenario_picked)
        self.clock_button.clicked.connect(self.clock_requested)
        self.reset_button.clicked.connect(self.reset_requested)

    def _lay_out(self, theme: ThemeController) -> None:
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self._word)
        first.addWidget(self._since)
        first.addStretch(1)
        second = QHBoxLayout()
        second.setSpacing(2)
        second.addWidget(self.url)
        second.addWidget(self._promise)
        second.addWidget(self.copy_button)
        second.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addLayout(first)
        words.addLayout(second)
        self._first_rule = self._upright(theme)
        clock = group(self._clock_label, self._clock, self.clock_button)
        self._steering = (
            self._upright(theme),
            group(self._scenario_label, self.scenario),
            clock,
            self._upright(theme),
            self.reset_button,
        )
        self._controls = FlowHolder(self._first_rule, self.port, *self._steering, spacing=14)
        state = QHBoxLayout()
        state.setSpacing(12)
        state.addWidget(self.switch)
        state.addLayout(words, 1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setContentsMargins(15, 8, 15, 8)
        self._row.setSpacing(12)
        self._row.addLayout(state, 1)
        self._row.addWidget(self._controls)
        self.body.addLayout(self._row)

    @staticmethod
    def _upright(theme: ThemeController) -> Rule:
        rule = Rule(theme, vertical=True)
        rule.setMinimumHeight(32)
        return rule

    def set_folded(self, *, folded: bool) -> None:
        """Folded, what steers it stands below its state."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(down if folded else across)
        self._is_folded = folded
        self.show_status(self._status)

    def retranslate(self, messages: Messages) -> None:
        """Puts every text in."""
        self._messages = messages
        self.switch.setAccessibleName(self.tr("Simulator"))
        self.copy_button.set_accessible_name(self.tr("Copy the address"))
        self.port.retranslate()
        self._scenario_label.setText(self.tr("Scenario"))
        self.scenario.setAccessibleName(self.tr("Scenario"))
        self._clock_label.setText(self.tr("Clock"))
        self.clock_button.setText(self.tr("+5 min"))
        set_tip(self.clock_button, self.tr("Advance codes and tokens by five minutes"))
        self.reset_button.setText(self.tr("Reset"))
        self.show_scenarios(self._names)
        self.show_status(self._status)

    def show_scenarios(self, names: tuple[str, ...]) -> None:
        """Fills the chooser; the first line stands for what one has put together oneself."""
        self._names = names
        self.scenario.clear()
        self.scenario.add(CUSTOM, self.tr("Custom"))
        for name in names:
            code = f"scenario.{name}.title"
            known = self._messages.has(code)
            self.scenario.add(name, self._messages.text(code) if known else name)
        self.scenario.choose(self._status.scenario)

    def show_status(self, status: Status) -> None:
        """Shows how it is."""
        self._status = status
        is_on = status.phase in (SimulatorPhase.STARTING, SimulatorPhase.RUNNING)
        self._is_silent = True
        self.switch.setChecked(is_on)
        self._is_silent = False
        self._word.setText(self._phase_word(status.phase))
        is_running = status.phase is SimulatorPhase.RUNNING
        self._since.setText(self._since_words(status) if is_running else "")
        self.url.setText(status.url)
        self.url.setVisible(is_running)
        self._promise.setText(self.tr("A local WeCom and Authing, on this computer only"))
        self._promise.setVisible(not is_running)
        self.copy_button.setVisible(is_running)
        self._first_rule.setVisible(not self._is_folded)
        for widget in self._steering:
            is_rule = isinstance(widget, Rule)  # between lines it would separate nothing
            widget.setVisible(is_running and not (is_rule and self._is_folded))
        self._clock.setText(clock_text(status.clock_offset_s))
        self.scenario.choose(status.scenario)

    def _phase_word(self, phase: SimulatorPhase) -> str:
        match phase:
            case SimulatorPhase.RUNNING:
                return self.tr("Running")
            case SimulatorPhase.STARTING:
                return self.tr("Starting")
            case SimulatorPhase.STOPPED | SimulatorPhase.FAILED:
                return self.tr("Stopped")

    def _since_words(self, status: Status) -> str:
        if status.running_s < 60:
            time = self.tr("{count} s").format(count=status.running_s)
        elif status.running_s < 3600:
            time = self.tr("{count} min").format(count=status.running_s // 60)
        else:
            hours, minutes = divmod(status.running_s // 60, 60)
            time = self.tr("{hours} h {minutes} min").format(hours=hours, minutes=minutes)
        return self.tr("for {time}, {calls} calls").format(time=time, calls=status.calls)

    def _on_theme_changed_here(self, _tokens: ThemeTokens) -> None:
        theme = self._theme
        self.scenario.setFixedWidth(theme.px(SCENARIO_WIDTH))
        line = theme.line_height(Role.CODE)
        self.copy_button.setFixedSize(theme.px(24), line + 1)  # as high as the address beside it

    def _on_switch_toggled(self, on: bool) -> None:
        if not self._is_silent:
            self.switched.emit(on)

    def _on_scenario_picked(self, name: str) -> None:
        if name == CUSTOM:
            self.scenario.choose(self._status.scenario)
        else:
            self.scenario_picked.emit(name)


def group(*widgets: QWidget) -> QWidget:
    """Widgets that stay on one line."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    return holder
