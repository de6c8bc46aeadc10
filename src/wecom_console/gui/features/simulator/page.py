"""The simulator page: a local WeCom and Authing that one can watch and upset."""

import time

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wecom_console.gui.features.simulator.codes_card import CodesCard
from wecom_console.gui.features.simulator.faults_card import FaultsCard
from wecom_console.gui.features.simulator.head_card import HeadCard
from wecom_console.gui.features.simulator.journal_card import JournalCard
from wecom_console.gui.features.simulator.members_card import MembersCard
from wecom_console.gui.features.simulator.presenter.presenter import SimulatorPresenter
from wecom_console.gui.features.simulator.presenter.state import Contents, SimulatorPhase, Status
from wecom_console.gui.parts.cards_page import CardsPage
from wecom_console.gui.parts.desktop import copy_to_clipboard
from wecom_console.gui.parts.filling_scroll import filling_column
from wecom_console.gui.shell.context import ShellContext
from wecom_console.gui.theme.metrics import CARD_GAP
from wecom_console.gui.widgets.boxes.card import Card
from wecom_console.gui.widgets.boxes.command_palette import PaletteCommand
from wecom_console.gui.widgets.boxes.empty import EmptyState
from wecom_console.gui.widgets.boxes.notice import ErrorBox
from wecom_console.gui.widgets.text.tags import Tag
from wecom_console.services.simulator.serving import serve_in_process

CARDS_HEIGHT = 262
JOURNAL_HEIGHT = 200
CARDS_FROM = 100


def real_presenter(context: ShellContext) -> SimulatorPresenter:
    """Over the simulator inside this program, on the port of the settings."""
    return SimulatorPresenter(
        background=context.bridge,
        lifetime=serve_in_process,
        clock=time.time,
        port=lambda: context.settings.read().simulator_port,
    )


class SimulatorPage(CardsPage):
    """Paints what the presenter says."""

    def __init__(self, context: ShellContext, presenter: SimulatorPresenter | None = None) -> None:
        super().__init__(context.theme, beside_from=CARDS_FROM)
        self._context = context
        self._status = Status()
        self._presenter = presenter or real_presenter(context)
        self._presenter.setParent(self)
        theme = context.theme
        self.setObjectName("simulator_page")
        self._where = Tag(theme, icon="lock")
        self.head = HeadCard(theme, messages=context.messages())
        self.failure = ErrorBox(theme, name="simulator_failure")
        self.failure.hide()
        self.members = MembersCard(theme)
        self.codes = CodesCard(theme)
        self.faults = FaultsCard(theme)
        self.journal = JournalCard(theme)
        self._running = QWidget()
        self._stopped = Card(theme)
        self._invitation = EmptyState(theme, name="start_simulator_button", icon="play")
        self._lay_out()
        self._connect()
        theme.follow(self._on_theme_changed)

    def _lay_out(self) -> None:
        self.cards.addWidget(self.members, 31)
        self.cards.addWidget(self.codes, 31)
        self.cards.addWidget(self.faults, 36)
        running = QVBoxLayout(self._running)
        running.setContentsMargins(0, 0, 0, 0)
        running.setSpacing(CARD_GAP)
        running.addLayout(self.cards)
        running.addWidget(self.journal, 1)
        self._stopped.body.addWidget(self._invitation)
        column = filling_column(self)
        column.addWidget(self.head)
        column.addWidget(self.failure)
        column.addWidget(self._running, 1)
        column.addWidget(self._stopped, 1)
        self._running.hide()

    def _connect(self) -> None:
        presenter = self._presenter
        presenter.status_changed.connect(self._on_status_changed)
        presenter.contents_changed.connect(self._on_contents_changed)
        presenter.journal_added.connect(self.journal.add_rows)
        presenter.journal_cleared.connect(self.journal.clear)
        presenter.exchange_found.connect(self.journal.show_exchange)
        self.journal.call_chosen.connect(presenter.ask_exchange)
        self.members.app_changed.connect(presenter.set_app)
        presenter.scenarios_changed.connect(self.head.show_scenarios)
        self.head.switched.connect(self._on_head_switched)
        self.head.copy_requested.connect(self._copy)
        self.head.scenario_picked.connect(presenter.apply_scenario)
        self.head.clock_requested.connect(presenter.advance_clock)
        self.head.reset_requested.connect(presenter.reset)
        self._invitation.acted.connect(presenter.start)
        self.members.changed.connect(presenter.set_member)
        self.members.removed.connect(presenter.remove_member)
        self.faults.switched.connect(self._on_faults_switched)
        self.faults.removed.connect(presenter.remove_fault)
        self.faults.entered.connect(presenter.add_fault)
        self.journal.paused.connect(self._on_journal_paused)
        self.journal.clear_requested.connect(presenter.clear_journal)

    # --- the shell -----------------------------------------------------------------------------

    def title(self) -> str:
        """The header's title."""
        return self.tr("Simulator")

    def header_extra(self) -> QWidget | None:
        """Who can reach it."""
        return self._where

    def retranslate(self) -> None:
        """Puts every text in."""
        self._where.setText(self.tr("This computer only"))
        self._where.updateGeometry()
        self.head.retranslate(self._context.messages())
        for card in (self.members, self.codes, self.faults, self.journal):
            card.retranslate()
        self._invitation.show_sentence(
            self.tr(
                "A local WeCom and Authing to develop and test against: members, codes, faults "
                "and a journal of every call."
            ),
            action=self.tr("Start the simulator"),
        )
        self._on_contents_changed(self._presenter.contents)
        self._on_status_changed(self._presenter.status)

    def commands(self) -> tuple[PaletteCommand, ...]:
        """What the palette offers here."""
        if self._status.phase is SimulatorPhase.RUNNING:
            return (
                PaletteCommand("simulator_stop", self.tr("Stop the simulator"), "stop"),
                PaletteCommand("simulator_copy", self.tr("Copy the simulator's address"), "copy"),
                PaletteCommand("simulator_reset", self.tr("Reset the simulator"), "refresh"),
            )
        return (PaletteCommand("simulator_start", self.tr("Start the simulator"), "play"),)

    def run_command(self, key: str) -> bool:
        """Does one of them."""
        match key:
            case "simulator_start":
                self._presenter.start()
            case "simulator_stop":
                self._presenter.stop()
            case "simulator_copy":
                self._copy(self._status.url)
            case "simulator_reset":
                self._presenter.reset()
            case "find" if self._status.phase is SimulatorPhase.RUNNING:
                self.journal.search.focus()
            case _:
                return False
        return True

    # --- inside --------------------------------------------------------------------------------

    def _on_status_changed(self, status: Status) -> None:
        if (status.phase, status.port) != (self._status.phase, self._status.port):
            is_running = status.phase is SimulatorPhase.RUNNING
            self._context.set_simulator_port(status.port if is_running else 0)
        self._status = status
        self.head.show_status(status)
        is_running = status.phase is SimulatorPhase.RUNNING
        self._running.setVisible(is_running)
        self._stopped.setVisible(not is_running)
        self._invitation.button.setEnabled(status.phase is not SimulatorPhase.STARTING)
        self.failure.setVisible(status.phase is SimulatorPhase.FAILED)
        if status.phase is SimulatorPhase.FAILED:
            title = self.tr("The simulator could not be started")
            if status.port:
                title = self.tr("Port {port} cannot be had").format(port=status.port)
            self.failure.set_title(title)
            self.failure.set_rows(
                (
                    (self.tr("Cause"), status.reason),
                    (self.tr("Fix"), self.tr("Choose another port in Settings, or 0 for any.")),
                )
            )

    def _on_contents_changed(self, contents: Contents) -> None:
        self.members.show_members(contents.members)
        self.members.show_apps(contents.apps)
        self.codes.show_codes(contents.codes)
        self.faults.show_faults(contents.faults)

    def _on_head_switched(self, on: bool) -> None:
        if on:
            self._presenter.start()
        else:
            self._presenter.stop()

    def _on_faults_switched(self, key: str, on: bool) -> None:
        self._presenter.switch_fault(key, on=on)

    def _on_journal_paused(self, paused: bool) -> None:
        self._presenter.set_paused(paused=paused)

    def _copy(self, text: str) -> None:
        copy_to_clipboard(text)
        self._context.toast().show_sentence(
            self.tr("Copied"), close_name=self.tr("Close"), milliseconds=2_500
        )

    def _fit_cards(self, *, is_beside: bool) -> None:
        theme = self._theme
        self.head.set_folded(folded=not is_beside)
        for card in (self.members, self.codes, self.faults):
            card.setFixedHeight(theme.px(CARDS_HEIGHT))
        self.journal.setMinimumHeight(theme.px(JOURNAL_HEIGHT))

    def showEvent(self, event: QShowEvent) -> None:
        """Somebody looks."""
        super().showEvent(event)
        self._presenter.set_visible(visible=True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self._presenter.set_visible(visible=False)
