"""A value in aapt2's protocol buffers: what an attribute or a resource is set to."""

from typing import Final

from wecom_console.devices.android.elements import Reference, Value
from wecom_console.devices.android.protobuf_fields import FieldReader, WireValue, text_in
from wecom_console.devices.cursor import Cursor

_REFERENCE, _STRING, _RAW, _PRIMITIVE = 1, 2, 3, 7
_REFERENCE_ID: Final = 2
_INT, _HEX, _BOOL = 6, 7, 8


def read_item(fields: FieldReader, cursor: Cursor) -> Value | None:
    """What an ``Item`` says, None where it is of no kind that matters here. Raises
    MalformedError."""
    for number, value in fields.of(cursor):
        if not isinstance(value, Cursor):
            continue
        inner = dict(fields.of(value))
        if number in (_STRING, _RAW) and isinstance(text := inner.get(1), Cursor):
            return text_in(text)
        if number == _REFERENCE and isinstance(place := inner.get(_REFERENCE_ID), int):
            return Reference(place)
        if number == _PRIMITIVE:
            return _primitive(inner)
    return None


def _primitive(inner: dict[int, WireValue]) -> Value | None:
    if isinstance(switch := inner.get(_BOOL), int):
        return switch != 0
    for number in (_INT, _HEX):
        if isinstance(value := inner.get(number), int):
            return value & 0xFFFFFFFF
    return None
