"""Apple's property lists, binary or XML, from files of unknown origin."""

import plistlib
import xml.parsers.expat
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from wecom_console.devices.cursor import short

_BINARY: Final = b"bplist00"
_TRAILER_BYTES: Final = 32
_MOST: Final = 500


def read_plist(data: bytes) -> Mapping[str, object] | None:
    """The dictionary in `data`, None where there is none."""
    if data.startswith(_BINARY):
        # The library reserves room for as many objects as the trailer announces.
        count = int.from_bytes(data[-_TRAILER_BYTES:][8:16], "big")
        if len(data) < len(_BINARY) + _TRAILER_BYTES or count > len(data):
            return None
    try:
        found = plistlib.loads(data)
    except (
        plistlib.InvalidFileException,
        xml.parsers.expat.ExpatError,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        OverflowError,
        RecursionError,
    ):
        return None
    return found if isinstance(found, dict) else None


def text_of(plist: Mapping[str, object], key: str) -> str:
    """A text, empty where there is none."""
    return short(plist.get(key))


def texts_of(plist: Mapping[str, object], key: str) -> tuple[str, ...]:
    """The texts of a list, each once."""
    value = plist.get(key)
    listed = value[:_MOST] if isinstance(value, list) else []
    return tuple(dict.fromkeys(text for item in listed if (text := short(item))))


def table_of(plist: Mapping[str, object], key: str) -> Mapping[str, object]:
    """A dictionary inside, empty where there is none."""
    value = plist.get(key)
    return value if isinstance(value, dict) else {}


def tables_of(plist: Mapping[str, object], key: str) -> tuple[Mapping[str, object], ...]:
    """The dictionaries of a list."""
    value = plist.get(key)
    listed = value[:_MOST] if isinstance(value, list) else []
    return tuple(item for item in listed if isinstance(item, dict))


def time_of(plist: Mapping[str, object], key: str) -> datetime | None:
    """A date, which is in UTC."""
    value = plist.get(key)
    return value.replace(tzinfo=UTC) if isinstance(value, datetime) else None
