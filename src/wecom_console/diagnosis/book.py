"""The causes that are known of each code (resources/diagnosis.toml)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from wecom_console.resource_files import read_resource


@dataclass(frozen=True, slots=True)
class KnownCause:
    """One cause of a code: how likely it is from the start (0 to 100), and by how much each flag
    changes that."""

    id: str
    weight: int
    flags: Mapping[str, int]


CauseBook = Mapping[str, tuple[KnownCause, ...]]


@cache
def cause_book() -> CauseBook:
    """The causes by code."""
    document = tomllib.loads(read_resource("diagnosis.toml"))
    book: dict[str, tuple[KnownCause, ...]] = {}
    for entry in document["codes"]:
        causes = tuple(
            KnownCause(one["cause"], one["weight"], one.get("flags", {})) for one in entry["causes"]
        )
        book |= dict.fromkeys(entry["of"], causes)
    return book
