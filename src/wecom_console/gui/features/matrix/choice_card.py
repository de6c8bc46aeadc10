"""The left card: what is to be run, *Run* and *Stop*."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wecom_console.domain.verdicts import Platform
from wecom_console.gui.features.matrix.presenter.state import MatrixChoice, MatrixItem
from wecom_console.gui.parts.check_delegate import TAG_ROLE, CheckDelegate
from wecom_console.gui.parts.run_controls import run_button, run_combo
from wecom_console.gui.parts.table_rows import RowsModel, RowsView
from wecom_console.gui.row_models import Index
from wecom_console.gui.spoken import spoken_fact
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.widgets.boxes.card import Card, Rule
from wecom_console.gui.widgets.boxes.empty import EmptyState
from wecom_console.gui.widgets.controls.button import Button, ButtonKind, ButtonSize
from wecom_console.gui.widgets.controls.check_box import CheckBox
from wecom_console.gui.widgets.layout.flow_layout import FlowLayout
from wecom_console.gui.widgets.layout.stacking_row import StackingRow
from wecom_console.gui.widgets.text.label import Label
from wecom_console.gui.widgets.text.tags import TagSpec, environment_tone
from wecom_console.messages.catalogue import Messages

WORKERS: Final = (1, 2, 4, 8)
PLATFORMS: Final = (Platform.ANDROID, Platform.IOS, Platform.HARMONY)
ON_SIMULATOR: Final = "simulator"
OWN: Final = "own"
NAMED: Final = 3
"""What is left out by name; the rest is counted."""


class _Connections(RowsModel[MatrixItem]):
    """Checkable rows."""

    tags: dict[str, TagSpec]

    def data(
        self,
        index: Index,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Name over identifier, whether it is taken, and its environment."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        item = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Checked if item.is_chosen else Qt.CheckState.Unchecked
            case _ if role == TAG_ROLE:
                return self.tags.get(item.environment)
            case _:
                return super().data(index, role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """As a check box tells a screen reader."""
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable


class _ConnectionList(RowsView):
    """Space or a click takes a connection in or out."""

    toggled = Signal(int)

    def __init__(self, theme: ThemeController) -> None:
        super().__init__(theme, name="matrix_connections")
        self.clicked.connect(lambda index: self.toggled.emit(index.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space toggles the current row."""
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.toggled.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)


class MatrixChoiceCard(Card):
    """Signals say what the user wants; the presenter decides."""

    toggled = Signal(str, bool)
    all_toggled = Signal(bool)
    platform_toggled = Signal(object, bool)
    group_picked = Signal(str)
    backend_picked = Signal(bool)
    workers_picked = Signal(int)
    fail_fast_toggled = Signal(bool)
    run_requested = Signal()
    stop_requested = Signal()

    def __init__(self, theme: ThemeController, *, messages: Messages) -> None:
        super().__init__(theme, name="matrix_choice_card")
        self._messages = messages
        self._choice = MatrixChoice()
        self._is_running = False
        self.all_button = Button(
            theme, kind=ButtonKind.LINK, size=ButtonSize.COMPACT, name="matrix_all_button"
        )
        self._head = self.add_head()
        self._head.add_trailing(self.all_button)
        self._model = _Connections(self)
        self._model.tags = {}
        self.list = _ConnectionList(theme)
        self.list.setModel(self._model)
        self.list.setItemDelegate(CheckDelegate(theme, self.list))
        self._empty = EmptyState(theme)
        self.platforms = {
            platform: CheckBox(theme, role=Role.SMALL, name=f"matrix_{platform.value}_check")
            for platform in PLATFORMS
        }
        self._labels = [Label(theme, role=Role.CAPTION, color="text_muted") for _ in range(4)]
        self.group = run_combo(theme, "matrix_group_combo")
        self.backend = run_combo(theme, "matrix_backend_combo")
        self.workers = run_combo(theme, "matrix_workers_combo")
        self.fail_fast = CheckBox(theme, role=Role.SMALL, name="matrix_fail_fast_check")
        self._sum = Label(theme, role=Role.SMALL, wrap=True)
        self._left_out = Label(theme, role=Role.CAPTION, color="text_muted", wrap=True)
        self.run_button = run_button(theme, "play", "run_matrix_button", ButtonKind.PRIMARY)
        self.stop_button = run_button(theme, "stop", "stop_matrix_button", ButtonKind.DEFAULT)
        self._lay_out(theme)
        self._connect()

    def _lay_out(self, theme: ThemeController) -> None:
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self._empty, 1)
        self.body.addWidget(Rule(theme))
        foot = QVBoxLayout()
        foot.setContentsMargins(13, 11, 13, 13)
        foot.setSpacing(4)
        foot.addWidget(self._labels[0])
        holder = QWidget()
        policy = holder.sizePolicy()
        policy.setHeightForWidth(True)
        holder.setSizePolicy(policy)
        checks = FlowLayout(holder, spacing=14)
        for check in self.platforms.values():
            checks.addWidget(check)
        foot.addWidget(holder)
        for label, combo in zip(
            self._labels[1:], (self.group, self.backend, self.workers), strict=True
        ):
            foot.addSpacing(6)
            foot.addWidget(label)
            foot.addWidget(combo)
            label.setBuddy(combo)
        foot.addSpacing(8)
        foot.addWidget(self.fail_fast)
        foot.addSpacing(10)
        foot.addWidget(self._sum)
        foot.addWidget(self._left_out)
        foot.addSpacing(8)
        foot.addWidget(StackingRow(self.run_button, self.stop_button))
        self.body.addLayout(foot)

    def _connect(self) -> None:
        self.list.toggled.connect(self._on_list_toggled)
        self.all_button.clicked.connect(self._on_all_button_clicked)
        for platform, check in self.platforms.items():
            check.clicked.connect(
                lambda on, platform=platform: self.platform_toggled.emit(platform, on)
            )
        self.group.picked.connect(self.group_picked)
        self.backend.picked.connect(lambda key: self.backend_picked.emit(key == ON_SIMULATOR))
        self.workers.picked.connect(lambda key: self.workers_picked.emit(int(key)))
        self.fail_fast.clicked.connect(self.fail_fast_toggled)
        self.run_button.clicked.connect(self.run_requested)
        self.stop_button.clicked.connect(self.stop_requested)

    # --- showing -------------------------------------------------------------------------------

    def retranslate(self, messages: Messages) -> None:
        """Puts every text in."""
        self._messages = messages
        self._head.set_title(self.tr("Connections"))
        self.list.setAccessibleName(self.tr("Connections to test"))
        self._empty.show_sentence(self.tr("There are no connections without errors yet."))
        for platform, check in self.platforms.items():
            check.setText(messages.text(f"platform.{platform.value}"))
        words = (
            self.tr("Platforms"),
            self.tr("Scenarios"),
            self.tr("Backend"),
            self.tr("Concurrent runs"),
        )
        for label, word in zip(self._labels, words, strict=True):
            label.setText(word)
        for combo, word in zip((self.group, self.backend, self.workers), words[1:], strict=True):
            combo.setAccessibleName(word)
        self.backend.offer(
            [
                (ON_SIMULATOR, messages.text("backend_label.simulator")),
                (OWN, self.tr("Each connection's own backend")),
            ],
        )
        self.workers.offer([(str(number), str(number)) for number in WORKERS])
        self.fail_fast.setText(self.tr("Stop at the first unexpected result"))
        self.run_button.setText(self.tr("Run"))
        self.stop_button.setText(self.tr("Stop"))
        environments = ("simulator", "development", "test", "production")
        self._model.tags = {
            name: TagSpec(messages.text(f"environment.{name}"), environment_tone(name))
            for name in environments
        }
        self.show_choice(self._choice)

    def show_choice(self, choice: MatrixChoice) -> None:
        """Shows what is chosen and how many logins that makes."""
        self._choice = choice
        words = [f"{item.name}\n{item.identifier}" for item in choice.items]
        self._model.set_rows(choice.items, words)
        self.list.setVisible(bool(choice.items))
        self._empty.setVisible(not choice.items)
        chosen, count = len(choice.chosen), len(choice.items)
        self._head.set_note(
            self.tr("{chosen} of {count}").format(chosen=chosen, count=count) if count else ""
        )
        self.all_button.setText(
            self.tr("Clear selection") if chosen == count else self.tr("Select all")
        )
        self.all_button.setVisible(count > 1)
        for platform, check in self.platforms.items():
            check.setChecked(platform in choice.platforms)
        text = self._messages.text
        everything = self.tr("All scenarios")
        kinds = [(group, text(f"scenario_group.{group}")) for group in choice.groups if group]
        self.group.offer([("", everything), *kinds])
        self.group.choose(choice.group)
        self.backend.choose(ON_SIMULATOR if choice.on_simulator else OWN)
        self.workers.choose(str(choice.workers))
        self.fail_fast.setChecked(choice.fails_fast)
        self._sum.setText(self.tr("{count} logins").format(count=choice.logins))
        self._left_out.setText(self._left_out_words(choice))
        self._left_out.setVisible(bool(self._left_out.text()))
        self.show_running(is_running=self._is_running)

    def _left_out_words(self, choice: MatrixChoice) -> str:
        """What is not run although it was ticked."""
        words = []
        if choice.left_out:
            told = self.tr("{count} more cannot run in this combination and are skipped.")
            words.append(told.format(count=choice.left_out))
        if choice.without_app:
            named = [
                spoken_fact(name, self.platforms[platform].text())
                for name, platform in choice.without_app[:NAMED]
            ]
            more = len(choice.without_app) - NAMED
            named += [self.tr("{count} more").format(count=more)] if more > 0 else []
            listed = self._messages.text("list.separator").join(named)
            words.append(self.tr("Skipped, because not set up: {names}").format(names=listed))
        return "\n".join(words)

    @property
    def is_running(self) -> bool:
        """Whether it shows that runs are under way."""
        return self._is_running

    def show_running(self, *, is_running: bool) -> None:
        """While runs are under way nothing else can be started."""
        self._is_running = is_running
        reason = self.tr("A run is in progress") if is_running else self.tr("No logins selected")
        can_run = bool(self._choice.logins) and not is_running
        self.run_button.set_available(enabled=can_run, reason=reason)
        self.run_button.set_kind(ButtonKind.DEFAULT if is_running else ButtonKind.PRIMARY)
        self.stop_button.set_available(enabled=is_running, reason=self.tr("Nothing is running"))

    def _on_list_toggled(self, row: int) -> None:
        item = self._choice.items[row]
        self.toggled.emit(item.key, not item.is_chosen)

    def _on_all_button_clicked(self) -> None:
        self.all_toggled.emit(len(self._choice.chosen) != len(self._choice.items))
