"""The simulator page: a local WeCom and Authing that one can watch and upset."""

import time
from typing import TYPE_CHECKING

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wecom_console.domain.secrets import Secret
from wecom_console.gui.features.simulator.company_card import CompanyCard
from wecom_console.gui.features.simulator.head_card import HeadCard
from wecom_console.gui.features.simulator.inbox_card import InboxCard
from wecom_console.gui.features.simulator.journal_card import JournalCard
from wecom_console.gui.features.simulator.presenter.presenter import SimulatorPresenter
from wecom_console.gui.features.simulator.presenter.state import (
    Contents,
    Handout,
    SimulatorPhase,
    Status,
)
from wecom_console.gui.parts.cards_page import CardsPage
from wecom_console.gui.parts.desktop import copy_secret, copy_to_clipboard, open_in_browser
from wecom_console.gui.parts.filling_scroll import filling_column
from wecom_console.gui.shell.context import ShellContext
from wecom_console.gui.theme.metrics import CARD_GAP
from wecom_console.gui.widgets.boxes.card import Card
from wecom_console.gui.widgets.boxes.command_palette import PaletteCommand
from wecom_console.gui.widgets.boxes.empty import EmptyState
from wecom_console.gui.widgets.boxes.notice import ErrorBox
from wecom_console.gui.widgets.text.tags import Tag
from wecom_console.services.simulator.handing_over import PHONE_PATH
from wecom_console.services.simulator.serving import serve_in_process

if TYPE_CHECKING:
    from wecom_console.gui.ports import SettingsPort
    from wecom_console.simulator import ConnectionSetup

CARDS_HEIGHT = 304
JOURNAL_HEIGHT = 200
WIDGETSIZE_MAX = 16_777_215
CARDS_FROM = 118


def real_presenter(context: ShellContext) -> SimulatorPresenter:
    """Over the simulator inside this program, on the ports of the settings."""

    def load(profile_id: str) -> "ConnectionSetup | None":
        from wecom_console.services.simulator.loading import load_setup  # off the start

        return load_setup(context.services, profile_id)

    def connections() -> tuple[tuple[str, str], ...]:
        from wecom_console.services.simulator.loading import servable  # off the start

        return servable(context.services)

    return SimulatorPresenter(
        background=context.bridge,
        lifetime=lambda order: serve_in_process(order, load=load),
        clock=time.time,
        ports=SettingsPorts(context.settings),
        servable=connections,
    )


class SettingsPorts:
    """The ports as the settings keep them."""

    def __init__(self, settings: "SettingsPort") -> None:
        self._settings = settings

    def read(self) -> tuple[int, int]:
        """The fixed one and that of the last time."""
        chosen = self._settings.read()
        return chosen.simulator_port, chosen.simulator_last_port

    def fix(self, port: int) -> None:
        """Listens there at every start."""
        self._settings.write(self._settings.read()._replace(simulator_port=port))

    def keep(self, port: int) -> None:
        """It was listened there."""
        self._settings.write(self._settings.read()._replace(simulator_last_port=port))


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
        self.company = CompanyCard(theme)
        self.inbox = InboxCard(theme)
        self.journal = JournalCard(theme)
        self._running = QWidget()
        self._stopped = Card(theme)
        self._invitation = EmptyState(theme, name="start_simulator_button", icon="play")
        self._lay_out()
        self._connect()
        theme.follow(self._on_theme_changed)

    def _lay_out(self) -> None:
        self.cards.addWidget(self.company, 69)
        self.cards.addWidget(self.inbox, 31)
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
        self.company.apps.changed.connect(presenter.set_app)
        presenter.scenarios_changed.connect(self.head.show_scenarios)
        self.head.switched.connect(self._on_head_switched)
        self.head.copy_requested.connect(self._copy)
        self.head.scenario_picked.connect(presenter.apply_scenario)
        self.head.clock_requested.connect(presenter.advance_clock)
        self.head.reset_requested.connect(presenter.reset)
        self._invitation.acted.connect(presenter.start)
        self.head.port.fixed.connect(self._on_port_fixed)
        presenter.handout_changed.connect(self._on_handout_changed)
        presenter.connections_changed.connect(self._on_connections_changed)
        presenter.code_found.connect(self._copy_secret)
        company = self.company
        company.company_picked.connect(presenter.serve)
        company.values.copy_requested.connect(self._copy_secret)
        company.values.phone_requested.connect(self._on_phone_requested)
        company.members.changed.connect(presenter.set_member)
        company.members.removed.connect(presenter.remove_member)
        company.faults.switched.connect(self._on_faults_switched)
        company.faults.removed.connect(presenter.remove_fault)
        company.faults.entered.connect(presenter.add_fault)
        self.inbox.code_wanted.connect(presenter.ask_code)
        self.inbox.message_wanted.connect(self._copy)
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
        for card in (self.company, self.inbox, self.journal):
            card.retranslate()
        self._invitation.show_sentence(
            self.tr(
                "A local WeCom and Authing for development and testing: members, codes, faults "
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
                PaletteCommand("simulator_env", self.tr("Copy the simulator's .env"), "file"),
                PaletteCommand("simulator_phone", self.tr("Open virtual phone"), "phone"),
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
            case "simulator_env":
                self.company.values.env_button.click()
            case "simulator_phone":
                self._on_phone_requested()
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
        has_run = self._presenter.handout is not None  # what was copied once is still looked up
        self._running.setVisible(has_run)
        self._stopped.setVisible(not has_run)
        self.company.set_live(live=is_running)
        self.company.values.show_handout(self._presenter.handout, live=is_running)
        fixed, last = self._presenter.ports.read()
        self.head.port.show_ports(fixed, (status.port if is_running else 0) or last)
        self._invitation.button.setEnabled(status.phase is not SimulatorPhase.STARTING)
        self.failure.setVisible(status.phase is SimulatorPhase.FAILED)
        if status.phase is SimulatorPhase.FAILED:
            title = self.tr("The simulator could not be started")
            cause, fix = (
                status.reason,
                self.tr("Choose another port above, or leave it empty for any free one."),
            )
            if status.port:
                title = self.tr("Port {port} is not available").format(port=status.port)
            if status.is_gone:
                cause = self.tr("The connection has been deleted, or now has errors.")
                fix = self.tr("Start again to use the demo company, or choose another connection.")
            self.failure.set_title(title)
            self.failure.set_rows(((self.tr("Cause"), cause), (self.tr("Fix"), fix)))

    def _on_contents_changed(self, contents: Contents) -> None:
        self.company.show_contents(contents)
        self.inbox.show_received(contents.codes, contents.messages)

    def _on_handout_changed(self, handout: Handout) -> None:
        self.company.values.show_handout(handout, live=True)

    def _on_connections_changed(self, connections: tuple[tuple[str, str], ...]) -> None:
        self.company.show_companies(connections, self._presenter.profile_id)

    def _on_port_fixed(self, port: int) -> None:
        self._presenter.fix_port(port)
        self._on_status_changed(self._presenter.status)

    def _on_phone_requested(self) -> None:
        open_in_browser(f"{self._status.url}{PHONE_PATH}")

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
        self._say_copied()

    def _copy_secret(self, secret: Secret) -> None:
        copy_secret(secret)
        self._say_copied()

    def _say_copied(self) -> None:
        self._context.toast().show_sentence(
            self.tr("Copied"), close_name=self.tr("Close"), milliseconds=2_500
        )

    def _fit_cards(self, *, is_beside: bool) -> None:
        theme = self._theme
        self.head.set_folded(folded=not is_beside)
        least = theme.px(CARDS_HEIGHT)
        self.company.setMinimumHeight(max(least, self.company.minimumSizeHint().height()))
        self.inbox.setMinimumHeight(least)
        self.inbox.setMaximumHeight(WIDGETSIZE_MAX if is_beside else least)
        self.journal.setMinimumHeight(theme.px(JOURNAL_HEIGHT))

    def showEvent(self, event: QShowEvent) -> None:
        """Somebody looks."""
        super().showEvent(event)
        self._presenter.set_visible(visible=True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self._presenter.set_visible(visible=False)
