"""An APK's table of resources (``resources.arsc``): the texts that a manifest refers to."""

import struct
from bisect import bisect_left
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Final

from wecom_console.devices.android.elements import Reference, Value
from wecom_console.devices.android.resource_chunks import (
    NO_STRINGS,
    STRINGS,
    TYPE_BOOL,
    TYPE_DYNAMIC_REFERENCE,
    TYPE_REFERENCE,
    TYPE_STRING,
    Chunk,
    Strings,
    next_chunk,
    read_strings,
)
from wecom_console.devices.cursor import Cursor, MalformedError

_PACKAGE: Final = 0x0200
_TYPE: Final = 0x0201
_SPARSE: Final = 0x01
_SHORT_OFFSETS: Final = 0x02
_COMPLEX: Final = 0x0001
_COMPACT: Final = 0x0008
_NONE: Final = 0xFFFFFFFF
_NO_SHORT: Final = 0xFFFF
_HOPS: Final = 4
_MOST_CHUNKS: Final = 50_000

Resources = Mapping[int, Value]


def read_resources(data: bytes, wanted: frozenset[int]) -> Resources:
    """The values of the resources `wanted`, as the app has them for phones of no particular kind
    where it has such, else the first that it has. What cannot be read is not there."""
    return resolved(wanted, lambda missing: _values(data, missing))


def resolved(
    wanted: frozenset[int], look_up: Callable[[frozenset[int]], Mapping[int, Value]]
) -> Resources:
    """What `look_up` finds of `wanted`; a value that is a resource itself is followed."""
    found: dict[int, Value] = {}
    for _ in range(_HOPS):
        missing = wanted - found.keys()
        if not missing:
            break
        news = look_up(missing)
        wanted |= {value.id for value in news.values() if isinstance(value, Reference)}
        if not news:
            break
        found |= news
    return {key: _followed(found, value) for key, value in found.items()}


def _followed(found: Mapping[int, Value], value: Value) -> Value:
    for _ in range(_HOPS):
        if not isinstance(value, Reference) or value.id not in found:
            break
        value = found[value.id]
    return value


def _values(data: bytes, wanted: frozenset[int]) -> dict[int, Value]:
    search = _Search(data, wanted)
    with suppress(MalformedError):  # what was read before it counts
        search.run()
    return search.found


class _Search:
    """One walk through the table."""

    def __init__(self, data: bytes, wanted: frozenset[int]) -> None:
        self.found: dict[int, Value] = {}
        self._data = data
        self._wanted = wanted
        self._plain: set[int] = set()
        self._strings = NO_STRINGS
        self._left = _MOST_CHUNKS

    def run(self) -> None:
        """Raises MalformedError where the table does not go on."""
        table = next_chunk(Cursor(self._data))
        while table.body.left >= 8:
            chunk = next_chunk(table.body)
            if chunk.kind == STRINGS and not self._strings.places:
                self._strings = read_strings(self._data, chunk)
            elif chunk.kind == _PACKAGE:
                self._walk(chunk.head.u32(), chunk.body)

    def _walk(self, package: int, body: Cursor) -> None:
        while body.left >= 8 and self._left:
            self._left -= 1
            chunk = next_chunk(body)
            if chunk.kind == _TYPE:
                self._take(package, chunk)

    def _take(self, package: int, chunk: Chunk) -> None:
        head = chunk.head
        kind, flags = head.u8(), head.u8()
        head.skip(2)
        count, begin = head.u32(), head.u32()
        size = head.u32()
        is_plain = not any(head.take(min(head.left, max(0, size - 4))))
        high = (package & 0xFF) << 8 | kind
        start, end = chunk.body.at, chunk.body.at + chunk.body.left
        for key in self._wanted:
            is_settled = key in self.found and (key in self._plain or not is_plain)
            if key >> 16 != high or is_settled:
                continue
            offset = _offset(memoryview(self._data)[start:end], flags, count, key & 0xFFFF)
            if offset is None:
                continue
            cursor = Cursor(self._data, min(chunk.start + begin + offset, end), end)
            value = _entry(cursor, self._strings)
            if value is not None:
                self.found[key] = value
                self._plain |= {key} if is_plain else set()


def _offset(offsets: memoryview, flags: int, count: int, number: int) -> int | None:
    """Where the entry `number` stands, by the list of offsets that the chunk's body begins with."""
    size = 2 if flags & _SHORT_OFFSETS and not flags & _SPARSE else 4
    count = min(count, len(offsets) // size)
    if flags & _SPARSE:  # pairs of number and offset, by number
        place = bisect_left(range(count), number, key=lambda at: _pair(offsets, at)[0])
        at, quarter = _pair(offsets, place) if place < count else (-1, 0)
        return quarter * 4 if at == number else None
    if number >= count:
        return None
    (offset,) = struct.unpack_from("<H" if size == 2 else "<I", offsets, size * number)
    if size == 2:
        return None if offset == _NO_SHORT else int(offset) * 4
    return None if offset == _NONE else int(offset)


def _pair(pairs: memoryview, place: int) -> tuple[int, int]:
    at, quarter = struct.unpack_from("<HH", pairs, 4 * place)
    return at, quarter


def _entry(cursor: Cursor, strings: Strings) -> Value | None:
    size, flags = cursor.u16(), cursor.u16()
    if flags & _COMPACT:
        kind, value = flags >> 8, cursor.u32()
    elif flags & _COMPLEX or size < 8:
        return None
    else:
        cursor.skip(size - 4 + 3)
        kind, value = cursor.u8(), cursor.u32()
    if kind == TYPE_STRING:
        return strings.text(value)
    if kind in (TYPE_REFERENCE, TYPE_DYNAMIC_REFERENCE):
        return Reference(value)
    return value != 0 if kind == TYPE_BOOL else value
