"""Reads the bodies and parameters of strangers: every door here is total."""

import json
import math
from collections.abc import Mapping
from typing import Final
from urllib.parse import parse_qsl

from wecom_console.simulator.wire.calls import Call

JsonObject = Mapping[str, object]

FIELD_LIMIT: Final = 200


def json_object(call: Call) -> JsonObject | None:
    """The JSON object in the body, None where the body is anything else."""
    try:
        found = json.loads(call.body, parse_constant=_refuse, parse_float=_finite)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def form(call: Call) -> Mapping[str, str]:
    """The fields of a URL-encoded body, the first value of each; none where it is not one."""
    return dict(reversed(pairs(call.body) or ()))


def pairs(encoded: bytes) -> tuple[tuple[str, str], ...] | None:
    """The decoded pairs of a query string or form, None where there are too many."""
    try:
        return tuple(
            parse_qsl(
                encoded.decode("utf-8", errors="replace"),
                keep_blank_values=True,
                max_num_fields=FIELD_LIMIT,
            )
        )
    except ValueError:
        return None


def text_of(holder: object, key: str) -> str:
    """The text under `key`, a whole number as text, empty where there is neither."""
    value = holder.get(key) if isinstance(holder, Mapping) else None
    if isinstance(value, bool):
        return ""
    return value if isinstance(value, str) else str(value) if isinstance(value, int) else ""


def object_of(holder: object, key: str) -> JsonObject:
    """The object under `key`, an empty one where there is none."""
    value = holder.get(key) if isinstance(holder, Mapping) else None
    return value if isinstance(value, Mapping) else {}


def flag_of(holder: object, key: str) -> bool | None:
    """The truth value under `key`, None where there is none."""
    value = holder.get(key) if isinstance(holder, Mapping) else None
    return value if isinstance(value, bool) else None


def _refuse(constant: str) -> float:
    raise ValueError(constant)


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number
