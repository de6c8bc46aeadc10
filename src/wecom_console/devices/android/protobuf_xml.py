"""XML as Android app bundles (AAB) hold it: protocol buffers of aapt2's ``XmlNode``."""

from collections.abc import Iterator
from typing import Final

from wecom_console.devices.android.elements import (
    ATTRIBUTES,
    MAX_DEPTH,
    MAX_ELEMENTS,
    Element,
    Reference,
    Value,
)
from wecom_console.devices.cursor import Cursor, MalformedError, short

_BYTES: Final = 2
_FIXED: Final = {1: 8, 5: 4}
# XmlNode, XmlElement, XmlAttribute, Item, Primitive: the fields that matter here.
_NODE_ELEMENT: Final = 1
_ELEMENT_NAME, _ELEMENT_ATTRIBUTE, _ELEMENT_CHILD = 3, 4, 5
_ATTRIBUTE_NAME, _ATTRIBUTE_VALUE, _ATTRIBUTE_ID, _ATTRIBUTE_ITEM = 2, 3, 5, 6
_ITEM_REFERENCE, _ITEM_STRING, _ITEM_RAW, _ITEM_PRIMITIVE = 1, 2, 3, 7
_REFERENCE_ID: Final = 2
_PRIMITIVE_INT, _PRIMITIVE_HEX, _PRIMITIVE_BOOL = 6, 7, 8


def read_protobuf_xml(data: bytes) -> Element | None:
    """The document's element, None where `data` is none."""
    try:
        root = Element("")
        waiting = [(root, Cursor(data), 0)]
        count = 0
        while waiting:  # depth first, without recursion
            parent, node, depth = waiting.pop()
            count += 1
            if depth > MAX_DEPTH or count > MAX_ELEMENTS:
                return None
            for number, value in _fields(node):
                if number == _NODE_ELEMENT and isinstance(value, Cursor):
                    element, children = _element(value)
                    parent.children.append(element)
                    waiting += [(element, child, depth + 1) for child in reversed(children)]
    except MalformedError:
        return None
    return root.children[0] if len(root.children) == 1 and root.children[0].tag else None


def _element(cursor: Cursor) -> tuple[Element, list[Cursor]]:
    element, children = Element(""), []
    for number, value in _fields(cursor):
        if not isinstance(value, Cursor):
            continue
        if number == _ELEMENT_NAME:
            element.tag = _text(value)
        elif number == _ELEMENT_ATTRIBUTE:
            name, content = _attribute(value)
            element.attributes.setdefault(name, content)
        elif number == _ELEMENT_CHILD:
            children.append(value)
    return element, children


def _attribute(cursor: Cursor) -> tuple[str, Value]:
    name, written, known = "", "", ""
    item: Value | None = None
    for number, value in _fields(cursor):
        if isinstance(value, int):
            known = ATTRIBUTES.get(value, "") if number == _ATTRIBUTE_ID else known
        elif number == _ATTRIBUTE_NAME:
            name = _text(value)
        elif number == _ATTRIBUTE_VALUE:
            written = _text(value)
        elif number == _ATTRIBUTE_ITEM:
            item = _item(value)
    return known or name, written if item is None else item


def _item(cursor: Cursor) -> Value | None:
    for number, value in _fields(cursor):
        if not isinstance(value, Cursor):
            continue
        inner = dict(_fields(value))
        if number in (_ITEM_STRING, _ITEM_RAW) and isinstance(text := inner.get(1), Cursor):
            return _text(text)
        if number == _ITEM_REFERENCE and isinstance(place := inner.get(_REFERENCE_ID), int):
            return Reference(place)
        if number == _ITEM_PRIMITIVE:
            return _primitive(inner)
    return None


def _primitive(inner: dict[int, "int | Cursor"]) -> Value | None:
    if isinstance(switch := inner.get(_PRIMITIVE_BOOL), int):
        return switch != 0
    for number in (_PRIMITIVE_INT, _PRIMITIVE_HEX):
        if isinstance(value := inner.get(number), int):
            return value & 0xFFFFFFFF
    return None


def _text(cursor: Cursor) -> str:
    return short(cursor.take(cursor.left).decode("utf-8", "replace"))


def _fields(cursor: Cursor) -> Iterator[tuple[int, "int | Cursor"]]:
    """Field numbers with their numbers, or with their bytes. Raises MalformedError."""
    while cursor.left:
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


def _varint(cursor: Cursor) -> int:
    value = 0
    for shift in range(0, 70, 7):
        byte = cursor.u8()
        value |= (byte & 0x7F) << shift
        if not byte & 0x80:
            return value & 0xFFFFFFFFFFFFFFFF
    raise MalformedError
