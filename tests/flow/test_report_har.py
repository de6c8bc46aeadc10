"""The HAR report has what HAR 1.2 asks for."""

import json
from datetime import datetime
from typing import Any

import pytest

from flow.samples import SECRET_TEXT
from wecom_console.domain.verdicts import Leg
from wecom_console.flow.events import Event, Exchanged
from wecom_console.flow.report_har import har_object, har_text

REQUIRED = {
    "log": {"version", "creator", "entries"},
    "creator": {"name", "version"},
    "page": {"startedDateTime", "id", "title", "pageTimings"},
    "entry": {"startedDateTime", "time", "request", "response", "cache", "timings"},
    "request": {
        "method",
        "url",
        "httpVersion",
        "cookies",
        "headers",
        "queryString",
        "headersSize",
        "bodySize",
    },
    "response": {
        "status",
        "statusText",
        "httpVersion",
        "cookies",
        "headers",
        "content",
        "redirectURL",
        "headersSize",
        "bodySize",
    },
    "content": {"size", "mimeType"},
    "timings": {"send", "wait", "receive"},
}


@pytest.fixture
def log(refused: tuple[Event, ...]) -> dict[str, Any]:
    """The archive of one run."""
    found = json.loads(har_text([refused], version="9.9"))
    assert isinstance(found, dict)
    return dict(found["log"])


def parts(log: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    """All objects of one kind."""
    entries = log["entries"]
    return {
        "log": [log],
        "creator": [log["creator"]],
        "page": log["pages"],
        "entry": entries,
        "request": [entry["request"] for entry in entries],
        "response": [entry["response"] for entry in entries],
        "content": [entry["response"]["content"] for entry in entries],
        "timings": [entry["timings"] for entry in entries],
    }[kind]


@pytest.mark.parametrize("kind", REQUIRED)
def test_every_object_has_its_required_fields(log: dict[str, Any], kind: str) -> None:
    """As the specification lists them."""
    assert parts(log, kind)
    assert [] == [one for one in parts(log, kind) if not one.keys() >= REQUIRED[kind]]


def test_every_request_of_the_run_is_there(log: dict[str, Any], refused: tuple[Event, ...]) -> None:
    """In order, on the run's page."""
    calls = [event.method for event in refused if isinstance(event, Exchanged)]
    assert calls == [entry["request"]["method"] for entry in log["entries"]]
    assert {log["pages"][0]["id"]} == {entry["pageref"] for entry in log["entries"]}


def test_times_carry_their_zone(log: dict[str, Any]) -> None:
    """ISO 8601, as readers parse it."""
    times = [one["startedDateTime"] for one in (*log["pages"], *log["entries"])]
    assert all(datetime.fromisoformat(time).tzinfo for time in times)


def test_the_phases_add_up_to_the_whole(log: dict[str, Any]) -> None:
    """Readers draw them."""
    for entry in log["entries"]:
        assert entry["time"] == pytest.approx(sum(entry["timings"].values()))


def test_what_was_not_answered_has_no_status(refused: tuple[Event, ...]) -> None:
    """And says why not."""
    lost = Exchanged(
        Leg.EXCHANGE, 1, "GET", "https://x.example", (), (), "", 0, (), "", 5.0, fault="dns"
    )
    found = har_object([(*refused, lost)], version="1")
    entry = found["log"]["entries"][-1]  # type: ignore[index]
    assert (0, "dns") == (entry["response"]["status"], entry["_error"])


def test_no_secret_is_in_it(refused: tuple[Event, ...]) -> None:
    """The events hold none, and the archive adds none."""
    assert SECRET_TEXT not in har_text([refused], version="1")
