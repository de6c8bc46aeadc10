"""Finished runs on the disk: a matrix of thousands neither fills the memory nor is lost.

The file is a temporary one, or one of the user's (`run_lines`) from which a broken-off matrix is
taken up again. What is in it has been redacted. Runs are only ever added to it; the one thing that
is taken away is a last line that was broken off, when the next run is put in its place.
"""

import contextlib
import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

from wecom_console.disk.leftovers import try_to_lock
from wecom_console.disk.regular_files import NotRegularError, open_descriptor
from wecom_console.flow.events import Event
from wecom_console.flow.summary import RunSummary, verdict_summary
from wecom_console.services.runs.run_lines import (
    HEAD,
    LARGEST,
    LONGEST_LINE,
    RunKey,
    RunPlace,
    Survey,
    read_run,
    run_line,
    survey,
)


@dataclass(frozen=True, slots=True)
class ArchiveUnusable:
    """Why no run can be added: ``format`` (a file of another kind, or none), ``damaged`` (`found`
    says which lines), ``large``, ``in_use``, or ``system``, which says `reason`."""

    why: str
    reason: str = ""
    found: Survey | None = None


class RunArchive:
    """Finished runs, in the order in which they were added. Close it when done.

    A run that the disk does not take is kept in memory: `trouble` is then what the system said."""

    def __init__(self, file: FileIO | None, found: Survey | None = None) -> None:
        found = found or Survey()
        self._file = file
        self._runs = list(found.runs)
        self._numbers = {run.key: number for number, run in enumerate(found.runs)}
        self._in_memory: dict[int, bytes] = {}
        self._cut_at = found.end if found.unfinished else None
        self._lacks_end = found.lacks_end
        self.unfinished = found.unfinished
        self.trouble = ""

    @classmethod
    def temporary(cls) -> "RunArchive":
        """One that is gone when it is closed."""
        try:
            return cls(tempfile.TemporaryFile("w+b", buffering=0))
        except OSError:  # there is no place for temporary files
            return cls(None)

    @classmethod
    def at(cls, path: Path) -> "RunArchive | ArchiveUnusable":
        """The runs of an earlier start, to be continued."""
        is_new = not os.path.lexists(path)
        try:
            descriptor = open_descriptor(path, os.O_RDWR | os.O_CREAT)
        except NotRegularError:
            return ArchiveUnusable("format")
        except (OSError, ValueError) as error:  # ValueError: a NUL in the name
            reason = getattr(error, "strerror", None) or type(error).__name__
            return ArchiveUnusable("system", reason)
        file = FileIO(descriptor, "r+b")
        opened = cls._opened(path, file)
        if isinstance(opened, ArchiveUnusable):
            if is_new and opened.why == "system":  # empty, and locked by this process
                path.unlink(missing_ok=True)
            file.close()
        return opened

    @classmethod
    def _opened(cls, path: Path, file: FileIO) -> "RunArchive | ArchiveUnusable":
        if not try_to_lock(file.fileno()) or not path.exists():  # taken away before it was locked
            return ArchiveUnusable("in_use")
        if os.fstat(file.fileno()).st_size > LARGEST:
            return ArchiveUnusable("large")
        found = survey(file)
        if found is None:
            return ArchiveUnusable("format")
        if found.damaged:
            return ArchiveUnusable("damaged", found=found)
        archive = cls(file, found)
        if found.end == 0:
            try:
                archive._append(HEAD)
            except OSError as error:
                return ArchiveUnusable("system", error.strerror or type(error).__name__)
        return archive

    def add(self, events: Sequence[Event]) -> int:
        """Keep a finished run; its number."""
        line = run_line(events)
        key, number = RunKey.of(events), len(self._runs)
        place = RunPlace(key, 0, len(line))
        if self._file is None or self.trouble or len(line) > LONGEST_LINE:
            self._in_memory[number] = line
        else:
            try:
                place = RunPlace(key, self._append(line), len(line))
            except OSError as error:
                self.trouble = error.strerror or type(error).__name__
                self._in_memory[number] = line
        self._runs.append(place)
        self._numbers[key] = number
        return number

    def events(self, number: int) -> tuple[Event, ...]:
        """The events of a run."""
        line = self._in_memory.get(number, b"")
        if not line and self._file is not None:
            place = self._runs[number]
            self._file.seek(place.start)
            line = self._file.read(place.length)
        found = read_run(line)
        return found[1] if found else ()

    def number_of(self, key: RunKey) -> int | None:
        """The newest run of that key, None where there is none."""
        return self._numbers.get(key)

    def summary(self, number: int) -> RunSummary | None:
        """A run in short."""
        return verdict_summary(self.events(number))

    @property
    def only_in_memory(self) -> int:
        """How many runs the file lacks."""
        return len(self._in_memory)

    def close(self) -> None:
        """Done with it."""
        if self._file is not None:
            self._file.close()

    def __len__(self) -> int:
        return len(self._runs)

    def __iter__(self) -> Iterator[tuple[Event, ...]]:
        return (self.events(number) for number in range(len(self._runs)))

    def _append(self, line: bytes) -> int:
        """Put a line behind the last whole one; its place. Raises OSError, and the file is then
        without it."""
        assert self._file is not None
        if self._cut_at is not None:
            self._file.truncate(self._cut_at)
            self._cut_at = None
        start = self._file.seek(0, os.SEEK_END)
        rest = memoryview(b"\n" + line if self._lacks_end else line)
        end = start + len(rest)
        try:
            while rest:
                rest = rest[self._file.write(rest) :]
        except OSError:
            with contextlib.suppress(OSError):
                self._file.truncate(start)
            raise
        self._lacks_end = False
        return end - len(line)
