"""Reads what is inside a JSON document that anybody may have written: every door here is total."""

import json
import re
from collections.abc import Mapping

JsonObject = Mapping[str, object]


def text_of(holder: object, key: str) -> str:
    """The text under `key`; a whole number as text (Authing sends ``apiCode`` in both forms), empty
    where there is neither."""
    value = _value(holder, key)
    if isinstance(value, bool):
        return ""
    return value if isinstance(value, str) else str(value) if isinstance(value, int) else ""


def number_of(holder: object, key: str) -> int | None:
    """The whole number under `key`, also where it is written as text."""
    text = text_of(holder, key)
    return int(text) if re.fullmatch(r"-?[0-9]{1,9}", text) else None


def flag_of(holder: object, key: str) -> bool | None:
    """The truth value under `key`, None where there is none."""
    value = _value(holder, key)
    return value if isinstance(value, bool) else None


def object_of(holder: object, key: str) -> JsonObject:
    """The object under `key`, an empty one where there is none."""
    value = _value(holder, key)
    return value if isinstance(value, Mapping) else {}


def list_of(holder: object, key: str) -> tuple[object, ...]:
    """The list under `key`, an empty one where there is none."""
    value = _value(holder, key)
    return tuple(value) if isinstance(value, list) else ()


def texts_of(holder: object, key: str) -> tuple[str, ...] | None:
    """The list of texts under `key`; also spelled as JSON in a string, as Authing's documentation
    shows it (docs/reference/authing.md §5.5). None where there is neither."""
    value = _value(holder, key)
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return None
    return tuple(v for v in value if isinstance(v, str)) if isinstance(value, list) else None


def _value(holder: object, key: str) -> object:
    return holder.get(key) if isinstance(holder, Mapping) else None
