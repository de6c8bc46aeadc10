"""XML as Android app bundles (AAB) hold it: protocol buffers of aapt2's ``XmlNode``."""

from typing import Final

from wecom_console.devices.android.elements import (
    ATTRIBUTES,
    MAX_DEPTH,
    MAX_ELEMENTS,
    Element,
    Value,
)
from wecom_console.devices.android.protobuf_fields import FieldReader, text_in
from wecom_console.devices.android.protobuf_items import read_item
from wecom_console.devices.cursor import Cursor, MalformedError

# XmlNode, XmlElement, XmlAttribute: the fields that matter here.
_NODE_ELEMENT: Final = 1
_ELEMENT_NAME, _ELEMENT_ATTRIBUTE, _ELEMENT_CHILD = 3, 4, 5
_ATTRIBUTE_NAME, _ATTRIBUTE_VALUE, _ATTRIBUTE_ID, _ATTRIBUTE_ITEM = 2, 3, 5, 6


def read_protobuf_xml(data: bytes) -> Element | None:
    """The document's element, None where `data` is none."""
    try:
        root = Element("")
        waiting = [(root, Cursor(data), 0)]
        count = 0
        fields = FieldReader()
        while waiting:  # depth first, without recursion
            parent, node, depth = waiting.pop()
            count += 1
            if depth > MAX_DEPTH or count > MAX_ELEMENTS:
                return None
            for number, value in fields.of(node):
                if number == _NODE_ELEMENT and isinstance(value, Cursor):
                    element, children = _element(fields, value)
                    parent.children.append(element)
                    waiting += [(element, child, depth + 1) for child in reversed(children)]
    except MalformedError:
        return None
    return root.children[0] if len(root.children) == 1 and root.children[0].tag else None


def _element(fields: FieldReader, cursor: Cursor) -> tuple[Element, list[Cursor]]:
    element, children = Element(""), []
    for number, value in fields.of(cursor):
        if not isinstance(value, Cursor):
            continue
        if number == _ELEMENT_NAME:
            element.tag = text_in(value)
        elif number == _ELEMENT_ATTRIBUTE:
            name, content = _attribute(fields, value)
            element.attributes.setdefault(name, content)
        elif number == _ELEMENT_CHILD:
            children.append(value)
            if len(children) > MAX_ELEMENTS:
                raise MalformedError
    return element, children


def _attribute(fields: FieldReader, cursor: Cursor) -> tuple[str, Value]:
    name, written, known = "", "", ""
    item: Value | None = None
    for number, value in fields.of(cursor):
        if isinstance(value, int):
            known = ATTRIBUTES.get(value, "") if number == _ATTRIBUTE_ID else known
        elif number == _ATTRIBUTE_NAME:
            name = text_in(value)
        elif number == _ATTRIBUTE_VALUE:
            written = text_in(value)
        elif number == _ATTRIBUTE_ITEM:
            item = read_item(fields, value)
    return known or name, written if item is None else item
