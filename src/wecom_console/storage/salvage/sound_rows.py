"""Whether a row is what was once written: any cell of a damaged file may hold anything.

What is not is told as damage of the file (``store.corrupt``); its next use makes a new one of what
can be read. `wanted` is a letter a column: s text, i whole number, t moment; a capital may be NULL.
"""

import sqlite3
from functools import lru_cache
from typing import Final

from wecom_console.storage.salvage.cells import LATEST

_KINDS: Final = {"s": str, "i": int, "t": float}


def sound(row: sqlite3.Row, wanted: str, table: str) -> sqlite3.Row:
    """The row. Raises what SQLite raises for a damaged file."""
    return all_sound([row], wanted, table)[0]


def all_sound(rows: list[sqlite3.Row], wanted: str, table: str) -> list[sqlite3.Row]:
    """The same for many; together, because lists are long."""
    if not all(_fit(kinds, wanted) for kinds in {tuple(map(type, row)) for row in rows}):
        raise damaged(table)
    for place in _moments(wanted):
        found = [row[place] for row in rows if row[place] is not None]
        if found and not 0.0 <= min(found) <= max(found) <= LATEST:
            raise damaged(table)
    return rows


def damaged(table: str) -> sqlite3.DatabaseError:
    """Something in that table makes no sense."""
    error = sqlite3.DatabaseError(f"a damaged row in {table}")
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return error


@lru_cache(maxsize=256)
def _fit(kinds: tuple[type, ...], wanted: str) -> bool:
    """Rows of a list have one of a few shapes."""
    return len(kinds) == len(wanted) and all(
        kind is _KINDS[letter.lower()] or (letter.isupper() and kind is type(None))
        for kind, letter in zip(kinds, wanted, strict=True)
    )


@lru_cache(maxsize=16)
def _moments(wanted: str) -> tuple[int, ...]:
    return tuple(place for place, letter in enumerate(wanted) if letter in "tT")
