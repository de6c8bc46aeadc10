"""Reports from the page, and the lines of the trace."""

import json
from pathlib import Path
from xml.etree import ElementTree

from gui.features.login_test.login_test_support import call, success, untrusted_ip
from wecom_console.domain.verdicts import Leg
from wecom_console.gui.parts.durations import duration_text
from wecom_console.gui.parts.presenter.run_reports import report_bytes, report_name
from wecom_console.gui.parts.presenter.run_state import replay
from wecom_console.gui.parts.trace_lines import trace_entry
from wecom_console.gui.widgets.text.trace import TraceTone
from wecom_console.messages.catalogue import load_messages

RUNS = (replay(tuple(success())), replay(tuple(untrusted_ip())))


def test_a_json_report_has_every_run() -> None:
    """The same object as `test --json`."""
    told = json.loads(report_bytes(RUNS, Path("x.json"), load_messages("en")))
    assert ["success", "success"] == [run["scenario"] for run in told["runs"]]


def test_an_xml_report_is_junit() -> None:
    """A failed run is a failure there."""
    root = ElementTree.fromstring(report_bytes(RUNS, Path("x.XML"), load_messages("en")))
    assert 1 == len(root.findall(".//failure"))


def test_the_report_is_named_after_the_connection() -> None:
    """So that several do not overwrite each other."""
    assert "acme-report.html" == report_name("acme")


def words(body: str) -> list[tuple[str, TraceTone]]:
    entry = trace_entry(call(Leg.IDENTITY, 1, "/cgi-bin/x", (), body), fault=lambda _e: "")
    return [(span.text, span.tone) for line in entry.answer for span in line]


def test_a_good_errcode_is_green() -> None:
    """0 is the only good one."""
    assert ("errcode 0", TraceTone.GOOD) in words('{"errcode": 0, "errmsg": "ok"}')


def test_the_address_wecom_saw_stands_out() -> None:
    """It is what has to be copied."""
    body = '{"errcode": 60020, "errmsg": "not allow, from ip: 203.0.113.24, more info"}'
    assert ("from ip: 203.0.113.24", TraceTone.STRONG) in words(body)


def test_a_redaction_stays_a_marker_for_the_view() -> None:
    """The view draws it as a box."""
    assert any("[redacted:214]" in text for text, _ in words('{"access_token": "[redacted:214]"}'))


def test_json_has_a_line_for_each_value() -> None:
    """Keys stay in their order."""
    body = '{"userid": "li", "data": {"b": [1], "a": 2}}'
    assert ["{", '  "userid": "li",', '  "data": {', '    "b": [', "      1"] == [
        text for text, _ in words(body) if text != "200" and not text.startswith(", ")
    ][:5]


def test_a_long_answer_ends_after_sixty_lines() -> None:
    """The report has all of it."""
    texts = [text for text, _ in words(json.dumps(list(range(100))))]
    assert ("  58,", "…") == (texts[-2], texts[-1])


def test_short_times_are_milliseconds_and_long_ones_seconds() -> None:
    """Milliseconds in whole, seconds with one place."""
    texts = [duration_text(ms) for ms in (2.0, 186.0, 310.0, 1_100.0, None)]
    assert ["2 ms", "186 ms", "0.3 s", "1.1 s", "–"] == texts
