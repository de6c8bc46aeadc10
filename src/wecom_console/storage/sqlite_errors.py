"""The one place where SQLite's error codes become ours."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from wecom_console.storage.problems import StoreUnavailable

DAMAGE: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})

_CODES: Final = {
    sqlite3.SQLITE_CORRUPT: "store.corrupt",
    sqlite3.SQLITE_NOTADB: "store.corrupt",
    sqlite3.SQLITE_FULL: "store.disk_full",
    sqlite3.SQLITE_READONLY: "store.read_only",
    sqlite3.SQLITE_PERM: "store.cannot_open",
    sqlite3.SQLITE_CANTOPEN: "store.cannot_open",
    sqlite3.SQLITE_BUSY: "store.busy",
    sqlite3.SQLITE_LOCKED: "store.busy",
    sqlite3.SQLITE_PROTOCOL: "store.busy",
    sqlite3.SQLITE_IOERR: "store.io",
}


_NO_ROOM: Final = frozenset({sqlite3.SQLITE_IOERR_SHMSIZE})
"""Errors of reading and writing that a full disk alone brings about: the file that the log's index
lies in could not be made longer."""


def primary_code(error: sqlite3.Error) -> int:
    """The primary result code (https://sqlite.org/rescode.html); -1 where there is none."""
    extended: int | None = getattr(error, "sqlite_errorcode", None)
    if extended is None:
        # sqlite3's own, without a code: a stored text that is no UTF-8, which we never write.
        return sqlite3.SQLITE_CORRUPT if str(error).startswith("Could not decode") else -1
    return extended & 0xFF


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turns what SQLite says of the file into StoreUnavailable; wrong SQL stays a bug."""
    try:
        yield
    except sqlite3.Error as error:
        code = _CODES.get(primary_code(error))
        if getattr(error, "sqlite_errorcode", None) in _NO_ROOM:
            code = "store.disk_full"
        if code is None:
            raise
        reason = getattr(error, "sqlite_errorname", "") or type(error).__name__
        raise StoreUnavailable(code, file=str(path), reason=reason) from error
