"""Recorded runs are judged anew: the verdict follows from the legs, or the record was changed."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flow.strategies import any_events
from wecom_console.domain.verdicts import Leg, Verdict
from wecom_console.flow.events import Event, LegFinished, RunFinished
from wecom_console.messages.catalogue import load_messages
from wecom_console.reports.json_junit import runs_object
from wecom_console.reports.replay import (
    MISSING,
    ReportUnreadable,
    compare,
    is_consistent,
    judge,
    read_report,
)

EN = load_messages("en")


def test_a_report_gives_back_its_runs(refused: tuple[Event, ...]) -> None:
    """Event for event."""
    text = json.dumps(runs_object([refused, refused], EN))
    assert (refused, refused) == read_report(text)


def test_the_verdict_comes_out_as_it_was(
    refused: tuple[Event, ...], cancelled: tuple[Event, ...]
) -> None:
    """For a run that failed, and for one that passed by being refused."""
    for run in (refused, cancelled):
        assert next(e for e in run if isinstance(e, RunFinished)) == judge(run)


@pytest.mark.parametrize("changed", [{"passed": True}, {"verdict": Verdict.PROVEN}])
def test_a_changed_verdict_is_noticed(
    refused: tuple[Event, ...], changed: dict[str, object]
) -> None:
    """It does not follow from the legs."""
    run = tuple(
        replace(e, **changed) if isinstance(e, RunFinished) else e  # type: ignore[arg-type]
        for e in refused
    )
    assert not is_consistent(run)


def test_a_changed_leg_is_noticed(refused: tuple[Event, ...]) -> None:
    """Green paint over the failed leg."""
    run = tuple(
        replace(e, verdict=Verdict.PROVEN)
        if isinstance(e, LegFinished) and e.verdict is Verdict.FAILED
        else e
        for e in refused
    )
    assert not is_consistent(run)


def test_equal_reports_do_not_differ(refused: tuple[Event, ...]) -> None:
    """Times and ids are no difference."""
    assert () == compare([refused], [refused])


def test_a_leg_that_ends_otherwise_is_named(refused: tuple[Event, ...]) -> None:
    """With both ends."""
    other = tuple(
        replace(e, code="wecom.40001")
        if isinstance(e, LegFinished) and e.leg is Leg.IDENTITY
        else e
        for e in refused
    )
    (found,) = compare([refused], [other])
    assert (Leg.IDENTITY, "failed wecom.60020", "failed wecom.40001") == (
        found.leg,
        found.before,
        found.after,
    )


def test_a_run_that_is_missing_is_named(
    refused: tuple[Event, ...], cancelled: tuple[Event, ...]
) -> None:
    """On either side."""
    found = compare([refused], [cancelled])
    assert [MISSING, MISSING] == [found[0].after, found[1].before]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "json"),
        ("[" * 100_000, "json"),
        ("{}", "runs"),
        ('{"runs": 1}', "runs"),
        ('{"runs": [{}]}', "1"),
        ('{"runs": [{"events": []}]}', "1"),
        ('{"runs": [{"events": [{"event": "Nonsense"}]}]}', "1"),
    ],
)
def test_what_is_no_report(text: str, why: str) -> None:
    """A value, not an exception."""
    assert ReportUnreadable(why) == read_report(text)


@given(any_events)
def test_any_events_are_judged(events: tuple[Event, ...]) -> None:
    """Whatever a record holds."""
    judge(events)
    compare([events], [events])


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    """Whatever a file holds."""
    assert read_report(text) is not None
