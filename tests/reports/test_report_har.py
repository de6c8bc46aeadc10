"""The HAR report has what HAR 1.2 asks for (http://www.softwareishard.com/blog/har-12-spec/)."""

import json
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from architecture.canary import plant
from flow.samples import SECRET_TEXT
from flow.strategies import any_events
from wecom_console.domain.secrets import Secret
from wecom_console.domain.verdicts import BackendKind, Leg, Platform
from wecom_console.flow.events import Event, Exchanged, RunStarted
from wecom_console.flow.redaction import Redactor
from wecom_console.reports.har import har_object, har_text

NUMBER = (int, float)
REQUIRED: dict[str, dict[str, Any]] = {
    "log": {"version": str, "creator": dict, "pages": list, "entries": list},
    "creator": {"name": str, "version": str},
    "page": {"startedDateTime": str, "id": str, "title": str, "pageTimings": dict},
    "pageTimings": {"onContentLoad": NUMBER, "onLoad": NUMBER},
    "entry": {
        "pageref": str,
        "startedDateTime": str,
        "time": NUMBER,
        "request": dict,
        "response": dict,
        "cache": dict,
        "timings": dict,
    },
    "request": {
        "method": str,
        "url": str,
        "httpVersion": str,
        "cookies": list,
        "headers": list,
        "queryString": list,
        "headersSize": int,
        "bodySize": int,
    },
    "response": {
        "status": int,
        "statusText": str,
        "httpVersion": str,
        "cookies": list,
        "headers": list,
        "content": dict,
        "redirectURL": str,
        "headersSize": int,
        "bodySize": int,
    },
    "content": {"size": int, "mimeType": str, "text": str},
    "timings": {"send": NUMBER, "wait": NUMBER, "receive": NUMBER},
    "header": {"name": str, "value": str},
    "query": {"name": str, "value": str},
}
OPTIONAL = {
    "log": {"browser", "comment"},
    "page": {"comment"},
    "entry": {"serverIPAddress", "connection", "comment", "_error"},
    "request": {"postData", "comment"},
    "content": {"compression", "encoding", "comment"},
}
FORM = "application/x-www-form-urlencoded"
CALL = Exchanged(
    leg=Leg.EXCHANGE,
    number=1,
    method="POST",
    url="https://x.example/a",
    query=(("q", "1 &2"), ("q", "")),
    request_headers=(("x-one", "1"),),
    request_body="{}",
    status=302,
    answer_headers=(("Content-Type", "text/html"), ("Location", "/b")),
    answer_body="<企>",
    elapsed_ms=5.0,
    at=1_000.5,
)
START = RunStarted("r", "c", "s", Platform.IOS, BackendKind.WECOM, "", 1_000.0, tuple(Leg))


def archive(*runs: tuple[Event, ...]) -> dict[str, Any]:
    """The log, as a reader gets it."""
    text = har_text(runs, version="9.9")

    def refuse(name: str) -> None:
        pytest.fail(f"{name} is no JSON")

    found = json.loads(text.encode("utf-8"), parse_constant=refuse)
    assert isinstance(found, dict)
    return dict(found["log"])


def entry(**changes: Any) -> dict[str, Any]:
    """The entry of one exchange."""
    [found] = archive((START, replace(CALL, **changes)))["entries"]
    assert isinstance(found, dict)
    return found


def parts(log: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    """All objects of one kind."""
    entries = log["entries"]
    messages = [entry[side] for entry in entries for side in ("request", "response")]
    return {
        "log": [log],
        "creator": [log["creator"]],
        "page": log["pages"],
        "pageTimings": [page["pageTimings"] for page in log["pages"]],
        "entry": entries,
        "request": [entry["request"] for entry in entries],
        "response": [entry["response"] for entry in entries],
        "content": [entry["response"]["content"] for entry in entries],
        "timings": [entry["timings"] for entry in entries],
        "header": [header for message in messages for header in message["headers"]],
        "query": [pair for entry in entries for pair in entry["request"]["queryString"]],
    }[kind]


def misfits(log: dict[str, Any], kind: str) -> list[str]:
    """Fields that are missing, of another type, or unknown."""
    fields = REQUIRED[kind]
    known = fields.keys() | OPTIONAL.get(kind, set())
    return [
        f"{name}: {one.get(name)!r}"
        for one in parts(log, kind)
        for name in fields.keys() | one.keys()
        if name not in known or (name in fields and not _is(one.get(name), fields[name]))
    ]


def _is(value: object, kind: Any) -> bool:
    return isinstance(value, kind) and not isinstance(value, bool)


@pytest.mark.parametrize("kind", REQUIRED)
def test_every_object_has_its_fields(
    refused: tuple[Event, ...], cancelled: tuple[Event, ...], kind: str
) -> None:
    """As the specification lists them, and no others."""
    log = archive(refused, cancelled, (replace(START, run_id="q"), CALL))
    assert parts(log, kind)
    assert [] == misfits(log, kind)


@given(any_events)
def test_any_run_has_its_fields(events: list[Event]) -> None:
    """Whatever came from outside."""
    log = archive((START, *events))
    assert [] == [one for kind in REQUIRED for one in misfits(log, kind)]


@given(st.text(st.characters(), max_size=40))
def test_any_text_can_be_written(text: str) -> None:
    """Halves of characters included, which a JSON record can spell."""
    pair = ((text, text),)
    assert entry(url=text, query=pair, request_body=text, answer_body=text, answer_headers=pair)


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -1.0, 10**400])
def test_a_number_that_is_no_duration_is_none(number: float) -> None:
    """JSON knows no infinity, and HAR no negative time."""
    assert (0.0, 0.0) == ((found := entry(elapsed_ms=number))["time"], found["timings"]["wait"])


def test_it_says_its_version_and_maker() -> None:
    """What readers look at first."""
    log = archive((START,))
    creator = {"name": "WeCom Console", "version": "9.9"}
    assert ("1.2", creator) == (log["version"], log["creator"])


def test_every_request_of_the_run_is_there(refused: tuple[Event, ...]) -> None:
    """In order, on the run's page."""
    log = archive(refused)
    calls = [event.method for event in refused if isinstance(event, Exchanged)]
    assert calls == [one["request"]["method"] for one in log["entries"]]
    assert {log["pages"][0]["id"]} == {one["pageref"] for one in log["entries"]}


def test_pages_have_names_of_their_own(refused: tuple[Event, ...]) -> None:
    """The same run may be told twice."""
    log = archive(refused, refused)
    assert ["run-1", "run-1#2"] == [page["id"] for page in log["pages"]]
    assert {"run-1", "run-1#2"} == {one["pageref"] for one in log["entries"]}


def test_a_page_says_how_the_run_ended(refused: tuple[Event, ...]) -> None:
    """And that it was simulated."""
    [page] = archive(refused)["pages"]
    told = ("acme-wecom wecom android success", "otherwise, simulated")
    assert told == (page["title"], page["comment"])


def test_times_carry_their_zone(refused: tuple[Event, ...]) -> None:
    """ISO 8601, as readers parse it."""
    log = archive(refused)
    times = [one["startedDateTime"] for one in (*log["pages"], *log["entries"])]
    assert all(datetime.fromisoformat(time).tzinfo for time in times)


@pytest.mark.parametrize(
    ("at", "expected"),
    [(1_000.5, "1970-01-01T00:16:40.500+00:00"), (0.0, "1970-01-01T00:16:40.000+00:00")],
)
def test_a_request_without_a_time_began_with_its_run(at: float, expected: str) -> None:
    """Old records do not say when."""
    assert expected == entry(at=at)["startedDateTime"]


def test_the_phases_add_up_to_the_whole(refused: tuple[Event, ...]) -> None:
    """Readers draw them."""
    for one in archive(refused)["entries"]:
        assert one["time"] == pytest.approx(sum(one["timings"].values()))


def test_the_url_holds_the_query() -> None:
    """Percent-encoded; the list has it plain."""
    request = entry()["request"]
    assert list(CALL.query) == parse_qsl(urlsplit(request["url"]).query, keep_blank_values=True)
    assert [{"name": "q", "value": "1 &2"}, {"name": "q", "value": ""}] == request["queryString"]


def test_a_query_joins_one_that_is_there() -> None:
    """Two question marks would make another request."""
    found = entry(url="https://x.example/a?b=1", query=(("c", "2"),))
    assert "https://x.example/a?b=1&c=2" == found["request"]["url"]


@pytest.mark.parametrize(
    ("body", "header", "expected"),
    [
        ('{"a":1}', "", {"mimeType": "application/json", "text": '{"a":1}'}),
        ("[]", "application/x+json", {"mimeType": "application/x+json", "text": "[]"}),
        ("a=%20&b=", "", {"mimeType": FORM, "params": [("a", " "), ("b", "")]}),
        ("a=1", f"{FORM}; charset=utf-8", {"mimeType": f"{FORM}; charset=utf-8", "params": []}),
        ("a=1", "text/plain", {"mimeType": "text/plain", "text": "a=1"}),
        ("hello", "", {"mimeType": "text/plain", "text": "hello"}),
    ],
)
def test_what_was_posted_is_a_form_or_a_text(body: str, header: str, expected: Any) -> None:
    """One of both, by the header where there is one; nothing of it is lost."""
    headers = (("Content-Type", header),) if header else ()
    found = entry(request_body=body, request_headers=headers)["request"]["postData"]
    if "params" in expected:
        pairs = expected["params"] or [("a", "1")]
        expected = {**expected, "params": [{"name": n, "value": v} for n, v in pairs]}
    assert expected == found


def test_where_nothing_was_posted_nothing_stands() -> None:
    """A GET has no body."""
    request = entry(request_body="")["request"]
    assert ("postData" in request, request["bodySize"]) == (False, 0)


def test_an_answer_says_what_it_is() -> None:
    """Type and target from its headers, however they are spelled; sizes in bytes."""
    response = entry()["response"]
    assert (302, "Found", "/b") == (
        response["status"],
        response["statusText"],
        response["redirectURL"],
    )
    assert {"size": 5, "mimeType": "text/html", "text": "<企>"} == response["content"]


def test_what_was_not_answered_has_no_status() -> None:
    """And says why not."""
    found = entry(status=0, fault="dns", answer_headers=(), answer_body="")
    told = (found["_error"], found["response"]["status"], found["response"]["bodySize"])
    assert ("dns", 0, -1) == told


def test_an_entry_says_its_leg() -> None:
    """And whose answer it was."""
    assert "leg 5 exchange, simulated" == entry(simulated=True)["comment"]


def test_events_without_their_beginning_are_no_run() -> None:
    """There is no page for them to stand on."""
    assert ([], []) == ((log := archive((CALL,)))["pages"], log["entries"])


def test_the_object_is_what_is_written(refused: tuple[Event, ...]) -> None:
    """Both ways of asking."""
    assert har_object([refused], version="9.9")["log"] == archive(refused)


def test_no_secret_is_in_it(refused: tuple[Event, ...]) -> None:
    """The events hold none, and the archive adds none."""
    text = har_text([refused], version="1")
    assert [] == [s for s in (SECRET_TEXT, "Token-0123456789abcdef") if s in text]


def test_what_was_redacted_stays_so() -> None:
    """In whatever place it stood."""
    canary = plant("the HAR report")
    shown = Redactor([Secret(canary.value)]).text(f"corpsecret={canary.value}")
    call = replace(CALL, url=shown, query=((shown, shown),), request_body=shown, answer_body=shown)
    text = har_text([(START, call)], version="1")
    assert "[redacted:43]" in text
    assert [] == canary.leaks(text)
