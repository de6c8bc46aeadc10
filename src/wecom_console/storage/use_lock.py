"""Who uses the database file: many may at once, one alone may create, migrate or set it aside.

A file must not be renamed under a process that has it open (https://sqlite.org/howtocorrupt.html
§4.2: its log would be mixed up with the next file's), and an older program must not go on writing
a file that a newer one has migrated. The lock is SQLite's own, on a file of no content: it works on
every system, and the system drops it with the process that holds it.
"""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from wecom_console.storage.paths import touch_private
from wecom_console.storage.sqlite_errors import primary_code

_ATTEMPT_S: Final = 0.1
_ERRNO: Final = {
    sqlite3.SQLITE_CANTOPEN: errno.EACCES,
    sqlite3.SQLITE_READONLY: errno.EACCES,
    sqlite3.SQLITE_PERM: errno.EACCES,
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_IOERR: errno.EIO,
}


class UseLock:
    """Free, shared or owned. One per open database."""

    def __init__(self, database: Path, *, timeout_s: float) -> None:
        self._path = database.with_name(f"{database.stem}.lock")
        self._timeout_s = timeout_s
        self._connection: sqlite3.Connection | None = None

    @property
    def was_used(self) -> bool:
        """Whether anybody has used the file before."""
        return self._path.exists()

    @property
    def attempts(self) -> int:
        """How often one may try to become the owner before giving up."""
        return max(1, round(self._timeout_s / _ATTEMPT_S))

    def share(self) -> None:
        """Use the file beside others; waits for an owner. Raises sqlite3.OperationalError."""
        self._begin("BEGIN", timeout_s=self._timeout_s)

    def try_to_own(self) -> bool:
        """Be alone with the file; False while others use it."""
        try:
            self._begin("BEGIN EXCLUSIVE", timeout_s=_ATTEMPT_S)
        except sqlite3.OperationalError as error:
            if primary_code(error) == sqlite3.SQLITE_BUSY:
                return False
            raise
        return True

    def release(self) -> None:
        """Let others have it."""
        if self._connection is not None:
            connection, self._connection = self._connection, None
            with suppress(sqlite3.OperationalError):  # no transaction: the lock was not obtained
                connection.execute("ROLLBACK")
            connection.close()

    def _begin(self, statement: str, *, timeout_s: float) -> None:
        self.release()
        touch_private(self._path)
        self._connection = sqlite3.connect(
            self._path, timeout=timeout_s, isolation_level=None, check_same_thread=False
        )
        try:
            self._connection.execute(statement)
            self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError:
            self.release()
            raise


@contextmanager
def alone_with_file(path: Path, *, timeout_s: float) -> Iterator[None]:
    """Others who ask for the same file wait until the block ends: what was read in it is still true
    when it is written. Raises TimeoutError where others do not end, OSError where the system does
    not give the lock."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = UseLock(path, timeout_s=timeout_s)
    try:
        if not _is_owned(lock):
            raise TimeoutError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT), str(path))
        yield
    finally:
        lock.release()


def _is_owned(lock: UseLock) -> bool:
    try:
        return any(lock.try_to_own() for _ in range(lock.attempts))
    except sqlite3.Error as error:
        number = _ERRNO.get(primary_code(error))
        reason = os.strerror(number) if number else type(error).__name__
        raise OSError(number, reason) from error
