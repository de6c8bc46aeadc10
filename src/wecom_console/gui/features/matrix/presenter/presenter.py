"""The matrix page's decisions: which connections, platforms and scenarios are run, and how far
that is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from wecom_console.domain.verdicts import BackendKind, Platform
from wecom_console.flow.events import Event
from wecom_console.flow.explanations import ending_text
from wecom_console.flow.summary import Ending, RunSummary
from wecom_console.gui.features.matrix.presenter.compare import change_of, compare_with
from wecom_console.gui.features.matrix.presenter.ports import MatrixRun, MatrixTests
from wecom_console.gui.features.matrix.presenter.state import (
    Comparison,
    MatrixChoice,
    MatrixItem,
    MatrixLine,
    MatrixProgress,
    UnexpectedRun,
)
from wecom_console.gui.parts.presenter.background import Background, BackgroundTask
from wecom_console.gui.parts.presenter.choices import platforms_of
from wecom_console.gui.parts.presenter.failures import FailureTeller, PageFailure, no_failure
from wecom_console.gui.parts.presenter.listing import listing_failure
from wecom_console.gui.parts.presenter.run_trouble import run_failure
from wecom_console.messages.catalogue import Messages
from wecom_console.reports.replay import RunDifference
from wecom_console.services.runs.orders import (
    ConnectionToTest,
    Listing,
    MatrixOptions,
    PhoneMode,
    RunBegan,
    RunEnded,
    RunOrder,
    ScenarioChoice,
)

FINDINGS_KEPT = 500
"""Runs that ended otherwise, as lines of the page; the report has them all."""


class MatrixPresenter(FailureTeller):
    """Each signal carries the new value of a part of the page; the first `tests()` blocks."""

    choice_changed = Signal(object)
    progress_changed = Signal(object)

    def __init__(
        self,
        *,
        background: Background,
        tests: Callable[[], MatrixTests],
        messages: Messages,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._tests = tests
        self._messages = messages
        self._words: Mapping[str, str] = {}
        self._connections: tuple[ConnectionToTest, ...] = ()
        self._unwanted: set[str] = set()
        self._wanted: frozenset[str] = frozenset()
        self._choice = MatrixChoice()
        self._progress = MatrixProgress()
        self._orders: tuple[RunOrder, ...] = ()
        self._findings: list[tuple[UnexpectedRun, RunSummary]] = []
        self._known_offers: dict[tuple[str, Platform, BackendKind], tuple[ScenarioChoice, ...]] = {}
        self._compared: tuple[str, tuple[RunDifference, ...]] | None = None
        self._run: MatrixRun | None = None
        self._task: BackgroundTask | None = None

    @property
    def choice(self) -> MatrixChoice:
        """What is chosen."""
        return self._choice

    @property
    def progress(self) -> MatrixProgress:
        """How far it is."""
        return self._progress

    @property
    def is_running(self) -> bool:
        """Whether runs are under way."""
        return self._progress.is_running

    def load(self) -> None:
        """Reads the connections anew: whenever the page comes into view."""
        self._background.call(
            lambda: self._tests().connections(),
            on_done=self._on_loaded,
            on_error=self._on_load_failed,
        )

    def set_messages(self, messages: Messages) -> None:
        """Says everything in another language."""
        self._messages = messages.with_words(self._words)
        self._findings = [(self._finding(f.key, f.name, s), s) for f, s in self._findings]
        shown = tuple(finding for finding, _ in self._findings)
        self._progress = replace(self._progress, findings=shown, comparison=self._comparison())
        self.tell_failure(self._messages)
        self.choice_changed.emit(self._choice)
        self.progress_changed.emit(self._progress)

    # --- choosing ------------------------------------------------------------------------------

    def choose(self, key: str, *, chosen: bool) -> None:
        """Takes a connection in, or leaves it out."""
        self._unwanted = self._unwanted - {key} if chosen else self._unwanted | {key}
        self._tell_choice()

    def choose_all(self, *, chosen: bool) -> None:
        """Takes all in, or none."""
        self._unwanted = set() if chosen else {c.key for c in self._connections}
        self._tell_choice()

    def choose_only(self, keys: tuple[str, ...]) -> None:
        """Takes these in and no other, once the connections are read (`load`)."""
        self._wanted = frozenset(keys)

    def choose_platform(self, platform: Platform, *, chosen: bool) -> None:
        """Takes a platform in, or leaves it out."""
        before = self._choice.platforms
        platforms = tuple(p for p in Platform if (chosen if p is platform else p in before))
        self._choice = replace(self._choice, platforms=platforms)
        self._tell_choice()

    def choose_group(self, group: str) -> None:
        """One kind of scenarios; empty for all."""
        self._choice = replace(self._choice, group=group)
        self._tell_choice()

    def choose_workers(self, workers: int) -> None:
        """How many at once."""
        self._choice = replace(self._choice, workers=workers)
        self._tell_choice()

    def choose_fail_fast(self, *, fails_fast: bool) -> None:
        """Whether the first that ends otherwise is the last."""
        self._choice = replace(self._choice, fails_fast=fails_fast)
        self._tell_choice()

    def choose_backend(self, *, on_simulator: bool) -> None:
        """The simulator for all, or the backend that each connection names."""
        self._choice = replace(self._choice, on_simulator=on_simulator)
        self._tell_choice()

    # --- running -------------------------------------------------------------------------------

    def run(self) -> None:
        """Runs what is chosen."""
        orders = tuple(order for order in self._planned() if order.scenarios)
        if self.is_running or not orders:
            return
        self.fail(no_failure, self._messages)
        self.forget()
        self._orders, self._findings, self._compared = orders, [], None
        self._progress = MatrixProgress(
            tuple(
                MatrixLine(
                    order.connection.key,
                    order.connection.profile.display_name,
                    order.connection.profile.identifier,
                    order.platform,
                    len(order.scenarios),
                )
                for order in orders
            ),
            is_running=True,
        )
        options = MatrixOptions(self._choice.workers, self._choice.fails_fast)
        self._run = self._tests().start_matrix(orders, options)
        self.progress_changed.emit(self._progress)
        self._task = self._background.stream(
            self._run.progress,
            on_events=self._on_events,
            on_done=lambda _nothing: self._finish(),
            on_error=self._on_run_failed,
        )

    def stop(self) -> None:
        """Ends the runs at once; what has ended stays."""
        if self._task is not None and self.is_running:
            self._task.cancel()
            self._finish()

    def events(self) -> Callable[[], Sequence[tuple[Event, ...]]]:
        """Gives the events of all runs that have ended, for a report. What it gives blocks."""
        return self._run.events if self._run is not None else tuple

    def compare(self, path: Path) -> None:
        """Says what has changed since an earlier report."""
        if self.is_running or not self._progress.done:
            return
        self.fail(no_failure, self._messages)
        self._background.call(
            compare_with,
            path,
            self.events(),
            on_done=lambda found: self._on_compared(path, found),
            on_error=self._on_run_failed,
        )

    def forget(self) -> None:
        """Lets go of the last runs."""
        if self._run is not None:
            self._run.close()
        self._run = None

    # --- inside --------------------------------------------------------------------------------

    def _on_compared(self, path: Path, found: Any) -> None:
        if not isinstance(found, tuple):
            params = {"file": path.name, **found.params}
            self.fail(
                lambda m: PageFailure("compare", (m.text(f"cli.{found.code}", **params),)),
                self._messages,
            )
            return
        self._compared = (path.name, found)
        self._progress = replace(self._progress, comparison=self._comparison())
        self.progress_changed.emit(self._progress)

    def _comparison(self) -> Comparison | None:
        if self._compared is None:
            return None
        name, differences = self._compared
        shown = differences[:FINDINGS_KEPT]
        return Comparison(name, tuple(change_of(one, self._messages) for one in shown))

    def _on_loaded(self, listing: Listing) -> None:
        self._connections, self._known_offers = listing.connections, {}
        self._words = listing.words
        self._messages = self._messages.with_words(self._words)
        self.fail(lambda messages: listing_failure(listing, messages), self._messages)
        if self._wanted:
            self._unwanted = {c.key for c in self._connections if c.key not in self._wanted}
            self._wanted = frozenset()
        self._tell_choice()

    def _on_load_failed(self, _error: Exception) -> None:
        self.fail(lambda _messages: PageFailure("load"), self._messages)

    def _on_run_failed(self, error: Exception) -> None:
        self._finish()
        self.fail(lambda messages: run_failure(error, messages), self._messages)

    def _on_events(self, batch: Sequence[RunBegan | RunEnded]) -> None:
        if not self.is_running:
            return
        lines = list(self._progress.lines)
        for told in batch:
            line = replace(lines[told.order], is_running=True)
            if isinstance(told, RunEnded):
                passed = told.summary.ending is Ending.AS_EXPECTED
                line = line.after(passed=passed, simulated=told.summary.simulated)
                if not passed and len(self._findings) < FINDINGS_KEPT:
                    finding = self._finding(line.key, line.name, told.summary)
                    self._findings.append((finding, told.summary))
            if line.done == line.total:
                line = replace(line, is_running=False)
            lines[told.order] = line
        findings = self._progress.findings
        if len(findings) != len(self._findings):
            findings = tuple(finding for finding, _ in self._findings)
        self._progress = replace(self._progress, lines=tuple(lines), findings=findings)
        self.progress_changed.emit(self._progress)

    def _finding(self, key: str, name: str, summary: RunSummary) -> UnexpectedRun:
        return UnexpectedRun(
            key,
            name,
            summary.platform,
            summary.scenario,
            self._messages.text(f"scenario.{summary.scenario}.title"),
            ending_text(self._messages, summary),
        )

    def _finish(self) -> None:
        self._task = None
        lines = tuple(replace(line, is_running=False) for line in self._progress.lines)
        progress = replace(self._progress, lines=lines, is_running=False)
        self._progress = replace(progress, is_stopped=progress.done < progress.total)
        self.progress_changed.emit(self._progress)

    def _tell_choice(self) -> None:
        items = tuple(
            MatrixItem(
                c.key,
                c.profile.display_name,
                c.profile.identifier,
                "simulator" if c.is_demo else c.profile.environment,
                c.key not in self._unwanted,
            )
            for c in self._connections
        )
        self._choice = replace(self._choice, items=items)
        orders = self._planned()
        groups = (group for c in self._connections[:1] for group in self._groups(c))
        self._choice = replace(
            self._choice,
            groups=tuple(dict.fromkeys(groups)),
            logins=sum(len(order.scenarios) for order in orders),
            left_out=sum(self._offered(order) - len(order.scenarios) for order in orders),
            without_app=tuple(
                (c.profile.display_name, platform)
                for c in self._connections
                if c.key not in self._unwanted
                for platform in self._choice.platforms
                if platform not in platforms_of(c.profile)
            ),
        )
        self.choice_changed.emit(self._choice)

    def _groups(self, connection: ConnectionToTest) -> tuple[str, ...]:
        platform, backend = Platform.ANDROID, BackendKind.SIMULATOR
        offers = self._tests().offers(connection, platform, backend, PhoneMode.AUTO)
        return tuple(offer.group for offer in offers)

    def _planned(self) -> tuple[RunOrder, ...]:
        """What is chosen, on the platforms that a connection has an app for, with the scenarios
        that can run so."""
        chosen = set(self._choice.chosen)
        return tuple(
            self._order(connection, platform)
            for connection in self._connections
            if connection.key in chosen
            for platform in platforms_of(connection.profile)
            if platform in self._choice.platforms
        )

    def _order(self, connection: ConnectionToTest, platform: Platform) -> RunOrder:
        backend = BackendKind.SIMULATOR
        if not self._choice.on_simulator:
            backend = self._tests().backends(connection)[0]
        order = RunOrder(connection, (), platform, backend)
        names = tuple(offer.name for offer in self._offers(order) if not offer.reason)
        return replace(order, scenarios=names)

    def _offers(self, order: RunOrder) -> tuple[ScenarioChoice, ...]:
        """On the simulator they are the same for all connections."""
        is_same = order.backend is BackendKind.SIMULATOR
        key = ("" if is_same else order.connection.key, order.platform, order.backend)
        if key not in self._known_offers:
            self._known_offers[key] = self._tests().offers(
                order.connection, order.platform, order.backend, order.phone
            )
        return tuple(o for o in self._known_offers[key] if self._choice.group in ("", o.group))

    def _offered(self, order: RunOrder) -> int:
        return len(self._offers(order))
