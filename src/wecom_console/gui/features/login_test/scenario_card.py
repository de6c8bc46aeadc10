"""The left card: scenarios with what they came to, what they run with, *Run* and *Stop*."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wecom_console.domain.verdicts import BackendKind, Platform
from wecom_console.gui.features.login_test.batch_line import BatchLine
from wecom_console.gui.features.login_test.presenter.shelf import (
    ScenarioFilter,
    ShelfGroup,
    ShelfView,
)
from wecom_console.gui.features.login_test.presenter.state import ScenarioBoard, ScenarioItem
from wecom_console.gui.features.login_test.scenario_list import ScenarioList
from wecom_console.gui.parts.presenter.choices import Controls
from wecom_console.gui.parts.presenter.scenario_model import (
    GroupRow,
    ScenarioMark,
    ScenarioRow,
    ShelfRow,
)
from wecom_console.gui.parts.run_controls import run_button, run_combo
from wecom_console.gui.spoken import spoken_list
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import HEIGHT_MEDIUM, Role
from wecom_console.gui.widgets.boxes.card import Card, Rule
from wecom_console.gui.widgets.controls.button import Button, ButtonKind, ButtonSize
from wecom_console.gui.widgets.controls.combo import ComboBox
from wecom_console.gui.widgets.controls.segmented import SegmentedControl
from wecom_console.gui.widgets.fields.search import SearchField
from wecom_console.gui.widgets.layout.stacking_row import StackingRow
from wecom_console.gui.widgets.text.label import Label
from wecom_console.messages.catalogue import Messages

COUNTS_FROM = 296
"""The width from which there is room for three counts."""


class ScenarioCard(Card):
    """Signals say what the user wants; the presenters decide."""

    run_requested = Signal(object)
    run_all_requested = Signal()
    stop_requested = Signal()
    platform_picked = Signal(object)
    backend_picked = Signal(object)
    searched = Signal(str)
    filter_picked = Signal(object)

    def __init__(
        self,
        theme: ThemeController,
        *,
        messages: Messages,
        ago: Callable[[float], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, name="scenario_card", parent=parent)
        self._messages = messages
        self._board = ScenarioBoard()
        self._shelf = ShelfView()
        self._controls = Controls()
        self._counts_all = True
        self.run_all_button = Button(
            theme,
            kind=ButtonKind.LINK,
            size=ButtonSize.COMPACT,
            icon="play",
            name="run_all_button",
        )
        head = self.add_head()
        head.set_rule(shown=True)
        head.add_trailing(self.run_all_button)
        self._head = head
        self.batch = BatchLine(theme, ago=ago)
        self.search = SearchField(
            theme, name="scenario_search", height=HEIGHT_MEDIUM, role=Role.SMALL
        )
        self.filter = SegmentedControl(
            theme, [(one.value, "") for one in ScenarioFilter], name="scenario_filter"
        )
        self._tools = QWidget()
        self.list = ScenarioList(theme)
        self._nothing = Label(theme, role=Role.SMALL, color="text_muted", wrap=True)
        self.choice = run_combo(theme, "scenario_combo")
        self.choice.hide()
        self._platform_label = Label(theme, role=Role.CAPTION, color="text_muted")
        self._backend_label = Label(theme, role=Role.CAPTION, color="text_muted")
        self.platform = run_combo(theme, "platform_combo")
        self.backend = run_combo(theme, "backend_combo")
        self.run_button = run_button(theme, "play", "run_test_button", ButtonKind.PRIMARY)
        self.stop_button = run_button(theme, "stop", "stop_test_button", ButtonKind.DEFAULT)
        self._lay_out(theme)
        self.run_button.clicked.connect(self._on_run_button_clicked)
        self.list.run_requested.connect(self._on_run_button_clicked)
        self.choice.picked.connect(self.list.chosen)
        self.run_all_button.clicked.connect(self._on_run_all_button_clicked)
        self.search.searched.connect(self.searched)
        self.filter.chosen.connect(lambda key: self.filter_picked.emit(ScenarioFilter(key)))
        self.stop_button.clicked.connect(self.stop_requested)
        self.platform.picked.connect(lambda key: self.platform_picked.emit(Platform(key)))
        self.backend.picked.connect(lambda key: self.backend_picked.emit(BackendKind(key)))

    def _lay_out(self, theme: ThemeController) -> None:
        self.body.addWidget(self.batch)
        tools = QVBoxLayout(self._tools)
        tools.setContentsMargins(11, 12, 11, 8)
        tools.setSpacing(8)
        tools.addWidget(self.search)
        tools.addWidget(self.filter)
        self.body.addWidget(self._tools)
        self.body.addWidget(self.list, 1)
        self._nothing.setContentsMargins(0, 0, 0, 0)
        self._nothing_holder = QWidget()
        holder = QVBoxLayout(self._nothing_holder)
        holder.setContentsMargins(15, 4, 15, 12)
        holder.addWidget(self._nothing)
        holder.addStretch(1)
        self.body.addWidget(self._nothing_holder, 1)
        self._nothing_holder.hide()
        self._rule = Rule(theme)
        self.body.addWidget(self._rule)
        foot = QVBoxLayout()
        foot.setContentsMargins(13, 11, 13, 13)
        foot.setSpacing(0)
        foot.addWidget(self.choice)
        choices = QHBoxLayout()
        choices.setSpacing(8)
        choices.addWidget(self._labelled(self._platform_label, self.platform), 1)
        choices.addWidget(self._labelled(self._backend_label, self.backend), 1)
        foot.addLayout(choices)
        foot.addSpacing(12)
        foot.addWidget(StackingRow(self.run_button, self.stop_button))
        self.body.addLayout(foot)

    @staticmethod
    def _labelled(label: Label, combo: ComboBox) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(label)
        column.addWidget(combo)
        label.setBuddy(combo)
        return holder

    def retranslate(self, messages: Messages) -> None:
        """Puts every text in."""
        self._messages = messages
        self._head.set_title(self.tr("Scenarios"))
        self.list.setAccessibleName(self.tr("Scenarios"))
        self.choice.setAccessibleName(self.tr("Scenarios"))
        self.search.set_placeholder(self.tr("Filter scenarios"))
        self.filter.setAccessibleName(self.tr("Scenarios to show"))
        self._platform_label.setText(self.tr("Platform"))
        self.platform.setAccessibleName(self.tr("Platform"))
        self._backend_label.setText(self.tr("Backend"))
        self.backend.setAccessibleName(self.tr("Backend"))
        self.run_button.setText(self.tr("Run"))
        self.stop_button.setText(self.tr("Stop"))
        self.show_controls(self._controls)
        self.show_board(self._board)
        self.show_shelf(self._shelf)

    def set_folded(self, *, folded: bool) -> None:
        """Folded, the list is a drop-down: there is no room for more."""
        self._tools.setVisible(not folded)
        self.list.setVisible(not folded)
        self._rule.setVisible(not folded)
        self.choice.setVisible(folded)
        if folded:
            self._nothing_holder.hide()
            self._fill_choice()

    def selected_names(self) -> tuple[str, ...]:
        """The scenarios that *Run* runs."""
        if not self.choice.isHidden():
            return (self.choice.current_key(),)
        return self.list.selected_names()

    def show_board(self, board: ScenarioBoard) -> None:
        """Shows what the scenarios came to and how far a run of them is."""
        self._board = board
        self.batch.show_board(board, simulated=self._messages.text("verdict.simulated"))
        if not self.choice.isHidden():
            self._fill_choice()
        self._show_run_all()

    def show_shelf(self, shelf: ShelfView) -> None:
        """Shows the scenarios."""
        self._shelf = shelf
        words = (self.tr("All"), self.tr("Unexpected"), self.tr("Not run"))
        for one, text, count in zip(ScenarioFilter, words, shelf.counts, strict=True):
            alarm = one is ScenarioFilter.UNEXPECTED and count > 0
            shown = count if self._counts_all or one is ScenarioFilter.UNEXPECTED else None
            self.filter.set_count(one.value, text, shown, alarm=alarm)
        if self.filter.current() != shelf.chosen.value:
            self.filter.choose(shelf.chosen.value)
        self.list.show_rows(tuple(self._rows(shelf)), shelf.current)
        is_empty = not shelf.names and self.choice.isHidden()
        self._nothing.setText(self._nothing_text(shelf))
        self._nothing_holder.setVisible(is_empty)
        self.list.setVisible(not is_empty and self.choice.isHidden())
        self._show_run_all()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room only what was not as expected is counted."""
        super().resizeEvent(event)
        counts_all = self.width() >= self._theme.px(COUNTS_FROM)
        if counts_all is not self._counts_all:
            self._counts_all = counts_all
            self.show_shelf(self._shelf)

    def _nothing_text(self, shelf: ShelfView) -> str:
        match shelf.chosen:
            case ScenarioFilter.UNEXPECTED if not shelf.counts[1]:
                return self.tr("Everything ended as expected.")
            case ScenarioFilter.NOT_RUN if not shelf.counts[2]:
                return self.tr("Every scenario has run.")
            case _:
                return self.tr("No scenario matches.")

    def _show_run_all(self) -> None:
        shelf = self._shelf
        text = self.tr("Run all")
        if shelf.is_narrowed:
            text = self.tr("Run these {n}").format(n=len(shelf.names))
        self.run_all_button.setText(text)
        self.run_all_button.setVisible(not self._board.is_running and len(shelf.names) > 1)

    def _fill_choice(self) -> None:
        rows = [(item, self._status(item)) for item in self._board.items]
        self.choice.offer([(item.name, f"{item.title} – {status}") for item, status in rows])
        self.choice.choose(self._board.current)

    def _rows(self, shelf: ShelfView) -> Iterator[ShelfRow]:
        for group in shelf.groups:
            if group.key:
                yield self._head_row(group)
            for item in group.items:
                yield self._row(item, group, shows_why=shelf.chosen is ScenarioFilter.NOT_RUN)

    def _head_row(self, group: ShelfGroup) -> GroupRow:
        left = self.tr("{n} not run").format(n=group.not_run) if group.not_run else ""
        count = f"{group.as_expected}/{group.ran}" if group.ran else str(group.total)
        told = self.tr("{n} of {total} as expected")
        state = self.tr("collapsed") if group.is_folded else self.tr("expanded")
        return GroupRow(
            name=group.key,
            title=self._messages.text(f"scenario_group.{group.key}"),
            count=count,
            note=left,
            spoken=spoken_list(
                (
                    told.format(n=group.as_expected, total=group.ran) if group.ran else count,
                    left,
                    state,
                )
            ),
            has_unexpected=group.unexpected > 0,
            is_folded=group.is_folded,
        )

    def _row(self, item: ScenarioItem, group: ShelfGroup, *, shows_why: bool) -> ScenarioRow:
        status = self._status(item)
        return ScenarioRow(
            name=item.name,
            title=item.title,
            mark=item.mark,
            status=status,
            tool_tip=f"{item.title}\n{item.line}\n{status}",
            is_stale=item.is_stale or item.is_stored,
            below=self._below(item, status, shows_why=shows_why),
            is_indented=bool(group.key),
            is_folded=group.is_folded,
        )

    def _below(self, item: ScenarioItem, status: str, *, shows_why: bool) -> str:
        """A second line only where the first does not say it all."""
        match item.mark:
            case _ if item.is_stale:
                return status
            case ScenarioMark.NOT_AS_EXPECTED:
                return self.tr("Not as expected")
            case ScenarioMark.RUNNING:
                return status
            case ScenarioMark.UNAVAILABLE if shows_why:
                return status
            case _:
                return ""

    def _status(self, item: ScenarioItem) -> str:
        match item.mark:
            case ScenarioMark.NONE:
                return self.tr("Not run yet")
            case ScenarioMark.WAITING:
                return self._messages.text("run.waiting")
            case ScenarioMark.RUNNING if item.needs_answer:
                return self.tr("Waiting for you, leg {leg}").format(leg=item.leg)
            case ScenarioMark.RUNNING if item.leg:
                return self.tr("Running, leg {leg}").format(leg=item.leg)
            case ScenarioMark.RUNNING:
                return self._messages.text("run.running")
            case _ if item.is_stale:
                return self.tr("Changed since: {ending}").format(ending=item.ending)
            case _:
                return item.ending

    def show_controls(self, controls: Controls) -> None:
        """Shows what is chosen and what can be pressed."""
        self._controls = controls
        text = self._messages.text
        self.platform.offer([(p.value, text(f"platform.{p.value}")) for p in controls.platforms])
        self.platform.choose(controls.platform.value)
        self.backend.offer([(b.value, text(f"backend_label.{b.value}")) for b in controls.backends])
        self.backend.choose(controls.backend.value)
        for combo in (self.platform, self.backend):
            combo.setEnabled(combo.count() > 0)
        running = self.tr("A run is in progress")
        nothing = self.tr("No scenario can run here")
        reason = running if controls.is_running else nothing
        self.run_button.set_available(enabled=controls.can_run, reason=reason)
        self.run_all_button.set_available(enabled=controls.can_run, reason=reason)
        self.run_button.set_kind(ButtonKind.DEFAULT if controls.is_running else ButtonKind.PRIMARY)
        self.stop_button.set_available(
            enabled=controls.is_running, reason=self.tr("Nothing is running")
        )

    def _on_run_all_button_clicked(self) -> None:
        """Where search or filter leave a few, those; else all there are."""
        if self._shelf.is_narrowed and self.choice.isHidden():
            self.run_requested.emit(self._shelf.names)
        else:
            self.run_all_requested.emit()

    def _on_run_button_clicked(self) -> None:
        self.run_requested.emit(self.selected_names())
