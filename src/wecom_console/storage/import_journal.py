"""What the last import did, so that it can be taken back later, also after a crash in its middle.

A line an event, appended: a process that is killed leaves what it had written. Holds ids and
revision numbers, no value of a connection. A file that cannot be written or read counts as none: it
must not keep anybody from importing.
"""

import contextlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

QUIET_S: Final = 30.0
MOST_BYTES: Final = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """A connection that was taken in as revision `saved`; `before` is the revision that it had, 0
    for one that was created."""

    profile_id: str
    identifier: str
    saved: int
    before: int


@dataclass(frozen=True, slots=True)
class JournalRecord:
    """The last import of the file or folder called `source`. `is_ended`: it came to its end; else
    its process was gone before, or is at it. `written_at` is when the last line was written."""

    source: str
    entries: tuple[ImportRecord, ...]
    is_ended: bool
    written_at: float = 0.0

    def is_broken_off(self, now: float) -> bool:
        """Whether nobody is at it any more: an import writes many lines a second."""
        return not self.is_ended and now - self.written_at > QUIET_S


Note = Callable[[ImportRecord], None]
"""Writes down that a connection was taken in."""


class ImportJournal:
    """One file, for the last import alone. One that was broken off is carried on by the next."""

    def __init__(self, path: Path, clock: Callable[[], float]) -> None:
        self._path = path
        self._clock = clock

    @contextlib.contextmanager
    def recording(self, source: str) -> Iterator[Note]:
        """An import begins: what is noted inside can be taken back. What the last one did cannot
        any more, unless it was broken off: then this one is its other half."""
        last = self.last()
        is_anew = last is None or last.is_ended
        self._write({"source": source, "began_at": self._clock()}, anew=is_anew)
        with contextlib.ExitStack() as stack:
            try:
                file: IO[bytes] | None = stack.enter_context(self._path.open("ab", buffering=0))
            except OSError:
                file = None

            def note(entry: ImportRecord) -> None:
                if file is not None:
                    with contextlib.suppress(OSError):
                        file.write(_line(_event(entry)))

            yield note

    def end(self) -> None:
        """Everything was taken in."""
        self._write({"ended": True})

    def forget(self) -> None:
        """There is nothing to take back."""
        try:
            self._path.unlink(missing_ok=True)
        except OSError:
            self._write({"ended": True}, anew=True)

    def last(self) -> JournalRecord | None:
        """The last import, where there was one that took something in."""
        try:
            found = self._path.stat()
            if found.st_size > MOST_BYTES:
                return None
            lines = self._path.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return None
        events = tuple(_events(lines))
        heads = [event for event in events if isinstance(event.get("source"), str)]
        entries = tuple(entry for event in events if (entry := _entry(event)) is not None)
        if not heads or not entries:
            return None
        return JournalRecord(
            str(heads[-1]["source"]),
            entries,
            is_ended=bool(events) and events[-1].get("ended") is True,
            written_at=found.st_mtime,
        )

    def _write(self, event: dict[str, object], *, anew: bool = False) -> None:
        with contextlib.suppress(OSError):
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with self._path.open("wb" if anew else "ab") as file:
                file.write(_line(event))


def _event(entry: ImportRecord) -> dict[str, object]:
    return {
        "profile_id": entry.profile_id,
        "identifier": entry.identifier,
        "saved": entry.saved,
        "before": entry.before,
    }


def _line(event: Mapping[str, object]) -> bytes:
    return (json.dumps(event) + "\n").encode("ascii")


def _events(lines: list[str]) -> Iterator[dict[str, object]]:
    """The last line may be half written."""
    for line in lines:
        try:
            event = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(event, dict):
            yield event


def _entry(event: dict[str, object]) -> ImportRecord | None:
    profile_id, identifier = event.get("profile_id"), event.get("identifier")
    saved, before = event.get("saved"), event.get("before")
    if not isinstance(profile_id, str) or not isinstance(identifier, str):
        return None
    if not isinstance(saved, int) or not isinstance(before, int):
        return None
    return ImportRecord(profile_id, identifier, saved, before)
