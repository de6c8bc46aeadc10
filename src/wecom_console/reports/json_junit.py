"""A run's events as the objects that leave the product: JSON runs and JUnit XML."""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from wecom_console.domain.verdicts import Leg
from wecom_console.flow.event_codec import (
    EventsUnreadable,
    deserialise_events,
    event_object,
    serialise_events,
)
from wecom_console.flow.events import Event
from wecom_console.flow.explanations import ending_text, explain, leg_message, plain
from wecom_console.flow.summary import Ending, RunSummary, verdict_summary
from wecom_console.messages.catalogue import Messages

__all__ = [
    "EventsUnreadable",
    "deserialise_events",
    "junit_xml",
    "run_object",
    "runs_object",
    "serialise_events",
    "verdict_summary",
]

Causes = list[dict[str, object]]
TellCauses = Callable[[Sequence[Event], Leg], Causes]

_NOT_RUN: Final = (Ending.STOPPED, Ending.RUNNING, Ending.UNAVAILABLE)
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def run_object(
    events: Sequence[Event], messages: Messages, tell_causes: TellCauses | None = None
) -> dict[str, object]:
    """One run as ``test --json`` prints it; `tell_causes` ranks the causes of a leg. Without it
    nothing is said of causes."""
    run = verdict_summary(events)
    if run is None:
        return {"events": [event_object(event) for event in events]}
    return {
        "connection": run.connection,
        "scenario": run.scenario,
        "platform": run.platform.value,
        "backend": run.backend.value,
        "passed": run.passed,
        "expected": run.expected,
        "ending": run.ending.value,
        "verdict": run.verdict.value if run.verdict else None,
        "simulated": run.simulated,
        "ms": round(run.elapsed_ms, 1),
        "run_id": run.run_id,
        "config_hash": run.config_hash,
        "legs": [
            {
                "leg": leg.leg.value,
                "verdict": leg.verdict.value,
                "code": leg.code or None,
                "message": leg_message(messages, leg),
                "ms": round(leg.elapsed_ms, 1),
                "simulated": leg.simulated,
                **({} if tell_causes is None else {"causes": tell_causes(events, leg.leg)}),
            }
            for leg in run.legs
        ],
        "events": [event_object(event) for event in events],
    }


def write_runs(
    write: Callable[[str], object],
    runs: Iterable[Sequence[Event]],
    messages: Messages,
    more: Mapping[str, object],
    tell_causes: TellCauses | None = None,
) -> None:
    """What `runs_object` gives, as JSON text, one run after the other: thousands of runs need no
    more memory than one. `more` are further keys of the object."""
    summaries: list[RunSummary] = []
    write('{\n  "runs": [')
    for number, events in enumerate(runs):
        if (run := verdict_summary(events)) is not None:
            summaries.append(run)
        run_told = run_object(events, messages, tell_causes)
        text = json.dumps(run_told, ensure_ascii=False, indent=2)
        write((",\n    " if number else "\n    ") + text.replace("\n", "\n    "))
    write("\n  ]")
    for key, value in {"summary": totals(summaries), **more}.items():
        text = json.dumps(value, ensure_ascii=False, indent=2).replace("\n", "\n  ")
        write(f',\n  "{key}": {text}')
    write("\n}\n")


def runs_object(
    runs: Iterable[Sequence[Event]], messages: Messages, tell_causes: TellCauses | None = None
) -> dict[str, object]:
    """All runs and their totals, as ``test --json`` prints them."""
    listed = list(runs)
    summaries = [s for events in listed if (s := verdict_summary(events)) is not None]
    return {
        "runs": [run_object(events, messages, tell_causes) for events in listed],
        "summary": totals(summaries),
    }


def totals(summaries: Sequence[RunSummary]) -> dict[str, int]:
    """How many runs there were, and how they ended."""
    passed = sum(run.passed for run in summaries)
    return {
        "runs": len(summaries),
        "passed": passed,
        "not_passed": len(summaries) - passed,
        "simulated": sum(run.simulated for run in summaries),
        "crashed": sum(run.ending is Ending.CRASHED for run in summaries),
        "stopped": sum(run.ending is Ending.STOPPED for run in summaries),
        "unavailable": sum(run.ending is Ending.UNAVAILABLE for run in summaries),
    }


def junit_xml(
    runs: Iterable[Sequence[Event]], messages: Messages, tell_causes: TellCauses | None = None
) -> str:
    """JUnit XML: a suite per connection, backend and platform, a case per scenario. `tell_causes`
    ranks the causes of a leg, which stand in the text of its failure.

    Names contain nothing that changes from run to run, so that a CI server keeps its history.
    """
    suites: dict[str, list[tuple[RunSummary, Causes]]] = {}
    for events in runs:
        if (run := verdict_summary(events)) is not None:
            failed = run.failed_leg if run.ending is Ending.OTHERWISE else None
            causes = tell_causes(events, failed.leg) if tell_causes and failed else []
            suites.setdefault(_suite_name(run), []).append((run, causes))
    root = ET.Element("testsuites", name="wecom-console")
    for name, members in suites.items():
        suite = ET.SubElement(root, "testsuite", _counts([run for run, _ in members]), name=name)
        for run, causes in members:
            suite.append(_case(run, causes, messages))
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _suite_name(run: RunSummary) -> str:
    return _xml(f"{run.connection}.{run.backend.value}.{run.platform.value}")


def _counts(runs: Sequence[RunSummary]) -> dict[str, str]:
    endings = [run.ending for run in runs]
    seconds = sum(run.elapsed_ms for run in runs) / 1000
    return {
        "tests": str(len(runs)),
        "failures": str(endings.count(Ending.OTHERWISE)),
        "errors": str(endings.count(Ending.CRASHED)),
        "skipped": str(sum(ending in _NOT_RUN for ending in endings)),
        "time": f"{seconds:.3f}",
    }


def _case(run: RunSummary, causes: Causes, messages: Messages) -> ET.Element:
    case = ET.Element(
        "testcase",
        name=_xml(run.scenario),
        classname=f"wecom-console.{_suite_name(run)}",
        time=f"{run.elapsed_ms / 1000:.3f}",
    )
    properties = ET.SubElement(case, "properties")
    for key, value in (
        ("expected", run.expected),
        ("verdict", run.verdict.value if run.verdict else ""),
        ("simulated", str(run.simulated).lower()),
        ("proven_legs", str(run.proven)),
        ("config_hash", run.config_hash),
    ):
        ET.SubElement(properties, "property", name=key, value=_xml(value))
    message = _xml(ending_text(messages, run))
    match run.ending:
        case Ending.OTHERWISE:
            failed = run.failed_leg
            kind = failed.code if failed else "expected"
            element = ET.SubElement(case, "failure", message=message, type=_xml(kind))
            element.text = _why(run, causes, messages)
        case Ending.CRASHED:
            ET.SubElement(case, "error", message=message, type="crash").text = _xml(run.where)
        case Ending.STOPPED | Ending.RUNNING | Ending.UNAVAILABLE:
            ET.SubElement(case, "skipped", message=message)
        case Ending.AS_EXPECTED | Ending.UNPROVEN:
            pass
    ET.SubElement(case, "system-out").text = _xml(_leg_lines(run, messages))
    return case


def _why(run: RunSummary, causes: Causes, messages: Messages) -> str:
    lines = [f"{messages.text('run.expected')}: {run.expected}"]
    if run.failed_leg is not None:
        told = explain(messages, run.failed_leg.code, run.failed_leg.params)
        parts = (told.title,) if causes else (told.title, told.cause, told.fix, told.note)
        lines += [plain(part) for part in parts if part]
    for number, cause in enumerate(causes, start=1):
        lines += _cause_lines(number, cause, messages)
    return _xml("\n".join(lines))


def _cause_lines(number: int, cause: Mapping[str, object], messages: Messages) -> list[str]:
    """One cause; of all but the first what it is and how likely."""
    likely = messages.text(f"likelihood.{cause['likelihood']}")
    title = messages.text("diagnosis.row", label=f"{number}. {likely}", text=str(cause["title"]))
    if number > 1:
        return [title]
    because = cause["because"]
    reasons = [f"   {line}" for line in because] if isinstance(because, list) else []
    rows = [
        f"   {messages.text('diagnosis.row', label=messages.text(f'diagnosis.{part}'), text=said)}"
        for part in ("confirm", "fix", "where")
        if (said := str(cause[part]))
    ]
    return [title, *reasons, *rows]


def _leg_lines(run: RunSummary, messages: Messages) -> str:
    lines = []
    for leg in run.legs:
        name = messages.text(f"leg.{leg.leg.value}")
        word = messages.text(f"verdict.{leg.verdict.value}")
        told = f" - {leg_message(messages, leg)}" if leg.code else ""
        lines.append(f"{leg.leg.number} {name}: {word}{told}")
    return "\n".join(lines)


def _xml(text: str) -> str:
    """`text` without what XML 1.0 cannot hold."""
    return _NOT_XML.sub("\ufffd", text)
