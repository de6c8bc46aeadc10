"""The SQLite file: one guarded connection for all threads of this process.

One connection and a lock rather than one connection per thread: workers come and go with their
pool, and a connection left behind by a dead thread is closed by nobody; writes exclude each other
anyway, and no read here takes longer than some tens of milliseconds. Other processes (a second
window, the command line) read while we write, thanks to WAL. Nothing waits on the GUI thread:
whoever calls does so from a worker.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

from wecom_console.storage.opening import DatabaseOpener, Opened, file_identity
from wecom_console.storage.problems import Clock, Notice, StoreUnavailable
from wecom_console.storage.schema import MIGRATIONS, Migration
from wecom_console.storage.sqlite_errors import translated


class Database:
    """Opens on first use. A transaction that has been left without an exception is on the disk.

    A process makes one Database per file: opening reads the file's header, and on POSIX systems
    closing any handle of a file drops every lock this process holds on it."""

    def __init__(
        self,
        path: Path,
        *,
        clock: Clock,
        migrations: tuple[Migration, ...] = MIGRATIONS,
        busy_timeout_s: float = 5.0,
    ) -> None:
        self._opener = DatabaseOpener(path, clock, migrations, busy_timeout_s)
        self._lock = RLock()
        self._opened: Opened | None = None
        self._joint: _Joint | None = None
        self._is_suspect = False
        self._notices: tuple[Notice, ...] = ()

    @property
    def path(self) -> Path:
        """The file."""
        return self._opener.path

    def open(self) -> tuple[Notice, ...]:
        """Open now and say what its user should know of it. Raises StoreUnavailable."""
        with self._lock:
            self._ready()
            return self._notices

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One consistent view of the whole file."""
        with self._transaction("BEGIN") as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction: all of it or, after an exception, nothing."""
        with self._transaction("BEGIN IMMEDIATE", writes=True) as connection:
            yield connection

    @contextmanager
    def erasing(self) -> Iterator[sqlite3.Connection]:
        """As `writing`, and what was taken out is not in the file any more: SQLite leaves it in
        free parts and in the log. Raises StoreUnavailable where another process holds the file; to
        try again does no harm."""
        with self._lock:
            with self.writing() as connection:
                yield connection
            with translated(self.path):
                connection.execute("VACUUM")
                is_held = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            if is_held:
                raise StoreUnavailable("store.still_held", file=str(self.path))

    @contextmanager
    def together(self) -> Iterator[None]:
        """One transaction for all that this thread reads and writes inside: all of it or, after an
        exception, nothing. What failed inside fails the whole, also where somebody caught it."""
        with self._lock:
            if self._joint is not None:
                raise RuntimeError("a transaction inside a transaction")
            with self._transaction("BEGIN IMMEDIATE", writes=True) as connection:
                self._joint = joint = _Joint(connection)
                try:
                    yield
                finally:
                    self._joint = None
                joint.raise_failure()

    def suspect(self) -> None:
        """Something that was read makes no sense: the next use mends what can be mended."""
        with self._lock:
            self._is_suspect = True
            if self._joint is None:
                self._forget()

    def close(self) -> None:
        """Close the file; the next use opens it again."""
        with self._lock:
            self._forget()

    @contextmanager
    def _transaction(self, begin: str, *, writes: bool = False) -> Iterator[sqlite3.Connection]:
        with self._lock:
            if self._joint is not None:
                with self._joint.part(self.path) as joined:
                    yield joined
                return
            try:
                with translated(self.path):
                    connection = self._ready(writes=writes)
                    _refuse_nesting(connection)
                    connection.execute(begin)
                    try:
                        yield connection
                        connection.execute("COMMIT")
                    except BaseException:
                        if connection.in_transaction:
                            connection.execute("ROLLBACK")
                        raise
            except StoreUnavailable as problem:
                if problem.code in {"store.corrupt", "store.io"}:
                    self._forget()  # the next use looks at the file again
                if problem.code == "store.corrupt":
                    self._is_suspect = True
                raise

    def _ready(self, *, writes: bool = False) -> sqlite3.Connection:
        """The connection, provided that the path still names the file it is of: a save into one
        that was moved away or deleted would be lost with a smile."""
        if self._opened and self._opened.identity != file_identity(self.path):
            raise StoreUnavailable("store.moved", file=str(self.path))
        if self._opened is None:
            self._opened = self._opener.open(mend=self._is_suspect)
            self._is_suspect = False
            self._notices += tuple(n for n in self._opened.notices if n not in self._notices)
        if writes and self._opened.is_read_only:
            raise StoreUnavailable("store.read_only", file=str(self.path))
        return self._opened.connection

    def _forget(self) -> None:
        if self._opened is not None:
            opened, self._opened = self._opened, None
            opened.close()


class _Joint:
    """A transaction that several uses share. After a failure SQLite may have ended it (a full
    disk): whatever came then would stand alone, so nothing comes."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._failure: BaseException | None = None

    @contextmanager
    def part(self, path: Path) -> Iterator[sqlite3.Connection]:
        """One of the uses."""
        self.raise_failure()
        try:
            with translated(path):
                yield self._connection
        except BaseException as failure:
            self._failure = failure
            raise

    def raise_failure(self) -> None:
        """Nothing where all went well so far."""
        if self._failure is not None:
            raise self._failure


def _refuse_nesting(connection: sqlite3.Connection) -> None:
    if connection.in_transaction:
        raise RuntimeError("a transaction inside a transaction")
