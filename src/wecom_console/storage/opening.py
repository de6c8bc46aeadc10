"""Opening the database file, whatever is found in its place.

| found | done |
| --- | --- |
| nothing, or an empty file | created, in the latest version |
| an older version of ours | migrated in one transaction |
| not a database, or a damaged one | set aside under a new name, never deleted; a new one begun |
| a newer version, or another program's file | refused, not one byte touched |
| ours, but not to be written | opened for reading, with a notice |
"""

import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from wecom_console.storage.files import name_set_aside
from wecom_console.storage.paths import keep_private
from wecom_console.storage.problems import Clock, Notice, StoreUnavailable
from wecom_console.storage.schema import (
    APPLICATION_ID,
    TABLES,
    Migration,
    latest_version,
    migrate,
    user_version,
)
from wecom_console.storage.sqlite_errors import DAMAGE, primary_code, translated
from wecom_console.storage.use_lock import UseLock

_MAGIC: Final = b"SQLite format 3\x00"
_HEADER_SIZE: Final = 100


@dataclass(frozen=True, slots=True)
class Opened:
    """A connection that is ready, the file it is of, and what happened on the way. `lock` is held
    as long as the connection is open."""

    connection: sqlite3.Connection
    identity: tuple[int, int]
    lock: UseLock
    notices: tuple[Notice, ...] = ()
    is_read_only: bool = False

    def close(self) -> None:
        """Close the file and let others own it."""
        self.connection.close()
        self.lock.release()


@dataclass(frozen=True, slots=True)
class DatabaseOpener:
    """How a file is opened. `busy_timeout_s`: how long another process's write is waited for."""

    path: Path
    clock: Clock
    migrations: tuple[Migration, ...]
    busy_timeout_s: float

    def open(self) -> Opened:
        """Open or create the file; raises StoreUnavailable."""
        self._make_place()
        self._looks_ready()  # refuses what is not for us before anything is written beside it
        lock = UseLock(self.path, timeout_s=self.busy_timeout_s)
        try:
            with translated(self.path):
                if self._is_read_only():
                    return self._open_read_only(lock)
                return self._open_shared(lock)
        except BaseException:
            lock.release()
            raise

    def _open_shared(self, lock: UseLock) -> Opened:
        notices: tuple[Notice, ...] = ()
        for _ in range(lock.attempts + 1):
            lock.share()
            connection = self._try_open() if self._looks_ready() else None
            if connection is not None:
                return Opened(connection, file_identity(self.path), lock, notices)
            if lock.try_to_own():
                notices += self._make_ready()
        raise StoreUnavailable("store.in_use", file=str(self.path))

    def _make_ready(self) -> tuple[Notice, ...]:
        """Create, migrate or set aside, alone; what its user should know of it."""
        connection = self._try_open()
        if connection is not None:
            connection.close()
            return ()
        kept = self._set_aside()
        self._make_place()
        connection = self._try_open()
        if connection is None:
            raise StoreUnavailable("store.corrupt", file=str(self.path))
        connection.close()
        return (Notice("store.set_aside", {"file": str(kept)}),)

    def _make_place(self) -> None:
        """The directory (for its user only) and an empty file (likewise)."""
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not self.path.exists():
                self.path.touch(mode=0o600)
            keep_private(self.path.parent)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise StoreUnavailable(
                "store.cannot_open", file=str(self.path), reason=reason
            ) from error

    def _is_read_only(self) -> bool:
        effective = os.access in os.supports_effective_ids
        return not all(
            os.access(place, os.W_OK, effective_ids=effective)
            for place in (self.path, self.path.parent)
        )

    def _header(self) -> bytes:
        """The first bytes, read without SQLite: opening a file with it may already change it."""
        try:
            with self.path.open("rb") as file:
                return file.read(_HEADER_SIZE)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise StoreUnavailable(
                "store.cannot_open", file=str(self.path), reason=reason
            ) from error

    def _looks_ready(self) -> bool:
        """Whether the header says: ours, in the latest version. Refuses what is not for us.

        Offsets: https://sqlite.org/fileformat.html §1.3."""
        header = self._header()
        if len(header) < _HEADER_SIZE or not header.startswith(_MAGIC):
            return False
        version = int.from_bytes(header[60:64], "big")
        application = int.from_bytes(header[68:72], "big")
        self._refuse_others(version, application)
        return version == latest_version(self.migrations)

    def _refuse_others(self, version: int, application: int) -> None:
        if application not in {0, APPLICATION_ID} or (application == 0 and version):
            raise StoreUnavailable("store.foreign", file=str(self.path))
        if version > (known := latest_version(self.migrations)):
            raise StoreUnavailable("store.newer", file=str(self.path), found=version, known=known)

    def _try_open(self) -> sqlite3.Connection | None:
        """A ready connection; None where the file is damaged."""
        header = self._header()
        if header and not header.startswith(_MAGIC):
            return None
        connection = self._connect("mode=rw")
        try:
            self._check(connection, is_new=not header)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA fullfsync = ON")  # macOS: fsync alone stops at the drive
            connection.execute("PRAGMA foreign_keys = ON")
            migrate_if_needed(connection, self.migrations)
            _check_tables(connection)
        except sqlite3.DatabaseError as error:
            connection.close()
            if primary_code(error) in DAMAGE:
                return None
            raise
        except BaseException:
            connection.close()
            raise
        return connection

    def _connect(self, query: str) -> sqlite3.Connection:
        connection = sqlite3.connect(
            f"{self.path.absolute().as_uri()}?{query}",
            uri=True,
            timeout=self.busy_timeout_s,
            isolation_level=None,
            check_same_thread=False,
        )
        connection.row_factory = sqlite3.Row
        return connection

    def _check(self, connection: sqlite3.Connection, *, is_new: bool) -> None:
        """Whose file it is and whether it is whole."""
        if is_new:
            return
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version = user_version(connection)
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if tables and not application:
            raise StoreUnavailable("store.foreign", file=str(self.path))
        self._refuse_others(version, application)
        if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise _damage()

    def _set_aside(self) -> Path:
        """Rename the file with its log, so that it can still be recovered by hand."""
        kept = name_set_aside(self.path, at=self.clock())
        try:
            for tail in ("-wal", "-shm"):
                part = self.path.with_name(self.path.name + tail)
                if part.exists():
                    part.rename(kept.with_name(kept.name + tail))
            self.path.rename(kept)
        except OSError as error:
            raise StoreUnavailable("store.corrupt", file=str(self.path)) from error
        return kept

    def _open_read_only(self, lock: UseLock) -> Opened:
        """For reading only. Without a log the file is whole by itself (`immutable`: SQLite then
        needs no lock files beside it, which could not be made)."""
        log = self.path.with_name(f"{self.path.name}-wal")
        has_log = log.exists() and log.stat().st_size > 0
        connection = self._connect("mode=ro" if has_log else "immutable=1")
        try:
            self._check(connection, is_new=False)
            if user_version(connection) != latest_version(self.migrations):
                raise StoreUnavailable("store.read_only", file=str(self.path))
            _check_tables(connection)
        except BaseException:
            connection.close()
            raise
        notice = Notice("store.read_only", {"file": str(self.path)})
        return Opened(connection, file_identity(self.path), lock, (notice,), is_read_only=True)


def file_identity(path: Path) -> tuple[int, int]:
    """Tells whether a path still names the file it named; (0, 0) where there is none."""
    try:
        status = path.stat()
    except OSError:
        return (0, 0)
    return (status.st_dev, status.st_ino)


def migrate_if_needed(connection: sqlite3.Connection, migrations: tuple[Migration, ...]) -> None:
    """Migrate without taking the write lock where there is nothing to do."""
    if user_version(connection) < latest_version(migrations):
        migrate(connection, migrations)


def _check_tables(connection: sqlite3.Connection) -> None:
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    if not TABLES.issubset(name for (name,) in rows):
        raise _damage()


def _damage() -> sqlite3.DatabaseError:
    """What SQLite itself raises for a damaged file."""
    error = sqlite3.DatabaseError("the file is damaged")
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return error
