"""Opening the database file, whatever is found in its place.

| found | done |
| --- | --- |
| nothing, or an empty file where there never was one | created, in the latest version |
| nothing where there was one | the same, and told |
| an older version of ours | migrated in one transaction |
| not a database, or a damaged one | kept under a new name; what can be read is in a new one |
| a newer version, or another program's file | refused, not one byte touched |
| ours, but not to be written | opened for reading, with a notice |
"""

import errno
import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from wecom_console.disk.regular_files import read_regular
from wecom_console.storage.paths import keep_private, touch_private
from wecom_console.storage.problems import Clock, Notice, StoreUnavailable
from wecom_console.storage.salvage.renewal import Renewal
from wecom_console.storage.salvage.sound_rows import damaged
from wecom_console.storage.schema import (
    APPLICATION_ID,
    COLUMNS,
    MIGRATIONS,
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

    def open(self, *, mend: bool = False) -> Opened:
        """Open or create the file; raises StoreUnavailable. `mend`: something in it was found to be
        damaged that is not seen from outside."""
        self._make_place()
        self._looks_ready()  # refuses what is not for us before anything is written beside it
        lock = UseLock(self.path, timeout_s=self.busy_timeout_s)
        was_used = lock.was_used
        try:
            with translated(self.path):
                if self._is_read_only():
                    return self._open_read_only(lock)
                return self._open_shared(lock, mend=mend, was_used=was_used)
        except BaseException:
            lock.release()
            raise

    def _open_shared(self, lock: UseLock, *, mend: bool, was_used: bool) -> Opened:
        notices: tuple[Notice, ...] = ()
        for _ in range(lock.attempts + 1):
            lock.share()
            connection = self._try_open() if self._looks_ready() and not mend else None
            if connection is not None:
                if not self._mark.exists():
                    touch_private(self._mark)
                return Opened(connection, file_identity(self.path), lock, notices)
            if lock.try_to_own():
                notices += self._make_ready(mend=mend, was_used=was_used)
                mend = False
        raise StoreUnavailable("store.in_use", file=str(self.path))

    def _make_ready(self, *, mend: bool, was_used: bool) -> tuple[Notice, ...]:
        """Create, migrate or mend, alone; what its user should know of it."""
        if not self.path.exists() or not (was_used or self._header()):
            is_gone = not self.path.exists() and self._mark.exists()
            self._renewal.create()
            return (Notice("store.gone", {"file": str(self.path)}),) if is_gone else ()
        connection = None if mend else self._try_open()
        if connection is not None:
            connection.close()
            return ()
        notices = self._renewal.mend()
        connection = self._try_open()
        if connection is None:
            raise StoreUnavailable("store.corrupt", file=str(self.path))
        connection.close()
        return notices

    @property
    def _mark(self) -> Path:
        """An empty file that says that there was a database here: the lock is there before it."""
        return self.path.with_name(f"{self.path.stem}.used")

    @property
    def _renewal(self) -> Renewal:
        """Of the file that a link leads to: its log lies beside it."""
        return Renewal(Path(os.path.realpath(self.path)), self.clock, self.migrations)

    def _make_place(self) -> None:
        """The directory, for its user only. What lies there may be a link to the file; a device or
        a pipe is none."""
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            keep_private(self.path.parent)
            if self.path.exists() and not self.path.is_file():
                raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
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
            if place.exists()
        )

    def _header(self) -> bytes:
        """The first bytes, read without SQLite: opening a file with it may already change it."""
        try:
            return read_regular(self.path, _HEADER_SIZE)[:_HEADER_SIZE]
        except FileNotFoundError:
            return b""
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
        if not _can_be_opened(header):
            return None
        connection = self._connect("mode=rw")
        try:
            self._check(connection)
            _use_log(connection)
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA fullfsync = ON")  # macOS: fsync alone stops at the drive
            connection.execute("PRAGMA foreign_keys = ON")
            migrate_if_needed(connection, self.migrations)
            self._check_tables(connection)
        except sqlite3.DatabaseError as error:
            connection.close()
            # SQLITE_ERROR: a format that is unknown, a table that is there before it is made. What
            # is asked here is right, so the file is wrong.
            if primary_code(error) in DAMAGE | {sqlite3.SQLITE_ERROR}:
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

    def _check(self, connection: sqlite3.Connection) -> None:
        """Whose file it is and whether it is whole."""
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version = user_version(connection)
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if tables and not application:
            raise StoreUnavailable("store.foreign", file=str(self.path))
        self._refuse_others(version, application)
        if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise damaged("the file")

    def _check_tables(self, connection: sqlite3.Connection) -> None:
        """Whether everything is there that is asked for, and nothing that would act by itself."""
        if self.migrations is not MIGRATIONS:
            return
        rows = connection.execute(
            "SELECT m.name || '.' || c.name FROM sqlite_master m"
            " JOIN pragma_table_info(m.name) c WHERE m.type = 'table'"
        ).fetchall()
        acting = "SELECT count(*) FROM sqlite_master WHERE type IN ('trigger', 'view')"
        is_acting = connection.execute(acting).fetchone()[0]
        if is_acting or not COLUMNS.issubset(name for (name,) in rows):
            raise damaged("the file")

    def _open_read_only(self, lock: UseLock) -> Opened:
        """For reading only. Without a log the file is whole by itself (`immutable`: SQLite then
        needs no lock files beside it, which could not be made)."""
        log = self.path.with_name(f"{self.path.name}-wal")
        has_log = log.exists() and log.stat().st_size > 0
        connection = self._connect("mode=ro" if has_log else "immutable=1")
        try:
            self._check(connection)
            if user_version(connection) != latest_version(self.migrations):
                raise StoreUnavailable("store.read_only", file=str(self.path))
            self._check_tables(connection)
        except sqlite3.DatabaseError as error:
            connection.close()
            raise (
                damaged("a table") if primary_code(error) == sqlite3.SQLITE_ERROR else error
            ) from None
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


def _use_log(connection: sqlite3.Connection) -> None:
    """A log in front of the file. It is there already unless whoever made the file was an older
    program or was stopped; while others use such a file it stays as it is, which is as safe."""
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        if primary_code(error) != sqlite3.SQLITE_BUSY:
            raise


def _can_be_opened(header: bytes) -> bool:
    """Whether SQLite would take it for a file that it can write."""
    return len(header) == _HEADER_SIZE and header.startswith(_MAGIC) and max(header[18:20]) <= 2
