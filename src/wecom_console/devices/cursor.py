"""Walking through bytes that promise more than they hold."""

import struct
from typing import Final

LONGEST_TEXT: Final = 512
"""Characters of a text from a file that are kept."""


class MalformedError(ValueError):
    """Bytes end or count otherwise than they say. Every reader turns it into a value: it never
    leaves this package."""


class Cursor:
    """A place in bytes, with an end behind which nothing is read."""

    __slots__ = ("_at", "_data", "_end")

    def __init__(self, data: bytes, at: int = 0, end: int | None = None) -> None:
        self._data = data
        self._at = at
        self._end = len(data) if end is None else end
        if not 0 <= at <= self._end <= len(data):
            raise MalformedError

    @property
    def at(self) -> int:
        """The place, counted from the beginning of all bytes."""
        return self._at

    @property
    def left(self) -> int:
        """How many bytes are still to come."""
        return self._end - self._at

    def take(self, count: int) -> bytes:
        """The next `count` bytes."""
        place = self._pass(count)
        return self._data[place : place + count]

    def part(self, count: int) -> "Cursor":
        """The next `count` bytes as a cursor of their own."""
        place = self._pass(count)
        return Cursor(self._data, place, place + count)

    def skip(self, count: int) -> None:
        """Past the next `count` bytes."""
        self._pass(count)

    def again(self) -> "Cursor":
        """The same place, to read twice."""
        return Cursor(self._data, self._at, self._end)

    def u8(self) -> int:
        """One byte as a number."""
        return self._number("<B", 1)

    def u16(self) -> int:
        """Two bytes, the lower one first."""
        return self._number("<H", 2)

    def u32(self) -> int:
        """Four bytes, the lowest one first."""
        return self._number("<I", 4)

    def u64(self) -> int:
        """Eight bytes, the lowest one first."""
        return self._number("<Q", 8)

    def u16_big(self) -> int:
        """Two bytes, the higher one first."""
        return self._number(">H", 2)

    def u32_big(self) -> int:
        """Four bytes, the highest one first."""
        return self._number(">I", 4)

    def prefixed(self) -> "Cursor":
        """What a length of four bytes announces (Android's signing schemes)."""
        return self.part(self.u32())

    def _pass(self, count: int) -> int:
        place = self._at
        if not 0 <= count <= self._end - place:
            raise MalformedError
        self._at = place + count
        return place

    def _number(self, form: str, count: int) -> int:
        place = self._pass(count)
        (number,) = struct.unpack_from(form, self._data, place)
        return int(number)


def short(text: object) -> str:
    """A text from a file, cut where it is longer than any that means something; else empty."""
    return text[:LONGEST_TEXT] if isinstance(text, str) else ""
