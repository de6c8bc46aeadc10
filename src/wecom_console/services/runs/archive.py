"""Finished runs on the disk: a matrix of thousands neither fills the memory nor is lost.

One JSON line a run, after a line that names the format. The file is a temporary one, or one of the
user's from which a broken-off matrix is taken up again. What is in it has been redacted.
"""

import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from wecom_console.flow.event_codec import (
    EventsUnreadable,
    deserialise_events,
    serialise_events,
)
from wecom_console.flow.events import Event, RunStarted
from wecom_console.flow.summary import RunSummary, verdict_summary

FORMAT: Final = "wecom-console-runs/1"


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
class ArchiveUnusable:
    """The file is not of this kind, or cannot be opened."""

    reason: str


class RunArchive:
    """Finished runs, in the order in which they were added. Close it when done."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._places: list[int] = []
        self._keys: dict[RunKey, int] = {}

    @classmethod
    def temporary(cls) -> "RunArchive":
        """One that is gone when it is closed."""
        archive = cls(tempfile.TemporaryFile())  # noqa: SIM115  closed by `close`
        archive._begin()
        return archive

    @classmethod
    def at(cls, path: Path) -> "RunArchive | ArchiveUnusable":
        """The runs of an earlier start, to be continued. A line that was cut off by a crash is
        left out and overwritten."""
        try:
            file = path.open("r+b" if path.exists() else "w+b")
        except OSError as error:
            return ArchiveUnusable(error.strerror or type(error).__name__)
        archive = cls(file)
        if not archive._load():
            file.close()
            return ArchiveUnusable("format")
        return archive

    def add(self, events: Sequence[Event]) -> int:
        """Keep a finished run; its number."""
        key = RunKey.of(events)
        number = len(self._places)
        place = self._file.seek(0, 2)
        line = json.dumps({"key": _values(key), "events": serialise_events(events)})
        self._file.write(line.encode("ascii") + b"\n")
        self._file.flush()
        self._places.append(place)
        self._keys[key] = number
        return number

    def events(self, number: int) -> tuple[Event, ...]:
        """The events of a run."""
        self._file.seek(self._places[number])
        found = _read_line(self._file.readline())
        return found[1] if found else ()

    def number_of(self, key: RunKey) -> int | None:
        """The newest run of that key, None where there is none."""
        return self._keys.get(key)

    def summary(self, number: int) -> RunSummary | None:
        """A run in short."""
        return verdict_summary(self.events(number))

    def close(self) -> None:
        """Done with it."""
        self._file.close()

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[tuple[Event, ...]]:
        return (self.events(number) for number in range(len(self._places)))

    def _begin(self) -> None:
        self._file.write(json.dumps({"format": FORMAT}).encode("ascii") + b"\n")

    def _load(self) -> bool:
        head = self._file.readline()
        if not head:
            self._begin()
            return True
        try:
            if json.loads(head) != {"format": FORMAT}:
                return False
        except (ValueError, RecursionError):
            return False
        while True:
            place = self._file.tell()
            line = self._file.readline()
            found = _read_line(line) if line.endswith(b"\n") else None
            if found is None:
                if line:
                    self._file.seek(place)
                    self._file.truncate()
                return True
            self._keys[found[0]] = len(self._places)
            self._places.append(place)


def _values(key: RunKey) -> dict[str, str]:
    return {name: getattr(key, name) for name in RunKey.__slots__}


def _read_line(line: bytes) -> tuple[RunKey, tuple[Event, ...]] | None:
    try:
        found = json.loads(line)
        key = RunKey(**found["key"])
        events = deserialise_events(found["events"])
    except (ValueError, RecursionError, KeyError, TypeError):
        return None
    return None if isinstance(events, EventsUnreadable) else (key, events)
