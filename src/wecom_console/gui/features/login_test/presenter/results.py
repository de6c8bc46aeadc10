"""The last run of every scenario, kept apart by connection, platform and backend."""

from dataclasses import dataclass, field, replace

from wecom_console.domain.verdicts import BackendKind, Platform
from wecom_console.flow.events import RunFinished
from wecom_console.gui.parts.presenter.run_state import RunState
from wecom_console.services.runs.orders import LOGIN


@dataclass(frozen=True, slots=True)
class Place:
    """What a result belongs to."""

    connection: str
    platform: Platform
    backend: BackendKind


@dataclass(frozen=True, slots=True)
class StoredResult:
    """A run, whether the connection has changed since, and whether it is from an earlier
    session."""

    run: RunState
    is_stale: bool = False
    is_stored: bool = False


@dataclass(slots=True)
class Results:
    """Mutable, owned by the presenter."""

    _results: dict[tuple[Place, str], StoredResult] = field(default_factory=dict)
    _earlier: dict[Place, RunState] = field(default_factory=dict)

    def get(self, place: Place, scenario: str) -> StoredResult | None:
        """The last run of a scenario."""
        return self._results.get((place, scenario))

    def put(self, place: Place, scenario: str, result: StoredResult) -> None:
        """A newer run takes the place of the old one; a login that worked is still there to be
        compared with."""
        before = self._results.get((place, scenario))
        if scenario == LOGIN and before is not None and _worked(before.run):
            self._earlier[place] = before.run
        self._results[place, scenario] = result

    def add_past(self, place: Place, scenario: str, result: StoredResult) -> None:
        """A stored run, unless a newer one is here; it may say anew that this one is stale."""
        here = self._results.get((place, scenario))
        if here is None or here.run.start is None or result.run.start is None:
            self._results.setdefault((place, scenario), result)
        elif here.run.start.run_id == result.run.start.run_id:
            self._results[place, scenario] = replace(here, is_stale=result.is_stale)

    def add_earlier_success(self, place: Place, run: RunState) -> None:
        """A stored login that worked, before the last run of it."""
        self._earlier.setdefault(place, run)

    def last_success(self, place: Place, *, besides: RunState | None) -> RunState | None:
        """The last login that worked and is not the run at hand."""
        last = self._results.get((place, LOGIN))
        if last is not None and _worked(last.run) and last.run is not besides:
            return last.run
        return self._earlier.get(place)

    def forget(self, connection: str) -> None:
        """The connection is another one now (a draft), or is gone."""
        self._results = {
            key: result for key, result in self._results.items() if key[0].connection != connection
        }
        self._earlier = {
            place: run for place, run in self._earlier.items() if place.connection != connection
        }

    def all_of(self, place: Place, scenarios: tuple[str, ...]) -> tuple[RunState, ...]:
        """The runs of the scenarios in their order, as far as there are any."""
        found = (self._results.get((place, name)) for name in scenarios)
        return tuple(result.run for result in found if result is not None)


def _worked(run: RunState) -> bool:
    return isinstance(run.end, RunFinished) and run.end.passed
