"""The login test page's decisions: what is tested, how far it is, and what is looked at."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from wecom_console.domain.verdicts import BackendKind, Platform
from wecom_console.gui.features.login_test.presenter.progress import RunProgress
from wecom_console.gui.features.login_test.presenter.reading import RunReading
from wecom_console.gui.features.login_test.presenter.results import Place
from wecom_console.gui.features.login_test.presenter.running import RunControl
from wecom_console.gui.features.login_test.presenter.selection import Selection
from wecom_console.gui.features.login_test.presenter.views import LoginTestViews
from wecom_console.gui.parts.presenter.background import Background
from wecom_console.gui.parts.presenter.choices import (
    Controls,
    Defaults,
    phone_mode,
)
from wecom_console.gui.parts.presenter.failures import FailureTeller, PageFailure, no_failure
from wecom_console.gui.parts.presenter.listing import listing_failure
from wecom_console.gui.parts.presenter.login_tests import LoginTests
from wecom_console.gui.parts.presenter.run_trouble import run_failure
from wecom_console.messages.catalogue import Messages
from wecom_console.services.runs.orders import (
    ConnectionToTest,
    Listing,
    PastRun,
    ScenarioEvent,
)

LATER_MS = 33


class LoginTestPresenter(FailureTeller):
    """What is tested and how far it is. Each signal carries the new value of a part of the page;
    `running` is the run under way, `reading` what is read of one; the first `tests()` blocks."""

    connections_changed = Signal(object)
    board_changed = Signal(object)
    controls_changed = Signal(object)
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
        self._defaults = defaults
        self._looked_at = Selection()
        self._progress = RunProgress()
        self._views = LoginTestViews(self._looked_at, self._progress, messages)
        self.reading = RunReading(self._looked_at, self._views, parent=self)
        self.running = RunControl(
            self._progress, background=background, tests=tests, ticks_ms=ticks_ms, parent=self
        )
        self.running.began.connect(self._on_running_changed)
        self.running.ended.connect(self._on_running_changed)
        self.running.heard.connect(self._on_heard)
        self.running.failed.connect(self._on_run_failed)
        self._board_soon = QTimer(self)
        self._board_soon.setSingleShot(True)
        self._board_soon.setInterval(LATER_MS)
        self._board_soon.timeout.connect(self._tell_board)

    # --- what is there -------------------------------------------------------------------------

    @property
    def connection(self) -> ConnectionToTest | None:
        """The connection that is looked at."""
        return self._looked_at.connection

    @property
    def controls(self) -> Controls:
        """What is chosen."""
        return self._looked_at.controls

    @property
    def is_running(self) -> bool:
        """Whether scenarios are under way."""
        return self.running.is_running

    def is_chosen(self, key: str) -> bool:
        """Whether the connection that `key` means is looked at."""
        chosen = self._looked_at.connection
        return chosen is not None and self._looked_at.book.find(key) == chosen

    def load(self) -> None:
        """Reads the connections anew: at the start, and whenever the page comes into view."""
        self._background.call(
            lambda: self._tests().connections(),
            on_done=self._on_connections_loaded,
            on_error=self._on_load_failed,
        )

    def set_messages(self, messages: Messages) -> None:
        """Says everything in another language."""
        self._views.speak(messages)
        self.tell_failure(self._views.messages)
        self._tell_all()

    # --- choosing ------------------------------------------------------------------------------

    def show_draft(self, draft: ConnectionToTest) -> None:
        """Offers the values on the form, saved or not, and chooses them. As the first thing that is
        asked for they are chosen with the first `load`: what they offer imports the network."""
        order = self._progress.order
        if order is not None and order.connection.key == draft.key:
            self.running.stop()
        self._looked_at.book.keep_draft(draft)
        self._progress.results.forget(draft.key)
        if self._looked_at.book.is_read:
            self._choose(draft)
        else:
            self._looked_at.wanted = draft.key

    def choose_connection(self, key: str) -> None:
        """Looks at another connection; at one that is not known yet once it is loaded."""
        found = self._looked_at.book.find(key)
        if found is None:
            self._looked_at.wanted = key
        elif found != self._looked_at.connection:
            self._choose(found)

    def choose_platform(self, platform: Platform) -> None:
        """Tests with another platform's links."""
        if platform in self.controls.platforms:
            self._look_elsewhere(platform=platform)

    def choose_backend(self, backend: BackendKind) -> None:
        """Tests against another backend."""
        if backend in self.controls.backends:
            self._look_elsewhere(backend=backend)

    def set_by_hand(self, *, by_hand: bool) -> None:
        """Whether the user answers instead of the automatic phone. For the next run."""
        self._looked_at.controls = replace(self.controls, is_by_hand=by_hand)
        self._offer()

    def set_real_phone(self, *, is_real: bool) -> None:
        """Whether a run by hand waits for a real phone's callback instead of the drawn phone."""
        self._looked_at.controls = replace(self.controls, is_real_phone=is_real)
        self._offer()

    def select_scenario(self, name: str) -> None:
        """Looks at the last run of another scenario."""
        if self._looked_at.look_at_scenario(name):
            self._tell_board()
            self._tell_run()

    # --- running -------------------------------------------------------------------------------

    def run(self, scenarios: Sequence[str]) -> None:
        """Runs these scenarios in the order of the list, those that can run here."""
        order = self._looked_at.order(scenarios)
        if order is None or self.is_running:
            return
        self.fail(no_failure, self._views.messages)
        self._looked_at.show_run(order)
        self.running.start(order, self._looked_at.place)

    def run_selected(self) -> None:
        """Runs the scenario that is looked at."""
        self.run((self._looked_at.scenario,))

    def run_all(self) -> None:
        """Runs every scenario that can run here."""
        self.run(self._looked_at.names())

    # --- answers from the background -----------------------------------------------------------

    def _on_connections_loaded(self, listing: Listing) -> None:
        self._looked_at.book.keep_read(listing.connections)
        if listing.words != self._views.words:
            self._views.words = listing.words
            self.set_messages(self._views.messages)
        self.fail(lambda messages: listing_failure(listing, messages), self._views.messages)
        found = self._looked_at.wanted_connection()
        if found is None or found == self._looked_at.connection:
            self.connections_changed.emit(self._looked_at.choices())
            self._load_past()
        else:
            self._choose(found)

    def _on_load_failed(self, _error: Exception) -> None:
        self.fail(lambda _messages: PageFailure("load"), self._views.messages)

    def _on_past_loaded(self, place: Place, runs: tuple[PastRun, ...]) -> None:
        self._progress.remember(place, runs)
        if self._looked_at.connection is not None and place == self._looked_at.place:
            self._tell_board()
            self._tell_run()

    def _on_heard(self, batch: Sequence[ScenarioEvent]) -> None:
        looked_at = self._looked_at
        is_here = self._progress.is_at(looked_at.place)
        if not (is_here and any(told.scenario == looked_at.scenario for told in batch)):
            self._tell_board()
            return
        self._tell_run()
        # Both at once would hold the window up while many run.
        if self._progress.total == 1:
            self._tell_board()
        elif not self._board_soon.isActive():
            self._board_soon.start()

    def _on_run_failed(self, error: Exception) -> None:
        self.fail(lambda messages: run_failure(error, messages), self._views.messages)

    # --- inside --------------------------------------------------------------------------------

    def _choose(self, connection: ConnectionToTest) -> None:
        looked_at = self._looked_at
        looked_at.choose(connection, self._tests().backends(connection), self._defaults())
        self.connections_changed.emit(looked_at.choices())
        self._enter_place()

    def _look_elsewhere(self, **changes: Any) -> None:
        self._looked_at.controls = replace(self.controls, **changes)
        self._enter_place()

    def _enter_place(self) -> None:
        if self._looked_at.connection is None:
            return
        self._looked_at.leg = None
        self._offer()
        self._load_past()

    def _offer(self) -> None:
        looked_at, controls = self._looked_at, self.controls
        if looked_at.connection is not None:
            looked_at.take_offers(
                self._tests().offers(
                    looked_at.connection,
                    controls.platform,
                    controls.backend,
                    phone_mode(controls),
                )
            )
        self._on_running_changed()

    def _load_past(self) -> None:
        connection, place = self._looked_at.connection, self._looked_at.place
        if connection is None or not connection.keeps_runs_of:
            return
        self._background.call(
            self._tests().past_runs,
            connection,
            place.platform,
            place.backend,
            on_done=lambda runs: self._on_past_loaded(place, runs),
            on_error=self._on_load_failed,
        )

    def _on_running_changed(self) -> None:
        self._looked_at.set_running(running=self.is_running)
        self._tell_all()

    def _tell_all(self) -> None:
        self.connections_changed.emit(self._looked_at.choices())
        self.controls_changed.emit(self.controls)
        self._tell_board()
        self._tell_run()

    def _tell_board(self) -> None:
        self.board_changed.emit(self._views.board())

    def _tell_run(self) -> None:
        shown = self._views.shown()
        if shown is not None:
            self.shown_changed.emit(shown)
        self.reading.tell()
