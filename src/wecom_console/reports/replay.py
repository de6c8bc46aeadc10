"""Runs judged anew from what was recorded of them, and compared with one another. Asks nobody."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wecom_console.domain.verdicts import Leg
from wecom_console.flow.driver import gravest, is_as_expected
from wecom_console.flow.event_codec import (
    MOST_VALUES,
    EventsUnreadable,
    deserialise_events,
    has_more_values,
)
from wecom_console.flow.events import Event, LegFinished, RunFinished
from wecom_console.flow.scenarios.definitions import Expectation
from wecom_console.flow.summary import RunSummary, verdict_summary


@dataclass(frozen=True, slots=True)
class ReportUnreadable:
    """Why a text holds no recorded runs: ``json``, ``size``, ``runs`` or the number of the bad
    run."""

    why: str


def read_report(text: str) -> tuple[tuple[Event, ...], ...] | ReportUnreadable:
    """The runs of a report (``test --json``), each with all its events."""
    if has_more_values(text, MOST_VALUES):
        return ReportUnreadable("size")
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return ReportUnreadable("json")
    runs = document.get("runs") if isinstance(document, dict) else None
    if not isinstance(runs, list):
        return ReportUnreadable("runs")
    found = []
    for number, run in enumerate(runs, start=1):
        listed = run.get("events") if isinstance(run, dict) else None
        events = deserialise_events(json.dumps(listed))
        if isinstance(events, EventsUnreadable) or verdict_summary(events) is None:
            return ReportUnreadable(str(number))
        found.append(events)
    return tuple(found)


def judge(events: Sequence[Event]) -> RunFinished | None:
    """The verdict as it follows from the legs; None for a run that did not end. It is the same as
    the recorded one, unless somebody has changed the record."""
    recorded = next((e for e in events if isinstance(e, RunFinished)), None)
    if recorded is None:
        return None
    legs = [event for event in events if isinstance(event, LegFinished)]
    return RunFinished(
        passed=is_as_expected(_expectation(recorded.expected), legs),
        verdict=gravest(leg.verdict for leg in legs),
        expected=recorded.expected,
        elapsed_ms=recorded.elapsed_ms,
        simulated=any(leg.simulated for leg in legs),
    )


def is_consistent(events: Sequence[Event]) -> bool:
    """Whether the recorded verdict follows from the recorded legs."""
    recorded = next((e for e in events if isinstance(e, RunFinished)), None)
    return recorded == judge(events)


def _expectation(told: str) -> Expectation:
    leg, _, code = told.partition(" ")
    return (
        Expectation() if told == "success" or leg not in set(Leg) else Expectation(Leg(leg), code)
    )


@dataclass(frozen=True, slots=True)
class RunDifference:
    """What differs between two runs of the same kind: ``leg`` and the words before and after.
    `leg` is None for the whole run, with ``missing`` on one side where there is no other."""

    connection: str
    platform: str
    backend: str
    scenario: str
    leg: Leg | None
    before: str
    after: str


MISSING = "missing"


def compare(
    before: Iterable[Sequence[Event]], after: Iterable[Sequence[Event]]
) -> tuple[RunDifference, ...]:
    """How the runs of one report differ from those of another: verdict and code of each leg. A run
    is the same run by connection, platform, backend and scenario; of several the last counts."""
    olds, news = _by_key(before), _by_key(after)
    found: list[RunDifference] = []
    for key in (*olds, *(key for key in news if key not in olds)):
        old, new = olds.get(key), news.get(key)
        if old is None or new is None:
            words = (_word(old), _word(new))
            found.append(RunDifference(*key, None, *words))
            continue
        found += _leg_differences(key, old, new)
    return tuple(found)


Key = tuple[str, str, str, str]


def _by_key(runs: Iterable[Sequence[Event]]) -> dict[Key, RunSummary]:
    found: dict[Key, RunSummary] = {}
    for events in runs:
        if (run := verdict_summary(events)) is not None:
            key = (run.connection, run.platform.value, run.backend.value, run.scenario)
            found[key] = run
    return found


def _word(run: RunSummary | None) -> str:
    return MISSING if run is None else run.ending.value


def _leg_differences(key: Key, old: RunSummary, new: RunSummary) -> Iterable[RunDifference]:
    legs = {leg.leg: f"{leg.verdict.value} {leg.code}".strip() for leg in old.legs}
    others = {leg.leg: f"{leg.verdict.value} {leg.code}".strip() for leg in new.legs}
    for leg in Leg:
        before, after = legs.get(leg, MISSING), others.get(leg, MISSING)
        if before != after:
            yield RunDifference(*key, leg, before, after)
    if old.passed != new.passed:
        yield RunDifference(*key, None, old.ending.value, new.ending.value)
