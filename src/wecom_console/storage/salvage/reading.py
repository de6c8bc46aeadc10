"""The rows of a damaged table, from both ends and then one by one.

SQLite ends a scan at the first page that it cannot read; what lies behind it is reached from the
other end, and by its number.
"""

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

MOST_PROBES: Final = 50_000
_FEW_PROBES: Final = 5_000
_ROW_BYTES: Final = 64
"""No row of ours is shorter; a number may be higher than there are rows, by those that went."""
_TOLD: Final = (1, 4, 16, 64)
"""Faults that are asked for. When there are less, SQLite goes on to the rows and ends with an error
in place of all that it found."""

RawRow = Mapping[str, object]
"""A row as it was found: texts as bytes, which may be none of UTF-8."""


def column_names(connection: sqlite3.Connection, table: str) -> tuple[str, ...]:
    """The columns it says it has; none where it is not there or cannot be read."""
    try:
        rows = connection.execute("SELECT name FROM pragma_table_info(?)", (table,)).fetchall()
    except sqlite3.DatabaseError:
        return ()
    return tuple(str(name, "utf-8", "replace") for (name,) in rows)


def read_rows(connection: sqlite3.Connection, table: str, take: Callable[[RawRow], object]) -> bool:
    """Hands every row that can be read to `take`; whether that was all of them. The connection
    gives bytes for texts."""
    names = column_names(connection, table)
    if not names:
        return False
    columns = ", ".join(f'"{name}"' for name in names)
    select = f"SELECT rowid, {columns} FROM {table} NOT INDEXED"  # noqa: S608  our own names

    def give(rows: Iterable[tuple[object, ...]]) -> Iterator[int]:
        for number, *values in rows:
            take(dict(zip(names, values, strict=True)))
            yield number if isinstance(number, int) else 0

    lowest, is_whole = _scan(connection, f"{select} ORDER BY rowid", give)
    if is_whole:
        return True
    highest, _ = _scan(connection, f"{select} ORDER BY rowid DESC", give, lowest)
    if lowest is None and highest is None and _is_out_of_reach(connection, table):
        return False
    for number in _between(connection, table, lowest, highest):
        try:
            list(give(connection.execute(f"{select} WHERE rowid = ?", (number,))))
        except sqlite3.DatabaseError:
            continue
    return False


def _is_out_of_reach(connection: sqlite3.Connection, table: str) -> bool:
    """Whether the page is damaged at which every search in the table begins, so that no number
    leads anywhere."""
    try:
        ((root,),) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE type = 'table' AND name = ?", (table,)
        ).fetchall()
        pattern = rf"^(?:Tree {root} )?page {root}: btreeInitPage".encode()
        is_told = re.compile(pattern, re.IGNORECASE | re.MULTILINE).search
        for most in _TOLD:
            ((told,), *_) = connection.execute(f"PRAGMA integrity_check({most})").fetchall()
            if is_told(told):
                return True
    except (sqlite3.DatabaseError, ValueError):
        pass
    return False


def _scan(
    connection: sqlite3.Connection,
    select: str,
    give: Callable[[Iterable[tuple[object, ...]]], Iterator[int]],
    end: int | None = None,
) -> tuple[int | None, bool]:
    """The last row's number before the damage, or before `end`; whether there was none."""
    last: int | None = None
    try:
        for number in give(connection.execute(select)):
            if end is not None and number <= end:
                break
            last = number
    except sqlite3.DatabaseError:
        return last, False
    return last, True


def _between(
    connection: sqlite3.Connection, table: str, lowest: int | None, highest: int | None
) -> Iterable[int]:
    """The numbers that may stand where nothing was read: by the table's indexes, which lie on
    pages of their own, else all that are between."""
    try:
        rows = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ?"
            " ORDER BY sql IS NOT NULL",
            (table,),
        ).fetchall()
    except sqlite3.DatabaseError:
        rows = []
    numbers: set[int] = set()
    low = (lowest or 0) + 1
    most = _most_probes(connection)
    end = highest or (lowest or 0) + most
    for raw, sql in rows:
        name = str(raw, "utf-8", "replace")
        try:
            for (number,) in connection.execute(f'SELECT rowid FROM {table} INDEXED BY "{name}"'):  # noqa: S608
                numbers.add(number)
        except sqlite3.DatabaseError:
            continue
        if highest is None and b"WHERE" not in (sql or b"").upper():
            end = min(end, max(numbers, default=0) + 1)  # an index of all rows was read to its end
    numbers.update(range(low, min(end, low + most)))
    return sorted(
        number for number in numbers if low <= number and (not highest or number < highest)
    )


def _most_probes(connection: sqlite3.Connection) -> int:
    """How many numbers are tried where nothing tells them: by the file's size, which bounds what it
    can hold."""
    try:
        ((pages,),) = connection.execute("PRAGMA page_count").fetchall()
        ((size,),) = connection.execute("PRAGMA page_size").fetchall()
    except (sqlite3.DatabaseError, ValueError):
        return MOST_PROBES
    return min(MOST_PROBES, max(_FEW_PROBES, int(pages) * int(size) // _ROW_BYTES))
