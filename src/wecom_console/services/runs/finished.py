"""A run's events as what the store keeps of it."""

from collections.abc import Sequence

from wecom_console.flow.event_codec import serialise_events
from wecom_console.flow.events import Event
from wecom_console.flow.summary import verdict_summary
from wecom_console.services.profiles.records import FinishedRun, StoredLeg


def finished_run(
    events: Sequence[Event], *, profile_id: str, finished_at: float
) -> FinishedRun | None:
    """The run to store, None for one that was stopped or crashed: it says nothing about its
    connection. `finished_at` in seconds since the epoch."""
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
