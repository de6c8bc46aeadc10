"""A damaged file as SQLite may still take it: as it is, with a sound header, with a sound first
page.

That page holds the header and where each table begins. Both are known: every file of ours was made
by the same statements in the same order. Offsets: https://sqlite.org/fileformat.html §1.3.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

from wecom_console.disk.regular_files import read_regular
from wecom_console.storage.schema import MIGRATIONS, migrate

PAGE: Final = 4096
HEADER: Final = 100
MOST_BYTES: Final = 256 * 1024 * 1024
"""A changed image is held in memory."""

FIRST_TABLES: Final = ("profile", "revision", "run", "working_copy")
"""Where these begin is the same in all files; later ones came to where there was room."""


def images(path: Path) -> Iterator[sqlite3.Connection]:
    """One after the other, to be read and closed; none is written to. The file itself comes first:
    it alone has what is still in its log."""
    log = path.with_name(f"{path.name}-wal")
    has_log = log.exists() and log.stat().st_size > 0
    query = "mode=ro" if has_log else "immutable=1"
    yield sqlite3.connect(f"{path.absolute().as_uri()}?{query}", uri=True, isolation_level=None)
    try:
        data = read_regular(path, MOST_BYTES)
    except OSError:  # a disk that cannot read all of it
        return
    if not PAGE <= len(data) <= MOST_BYTES or not hasattr(
        sqlite3.Connection, "deserialize"
    ):  # SQLite can be built without
        return
    for fresh, size in (
        (_first_page(packed=False), HEADER),
        (_first_page(packed=False), PAGE),
        (_first_page(packed=True), PAGE),
    ):
        connection = sqlite3.connect(":memory:", isolation_level=None)
        connection.deserialize(_with_sound(data, fresh, size))
        yield connection


def _with_sound(data: bytes, fresh: bytes, size: int) -> bytes:
    """The first bytes from a new file; then the number of pages is this one's, and none is free."""
    pages = len(data) // PAGE
    head = bytearray(fresh[:size])
    head[18:20] = b"\x01\x01"  # no log belongs to it
    head[28:32] = pages.to_bytes(4, "big")
    head[32:40] = bytes(8)
    head[92:96] = head[24:28]
    return bytes(head) + data[size : pages * PAGE]


def _first_page(*, packed: bool) -> bytes:
    """Of a new file, or of one that was packed (`Database.erasing`): its tables lie elsewhere."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection, MIGRATIONS)
        if packed:
            connection.execute("VACUUM")
        return connection.serialize()[:PAGE]
