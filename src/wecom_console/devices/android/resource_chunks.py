"""What Android's binary XML and its table of resources have in common: chunks and strings."""

import struct
from dataclasses import dataclass, field
from typing import Final

from wecom_console.devices.cursor import LONGEST_TEXT, Cursor, MalformedError, short

STRINGS: Final = 0x0001
_UTF8: Final = 0x100
_MOST: Final = 2_000_000
_WIDEST: Final = 4
"""Bytes of a character."""

TYPE_REFERENCE: Final = 0x01
TYPE_STRING: Final = 0x03
TYPE_BOOL: Final = 0x12
TYPE_DYNAMIC_REFERENCE: Final = 0x07


@dataclass(frozen=True, slots=True)
class Chunk:
    """One chunk: its kind, the rest of its head, and what follows the head."""

    kind: int
    start: int
    head: Cursor
    body: Cursor


def next_chunk(cursor: Cursor) -> Chunk:
    """The chunk that `cursor` stands at; it stands behind it then. Raises MalformedError."""
    start = cursor.at
    kind, head_bytes, size = cursor.u16(), cursor.u16(), cursor.u32()
    if head_bytes < 8 or size < head_bytes:
        raise MalformedError
    head = cursor.part(head_bytes - 8)
    return Chunk(kind, start, head, cursor.part(size - head_bytes))


@dataclass(frozen=True, slots=True)
class Strings:
    """A pool of strings, each read when it is first asked for."""

    data: bytes
    places: tuple[int, ...]
    begin: int
    end: int
    is_utf8: bool
    known: dict[int, str] = field(default_factory=dict, compare=False)

    def text(self, index: int) -> str:
        """The string, cut where it is very long; empty where there is none, or none that can be
        read: Android goes on too."""
        if not 0 <= index < len(self.places):
            return ""
        found = self.known.get(index)
        if found is None:
            try:
                found = self._read(index)
            except MalformedError:
                found = ""
            self.known[index] = found
        return found

    def _read(self, index: int) -> str:
        place = min(self.begin + self.places[index], self.end)
        cursor = Cursor(self.data, place, self.end)
        if self.is_utf8:
            _short_length(cursor)
            return _decoded(cursor.part(_short_length(cursor)), "utf-8")
        length = cursor.u16()
        if length & 0x8000:
            length = (length & 0x7FFF) << 16 | cursor.u16()
        return _decoded(cursor.part(2 * length), "utf-16-le")


def _decoded(cursor: Cursor, encoding: str) -> str:
    """No more is decoded than is kept."""
    written = cursor.take(min(cursor.left, _WIDEST * LONGEST_TEXT))
    return short(written.decode(encoding, "replace"))


def read_strings(data: bytes, chunk: Chunk) -> Strings:
    """The pool in `chunk`, which is a part of `data`. Raises MalformedError."""
    head = chunk.head
    count, _styles, flags, begin = head.u32(), head.u32(), head.u32(), head.u32()
    if count > _MOST:
        raise MalformedError
    body = chunk.body
    end = body.at + body.left
    places = struct.unpack(f"<{count}I", body.take(4 * count))
    return Strings(data, places, chunk.start + begin, end, bool(flags & _UTF8))


NO_STRINGS: Final = Strings(b"", (), 0, 0, is_utf8=True)


def _short_length(cursor: Cursor) -> int:
    length = cursor.u8()
    return (length & 0x7F) << 8 | cursor.u8() if length & 0x80 else length
