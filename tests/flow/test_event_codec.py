"""Events survive storage exactly, and a stranger's text is refused without an exception."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flow.strategies import any_events
from wecom_console.domain.verdicts import Leg, Verdict
from wecom_console.flow.event_codec import (
    EventsUnreadable,
    deserialise_events,
    serialise_events,
)
from wecom_console.flow.events import Event, LegFinished

FINISHED = LegFinished(Leg.CONFIRM, Verdict.FAILED, "x", {"n": 1, "t": "a"}, 1.5, simulated=True)


@given(any_events)
def test_what_is_written_is_read_again(events: list[Event]) -> None:
    """Equal, type for type, also with lone surrogates and control characters."""
    assert tuple(events) == deserialise_events(serialise_events(events))


@given(any_events)
def test_the_text_is_plain_ascii(events: list[Event]) -> None:
    """So that any file and any database takes it."""
    assert serialise_events(events).isascii()


def test_an_event_reads_like_one() -> None:
    """Its kind, then its fields."""
    assert json.loads(serialise_events([FINISHED])) == [
        {
            "event": "LegFinished",
            "leg": "confirm",
            "verdict": "failed",
            "code": "x",
            "params": {"n": 1, "t": "a"},
            "elapsed_ms": 1.5,
            "simulated": True,
        }
    ]


def test_a_field_that_came_later_has_its_default() -> None:
    """A run that was stored before `simulated` was known."""
    stored = json.loads(serialise_events([FINISHED]))
    del stored[0]["simulated"]
    read = deserialise_events(json.dumps(stored))
    assert isinstance(read, tuple)
    assert not read[0].simulated  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("", -1),
        ("{}", -1),
        ("[" * 100_000, -1),
        ("[1]", 0),
        ('[{"event": "Nothing"}]', 0),
        ('[{"event": "LegStarted"}]', 0),
        ('[{"event": "LegStarted", "leg": "confirm"}, {"event": "LegStarted", "leg": 3}]', 1),
        ('[{"event": "LegStarted", "leg": ["confirm"]}]', 0),
        ('[{"event": "LegStarted", "leg": "confirm", "more": 1}]', 0),
        ('[{"event": "RunStopped", "elapsed_ms": true}]', 0),
    ],
)
def test_a_misfit_is_a_reason(text: str, index: int) -> None:
    """It names the event; nothing is guessed."""
    read = deserialise_events(text)
    assert isinstance(read, EventsUnreadable)
    assert index == read.index


@given(st.text())
def test_any_text_is_judged(text: str) -> None:
    """Never an exception."""
    assert isinstance(deserialise_events(text), tuple | EventsUnreadable)
