"""Scenarios under way and those that have ended, without Qt."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from wecom_console.flow.events import RunStarted, RunStopped
from wecom_console.gui.features.login_test.presenter.results import Place, Results, StoredResult
from wecom_console.gui.features.login_test.presenter.state import (
    BatchResult,
    ScenarioBoard,
    ScenarioItem,
)
from wecom_console.gui.parts.presenter.run_state import RunState, replay
from wecom_console.gui.parts.presenter.scenario_model import ScenarioMark
from wecom_console.services.runs.orders import PastRun, RunOrder, ScenarioEvent


@dataclass(slots=True)
class RunProgress:
    """Mutable, owned by the presenter. Times are milliseconds of a clock that never goes back."""

    order: RunOrder | None = None
    place: Place | None = None
    results: Results = field(default_factory=Results)
    _began: dict[str, float] = field(default_factory=dict)
    _since: float = 0.0
    _took: dict[Place, float] = field(default_factory=dict)

    def begin(self, order: RunOrder, place: Place, *, now: float = 0.0) -> None:
        """These scenarios are run from now on."""
        self.order, self.place, self._began, self._since = order, place, {}, now

    def finish(self, *, now: float = 0.0) -> None:
        """Nothing is under way any more."""
        if self.place is not None:
            self._took[self.place] = now - self._since
        self.order = self.place = None

    def result_of(self, place: Place, items: Sequence[ScenarioItem]) -> BatchResult:
        """What the scenarios of a place come to."""
        ended = [item for item in items if item.has_ended]
        good = sum(item.mark is not ScenarioMark.NOT_AS_EXPECTED for item in ended)
        is_stored = all(item.is_stored for item in ended)
        return BatchResult(
            as_expected=good,
            unexpected=len(ended) - good,
            left=len(items) - len(ended),
            is_simulated=any(item.is_simulated for item in ended),
            is_stored=is_stored,
            elapsed_ms=0.0 if is_stored else self._took.get(place, 0.0),
            ended_at=max((item.ended_at for item in ended), default=0.0),
        )

    def hear(self, batch: Sequence[ScenarioEvent], *, now: float) -> None:
        """Takes in what the runs tell."""
        if self.place is None:
            return
        for told in batch:
            if isinstance(told.event, RunStarted):
                self._began[told.scenario] = now
                self.results.put(self.place, told.scenario, StoredResult(RunState()))
            result = self.results.get(self.place, told.scenario)
            run = (result.run if result is not None else RunState()).after(told.event)
            self.results.put(self.place, told.scenario, StoredResult(run))

    def stop(self, *, now: float) -> None:
        """What was under way is *stopped*; what waited is as it was."""
        for name in self.under_way:
            result = self.result(name)
            if result is not None and self.place is not None:
                stopped = result.run.after(RunStopped(now - self._began[name]))
                self.results.put(self.place, name, StoredResult(stopped))

    def remember(self, place: Place, runs: Sequence[PastRun]) -> None:
        """Runs that had been kept; newer ones stay."""
        for past in runs:
            result = StoredResult(replay(past.events), past.is_stale, is_stored=True)
            if past.is_earlier:
                self.results.add_earlier_success(place, result.run)
            else:
                self.results.add_past(place, past.scenario, result)

    def counted(self, board: ScenarioBoard) -> ScenarioBoard:
        """The board with how far the run is, while one is under way."""
        if self.order is None:
            return board
        return replace(board, done=self.done, total=self.total, is_running=True)

    def is_at(self, place: Place) -> bool:
        """Whether what is under way belongs to `place`."""
        return self.order is not None and self.place == place

    def is_live(self, place: Place, scenario: str) -> bool:
        """Whether this very run is under way."""
        return self.is_at(place) and scenario in self.under_way

    def result(self, name: str) -> StoredResult | None:
        """The run of a scenario that was ordered."""
        return self.results.get(self.place, name) if self.place is not None else None

    @property
    def waiting(self) -> tuple[str, ...]:
        """Those whose turn has not come."""
        ordered = self.order.scenarios if self.order is not None else ()
        return tuple(name for name in ordered if name not in self._began)

    @property
    def under_way(self) -> tuple[str, ...]:
        """Those that have begun and not ended."""
        if self.order is None:
            return ()
        found = ((name, self.result(name)) for name in self._began)
        return tuple(name for name, result in found if result and result.run.end is None)

    @property
    def total(self) -> int:
        """How many were ordered."""
        return len(self.order.scenarios) if self.order is not None else 0

    @property
    def done(self) -> int:
        """How many have ended."""
        return self.total - len(self.waiting) - len(self.under_way)
