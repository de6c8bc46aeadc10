"""The last run of every scenario, kept apart by connection, platform and backend."""

from dataclasses import dataclass, field, replace

from wecom_console.domain.verdicts import BackendKind, Platform
from wecom_console.gui.parts.presenter.run_state import RunState


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

    def get(self, place: Place, scenario: str) -> StoredResult | None:
        """The last run of a scenario."""
        return self._results.get((place, scenario))

    def put(self, place: Place, scenario: str, result: StoredResult) -> None:
        """A newer run takes the place of the old one."""
        self._results[place, scenario] = result

    def add_past(self, place: Place, scenario: str, result: StoredResult) -> None:
        """A stored run, unless a newer one is here; it may say anew that this one is stale."""
        here = self._results.get((place, scenario))
        if here is None or here.run.start is None or result.run.start is None:
            self._results.setdefault((place, scenario), result)
        elif here.run.start.run_id == result.run.start.run_id:
            self._results[place, scenario] = replace(here, is_stale=result.is_stale)

    def forget(self, connection: str) -> None:
        """The connection is another one now (a draft), or is gone."""
        self._results = {
            key: result for key, result in self._results.items() if key[0].connection != connection
        }

    def all_of(self, place: Place, scenarios: tuple[str, ...]) -> tuple[RunState, ...]:
        """The runs of the scenarios in their order, as far as there are any."""
        found = (self._results.get((place, name)) for name in scenarios)
        return tuple(result.run for result in found if result is not None)
