"""The left card: scenarios, what they run with, *Run* and *Stop*."""

from collections import Counter

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wecom_console.domain.verdicts import BackendKind, Platform
from wecom_console.gui.features.login_test.presenter.state import ScenarioBoard, ScenarioItem
from wecom_console.gui.features.login_test.scenario_list import ScenarioList
from wecom_console.gui.parts.presenter.choices import Controls
from wecom_console.gui.parts.presenter.scenario_model import ScenarioMark, ScenarioRow
from wecom_console.gui.parts.run_controls import run_button, run_combo
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.widgets.boxes.card import Card, Rule
from wecom_console.gui.widgets.boxes.progress import ProgressBar
from wecom_console.gui.widgets.controls.button import Button, ButtonKind, ButtonSize
from wecom_console.gui.widgets.layout.stacking_row import StackingRow
from wecom_console.gui.widgets.text.label import Label
from wecom_console.messages.catalogue import Messages


class ScenarioCard(Card):
    """Signals say what the user wants; the presenter decides."""

    run_requested = Signal(object)
    run_all_requested = Signal()
    stop_requested = Signal()
    platform_picked = Signal(object)
    backend_picked = Signal(object)

    def __init__(
        self, theme: ThemeController, *, messages: Messages, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, name="scenario_card", parent=parent)
        self._messages = messages
        self._board = ScenarioBoard()
        self._controls = Controls()
        self.run_all_button = Button(
            theme, kind=ButtonKind.LINK, size=ButtonSize.COMPACT, name="run_all_button"
        )
        self._count = Label(theme, role=Role.CAPTION, color="text_muted", tabular=True)
        head = self.add_head()
        head.add_trailing(self._count)
        head.add_trailing(self.run_all_button)
        self._head = head
        self._progress = ProgressBar(theme)
        policy = self._progress.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._progress.setSizePolicy(policy)
        self.group = run_combo(theme, "scenario_group_combo")
        self.list = ScenarioList(theme)
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
        self.group.picked.connect(lambda _: self.show_board(self._board))
        self.stop_button.clicked.connect(self.stop_requested)
        self.platform.picked.connect(lambda key: self.platform_picked.emit(Platform(key)))
        self.backend.picked.connect(lambda key: self.backend_picked.emit(BackendKind(key)))

    def _lay_out(self, theme: ThemeController) -> None:
        self.body.addWidget(self._progress)
        chooser = QHBoxLayout()
        chooser.setContentsMargins(12, 4, 12, 6)
        chooser.addWidget(self.group)
        self.body.addLayout(chooser)
        self.body.addWidget(self.list, 1)
        self._rule = Rule(theme)
        self.body.addWidget(self._rule)
        foot = QVBoxLayout()
        foot.setContentsMargins(13, 11, 13, 13)
        foot.setSpacing(0)
        foot.addWidget(self.choice)
        foot.addWidget(self._platform_label)
        foot.addSpacing(2)
        foot.addWidget(self.platform)
        foot.addSpacing(8)
        foot.addWidget(self._backend_label)
        foot.addSpacing(2)
        foot.addWidget(self.backend)
        foot.addSpacing(12)
        foot.addWidget(StackingRow(self.run_button, self.stop_button))
        self.body.addLayout(foot)
        self._platform_label.setBuddy(self.platform)
        self._backend_label.setBuddy(self.backend)

    def retranslate(self, messages: Messages) -> None:
        """Puts every text in."""
        self._messages = messages
        self._head.set_title(self.tr("Scenarios"))
        self.list.setAccessibleName(self.tr("Scenarios"))
        self.choice.setAccessibleName(self.tr("Scenarios"))
        self.group.setAccessibleName(self.tr("Kind of scenario"))
        self.run_all_button.setText(self.tr("Run all"))
        self._platform_label.setText(self.tr("Platform"))
        self.platform.setAccessibleName(self.tr("Platform"))
        self._backend_label.setText(self.tr("Backend"))
        self.backend.setAccessibleName(self.tr("Backend"))
        self.run_button.setText(self.tr("Run"))
        self.stop_button.setText(self.tr("Stop"))
        self.show_controls(self._controls)
        self.show_board(self._board)

    def set_folded(self, *, folded: bool) -> None:
        """Folded, the list is a drop-down: there is no room for more."""
        self.list.setVisible(not folded)
        self.group.setVisible(not folded)
        self._rule.setVisible(not folded)
        self.choice.setVisible(folded)
        if folded:
            self._fill_choice(self._board)

    def selected_names(self) -> tuple[str, ...]:
        """The scenarios that *Run* runs."""
        if self.list.isHidden():
            return (self.choice.current_key(),)
        return self.list.selected_names()

    def show_board(self, board: ScenarioBoard) -> None:
        """Shows the scenarios and how far a run of them is."""
        self._board = board
        self._offer_groups(board)
        shown = tuple(self._row(item) for item in self._shown(board))
        self.list.show_rows(shown, board.current)
        if not self.choice.isHidden():
            self._fill_choice(board)
        count = self.tr("{done} of {total} done").format(done=board.done, total=board.total)
        self._count.setText(count if board.is_running else "")
        self._count.setVisible(board.is_running)
        self.run_all_button.setVisible(not board.is_running and len(shown) > 1)
        self._progress.show_progress(board.done, max(1, board.total))
        self._progress.setVisible(board.is_running)
        self._progress.setAccessibleName(count)

    def _fill_choice(self, board: ScenarioBoard) -> None:
        rows = [self._row(item) for item in board.items]
        self.choice.offer([(row.name, f"{row.title} – {row.status}") for row in rows])
        self.choice.choose(board.current)

    def _shown(self, board: ScenarioBoard) -> tuple[ScenarioItem, ...]:
        """The scenarios of the chosen kind."""
        chosen = self.group.current_key()
        return tuple(item for item in board.items if chosen in ("", item.group))

    def _offer_groups(self, board: ScenarioBoard) -> None:
        """All, then the kinds that occur; a kind that is gone leaves all."""
        counts = Counter(item.group for item in board.items)
        chosen = self.group.current_key()
        everything = self.tr("All scenarios ({count})").format(count=len(board.items))
        text = self._messages.text
        kinds = [(g, f"{text(f'scenario_group.{g}')} ({n})") for g, n in counts.items() if g]
        self.group.offer([("", everything), *kinds])
        self.group.choose(chosen if chosen in counts else "")

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
        running = self.tr("A run is under way")
        nothing = self.tr("No scenario can run here")
        reason = running if controls.is_running else nothing
        self.run_button.set_available(enabled=controls.can_run, reason=reason)
        self.run_all_button.set_available(enabled=controls.can_run, reason=reason)
        self.run_button.set_kind(ButtonKind.DEFAULT if controls.is_running else ButtonKind.PRIMARY)
        self.stop_button.set_available(
            enabled=controls.is_running, reason=self.tr("Nothing is running")
        )

    def _row(self, item: ScenarioItem) -> ScenarioRow:
        status = self._status(item)
        return ScenarioRow(
            name=item.name,
            title=item.title,
            mark=item.mark,
            status=status,
            tool_tip=f"{item.line}\n{status}",
            is_stale=item.is_stale,
        )

    def _status(self, item: ScenarioItem) -> str:
        match item.mark:
            case ScenarioMark.NONE:
                return self.tr("Not run yet")
            case ScenarioMark.WAITING:
                return self._messages.text("run.waiting")
            case ScenarioMark.RUNNING if item.leg:
                return self.tr("Running, leg {leg}").format(leg=item.leg)
            case ScenarioMark.RUNNING:
                return self._messages.text("run.running")
            case _ if item.is_stale:
                return self.tr("Changed since: {ending}").format(ending=item.ending)
            case _:
                return item.ending

    def _on_run_all_button_clicked(self) -> None:
        """Of a kind all that are shown, else all there are."""
        if not self.group.current_key() or self.list.isHidden():
            self.run_all_requested.emit()
            return
        self.run_requested.emit(tuple(item.name for item in self._shown(self._board)))

    def _on_run_button_clicked(self) -> None:
        self.run_requested.emit(self.selected_names())
