"""Runs that have ended: gathered from their events, and kept where they belong to a connection."""

from collections.abc import Sequence

from wecom_console.flow.event_codec import serialise_events
from wecom_console.flow.events import Event, RunCrashed, RunFinished, RunStarted, RunStopped
from wecom_console.flow.summary import verdict_summary
from wecom_console.services.context import Services
from wecom_console.services.profiles.records import FinishedRun, NotStored, StoredLeg


class EventsByRun:
    """Gathers the events of runs that follow one another."""

    def __init__(self) -> None:
        self._events: list[Event] = []

    def hear(self, event: Event) -> tuple[Event, ...]:
        """The whole run where `event` is its last, nothing while it goes on."""
        if isinstance(event, RunStarted):
            self._events = []
        self._events.append(event)
        is_last = isinstance(event, RunFinished | RunStopped | RunCrashed)
        return tuple(self._events) if is_last else ()


def keep_run(services: Services, events: Sequence[Event], *, profile_id: str) -> NotStored | None:
    """Keep a run that has just ended with the stored connection that it belongs to; why the store
    refuses, where it does. Blocks.

    Nothing is kept without a `profile_id` (the demo, a config file, a form), nor of a run that was
    stopped or crashed: it says nothing about its connection, and the last result that does stays
    the last one.
    """
    run = finished_run(events, profile_id=profile_id, finished_at=services.clock())
    return services.profiles.record_run(run) if profile_id and run is not None else None


def finished_run(
    events: Sequence[Event], *, profile_id: str, finished_at: float
) -> FinishedRun | None:
    """The run as the store keeps it, None for one that was stopped or crashed. `finished_at` in
    seconds since the epoch."""
    run = verdict_summary(events)
    if run is None or run.verdict is None:
        return None
    return FinishedRun(
        run_id=run.run_id,
        profile_id=profile_id,
        connection=run.connection,
        scenario=run.scenario,
        platform=run.platform,
        backend=run.backend,
        passed=run.passed,
        verdict=run.verdict,
        legs=tuple(StoredLeg(leg.leg, leg.verdict, leg.code) for leg in run.legs),
        config_hash=run.config_hash,
        started_at=run.at,
        finished_at=finished_at,
        events=serialise_events(events),
    )
