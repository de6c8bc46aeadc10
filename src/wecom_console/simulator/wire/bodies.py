"""Reads the bodies and parameters of strangers: every door here is total."""

import json
import math
from collections.abc import Mapping
from typing import Final
from urllib.parse import parse_qsl

from wecom_console.protocol.json_values import JsonObject
from wecom_console.simulator.wire.calls import Call

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


def _refuse(constant: str) -> float:
    raise ValueError(constant)


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number
