"""The runs of a page as a file."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from wecom_console import __version__
from wecom_console.flow.events import Event
from wecom_console.gui.parts.presenter.run_state import RunState
from wecom_console.messages.catalogue import Messages
from wecom_console.reports.har import har_text
from wecom_console.reports.json_junit import junit_xml, runs_object
from wecom_console.services.causes import teller_of_causes


@dataclass(frozen=True, slots=True)
class ReportFormat:
    """`name` is the format's own, `suffix` how its files end."""

    name: str
    suffix: str


REPORT_FORMATS: Final = (
    ReportFormat("HTML", ".html"),
    ReportFormat("JSON", ".json"),
    ReportFormat("JUnit XML", ".xml"),
    ReportFormat("HAR", ".har"),
)


def report_bytes(runs: Sequence[RunState], path: Path, messages: Messages) -> bytes:
    """The report that the file's ending asks for; JSON where it asks for nothing known."""
    return events_report([run.events for run in runs], path, messages)


def events_report(events: Sequence[tuple[Event, ...]], path: Path, messages: Messages) -> bytes:
    """The same of runs as they were stored."""
    causes = teller_of_causes(messages, {})
    match path.suffix.lower():
        case ".xml":
            return junit_xml(events, messages, causes).encode("utf-8")
        case ".html" | ".htm":
            from wecom_console.reports.html import html_report  # loads jinja2

            return html_report(events, messages, causes).encode("utf-8")
        case ".har":
            return har_text(events, version=__version__).encode("utf-8")
        case _:
            told = runs_object(events, messages, causes)
            text = json.dumps(told, ensure_ascii=False, indent=2)
            return f"{text}\n".encode()


def report_name(identifier: str) -> str:
    """What the file is called at first."""
    return f"{identifier or 'login-test'}-report.html"
