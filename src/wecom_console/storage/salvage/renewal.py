"""A new database file: made under another name, and in its place only once it is whole.

So an empty file in its place is never one that was just begun, and a process that is killed while
it mends a damaged one leaves that as it was.
"""

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from wecom_console.storage.files import name_set_aside
from wecom_console.storage.problems import Clock, Notice, StoreUnavailable
from wecom_console.storage.salvage.salvage import Salvaged, salvage
from wecom_console.storage.schema import Migration, migrate


@dataclass(frozen=True, slots=True)
class Renewal:
    """For whoever is alone with the file. Raises sqlite3.Error, StoreUnavailable."""

    path: Path
    clock: Clock
    migrations: tuple[Migration, ...]

    def create(self) -> None:
        """A file with empty tables. A log that lies beside it is of another file, and is kept."""
        self._make(None)
        self._put_in_place(name_set_aside(self.path, at=self.clock()))

    def mend(self) -> tuple[Notice, ...]:
        """A file with what can be read of the damaged one, which is kept under another name with
        its log; what its user should know."""
        found = self._make(self.path)
        kept = name_set_aside(self.path, at=self.clock())
        self._put_in_place(kept, keep=True)
        return found.notices(kept)

    @property
    def _made(self) -> Path:
        return self.path.with_name(f"{self.path.name}.new")

    def _make(self, damaged: Path | None) -> Salvaged:
        try:
            for tail in ("", "-journal", "-wal", "-shm"):
                self._made.with_name(self._made.name + tail).unlink(missing_ok=True)
            self._made.touch(mode=0o600)
        except OSError as error:
            raise self._cannot("store.cannot_open", error) from error
        try:
            with closing(sqlite3.connect(self._made, isolation_level=None)) as connection:
                migrate(connection, self.migrations)
                connection.execute("BEGIN")
                found = Salvaged()
                if damaged is not None:
                    found = salvage(damaged, connection, now=self.clock())
                connection.execute("COMMIT")
                # Here, alone: several who change it at once in one file refuse each other.
                connection.execute("PRAGMA journal_mode = WAL")
        except BaseException:
            self._made.unlink(missing_ok=True)
            raise
        return found

    def _put_in_place(self, kept: Path, *, keep: bool = False) -> None:
        """The damaged file never has no name, so that whoever comes after a crash finds it."""
        try:
            if keep:
                _link(self.path, kept)
            for tail in ("-wal", "-shm"):
                part = self.path.with_name(self.path.name + tail)
                if part.exists():
                    part.rename(kept.with_name(kept.name + tail))
            self._made.replace(self.path)
        except OSError as error:
            raise self._cannot("store.corrupt" if keep else "store.cannot_open", error) from error

    def _cannot(self, code: str, error: OSError) -> StoreUnavailable:
        reason = error.strerror or type(error).__name__
        return StoreUnavailable(code, file=str(self.path), reason=reason)


def _link(path: Path, name: Path) -> None:
    """A second name for the same file, where the file system has such; else another one."""
    try:
        os.link(path, name)
    except OSError:
        path.rename(name)
