"""The login test page's decisions: what is tested, how far it is, and what is looked at."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from wecom_console.domain.verdicts import BackendKind, Leg, Platform
from wecom_console.gui.features.login_test.presenter.progress import RunProgress
from wecom_console.gui.features.login_test.presenter.results import Place, StoredResult
from wecom_console.gui.features.login_test.presenter.run import RunState
from wecom_console.gui.features.login_test.presenter.state import Controls, PageFailure, Shown
from wecom_console.gui.features.login_test.presenter.wording import (
    ScenarioLines,
    leg_board,
    leg_detail,
    leg_to_show,
)
from wecom_console.gui.parts.presenter.choices import (
    ConnectionBook,
    Defaults,
    connection_list,
    controls_for,
    phone_mode,
)
from wecom_console.gui.parts.presenter.failures import FailureTeller, no_failure
from wecom_console.gui.parts.presenter.listing import listing_failure
from wecom_console.gui.parts.presenter.login_tests import (
    Background,
    BackgroundTask,
    LoginTests,
    RunningScenarios,
)
from wecom_console.gui.parts.presenter.run_trouble import run_failure
from wecom_console.messages.catalogue import Messages
from wecom_console.reports.curl import curl_commands
from wecom_console.services.runs.orders import (
    ConnectionToTest,
    Listing,
    PastRun,
    RunOrder,
    ScenarioChoice,
    ScenarioEvent,
)

LATER_MS = 33


class LoginTestPresenter(FailureTeller):
    """Each signal carries the new value of a part of the page; the first `tests()` blocks."""

    connections_changed = Signal(object)
    board_changed = Signal(object)
    controls_changed = Signal(object)
    legs_changed = Signal(object)
    detail_changed = Signal(object)
    shown_changed = Signal(object)

    def __init__(
        self,
        *,
        background: Background,
        tests: Callable[[], LoginTests],
        messages: Messages,
        ticks_ms: Callable[[], float],
        defaults: Callable[[], Defaults] = Defaults,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._tests = tests
        self._messages = messages
        self._words: Mapping[str, str] = {}
        self._lines = ScenarioLines(messages)
        self._ticks_ms = ticks_ms
        self._defaults = defaults
        self._book = ConnectionBook()
        self._connection: ConnectionToTest | None = None
        self._wanted = ""
        self._controls = Controls()
        self._offers: tuple[ScenarioChoice, ...] = ()
        self._scenario = ""
        self._leg: Leg | None = None
        self._progress = RunProgress()
        self._run: RunningScenarios | None = None
        self._task: BackgroundTask | None = None

    # --- what is there -------------------------------------------------------------------------

    @property
    def connection(self) -> ConnectionToTest | None:
        """The connection that is looked at."""
        return self._connection

    @property
    def controls(self) -> Controls:
        """What is chosen."""
        return self._controls

    @property
    def is_running(self) -> bool:
        """Whether scenarios are under way."""
        return self._progress.order is not None

    def is_chosen(self, key: str) -> bool:
        """Whether the connection that `key` means is looked at."""
        return self._connection is not None and self._book.find(key) == self._connection

    def load(self) -> None:
        """Reads the connections anew: at the start, and whenever the page comes into view."""
        self._background.call(
            lambda: self._tests().connections(),
            on_done=self._on_connections_loaded,
            on_error=self._on_load_failed,
        )

    def set_messages(self, messages: Messages) -> None:
        """Says everything in another language."""
        self._messages = messages.with_words(self._words)
        self._lines = ScenarioLines(self._messages)
        self.tell_failure(self._messages)
        self._tell_all()

    # --- choosing ------------------------------------------------------------------------------

    def show_draft(self, draft: ConnectionToTest) -> None:
        """Offers the values on the form, saved or not, and chooses them."""
        order = self._progress.order
        if order is not None and order.connection.key == draft.key:
            self.stop()
        self._book.keep_draft(draft)
        self._progress.results.forget(draft.key)
        self._choose(draft)

    def choose_connection(self, key: str) -> None:
        """Looks at another connection; at one that is not known yet once it is loaded."""
        found = self._book.find(key)
        if found is None:
            self._wanted = key
        elif found != self._connection:
            self._choose(found)

    def choose_platform(self, platform: Platform) -> None:
        """Tests with another platform's links."""
        if platform in self._controls.platforms:
            self._controls = replace(self._controls, platform=platform)
            self._enter_place()

    def choose_backend(self, backend: BackendKind) -> None:
        """Tests against another backend."""
        if backend in self._controls.backends:
            self._controls = replace(self._controls, backend=backend)
            self._enter_place()

    def set_by_hand(self, *, by_hand: bool) -> None:
        """Whether the user answers instead of the automatic phone. For the next run."""
        self._controls = replace(self._controls, is_by_hand=by_hand)
        self._offer()

    def set_real_phone(self, *, is_real: bool) -> None:
        """Whether a run by hand waits for a real phone's callback instead of the drawn phone."""
        self._controls = replace(self._controls, is_real_phone=is_real)
        self._offer()

    def select_scenario(self, name: str) -> None:
        """Looks at the last run of another scenario."""
        if name != self._scenario and any(offer.name == name for offer in self._offers):
            self._scenario, self._leg = name, None
            self._tell_board()
            self._tell_run()

    def select_leg(self, leg: Leg) -> None:
        """Looks at a leg, and stays there until another scenario or run is looked at."""
        before, self._leg = self._shown_leg(), leg
        if leg is not before:
            self._tell_legs()

    # --- running -------------------------------------------------------------------------------

    def run(self, scenarios: Sequence[str]) -> None:
        """Runs these scenarios in the order of the list, those that can run here."""
        runnable = tuple(o.name for o in self._offers if not o.reason and o.name in scenarios)
        if self._connection is None or self.is_running or not runnable:
            return
        self.fail(no_failure, self._messages)
        order = RunOrder(
            self._connection,
            runnable,
            self._controls.platform,
            self._controls.backend,
            phone_mode(self._controls),
        )
        self._progress.begin(order, self._place())
        self._leg = None
        if self._scenario not in runnable:
            self._scenario = runnable[0]
        self._run = self._tests().start(order)
        self._set_running(running=True)
        self._task = self._background.stream(
            self._run.events,
            on_events=self._on_events,
            on_done=lambda _nothing: self._finish(),
            on_error=self._on_run_failed,
        )

    def run_selected(self) -> None:
        """Runs the scenario that is looked at."""
        self.run((self._scenario,))

    def run_all(self) -> None:
        """Runs every scenario that can run here."""
        self.run(tuple(offer.name for offer in self._offers))

    def stop(self) -> None:
        """Ends the run at once: what was under way is *stopped*, what waited is as it was."""
        if not self.is_running:
            return
        if self._task is not None:
            self._task.cancel()
        self._progress.stop(now=self._ticks_ms())
        self._finish()

    def answer(self, decision: str) -> None:
        """*Agree* or *Cancel* on the virtual phone of the waiting run."""
        if self._run is not None:
            self._background.run(self._run.decide, decision)

    def deliver(self, link: str) -> None:
        """Gives the waiting run what came back from a real phone."""
        if self._run is not None:
            self._background.run(self._run.deliver, link)

    # --- taking away ---------------------------------------------------------------------------

    def curl(self) -> str:
        """The requests of the leg that is looked at, as shell commands."""
        run = self._shown_run()
        return curl_commands(run.leg(self._shown_leg()).exchanges) if run is not None else ""

    def finished_runs(self) -> tuple[RunState, ...]:
        """The runs a report is made of: of all scenarios, in their order."""
        runs = self._progress.results.all_of(self._place(), tuple(o.name for o in self._offers))
        return tuple(run for run in runs if run.end is not None)

    # --- answers from the background -----------------------------------------------------------

    def _on_connections_loaded(self, listing: Listing) -> None:
        self._book.keep_read(listing.connections)
        if listing.words != self._words:
            self._words = listing.words
            self.set_messages(self._messages)
        self.fail(lambda messages: listing_failure(listing, messages), self._messages)
        current = self._connection
        found = self._book.find(self._wanted or (current.key if current is not None else ""))
        self._wanted = ""
        if found is None:
            found = next(iter(self._book.known), None)
        if found is None or found == current:
            self.connections_changed.emit(connection_list(self._book.known, current))
            self._load_past()
        else:
            self._choose(found)

    def _on_load_failed(self, _error: Exception) -> None:
        self.fail(lambda _messages: PageFailure("load"), self._messages)

    def _on_past_loaded(self, place: Place, runs: tuple[PastRun, ...]) -> None:
        self._progress.remember(place, runs)
        if self._connection is not None and place == self._place():
            self._tell_board()
            self._tell_run()

    def _on_events(self, batch: Sequence[ScenarioEvent]) -> None:
        if not self.is_running:
            return
        self._progress.hear(batch, now=self._ticks_ms())
        is_here = self._progress.is_at(self._place())
        if not (is_here and any(told.scenario == self._scenario for told in batch)):
            self._tell_board()
            return
        self._tell_run()
        # Both at once would hold the window up while many run.
        if self._progress.total == 1:
            self._tell_board()
        else:
            QTimer.singleShot(LATER_MS, self, self._tell_board)

    def _on_run_failed(self, error: Exception) -> None:
        self._finish()
        self.fail(lambda messages: run_failure(error, messages), self._messages)

    # --- inside --------------------------------------------------------------------------------

    def _place(self) -> Place:
        key = self._connection.key if self._connection is not None else ""
        return Place(key, self._controls.platform, self._controls.backend)

    def _choose(self, connection: ConnectionToTest) -> None:
        self._connection = connection
        self._wanted = ""
        self._controls = controls_for(
            self._controls,
            connection,
            self._tests().backends(connection),
            defaults=self._defaults(),
        )
        self.connections_changed.emit(connection_list(self._book.known, connection))
        self._enter_place()

    def _enter_place(self) -> None:
        if self._connection is None:
            return
        self._leg = None
        self._offer()
        self._load_past()

    def _offer(self) -> None:
        connection, controls = self._connection, self._controls
        if connection is not None:
            self._offers = self._tests().offers(
                connection, controls.platform, controls.backend, phone_mode(self._controls)
            )
        names = [offer.name for offer in self._offers]
        if self._scenario not in names:
            self._scenario = names[0] if names else ""
        self._set_running(running=self.is_running)

    def _load_past(self) -> None:
        connection = self._connection
        if connection is None or not connection.keeps_runs_of:
            return
        place = self._place()
        self._background.call(
            self._tests().past_runs,
            connection,
            place.platform,
            place.backend,
            on_done=lambda runs: self._on_past_loaded(place, runs),
            on_error=self._on_load_failed,
        )

    def _set_running(self, *, running: bool) -> None:
        can_run = not running and any(not offer.reason for offer in self._offers)
        self._controls = replace(self._controls, is_running=running, can_run=can_run)
        self._tell_all()

    def _finish(self) -> None:
        self._progress.finish()
        self._run = self._task = None
        self._set_running(running=False)

    def _shown_run(self) -> RunState | None:
        result = self._shown_result()
        return result.run if result is not None else None

    def _shown_result(self) -> StoredResult | None:
        return self._progress.results.get(self._place(), self._scenario)

    def _shown_leg(self) -> Leg:
        return self._leg if self._leg is not None else leg_to_show(self._shown_run())

    def _tell_all(self) -> None:
        self.connections_changed.emit(connection_list(self._book.known, self._connection))
        self.controls_changed.emit(self._controls)
        self._tell_board()
        self._tell_run()

    def _tell_board(self) -> None:
        progress, place = self._progress, self._place()
        board = self._lines.board(
            self._offers,
            {offer.name: progress.results.get(place, offer.name) for offer in self._offers},
            waiting=frozenset(progress.waiting) if progress.is_at(place) else (),
            current=self._scenario,
        )
        self.board_changed.emit(progress.counted(board))

    def _tell_run(self) -> None:
        connection, order = self._connection, self._progress.order
        if connection is not None:
            self.shown_changed.emit(
                Shown(
                    profile=connection.profile,
                    member=connection.member,
                    platform=self._controls.platform,
                    run=self._shown_run(),
                    is_live=self._progress.is_live(self._place(), self._scenario),
                    phone=order.phone if order is not None else phone_mode(self._controls),
                )
            )
        self._tell_legs()

    def _tell_legs(self) -> None:
        result, leg = self._shown_result(), self._shown_leg()
        run, is_stale = (result.run, result.is_stale) if result is not None else (None, False)
        profile = self._connection.profile if self._connection is not None else None
        told = leg_detail(run, leg, self._messages, is_stale=is_stale, profile=profile)
        self.legs_changed.emit(leg_board(run, leg, self._messages, is_stale=is_stale))
        self.detail_changed.emit(told)
