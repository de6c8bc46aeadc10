"""Runs that were recorded in a file: a report in JSON, or what ``test --resume`` keeps."""

from dataclasses import dataclass
from pathlib import Path

from wecom_console.flow.events import Event
from wecom_console.reports.replay import ReportUnreadable, read_report
from wecom_console.services.runs.archive import FORMAT, RunArchive

Runs = tuple[tuple[Event, ...], ...]


@dataclass(frozen=True, slots=True)
class RunsUntold:
    """Why a file holds no runs: a message under ``cli.``, and the reason it names."""

    code: str
    reason: str


def read_runs(path: Path) -> Runs | RunsUntold:
    """The runs of a file. Blocks."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        return RunsUntold("explain.unreadable", reason)
    if FORMAT in text[:80]:
        archive = RunArchive.at(path)
        if isinstance(archive, RunArchive):
            runs = tuple(archive)
            archive.close()
            return runs
    found = read_report(text)
    if isinstance(found, ReportUnreadable):
        return RunsUntold("replay.no_report", found.why)
    return found
