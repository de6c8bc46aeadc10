"""Whether a cell holds what was once written: SQLite keeps no checksums, and takes any type."""

import json
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from typing import Final

from wecom_console.domain.verdicts import BackendKind, Leg, Platform, Verdict

LATEST: Final = 253_000_000_000.0
"""A moment within the years that a calendar has."""
MOST_REVISIONS: Final = 2**53


def text(value: object) -> str | None:
    """A text; None for anything else."""
    if isinstance(value, bytes):
        try:
            return value.decode("utf-8")
        except UnicodeDecodeError:
            return None
    return value if isinstance(value, str) else None


def moment(value: object) -> float | None:
    """Seconds since the epoch."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(str(value)) if is_number and 0 <= float(str(value)) <= LATEST else None


def revision(value: object) -> int | None:
    """A revision's number."""
    return value if isinstance(value, int) and 0 < value < MOST_REVISIONS else None


def json_object(value: object) -> Mapping[str, object] | None:
    """The object in a text of JSON."""
    try:
        found = json.loads(text(value) or "")
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


@lru_cache(maxsize=1024)
def tags(value: str) -> tuple[str, ...] | None:
    """The texts in a list of JSON. Most rows of a list have one of a few."""
    try:
        found = json.loads(value)
    except (ValueError, RecursionError):
        return None
    is_list = isinstance(found, list) and all(isinstance(tag, str) for tag in found)
    return tuple(found) if is_list else None


@lru_cache(maxsize=1024)
def is_outcome(platform: str, backend: str, verdict: str, legs: str) -> bool:
    """Whether a run ended in words that are known. Most runs of a long list end in one of a few
    ways."""
    try:
        found = json.loads(legs)
    except (ValueError, RecursionError):
        return False
    return (
        _is_one(platform, Platform)
        and _is_one(backend, BackendKind)
        and _is_one(verdict, Verdict)
        and isinstance(found, list)
        and all(_is_leg(leg) for leg in found)
    )


def _is_leg(leg: object) -> bool:
    return (
        isinstance(leg, dict)
        and _is_one(leg.get("leg"), Leg)
        and _is_one(leg.get("verdict"), Verdict)
        and isinstance(leg.get("code"), str)
    )


def _is_one(value: object, words: type[StrEnum]) -> bool:
    return isinstance(value, str) and value in set(words)
