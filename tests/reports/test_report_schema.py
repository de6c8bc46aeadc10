"""What `test --json` prints is as its JSON Schema says."""

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from flow.strategies import any_event
from wecom_console.domain.problems import Severity
from wecom_console.domain.verdicts import BackendKind, Leg, Platform, Verdict
from wecom_console.flow.event_codec import EVENT_TYPES, event_object
from wecom_console.flow.events import Event, LegFinished, RunCrashed, RunStopped
from wecom_console.flow.summary import Ending
from wecom_console.messages.catalogue import LANGUAGES, load_messages
from wecom_console.reports.json_junit import runs_object, write_runs
from wecom_console.resource_files import read_resource, resource_path

SCHEMA: dict[str, Any] = json.loads(read_resource("schemas", "test-report-1.schema.json"))
DEFS: dict[str, Any] = SCHEMA["$defs"]
REPORT = Draft202012Validator(SCHEMA)
EVENT = Draft202012Validator({"$defs": DEFS, "$ref": "#/$defs/event"})
EN = load_messages("en")
NOT_RUN = {
    "what": "broken.toml",
    "connection": "",
    "problems": [
        {
            "code": "file.syntax",
            "severity": "error",
            "field": "",
            "message": "…",
            "fix": {"field": "ios.universal_links", "value": ["a"], "label": "…"},
            "line": 3,
            "column": None,
        }
    ],
}


def misfits(report: object) -> list[str]:
    """What the schema says against it."""
    return [f"{error.json_path}: {error.message}" for error in REPORT.iter_errors(report)]


def report(*runs: tuple[Event, ...], language: str = "en") -> dict[str, Any]:
    """As the command prints it."""
    texts: list[str] = []
    write_runs(texts.append, runs, load_messages(language), {"not_run": []})
    found = json.loads("".join(texts))
    assert isinstance(found, dict)
    return found


def test_the_schema_is_one() -> None:
    """By the meta-schema of its dialect."""
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("language", LANGUAGES)
def test_runs_are_as_it_says(
    refused: tuple[Event, ...], cancelled: tuple[Event, ...], language: str
) -> None:
    """One that was refused, and one that was refused as expected."""
    assert [] == misfits(report(refused, cancelled, language=language))


@pytest.mark.parametrize("end", [RunStopped(1.0), RunCrashed("KeyError", "x.py:1", {"step": "1"})])
def test_a_run_without_its_end_is_as_it_says(refused: tuple[Event, ...], end: Event) -> None:
    """Stopped, or ended by a fault of the program."""
    assert [] == misfits(report((*refused[:4], end)))


def test_no_runs_are_as_it_says() -> None:
    """Where nothing could be run."""
    assert [] == misfits({**report(), "not_run": [NOT_RUN]})


def test_the_object_is_what_is_written(refused: tuple[Event, ...]) -> None:
    """Both ways of making it have the same keys."""
    assert [] == misfits({**runs_object([refused], EN), "not_run": []})


@given(any_event)
def test_any_event_is_as_it_says(event: Event) -> None:
    """Whatever its values are."""
    found = json.loads(json.dumps(event_object(event)))
    assert [] == [error.message for error in EVENT.iter_errors(found)]


@pytest.mark.parametrize("kind", EVENT_TYPES, ids=lambda kind: kind.__name__)
def test_an_event_has_the_fields_of_its_class(kind: type[Event]) -> None:
    """A field that is added must be added there, and every one is written."""
    expected = {"event", *(field.name for field in fields(kind))}
    described = DEFS[kind.__name__]
    assert (expected, expected) == (set(described["properties"]), set(described["required"]))


def test_it_knows_every_event() -> None:
    """No kind is missing and none too many."""
    known = {one["$ref"].rpartition("/")[2] for one in DEFS["event"]["oneOf"]}
    assert {kind.__name__ for kind in EVENT_TYPES} == known


@pytest.mark.parametrize(
    ("values", "described"),
    [
        (Leg, DEFS["leg"]),
        (Verdict, DEFS["verdict"]),
        (Platform, DEFS["platform"]),
        (BackendKind, DEFS["backend"]),
        (Ending, DEFS["run"]["properties"]["ending"]),
        (Severity, DEFS["problem"]["properties"]["severity"]),
    ],
)
def test_it_knows_every_word(values: Any, described: dict[str, Any]) -> None:
    """In the order of the product."""
    assert [value.value for value in values] == described["enum"]


@pytest.mark.parametrize("key", ["runs", "summary", "not_run"])
def test_a_report_without_a_part_is_none(refused: tuple[Event, ...], key: str) -> None:
    """A reader may count on every key."""
    found = report(refused)
    del found[key]
    assert misfits(found)


def test_an_unknown_word_is_refused(refused: tuple[Event, ...]) -> None:
    """A verdict that nobody gave."""
    found = report(refused)
    found["runs"][0]["legs"][0]["verdict"] = "passed"
    assert misfits(found)


def test_an_event_with_another_field_is_refused() -> None:
    """It would be another format."""
    found = event_object(LegFinished(Leg.TOKENS, Verdict.PROVEN, "", {}, 1.0))
    assert not EVENT.is_valid({**found, "secret": "x"})


def test_the_docs_show_the_schema_that_is_shipped() -> None:
    """Beside the manual for readers, in the wheel for programs."""
    docs = Path(__file__).resolve().parents[2] / "docs/test-report-1.schema.json"
    shipped = resource_path("schemas", "test-report-1.schema.json")
    assert shipped.read_bytes() == docs.read_bytes()
