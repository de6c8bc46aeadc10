"""The journal: every call answered, with its parameters redacted before they are kept."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

LIMIT: Final = 2_000


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One call. `at` is seconds since the epoch by the simulator's clock, `status` 0 means that the
    connection was reset, `note` is what only the simulator knows (``code.used``)."""

    number: int
    at: float
    caller: str
    method: str
    path: str
    params: tuple[tuple[str, str], ...]
    status: int
    errcode: int | str | None
    ms: float
    is_fault: bool = False
    note: str = ""


class Journal:
    """The newest `LIMIT` calls. A call gets its number when it begins."""

    def __init__(self, limit: int = LIMIT) -> None:
        self._limit = limit
        self._entries: deque[JournalEntry] = deque()
        self._last_number = 0
        self._open: set[int] = set()

    @property
    def settled_number(self) -> int:
        """The last number up to which every call has been answered: who asks for what came after
        it misses no call that took longer than a later one."""
        return min(self._open, default=self._last_number + 1) - 1

    @property
    def last_number(self) -> int:
        """How many calls have begun since the start or the last reset."""
        return self._last_number

    def next_number(self) -> int:
        """The number of the call that begins now."""
        self._last_number += 1
        self._open.add(self._last_number)
        return self._last_number

    def add(self, entry: JournalEntry) -> None:
        """Enter a call that has been answered, by its number: one that makes others ends after
        them, and what is forgotten must not leave gaps."""
        self._open.discard(entry.number)
        place = len(self._entries)
        while place and self._entries[place - 1].number > entry.number:
            place -= 1
        self._entries.insert(place, entry)
        if len(self._entries) > self._limit:
            self._entries.popleft()

    def since(self, number: int) -> Iterator[JournalEntry]:
        """The calls with a higher number, by number."""
        return iter([entry for entry in self._entries if entry.number > number])

    def clear(self) -> None:
        """Empty the journal; the numbers go on."""
        self._entries.clear()

    def reset(self) -> None:
        """Empty the journal and begin at 1 again."""
        self._entries.clear()
        self._open.clear()
        self._last_number = 0
