"""SQLite's codes become ours."""

import sqlite3
from pathlib import Path

import pytest

from wecom_console.storage.problems import StoreUnavailable
from wecom_console.storage.sqlite_errors import translated


class Refused(sqlite3.OperationalError):
    """As sqlite3 raises it: the codes are attributes."""

    def __init__(self, code: int, name: str) -> None:
        super().__init__("disk I/O error")
        self.sqlite_errorcode = code
        self.sqlite_errorname = name


@pytest.mark.parametrize(
    ("code", "name", "told"),
    [
        (sqlite3.SQLITE_IOERR_SHMSIZE, "SQLITE_IOERR_SHMSIZE", "store.disk_full"),
        (sqlite3.SQLITE_FULL, "SQLITE_FULL", "store.disk_full"),
        (sqlite3.SQLITE_IOERR_READ, "SQLITE_IOERR_READ", "store.io"),
    ],
)
def test_a_full_disk_is_called_so(code: int, name: str, told: str) -> None:
    """Also where it is the log's index that finds no room."""
    with pytest.raises(StoreUnavailable) as raised, translated(Path("/x")):
        raise Refused(code, name)
    assert told == raised.value.code
