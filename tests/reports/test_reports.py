"""What leaves the product: JSON runs, JUnit XML, the explanation of a code, a curl command."""

import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from flow.samples import (
    SECRET_TEXT,
)
from flow.strategies import any_events
from wecom_console.domain.verdicts import BackendKind, Leg, Platform, Verdict
from wecom_console.flow import device_legs
from wecom_console.flow.events import Event, LegFinished, RunCrashed, RunStarted
from wecom_console.flow.explanations import ending_text, explain, leg_message
from wecom_console.flow.summary import Ending, verdict_summary
from wecom_console.messages.catalogue import LANGUAGES, load_messages
from wecom_console.reports.json_junit import junit_xml, run_object, runs_object
from wecom_console.services.causes import teller_of_causes

ENGLISH = load_messages("en")
CHINESE = load_messages("zh_CN")


@pytest.mark.anyio
async def test_a_run_in_json(refused: tuple[Event, ...]) -> None:
    """The stable keys of the command line's contract."""
    run = run_object(refused, ENGLISH)
    stable = ("connection", "scenario", "platform", "backend", "passed", "expected", "verdict")
    expected = ("acme-wecom", "success", "android", "wecom", False, "success", "failed")
    assert expected == tuple(run[key] for key in stable)
    legs = json.loads(json.dumps(run["legs"]))
    assert ["proven", "simulated", "simulated", "simulated", "proven", "failed", "skipped"] == [
        leg["verdict"] for leg in legs
    ]
    assert {
        "leg": "identity",
        "verdict": "failed",
        "code": "wecom.60020",
        "message": "60020: the calling IP is not trusted by WeCom",
        "ms": 0.0,
        "simulated": False,
    } == legs[5]
    assert legs[0]["code"] is None
    assert len(refused) == len(json.loads(json.dumps(run["events"])))


@pytest.mark.anyio
async def test_totals_name_what_passed(
    refused: tuple[Event, ...], cancelled: tuple[Event, ...]
) -> None:
    """An expected refusal is a pass."""
    totals = runs_object([refused, cancelled], ENGLISH)["summary"]
    assert isinstance(totals, dict)
    assert (2, 1, 1) == (totals["runs"], totals["passed"], totals["not_passed"])


@pytest.mark.anyio
async def test_no_secret_is_in_a_report(refused: tuple[Event, ...]) -> None:
    """Neither the profile's nor the one that was issued."""
    text = json.dumps(runs_object([refused], ENGLISH)) + junit_xml([refused], CHINESE)
    assert [] == [s for s in (SECRET_TEXT, "Token-0123456789abcdef") if s in text]


@pytest.mark.anyio
@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_failure_of_junit_holds_its_ranked_causes(
    language: str, refused: tuple[Event, ...]
) -> None:
    """The likeliest with how to make sure, what to do and where; the same as in JSON."""
    messages = load_messages(language)
    tell = teller_of_causes(messages, {})
    causes = tell(refused, Leg.IDENTITY)
    text = ET.fromstring(junit_xml([refused], messages, tell)).findtext(".//failure") or ""
    expected = [
        *(str(cause["title"]) for cause in causes),
        *(str(causes[0][part]) for part in ("confirm", "fix", "where")),
    ]
    assert [] == [part for part in expected if part not in text]


@pytest.mark.anyio
async def test_junit_has_a_suite_and_a_case(
    refused: tuple[Event, ...], cancelled: tuple[Event, ...]
) -> None:
    """One suite a connection, backend and platform; one case a scenario; one failure here."""
    root = ET.fromstring(junit_xml([refused, cancelled], ENGLISH))
    suite = root.findall("testsuite")
    assert ["acme-wecom.wecom.android"] == [s.get("name") for s in suite]
    counts = {key: suite[0].get(key) for key in ("tests", "failures", "errors", "skipped")}
    assert {"tests": "2", "failures": "1", "errors": "0", "skipped": "0"} == counts
    assert ["success", "cancelled"] == [c.get("name") for c in suite[0].findall("testcase")]
    failure = suite[0].find("testcase/failure")
    assert failure is not None
    assert ("Leg 6: 60020", "wecom.60020") == (failure.get("message"), failure.get("type"))
    assert "WeCom saw 203.0.113.7, which" in (failure.text or "")


@pytest.mark.anyio
async def test_junit_names_do_not_change_from_run_to_run(cancelled: tuple[Event, ...]) -> None:
    """No run id and no time in a name."""
    again = tuple(replace(e, run_id="other") if isinstance(e, RunStarted) else e for e in cancelled)
    names = [
        re.findall(r'(?:class)?name="[^"]*"', junit_xml([run], ENGLISH))
        for run in (cancelled, again)
    ]
    assert names[0] == names[1]


@given(any_events)
def test_junit_is_always_valid_xml(events: list[Event]) -> None:
    """Whatever text came from outside."""
    ET.fromstring(junit_xml([events], ENGLISH).encode("utf-8", errors="strict"))


@given(any_events)
def test_every_run_has_a_json_object(events: list[Event]) -> None:
    """Also one that is half told."""
    json.dumps(runs_object([events], CHINESE))


@pytest.mark.anyio
async def test_a_summary_counts_what_is_proven(cancelled: tuple[Event, ...]) -> None:
    """Only leg 1 here; and the ending is as expected."""
    summary = verdict_summary(cancelled)
    assert summary is not None
    assert (1, Ending.AS_EXPECTED, True) == (summary.proven, summary.ending, summary.simulated)
    assert "As expected, simulated" == ending_text(ENGLISH, summary)
    assert "符合预期，模拟" == ending_text(CHINESE, summary)


@pytest.mark.anyio
async def test_a_crash_is_an_error_with_its_place(cancelled: tuple[Event, ...]) -> None:
    """Never a failure of the login."""
    crashed = (*cancelled[:3], RunCrashed("KeyError", "wecom_console.flow.x:12"))
    root = ET.fromstring(junit_xml([crashed], ENGLISH))
    error = root.find("testsuite/testcase/error")
    assert error is not None
    assert "KeyError wecom_console.flow.x:12" == error.text


@pytest.mark.anyio
async def test_a_run_without_its_end_is_running(cancelled: tuple[Event, ...]) -> None:
    """The window summarises while it goes on."""
    summary = verdict_summary(cancelled[:-1])
    assert summary is not None
    assert (Ending.RUNNING, None) == (summary.ending, summary.verdict)


def test_a_code_is_explained() -> None:
    """Cause, fix and note, filled in."""
    told = explain(ENGLISH, "wecom.60020", {"ip": "203.0.113.7"})
    assert "WeCom saw **203.0.113.7**, which is not a trusted IP of this app." == told.cause
    assert told.fix.startswith("Add **203.0.113.7** in **App management")
    assert "production" in told.note


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ["wecom.99999", "authing.98765", "phone.new_reason"])
def test_an_unknown_number_is_explained_by_its_family(language: str, code: str) -> None:
    """With the number in its title."""
    params = {"errmsg": "told", "message": "told"}
    assert code.partition(".")[2] in explain(load_messages(language), code, params).title


def test_a_reason_of_the_phone_has_its_sentence_as_cause() -> None:
    """The simulator's sentence says what was compared."""
    told = explain(ENGLISH, "phone.package_mismatch", {"found": "a.b", "expected": "c.d"})
    assert "a.b" in told.cause
    assert "c.d" in told.cause


CODES = re.compile(
    r'"((?:confirm|return|request|exchange|identity|tokens|profile|evidence|http)\.[a-z_.]+)"'
)
PACKAGE = Path(device_legs.__file__).parents[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_of_the_source_has_a_text(language: str) -> None:
    """Each outcome code has a title, each heading a sentence."""
    messages = load_messages(language)
    folders = [PACKAGE / "flow", PACKAGE / "backends"]
    source = "\n".join(f.read_text("utf-8") for d in folders for f in d.glob("*.py"))
    codes = set(CODES.findall(source))
    assert 30 < len(codes)
    assert [] == sorted(c for c in codes if not (messages.has(c) or messages.has(f"{c}.title")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_leg_and_verdict_has_a_word(language: str) -> None:
    """As the table of the window shows them."""
    messages = load_messages(language)
    codes = [f"leg.{leg.value}" for leg in Leg] + [f"verdict.{v.value}" for v in Verdict]
    codes += [f"run.{ending.value}" for ending in Ending]
    assert [] == [code for code in codes if not messages.has(code)]


@pytest.mark.anyio
async def test_a_leg_without_a_code_says_its_verdict(cancelled: tuple[Event, ...]) -> None:
    """Plain success needs no sentence."""
    summary = verdict_summary(cancelled)
    assert summary is not None
    assert ["Proven", "Simulated", "The member cancelled", "Leg 3 failed"] == [
        leg_message(ENGLISH, leg) for leg in summary.legs[:4]
    ]


def test_every_leg_finished_can_be_told() -> None:
    """A code that nobody knows is shown as it is."""
    events = (
        RunStarted("r", "c", "s", Platform.IOS, BackendKind.WECOM, "", 0.0, ()),
        LegFinished(Leg.CONFIRM, Verdict.FAILED, "of.the.future", {}, 1.0),
    )
    summary = verdict_summary(events)
    assert summary is not None
    assert "of.the.future" == leg_message(ENGLISH, summary.legs[0])
