"""The matrix page: connections × platforms × scenarios in one go."""

from wecom_console.gui.features.matrix.choice_card import MatrixChoiceCard
from wecom_console.gui.features.matrix.presenter.presenter import MatrixPresenter
from wecom_console.gui.features.matrix.presenter.state import (
    MatrixLine,
    MatrixProgress,
    UnexpectedRun,
)
from wecom_console.gui.features.matrix.result_card import ResultCard
from wecom_console.gui.parts.cards_page import BelowLoginTest
from wecom_console.gui.parts.chooser import DialogChooser, FileChooser
from wecom_console.gui.parts.desktop import save_bytes
from wecom_console.gui.parts.filling_scroll import filling_column
from wecom_console.gui.parts.login_request import OpenTest
from wecom_console.gui.parts.presenter.failures import PageFailure
from wecom_console.gui.parts.presenter.run_reports import events_report
from wecom_console.gui.parts.report_saving import ReportSaver, SaveBytes
from wecom_console.gui.parts.stored_logins import login_tests
from wecom_console.gui.read_out import read_out
from wecom_console.gui.shell.context import ShellContext
from wecom_console.gui.shell.nav import Badge
from wecom_console.gui.shell.notification import tell_end
from wecom_console.gui.widgets.boxes.command_palette import PaletteCommand
from wecom_console.gui.widgets.boxes.notice import ErrorBox

NAV_KEY = "test"
BESIDE_FROM = 115
CHOICE_WIDTH = 300
WIDEST = 16_777_215


def real_presenter(context: ShellContext) -> MatrixPresenter:
    """Over the window's bridge and services."""
    return MatrixPresenter(
        background=context.bridge, tests=login_tests(context), messages=context.messages()
    )


class MatrixPage(BelowLoginTest):
    """Choose, run, look at what did not end as expected."""

    def __init__(
        self,
        context: ShellContext,
        presenter: MatrixPresenter | None = None,
        *,
        chooser: FileChooser | None = None,
        save: SaveBytes = save_bytes,
    ) -> None:
        super().__init__(context, beside_from=BESIDE_FROM)
        self.setObjectName("matrix_page")
        self.presenter = presenter or real_presenter(context)
        self.presenter.setParent(self)
        self._chooser = chooser or DialogChooser()
        self._reports = ReportSaver(self, context, self._chooser, save)
        self._badge: Badge | None = None
        theme = context.theme
        self.choice = MatrixChoiceCard(theme, messages=context.messages())
        self.result = ResultCard(theme, messages=context.messages())
        self.failure = ErrorBox(theme, name="matrix_failure")
        self.failure.hide()
        self.cards.addWidget(self.choice)
        self.cards.addWidget(self.result, 1)
        column = filling_column(self)
        column.addWidget(self.failure)
        column.addLayout(self.cards, 1)
        self._connect()
        theme.follow(self._on_theme_changed)

    def _connect(self) -> None:
        presenter, choice = self.presenter, self.choice
        presenter.choice_changed.connect(choice.show_choice)
        presenter.progress_changed.connect(self._on_presenter_progress_changed)
        presenter.failure_changed.connect(self._on_presenter_failure_changed)
        choice.toggled.connect(lambda key, on: presenter.choose(key, chosen=on))
        choice.all_toggled.connect(lambda on: presenter.choose_all(chosen=on))
        choice.platform_toggled.connect(lambda p, on: presenter.choose_platform(p, chosen=on))
        choice.group_picked.connect(presenter.choose_group)
        choice.backend_picked.connect(lambda on: presenter.choose_backend(on_simulator=on))
        choice.workers_picked.connect(presenter.choose_workers)
        choice.fail_fast_toggled.connect(lambda on: presenter.choose_fail_fast(fails_fast=on))
        choice.run_requested.connect(presenter.run)
        choice.stop_requested.connect(presenter.stop)
        self.result.opened.connect(self._on_result_opened)
        self.result.compare_requested.connect(self._on_compare_requested)
        self.result.report_requested.connect(self._on_report_requested)

    # --- the page protocol ---------------------------------------------------------------------

    def title(self) -> str:
        """What it is for."""
        return self.tr("Test several connections")

    def retranslate(self) -> None:
        """Puts every text in."""
        messages = self._context.messages()
        self.choice.retranslate(messages)
        self.result.retranslate(messages)
        self.presenter.set_messages(messages)

    def activate(self, args: object) -> None:
        """Reads the connections anew; a tuple of ids chooses these."""
        if isinstance(args, tuple):
            self.presenter.choose_only(args)
        self.presenter.load()

    def commands(self) -> tuple[PaletteCommand, ...]:
        """What the palette offers here."""
        is_running = self.presenter.is_running
        stop = (PaletteCommand("stop", self.tr("Stop the run"), "stop"),) if is_running else ()
        return (
            PaletteCommand("run", self.tr("Run the selected logins"), "play", "F5"),
            *stop,
            PaletteCommand("report", self.tr("Save report"), "download", ""),
            PaletteCommand("compare", self.tr("Compare with an earlier report"), "history", ""),
        )

    def run_command(self, key: str) -> bool:
        """Does one of them."""
        match key:
            case "run":
                self.presenter.run()
            case "stop":
                self.presenter.stop()
            case "compare":
                self._on_compare_requested()
            case "report":
                self._on_report_requested()
            case _:
                return False
        return True

    def shut_down(self) -> None:
        """Ends what is under way: the window closes."""
        self.presenter.progress_changed.disconnect(self._on_presenter_progress_changed)
        self.presenter.stop()
        self.presenter.forget()

    # --- inside --------------------------------------------------------------------------------

    def _on_presenter_progress_changed(self, progress: MatrixProgress) -> None:
        self.result.show_progress(progress)
        if self.choice.is_running != progress.is_running:
            self.choice.show_running(is_running=progress.is_running)
            if not progress.is_running:
                self._tell_end(progress)
        badge = None
        if progress.is_running:
            # The two numbers would leave no room for the word beside them.
            badge = Badge(f"{progress.done * 100 // progress.total} %", is_running=True)
        if badge != self._badge:
            self._badge = badge
            self._context.set_badge(NAV_KEY, badge)

    def _tell_end(self, progress: MatrixProgress) -> None:
        """To who has turned to something else meanwhile: another page, another program."""
        sentence = self.tr("{done} logins finished, {count} of them not as expected.").format(
            done=progress.done, count=progress.otherwise
        )
        tell_end(self.window(), sentence)
        if self.isVisible():
            read_out(self.result, sentence)
            return
        self._context.toast().show_sentence(
            sentence,
            action_text=self.tr("Show"),
            action=lambda: self._context.navigate("matrix", None),
            close_name=self.tr("Close"),
        )

    def _on_presenter_failure_changed(self, failure: PageFailure) -> None:
        self.failure.setVisible(bool(failure.what))
        if failure.what == "load":
            self.failure.set_title(self.tr("The stored connections cannot be read"))
        elif failure.what == "team":
            self.failure.set_title(self.tr("The team's scenarios cannot be used"))
        elif failure.what == "compare":
            self.failure.set_title(self.tr("Nothing to compare with"))
        elif failure.what == "trouble":
            self.failure.set_title(self.tr("The runs could not continue"))
        elif failure.what:
            self.failure.set_title(self.tr("The runs were ended by a bug in this program"))
        self.failure.set_rows([("", detail) for detail in failure.details])

    def _on_result_opened(self, wanted: MatrixLine | UnexpectedRun) -> None:
        scenario = wanted.scenario if isinstance(wanted, UnexpectedRun) else ""
        opened = OpenTest(wanted.key, platform=wanted.platform, scenario=scenario)
        self._context.navigate("test", opened)

    def _on_compare_requested(self) -> None:
        title = self.tr("Compare with an earlier report")
        reports, everything = self.tr("Recorded runs"), self.tr("All files")
        filters = [f"{reports} (*.json *.jsonl)", f"{everything} (*)"]
        self._chooser.open(title, filters, self.presenter.compare, parent=self)

    def _on_report_requested(self) -> None:
        progress = self.presenter.progress
        if progress.is_running or not progress.done:
            return
        messages, events = self._context.messages(), self.presenter.events()
        self._reports.ask("login-tests", lambda path: events_report(events(), path, messages))

    def _fit_cards(self, *, is_beside: bool) -> None:
        theme = self._theme
        self.choice.setMaximumWidth(theme.px(CHOICE_WIDTH) if is_beside else WIDEST)
        self.choice.setMinimumWidth(theme.px(CHOICE_WIDTH) if is_beside else 0)
        self.result.setMinimumHeight(theme.px(260))
