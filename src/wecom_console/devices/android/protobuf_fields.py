"""Protocol buffers, as far as Android app bundles use them: fields by number."""

from collections.abc import Iterator
from typing import Final

from wecom_console.devices.cursor import Cursor, MalformedError, short

MOST_FIELDS: Final = 600_000
"""Of one file: a large app's manifest has some ten thousand."""

_BYTES: Final = 2
_FIXED: Final = {1: 8, 5: 4}

WireValue = int | Cursor


class FieldReader:
    """Reads messages, and no more of a file than `MOST_FIELDS`."""

    def __init__(self) -> None:
        self._left = MOST_FIELDS

    def of(self, cursor: Cursor) -> Iterator[tuple[int, WireValue]]:
        """WireValue numbers with their numbers, or with their bytes. Raises MalformedError."""
        while cursor.left:
            self._left -= 1
            if self._left < 0:
                raise MalformedError
            key = _varint(cursor)
            number, kind = key >> 3, key & 7
            if kind == _BYTES:
                yield number, cursor.part(_varint(cursor))
            elif kind in _FIXED:
                cursor.skip(_FIXED[kind])
            elif kind == 0:
                yield number, _varint(cursor)
            else:
                raise MalformedError


def text_in(cursor: Cursor) -> str:
    """A text, cut where it is very long."""
    return short(cursor.take(cursor.left).decode("utf-8", "replace"))


def _varint(cursor: Cursor) -> int:
    value = 0
    for shift in range(0, 70, 7):
        byte = cursor.u8()
        value |= (byte & 0x7F) << shift
        if not byte & 0x80:
            return value & 0xFFFFFFFFFFFFFFFF
    raise MalformedError
