"""What was found in a pasted text."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from wecom_console.domain.verdicts import Leg
from wecom_console.flow.redaction import Redactor

TEXT_LIMIT: Final = 2_000_000
"""Characters that are looked at."""

CLUE_LIMIT: Final = 50
_HINT: Final = re.compile(r"hint: ?\[?(\d{10})\d{0,15}[\]_]")
_HINT_FROM: Final = 1_262_304_000  # 2010: before WeCom
_HINT_TO: Final = 4_102_444_800  # 2100

Params = Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Clue:
    """A refusal that the text tells of: a code of the catalogue, where it belongs, and the line or
    call it was found in."""

    code: str
    params: Params = field(default_factory=dict)
    leg: Leg | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Pasted:
    """A text by its kind: ``code``, ``errmsg``, ``json``, ``log``, ``callback``, ``request-link``,
    ``curl``, ``har``, ``html``, ``jwt``, ``url`` or ``unknown``. No secret is in it."""

    kind: str
    clues: tuple[Clue, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()


def unique(clues: Iterable[Clue]) -> tuple[Clue, ...]:
    """Each code once, the first `CLUE_LIMIT` of them."""
    found: dict[str, Clue] = {}
    for clue in clues:
        found.setdefault(clue.code, clue)
        if len(found) >= CLUE_LIMIT:
            break
    return tuple(found.values())


def hint_time(text: str) -> str:
    """When WeCom gave the answer, from the digits of its ``hint`` (reference wecom.md §9.1); empty
    where there are none."""
    found = _HINT.search(text)
    if found is None or not _HINT_FROM <= int(found[1]) <= _HINT_TO:
        return ""
    return datetime.fromtimestamp(int(found[1]), UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


def safe(text: str, *, limit: int = 300) -> str:
    """A part of what was pasted, without what stands under a sensitive name."""
    return Redactor().text(text[: 4 * limit])[:limit]
