"""What the tab of the tests shows: batches that fold out, a few at a time, filtered. Qt-free."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from wecom_console.domain.verdicts import BackendKind, Platform
from wecom_console.services.profiles.batches import RunBatch, batches_of
from wecom_console.services.profiles.records import StoredRun
from wecom_console.services.runs.orders import LOGIN

FIRST: Final = 10
MORE: Final = 20


@dataclass(frozen=True, slots=True)
class ShownBatch:
    """A batch. `runs` are those that are shown below it: what was not as expected, the login, and
    all where `is_whole`; `rest` is how many more there are."""

    batch: RunBatch
    is_open: bool = False
    is_whole: bool = False
    runs: tuple[StoredRun, ...] = ()
    rest: int = 0


@dataclass(frozen=True, slots=True)
class HistoryView:
    """The tab. `more` is how many batches can be asked for; `latest` are the runs whose place no
    later one has taken: their evidence is what the login test shows."""

    batches: tuple[ShownBatch, ...] = ()
    total: int = 0
    more: int = 0
    backends: tuple[BackendKind, ...] = ()
    latest: frozenset[str] = frozenset()


@dataclass(slots=True)
class RunHistory:
    """Mutable, owned by the tab."""

    runs: tuple[StoredRun, ...] = ()
    only_unexpected: bool = False
    backend: BackendKind | None = None
    _shown: int = FIRST
    _open: set[str] = field(default_factory=set)
    _whole: set[str] = field(default_factory=set)
    _batches: tuple[RunBatch, ...] = ()

    def take(self, runs: Sequence[StoredRun]) -> None:
        """The runs of a connection, the latest first."""
        if tuple(runs) != self.runs:
            self.runs = tuple(runs)
            self._batches = batches_of(self.runs)

    def forget(self) -> None:
        """Another connection: nothing is folded out."""
        self._shown, self.only_unexpected, self.backend = FIRST, False, None
        self._open.clear()
        self._whole.clear()

    def toggle(self, key: str) -> None:
        """Folds a batch out, or together."""
        self._open.symmetric_difference_update({key})

    def unfold_rest(self, key: str) -> None:
        """All runs of a batch."""
        self._whole.add(key)

    def show_more(self) -> None:
        """Earlier ones, too."""
        self._shown += MORE

    def view(self) -> HistoryView:
        """The tab."""
        left = [batch for batch in self._batches if self._lets(batch)]
        kinds = dict.fromkeys(batch.backend for batch in self._batches)
        return HistoryView(
            batches=tuple(self._shown_batch(batch) for batch in left[: self._shown]),
            total=len(left),
            more=min(MORE, max(0, len(left) - self._shown)),
            backends=tuple(kinds),
            latest=_latest(self.runs),
        )

    def _lets(self, batch: RunBatch) -> bool:
        if self.only_unexpected and not batch.unexpected:
            return False
        return self.backend is None or batch.backend is self.backend

    def _shown_batch(self, batch: RunBatch) -> ShownBatch:
        if batch.key not in self._open or len(batch.runs) == 1:
            return ShownBatch(batch)
        if batch.key in self._whole:
            return ShownBatch(batch, True, True, tuple(reversed(batch.runs)))
        logins = tuple(run for run in batch.runs if run.scenario == LOGIN and run.passed)
        told = (*batch.unexpected, *logins)
        return ShownBatch(batch, True, False, told, len(batch.runs) - len(told))


def _latest(runs: Sequence[StoredRun]) -> frozenset[str]:
    seen: set[tuple[str, Platform, BackendKind]] = set()
    found = []
    for run in runs:
        kind = (run.scenario, run.platform, run.backend)
        if kind not in seen:
            seen.add(kind)
            found.append(run.run_id)
    return frozenset(found)
