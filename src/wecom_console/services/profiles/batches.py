"""Stored runs as they were ordered: one after the other, of one connection, on one platform."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from wecom_console.domain.verdicts import BackendKind, Platform
from wecom_console.services.profiles.records import StoredRun

PAUSE_S: Final = 3.0
"""Longer between two runs, and they were not ordered together."""


@dataclass(frozen=True, slots=True)
class RunBatch:
    """Runs that were ordered together, the latest first; each scenario occurs once."""

    runs: tuple[StoredRun, ...]

    @property
    def key(self) -> str:
        """Names it: its first run."""
        return self.runs[-1].run_id

    @property
    def platform(self) -> Platform:
        """Of all its runs."""
        return self.runs[0].platform

    @property
    def backend(self) -> BackendKind:
        """Of all its runs."""
        return self.runs[0].backend

    @property
    def as_expected(self) -> int:
        """How many ended as they should."""
        return sum(run.passed for run in self.runs)

    @property
    def unexpected(self) -> tuple[StoredRun, ...]:
        """Those that did not, in the order in which they ran."""
        return tuple(run for run in reversed(self.runs) if not run.passed)

    @property
    def is_stale(self) -> bool:
        """Whether the connection has changed since."""
        return self.runs[0].is_stale

    @property
    def finished_at(self) -> float:
        """When the last one ended."""
        return max(run.finished_at for run in self.runs)

    @property
    def elapsed_s(self) -> float:
        """From the first one's start to the last one's end; 0 where that is not known."""
        begins = [run.started_at for run in self.runs if run.started_at]
        return max(0.0, self.finished_at - min(begins)) if begins else 0.0


def batches_of(runs: Sequence[StoredRun]) -> tuple[RunBatch, ...]:
    """The batches, the latest first, of runs with the latest first. Several platforms may run at
    once; each is a batch of its own."""
    found: list[list[StoredRun]] = []
    latest: dict[tuple[Platform, BackendKind, str], list[StoredRun]] = {}
    for run in reversed(runs):
        key = (run.platform, run.backend, run.config_hash)
        batch = latest.get(key)
        if batch is None or not _belongs(run, batch):
            batch = latest[key] = []
            found.append(batch)
        batch.append(run)
    return tuple(RunBatch(tuple(reversed(batch))) for batch in reversed(found))


def _belongs(run: StoredRun, batch: Sequence[StoredRun]) -> bool:
    """Whether it began as soon as the one before had ended, and is none of those before."""
    begins = run.started_at or run.finished_at
    is_new = all(run.scenario != other.scenario for other in batch)
    return is_new and begins - max(one.finished_at for one in batch) < PAUSE_S
