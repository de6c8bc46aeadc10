"""The login test page: three cards that paint what their presenters decide."""

from dataclasses import replace

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from wecom_console.gui.features.login_test.arrangement import Arrangement
from wecom_console.gui.features.login_test.collaborators import (
    LoginTestCollaborators,
    real_collaborators,
)
from wecom_console.gui.features.login_test.exchanges_card import ExchangesCard
from wecom_console.gui.features.login_test.explanation_pane import ExplanationPane
from wecom_console.gui.features.login_test.failure_box import FailureBox
from wecom_console.gui.features.login_test.header_part import HeaderPart
from wecom_console.gui.features.login_test.legs_card import LegsCard
from wecom_console.gui.features.login_test.phone_card import PhoneCard
from wecom_console.gui.features.login_test.presenter.exchanges import ExchangesPresenter
from wecom_console.gui.features.login_test.presenter.presenter import LoginTestPresenter
from wecom_console.gui.features.login_test.presenter.shelf import ScenariosPresenter
from wecom_console.gui.features.login_test.presenter.state import LegDetail, ScenarioBoard
from wecom_console.gui.features.login_test.run_end import RunEnd
from wecom_console.gui.features.login_test.scenario_card import ScenarioCard
from wecom_console.gui.parts.connection_words import SourceWords
from wecom_console.gui.parts.desktop import copy_to_clipboard
from wecom_console.gui.parts.filling_scroll import filling_column
from wecom_console.gui.parts.login_request import OpenTest
from wecom_console.gui.parts.presenter.choices import Controls, as_draft
from wecom_console.gui.parts.presenter.explanation_view import Action, ActionKind
from wecom_console.gui.parts.presenter.run_reports import report_bytes
from wecom_console.gui.parts.report_saving import ReportSaver
from wecom_console.gui.shell.context import ShellContext
from wecom_console.gui.shell.nav import Badge
from wecom_console.gui.shell.page import Page
from wecom_console.gui.theme.tokens import ThemeTokens
from wecom_console.gui.widgets.boxes.command_palette import PaletteCommand
from wecom_console.services.runs.orders import ConnectionToTest

NAV_KEY = "test"
BACK = "back"


class LoginTestPage(Page):
    """Run a login, watch it, understand it."""

    def __init__(
        self, context: ShellContext, collaborators: LoginTestCollaborators | None = None
    ) -> None:
        super().__init__()
        self._context = context
        self._outside = collaborators or real_collaborators(context)
        self._presenter = self._outside.presenter
        self._device = self._outside.device
        self._presenter.setParent(self)
        self._device.setParent(self)
        self._panes_moved = False
        self._wanted: OpenTest | None = None
        self._back: tuple[str, tuple[str, str]] | None = None
        self._words = SourceWords(self._outside.clock, parent=self)
        self._choice = ScenariosPresenter(parent=self)
        self._exchanges = ExchangesPresenter(messages=context.messages(), parent=self)
        theme, messages = context.theme, context.messages()
        self.setObjectName("login_test_page")
        self.header = HeaderPart(theme, messages=messages)
        self.chooser = self.header.chooser
        ago = self._words.ago
        self.scenarios = ScenarioCard(theme, messages=messages, ago=ago)
        self.phone = PhoneCard(theme, messages=messages)
        self.legs = LegsCard(theme, messages=messages, ago=ago)
        self.explanation = ExplanationPane(theme, messages=messages)
        self.exchanges = ExchangesCard(theme, messages=messages)
        self._reports = ReportSaver(self, context, self._outside.chooser, self._outside.save_bytes)
        self.failure = FailureBox(theme)
        self._end = RunEnd(self.legs, self.explanation, self.scenarios)
        self._lay_out()
        self._connect_presenters()
        self._connect_cards()
        theme.follow(self._on_theme_changed)

    def _lay_out(self) -> None:
        self.arrangement = Arrangement(
            self._context.theme,
            scenarios=self.scenarios,
            phone=self.phone,
            legs=self.legs,
            explanation=self.explanation,
            exchanges=self.exchanges,
        )
        self.arrangement.setParent(self)
        self.arrangement.take_sizes(self._context.settings.read().panes)
        self.arrangement.moved.connect(self._on_pane_moved)
        column = filling_column(self)
        column.addWidget(self.failure)
        column.addWidget(self.arrangement.page, 1)

    def _connect_presenters(self) -> None:
        presenter, device = self._presenter, self._device
        presenter.connections_changed.connect(self.chooser.show_list)
        presenter.connections_changed.connect(lambda _list: self.title_changed.emit())
        presenter.board_changed.connect(self.scenarios.show_board)
        presenter.board_changed.connect(self._show_badge)
        presenter.board_changed.connect(self._end.follow)
        presenter.controls_changed.connect(self.scenarios.show_controls)
        presenter.controls_changed.connect(self._on_controls_changed)
        presenter.board_changed.connect(self._choice.show)
        self._choice.shelf_changed.connect(self.scenarios.show_shelf)
        self._choice.wanted.connect(presenter.select_scenario)
        reading = presenter.reading
        reading.legs_changed.connect(self.legs.show_board)
        reading.leg_chosen.connect(device.look_at)
        device.leg_stepped.connect(reading.select_leg)
        self._exchanges.changed.connect(self.exchanges.show_view)
        online = self._outside.online
        if online is None:
            reading.detail_changed.connect(self._show_detail)
        else:
            online.setParent(self)
            reading.detail_changed.connect(online.show)
            online.detail_changed.connect(self._show_detail)
            online.running_changed.connect(self.explanation.show_asking)
            self.explanation.online_requested.connect(online.run)
        presenter.failure_changed.connect(self.failure.show_failure)
        presenter.shown_changed.connect(device.show)
        device.phone_changed.connect(self.phone.show_view)
        device.link_changed.connect(self.phone.qr.show_link)
        device.callback_changed.connect(self.phone.paste.show_callback)
        device.paste_emptied.connect(self.phone.paste.field.edit.clear)
        device.answered.connect(presenter.running.answer)
        device.delivered.connect(presenter.running.deliver)

    def _connect_cards(self) -> None:
        presenter, device = self._presenter, self._device
        self.chooser.chosen.connect(presenter.choose_connection)
        self.header.explain_button.clicked.connect(lambda: self._context.navigate("explain", None))
        self.header.several_button.clicked.connect(lambda: self._context.navigate("matrix", None))
        cards = self.scenarios
        cards.list.chosen.connect(presenter.select_scenario)
        cards.run_requested.connect(presenter.run)
        cards.run_all_requested.connect(presenter.run_all)
        cards.stop_requested.connect(presenter.running.stop)
        cards.platform_picked.connect(presenter.choose_platform)
        cards.backend_picked.connect(presenter.choose_backend)
        cards.list.folded.connect(self._choice.fold)
        cards.searched.connect(self._choice.search)
        cards.filter_picked.connect(self._choice.choose)
        reading = presenter.reading
        self.legs.table.chosen.connect(reading.select_leg)
        self.legs.leg_named.connect(self.arrangement.name_leg)
        self.legs.report_requested.connect(self._on_report_requested)
        self.legs.compare_requested.connect(self._on_compare_requested)
        self.explanation.acted.connect(self._on_detail_acted)
        self.explanation.copy_requested.connect(lambda: self._copy(reading.markdown()))
        self.explanation.value_copied.connect(self._copy)
        self.exchanges.curl_requested.connect(lambda: self._copy(reading.curl()))
        self.exchanges.searched.connect(self._exchanges.find)
        self.exchanges.next_requested.connect(self._exchanges.find_next)
        self.exchanges.list.toggled.connect(self._exchanges.toggle)
        self.phone.stepped.connect(device.step)
        self.phone.by_hand_changed.connect(self._on_by_hand_changed)
        self.phone.real_phone_changed.connect(self._on_real_phone_changed)
        self.phone.phone.login_pressed.connect(self._on_phone_login_pressed)
        self.phone.phone.answered.connect(device.answer)
        self.phone.qr.copy_requested.connect(self._copy)
        self.phone.qr.open_requested.connect(self._outside.open_url)
        self.phone.paste.pasted.connect(device.paste)
        self.phone.paste.deliver_requested.connect(device.deliver)

    @property
    def presenter(self) -> LoginTestPresenter:
        """What decides here; for those who drive the page from outside."""
        return self._presenter

    # --- the shell -----------------------------------------------------------------------------

    def title(self) -> str:
        """The header's title."""
        return self.tr("Login test")

    def breadcrumb(self) -> tuple[tuple[str, str], ...]:
        """Back to the form whose draft is tested."""
        return () if self._way_back() is None else ((BACK, self.tr("Back to the form")),)

    def on_breadcrumb(self, key: str) -> None:
        """To the form as it was left."""
        way = self._way_back()
        if key == BACK and way is not None:
            self._context.navigate(*way)

    def header_extra(self) -> QWidget | None:
        """The connection chooser."""
        return self.header

    def retranslate(self) -> None:
        """Puts every text in."""
        messages = self._context.messages()
        sides = self.arrangement.sides
        sides.setAccessibleName(self.tr("Login test"))
        sides.set_text("explanation", self.tr("Explanation"))
        sides.set_text("exchanges", self.tr("Exchanges"))
        sides.set_text("phone", self.tr("Phone"))
        self.arrangement.name_grips(self.tr("Resize the panes"))
        self.chooser.retranslate(messages)
        self.header.fit(self.width(), self.title())
        self.scenarios.retranslate(messages)
        self.phone.retranslate(messages)
        self.legs.retranslate(messages)
        self.explanation.retranslate(messages)
        self.exchanges.retranslate(messages)
        self._exchanges.set_messages(messages)
        if self._outside.online is not None:
            self._outside.online.set_messages(messages)
        self._presenter.set_messages(messages)
        self._device.set_messages(messages)

    def activate(self, args: object) -> None:
        """Reads the connections anew; opens the one that is asked for."""
        wanted = OpenTest(args) if isinstance(args, str | ConnectionToTest) else args
        if isinstance(wanted, OpenTest):
            self._open(wanted)
        self._presenter.load()

    def commands(self) -> tuple[PaletteCommand, ...]:
        """What the palette offers here."""
        is_running = self._presenter.is_running
        stop = (PaletteCommand("stop", self.tr("Stop the run"), "stop"),) if is_running else ()
        return (
            PaletteCommand("run", self.tr("Run the selected scenarios"), "play", "F5"),
            PaletteCommand("run_all", self.tr("Run all scenarios"), "play", ""),
            *stop,
            PaletteCommand("find", self.tr("Find a scenario"), "search", "Ctrl+F"),
            PaletteCommand("copy_explanation", self.tr("Copy explanation"), "copy", ""),
            PaletteCommand("explain", self.tr("Explain an error"), "help", ""),
            PaletteCommand("several", self.tr("Test several connections"), "list", ""),
            PaletteCommand("report", self.tr("Save report"), "download", ""),
        )

    def run_command(self, key: str) -> bool:
        """Does one of them."""
        match key:
            case "run":
                self._presenter.run(self.scenarios.selected_names())
            case "run_all":
                self._presenter.run_all()
            case "stop":
                self._presenter.running.stop()
            case "find":
                self._find()
            case "copy_explanation":
                self._copy(self._presenter.reading.markdown())
            case "explain":
                self._context.navigate("explain", None)
            case "several":
                self._context.navigate("matrix", None)
            case "report":
                self._on_report_requested()
            case "escape" if self._way_back() is not None:
                self.on_breadcrumb(BACK)
            case _:
                return False
        return True

    def shut_down(self) -> None:
        """Ends a run that is under way: the window closes."""
        self._presenter.running.stop()
        self._keep_panes()

    # --- inside --------------------------------------------------------------------------------

    def _open(self, wanted: OpenTest) -> None:
        if isinstance(wanted.connection, ConnectionToTest):
            draft = as_draft(wanted.connection)
            self._presenter.show_draft(draft)
            key = draft.key
        else:
            key = wanted.connection
            self._presenter.choose_connection(key)
        self._wanted = replace(wanted, connection=key)
        self._back = (key, wanted.back) if wanted.back is not None else None
        self.title_changed.emit()
        self._follow_wanted()

    def _way_back(self) -> tuple[str, str] | None:
        """To the form of the draft, while it is the draft that is looked at."""
        found = self._back
        return found[1] if found is not None and self._presenter.is_chosen(found[0]) else None

    def _follow_wanted(self) -> None:
        """Once the connection is there: looks at what was asked for, and runs it."""
        wanted = self._wanted
        if wanted is None or not self._presenter.is_chosen(str(wanted.connection)):
            return
        self._wanted = None
        if wanted.platform is not None:
            self._presenter.choose_platform(wanted.platform)
        if wanted.backend is not None:
            self._presenter.choose_backend(wanted.backend)
        if wanted.scenario:
            self._presenter.select_scenario(wanted.scenario)
        if wanted.run_now:
            self._presenter.run_selected()

    def _show_badge(self, board: ScenarioBoard) -> None:
        badge = None
        if board.is_running:
            at = min(board.done + 1, board.total)
            badge = Badge(f"{at} / {board.total}", is_running=True)
        self._context.set_badge(NAV_KEY, badge)

    def _on_controls_changed(self, controls: Controls) -> None:
        self.phone.show_by_hand(by_hand=controls.is_by_hand, locked=controls.is_running)
        if controls.can_run:
            self._follow_wanted()

    def _on_by_hand_changed(self, by_hand: bool) -> None:
        self._presenter.set_by_hand(by_hand=by_hand)

    def _on_real_phone_changed(self, is_real: bool) -> None:
        self._presenter.set_real_phone(is_real=is_real)

    def _on_phone_login_pressed(self) -> None:
        """Whoever presses the app's button wants to go on by hand."""
        self._presenter.set_by_hand(by_hand=True)
        self._presenter.run_selected()

    def _on_detail_acted(self, action: Action) -> None:
        match action.kind:
            case ActionKind.COPY_IP:
                self._copy(action.value)
            case ActionKind.OPEN_WECOM_ADMIN | ActionKind.OPEN_AUTHING | ActionKind.OPEN_ERROR_PAGE:
                self._outside.open_url(action.value)
            case ActionKind.EDIT_CONNECTION:
                connection = self._presenter.connection
                if connection is not None and connection.stored_id:
                    self._context.navigate("detail", connection.stored_id)
                else:
                    self._context.navigate("wizard", None)
            case ActionKind.RUN_AGAIN:
                self._presenter.run_selected()

    def _show_detail(self, detail: LegDetail) -> None:
        self.explanation.show_detail(detail)
        self._exchanges.show(detail)

    def _find(self) -> None:
        """In the trace where the keyboard is there, else in the scenarios."""
        has_keyboard = self.exchanges.isAncestorOf(self.focusWidget())
        if has_keyboard and self.exchanges.isVisible():
            self.exchanges.search.focus()
        else:
            self.scenarios.search.focus()

    def _on_compare_requested(self, on: bool) -> None:
        self._presenter.reading.compare(on=on)
        if on and self.arrangement.is_narrow:
            self.arrangement.choose_side("explanation")

    def _on_pane_moved(self) -> None:
        self._panes_moved = True

    def _keep_panes(self) -> None:
        """The next start has them as they are now."""
        sizes = self.arrangement.sizes()
        if self._panes_moved and sizes:
            settings = self._context.settings
            settings.write(settings.read()._replace(panes=sizes))
            self._panes_moved = False

    def _copy(self, text: str) -> None:
        copy_to_clipboard(text)
        self._context.toast().show_sentence(
            self.tr("Copied"), close_name=self.tr("Close"), milliseconds=2_500
        )

    def _on_report_requested(self) -> None:
        runs = self._presenter.reading.finished_runs()
        connection = self._presenter.connection
        if not runs or connection is None:
            return
        messages = self._context.messages()
        name = connection.profile.identifier
        self._reports.ask(name, lambda path: report_bytes(runs, path, messages))

    def _on_theme_changed(self, _tokens: ThemeTokens) -> None:
        self.arrangement.fit(self.width())
        self.header.fit(self.width(), self.title())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Finds out how many columns there is room for."""
        super().resizeEvent(event)
        self.arrangement.fit(self.width())
        self.header.fit(self.width(), self.title())
