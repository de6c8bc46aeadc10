"""The causes that are known of each code (resources/diagnosis.toml), and of what is seen in
pasted texts alone (diagnosis-pasted.toml)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from wecom_console.resource_files import read_resource


@dataclass(frozen=True, slots=True)
class KnownCause:
    """One cause of a code: how likely it is from the start (0 to 100), and by how much each flag
    changes that."""

    id: str
    weight: int
    flags: Mapping[str, int]


_FILES: Final = ("diagnosis.toml", "diagnosis-pasted.toml")
CauseBook = Mapping[str, tuple[KnownCause, ...]]


@cache
def cause_book() -> CauseBook:
    """The causes by code."""
    entries = [e for name in _FILES for e in tomllib.loads(read_resource(name))["codes"]]
    book: dict[str, tuple[KnownCause, ...]] = {}
    for entry in entries:
        causes = tuple(
            KnownCause(one["cause"], one["weight"], one.get("flags", {})) for one in entry["causes"]
        )
        for code in entry["of"]:
            known = {cause.id: cause for cause in (*book.get(code, ()), *causes)}
            book[code] = tuple(known.values())
    return book
