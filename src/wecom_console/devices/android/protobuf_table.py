"""An app bundle's table of resources (``resources.pb``), aapt2's ``ResourceTable``."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Final

from wecom_console.devices.android.elements import Value
from wecom_console.devices.android.protobuf_fields import FieldReader
from wecom_console.devices.android.protobuf_items import read_item
from wecom_console.devices.android.resource_table import Resources, resolved
from wecom_console.devices.cursor import Cursor, MalformedError

# ResourceTable, Package, Type, Entry, ConfigValue, Value: the fields that matter here.
_PACKAGE: Final = 2
_ID: Final = 1
_TYPE: Final = 3
_ENTRY: Final = 3
_CONFIG_VALUE: Final = 6
_CONFIG, _VALUE = 1, 2
_ITEM: Final = 4


def read_protobuf_table(data: bytes, wanted: frozenset[int]) -> Resources:
    """The values of the resources `wanted`, as `read_resources` has them of the other form."""
    return resolved(wanted, lambda missing: _values(data, missing))


def _values(data: bytes, wanted: frozenset[int]) -> dict[int, Value]:
    search = _Search(wanted)
    with suppress(MalformedError):  # what was read before it counts
        search.run(Cursor(data))
    return search.found


class _Search:
    """One walk through the table."""

    def __init__(self, wanted: frozenset[int]) -> None:
        self.found: dict[int, Value] = {}
        self._wanted = wanted
        self._fields = FieldReader()

    def run(self, table: Cursor) -> None:
        """Raises MalformedError where the table does not go on."""
        for package in self._inside(table, _PACKAGE):
            number = self._id(package)
            for kind in self._inside(package, _TYPE):
                high = number << 8 | self._id(kind)
                if any(key >> 16 == high for key in self._wanted):
                    for entry in self._inside(kind, _ENTRY):
                        self._take(high << 16 | self._id(entry), entry)

    def _take(self, key: int, entry: Cursor) -> None:
        if key not in self._wanted or key in self.found:
            return
        value: Value | None = None
        for one in self._inside(entry, _CONFIG_VALUE):
            parts = dict(self._fields.of(one.again()))
            config, held = parts.get(_CONFIG), parts.get(_VALUE)
            if not isinstance(held, Cursor):
                continue
            is_plain = not isinstance(config, Cursor) or config.left == 0
            if value is None or is_plain:
                for item in self._inside(held, _ITEM):
                    value = read_item(self._fields, item)
            if is_plain and value is not None:
                break
        if value is not None:
            self.found[key] = value

    def _id(self, message: Cursor) -> int:
        for inner in self._inside(message, _ID):
            for number, value in self._fields.of(inner):
                if number == 1 and isinstance(value, int):
                    return value & 0xFFFF
            return 0
        return 0

    def _inside(self, message: Cursor, wanted: int) -> Iterator[Cursor]:
        for number, value in self._fields.of(message.again()):
            if number == wanted and isinstance(value, Cursor):
                yield value
