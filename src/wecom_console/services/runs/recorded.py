"""Runs that were recorded in a file: a report in JSON, or what ``test --resume`` keeps. The file is
only read."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import FileIO
from pathlib import Path
from typing import Final

from wecom_console.disk.regular_files import NotRegularError, open_regular
from wecom_console.domain.problems import Params
from wecom_console.exchange.decoding import decode_utf8
from wecom_console.exchange.file_problem import TextFault
from wecom_console.flow.events import Event
from wecom_console.reports.replay import ReportUnreadable, read_report
from wecom_console.services.runs.run_lines import LARGEST, Survey, is_head, read_run, survey

LARGEST_REPORT: Final = 32 * 1024 * 1024
"""Bytes of a report, which is read as a whole; a run has about 12 KB."""

Runs = Iterable[tuple[Event, ...]]

_MIB: Final = 1024 * 1024
_LONGEST_HEAD: Final = 200


@dataclass(frozen=True, slots=True)
class RunsUntold:
    """Why a file tells no runs: a message under ``cli.`` and its parameters but `file`."""

    code: str
    params: Params = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RecordedRuns:
    """The runs of a file, and in `found` what of a file of runs could not be read. Those of a large
    one are read anew each time: iterating raises OSError where it has gone since."""

    runs: Runs
    found: Survey = field(default_factory=Survey)


def read_runs(path: Path) -> RecordedRuns | RunsUntold:
    """The runs of a file. Blocks."""
    try:
        with open_regular(path) as file:
            return _read(path, file)
    except NotRegularError as error:
        code = "explain.folder" if error.kind == "folder" else "replay.not_a_file"
        return RunsUntold(code, {"reason": error.strerror or error.kind})
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or type(error).__name__
        return RunsUntold("explain.unreadable", {"reason": reason})


def _read(path: Path, file: FileIO) -> RecordedRuns | RunsUntold:
    size = os.fstat(file.fileno()).st_size
    head = file.read(_LONGEST_HEAD).split(b"\n", 1)[0]
    is_run_file = is_head(head)
    limit = LARGEST if is_run_file else LARGEST_REPORT
    if size > limit:
        return RunsUntold("replay.too_large", {"limit": limit // _MIB})
    told = None if is_run_file else _report(file)
    if told is None or told == RunsUntold("replay.no_report", {"why": "json"}):
        found = survey(file)  # its first line may be the damaged one
        if found is not None and (found.runs or is_run_file):
            lazy = _RunsInFile(path, found)
            return RecordedRuns(tuple(lazy) if size <= LARGEST_REPORT else lazy, found)
    return told or RunsUntold("replay.no_report", {"why": "format"})


def _report(file: FileIO) -> RecordedRuns | RunsUntold:
    file.seek(0)
    chunks = bytearray()
    while len(chunks) <= LARGEST_REPORT and (chunk := file.read(_MIB)):
        chunks += chunk
    if len(chunks) > LARGEST_REPORT:  # it grows, or did not say how large it is
        return RunsUntold("replay.too_large", {"limit": LARGEST_REPORT // _MIB})
    text = decode_utf8(bytes(chunks))
    if isinstance(text, TextFault):
        return RunsUntold("replay.not_utf8")
    found = read_report(text)
    if isinstance(found, ReportUnreadable):
        return RunsUntold("replay.no_report", {"why": found.why})
    return RecordedRuns(found)


@dataclass(frozen=True, slots=True)
class _RunsInFile:
    path: Path
    found: Survey

    def __iter__(self) -> Iterator[tuple[Event, ...]]:
        with open_regular(self.path) as file:
            for place in self.found.runs:
                file.seek(place.start)
                if (run := read_run(file.read(place.length))) is not None:
                    yield run[1]
