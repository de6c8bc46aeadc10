"""What was found in a pasted text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from wecom_console.domain.problems import Params
from wecom_console.domain.verdicts import Leg

TEXT_LIMIT: Final = 2_000_000
"""Characters that are looked at."""

CLUE_LIMIT: Final = 50
"""Most clues of one text."""

_HINT: Final = re.compile(r"hint: ?\[?(\d{10})(?:\d{0,20}\]|_\d)")
_HINT_FROM: Final = 1_451_606_400  # 2016, when WeCom began
_HINT_TO: Final = 4_102_444_800  # 2100

FactPairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Clue:
    """A refusal that the text tells of: a code of the catalogue with its parameters, the leg it
    belongs to (None where the text does not say), and the line or call it was found in. `noticed`
    are flags: what else in the text speaks for one cause or another."""

    code: str
    params: Params = field(default_factory=dict)
    leg: Leg | None = None
    source: str = ""
    noticed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PastedText:
    """A text by its kind: ``code``, ``errmsg``, ``json``, ``log``, ``callback``, ``request-link``,
    ``curl``, ``har``, ``html``, ``jwt``, ``url``, ``sentence``, ``snippet``, ``app`` or
    ``unknown``. `facts` are names and values in the order in which they are worth reading. No
    secret is in any of it."""

    kind: str
    clues: tuple[Clue, ...] = ()
    facts: FactPairs = ()


def unique(clues: Iterable[Clue], *, by_source: bool = False) -> tuple[Clue, ...]:
    """Each code once, the first `CLUE_LIMIT` of them; `by_source`: once for each source."""
    found: dict[tuple[str, str], Clue] = {}
    for clue in clues:
        found.setdefault((clue.code, clue.source if by_source else ""), clue)
        if len(found) >= CLUE_LIMIT:
            break
    return tuple(found.values())


def hint_time(text: str) -> str:
    """When WeCom gave the answer, as ISO 8601 in UTC, from the digits of its ``hint``: they begin
    with the seconds since the epoch (docs/reference/wecom.md §9.1). Empty where there are none, or
    where they name a time that cannot be."""
    found = _HINT.search(text)
    if found is None or not _HINT_FROM <= int(found[1]) <= _HINT_TO:
        return ""
    return iso_time(int(found[1]))


def iso_time(seconds: float) -> str:
    """Seconds since the epoch as ISO 8601 in UTC; `seconds` lies between 0 and 1e11."""
    return datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def length_of(value: str) -> str:
    """What may be told of a secret: ``[43]``."""
    return f"[{len(value)}]"
