"""What a file of finished runs says: a line that names the format, then one JSON line a run.

Whoever reads it does not change it. A line that cannot be read is told by its number, and costs
nothing but itself.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BufferedReader, FileIO
from typing import Final

from wecom_console.flow.event_codec import (
    MOST_VALUES,
    EventsUnreadable,
    deserialise_events,
    has_more_values,
    serialise_events,
)
from wecom_console.flow.events import Event, RunStarted

FORMAT: Final = "wecom-console-runs/1"
HEAD: Final = json.dumps({"format": FORMAT}).encode("ascii") + b"\n"
LARGEST: Final = 256 * 1024 * 1024
"""Bytes of a file that is read; a run has about 10 KB."""

LONGEST_LINE: Final = 32 * 1024 * 1024
MOST_DAMAGED: Final = 1000
"""Lines that cannot be read, before reading is given up: that is no file of runs."""


@dataclass(frozen=True, slots=True)
class RunKey:
    """What makes a run the same run when the matrix is started again: with another configuration
    it is another."""

    connection: str
    platform: str
    backend: str
    scenario: str
    config_hash: str

    @classmethod
    def of(cls, events: Iterable[Event]) -> "RunKey":
        """That of a run, whose first event says all of it."""
        (start,) = (event for event in events if isinstance(event, RunStarted))
        return cls(
            start.connection,
            start.platform.value,
            start.backend.value,
            start.scenario,
            start.config_hash,
        )


@dataclass(frozen=True, slots=True)
class RunPlace:
    """Where in the file a run stands."""

    key: RunKey
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Survey:
    """What stands where. `damaged` are the numbers of lines that cannot be read, counted from 1.
    `unfinished` is that of a last line that was broken off, and `end` where it begins, else the
    file's end; `lacks_end`: a last run is whole, and only its line's end is missing.
    `gave_up_at`: the line behind which nothing was read any more."""

    runs: tuple[RunPlace, ...] = ()
    damaged: tuple[int, ...] = ()
    unfinished: int | None = None
    end: int = 0
    lacks_end: bool = False
    gave_up_at: int | None = None


def survey(file: FileIO) -> Survey | None:
    """What is in the file; None where it is of another kind."""
    buffer = BufferedReader(file)
    try:
        buffer.seek(0)
        return _survey(buffer)
    finally:
        buffer.detach()


def read_run(line: bytes) -> tuple[RunKey, tuple[Event, ...]] | None:
    """The run of a line; None for any other."""
    try:
        text = line.decode("utf-8")
        if has_more_values(text, MOST_VALUES):
            return None
        found = json.loads(text)
        told = found["events"]
        events = deserialise_events(told) if isinstance(told, str) else None
        if events is None or isinstance(events, EventsUnreadable):
            return None
        key = RunKey.of(events)
        return (key, events) if found["key"] == _values(key) else None
    except (ValueError, RecursionError, KeyError, TypeError):
        return None


def run_line(events: Sequence[Event]) -> bytes:
    """The line of a run."""
    values = _values(RunKey.of(events))
    return json.dumps({"key": values, "events": serialise_events(events)}).encode("ascii") + b"\n"


def is_head(line: bytes) -> bool:
    """Whether a file that begins so is of this kind."""
    return _parsed(line) == {"format": FORMAT}


def _survey(buffer: "BufferedReader[FileIO]") -> Survey | None:
    lines = _lines(buffer)
    _, head = next(lines, (0, b""))
    if not head.endswith(b"\n") and HEAD.startswith(head):
        return Survey(unfinished=1 if head else None)
    if not is_head(head) and _parsed(head) is not None:
        return None
    is_ours = is_head(head)
    damaged = [] if is_ours else [1]
    runs: list[RunPlace] = []
    end, lacks_end = len(head), not head.endswith(b"\n")
    for number, (start, line) in enumerate(lines, start=2):
        found = read_run(line)
        is_ended = line.endswith(b"\n")
        if found is not None:
            runs.append(RunPlace(found[0], start, len(line)))
        elif not is_ended and len(line) <= LONGEST_LINE:
            return Survey(tuple(runs), tuple(damaged), unfinished=number, end=start)
        elif line.strip(b"\r\n") or not is_ended:
            damaged.append(number)
            if len(damaged) >= MOST_DAMAGED:
                told = Survey(tuple(runs), tuple(damaged), gave_up_at=number)
                return told if runs or is_ours else None
        end, lacks_end = start + len(line), not is_ended
    told = Survey(tuple(runs), tuple(damaged), end=end, lacks_end=lacks_end)
    return told if runs or is_ours else None


def _lines(buffer: "BufferedReader[FileIO]") -> Iterator[tuple[int, bytes]]:
    """Each with its place. Of one that is too long only so much that it is seen to be, and then
    not as the last one, which could be cut off."""
    place = 0
    while line := buffer.readline(LONGEST_LINE + 1):
        yield place, line
        place += len(line)
        while len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            line = buffer.readline(LONGEST_LINE + 1)
            place += len(line)
            if not line:
                return


def _parsed(line: bytes) -> object:
    """What a line of JSON says; None for any other."""
    try:
        return json.loads(line.decode("utf-8-sig")) if len(line) <= LONGEST_LINE else None
    except (ValueError, RecursionError):
        return None


def _values(key: RunKey) -> dict[str, str]:
    return {name: getattr(key, name) for name in RunKey.__slots__}
