"""Android's binary XML (AXML), the form of an APK's manifest."""

from typing import Final

from wecom_console.devices.android.elements import (
    ATTRIBUTES,
    MAX_DEPTH,
    MAX_ELEMENTS,
    Element,
    Reference,
    Value,
)
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

_RESOURCE_MAP: Final = 0x0180
_START: Final = 0x0102
_END: Final = 0x0103
_ATTRIBUTE_BYTES: Final = 20
_NO_STRING: Final = 0xFFFFFFFF


def read_binary_xml(data: bytes) -> Element | None:
    """The document's element, None where `data` is no binary XML."""
    try:
        return _document(data)
    except MalformedError:
        return None


def _document(data: bytes) -> Element:
    cursor = Cursor(data)
    cursor.skip(4)
    cursor = Cursor(data, 8, min(len(data), cursor.u32()))
    strings = NO_STRINGS
    names: tuple[str, ...] = ()
    root = Element("")
    open_ones, count = [root], 0
    while cursor.left >= 8:
        chunk = next_chunk(cursor)
        if chunk.kind == STRINGS and not strings.places:
            strings = read_strings(data, chunk)
        elif chunk.kind == _RESOURCE_MAP:
            ids = chunk.body.left // 4
            names = tuple(ATTRIBUTES.get(chunk.body.u32(), "") for _ in range(ids))
        elif chunk.kind == _START:
            count += 1 + chunk.body.left // _ATTRIBUTE_BYTES
            if count > MAX_ELEMENTS or len(open_ones) > MAX_DEPTH:
                raise MalformedError
            element = _element(data, chunk, strings, names)
            open_ones[-1].children.append(element)
            open_ones.append(element)
        elif chunk.kind == _END and len(open_ones) > 1:
            open_ones.pop()
            if len(open_ones) == 1:  # what follows says nothing, and Android does not look at it
                return root.children[0]
    raise MalformedError


def _element(data: bytes, chunk: Chunk, strings: Strings, names: tuple[str, ...]) -> Element:
    body = chunk.body
    start = body.at
    body.skip(4)
    element = Element(strings.text(body.u32()))
    first, size, count = body.u16(), body.u16(), body.u16()
    if size < _ATTRIBUTE_BYTES:  # they would overlap without end
        raise MalformedError
    for number in range(count):
        attribute = Cursor(data, start + first + number * size, body.at + body.left)
        attribute.skip(4)
        name = attribute.u32()
        raw = attribute.u32()
        attribute.skip(3)
        kind, value = attribute.u8(), attribute.u32()
        known = names[name] if name < len(names) else ""
        element.attributes.setdefault(
            known or strings.text(name), _value(strings, kind, value, raw)
        )
    return element


def _value(strings: Strings, kind: int, value: int, raw: int) -> Value:
    if kind == TYPE_STRING:
        return strings.text(value)
    if kind in (TYPE_REFERENCE, TYPE_DYNAMIC_REFERENCE):
        return Reference(value)
    if kind == TYPE_BOOL:
        return value != 0
    return strings.text(raw) if raw != _NO_STRING else value
