"""One process at a time changes the vault: what it read is still true when it writes."""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from wecom_console.storage.secrets.protocol import SecretsUnavailable
from wecom_console.storage.sqlite_errors import primary_code
from wecom_console.storage.use_lock import UseLock

TIMEOUT_S: Final = 60.0
"""Others may be in the middle of a slow scrypt, several times over."""

_ERRNO: Final = {
    sqlite3.SQLITE_CANTOPEN: errno.EACCES,
    sqlite3.SQLITE_READONLY: errno.EACCES,
    sqlite3.SQLITE_PERM: errno.EACCES,
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_IOERR: errno.EIO,
}


@contextmanager
def alone_with(vault: Path, *, timeout_s: float = TIMEOUT_S) -> Iterator[SecretsUnavailable | None]:
    """Others wait until the block ends. Gives why it could not be had: ``secrets.vault_busy``,
    ``secrets.vault_not_written``."""
    lock = UseLock(vault, timeout_s=timeout_s)
    try:
        yield _own(lock, vault)
    finally:
        lock.release()


def not_written(vault: Path, error: OSError) -> SecretsUnavailable:
    """What a failed write is told as."""
    reason = error.strerror or type(error).__name__
    return SecretsUnavailable("secrets.vault_not_written", {"file": str(vault), "reason": reason})


def _own(lock: UseLock, vault: Path) -> SecretsUnavailable | None:
    try:
        vault.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        for _ in range(lock.attempts):
            if lock.try_to_own():
                return None
    except OSError as error:
        return not_written(vault, error)
    except sqlite3.Error as error:
        number = _ERRNO.get(primary_code(error))
        reason = os.strerror(number) if number else type(error).__name__
        params = {"file": str(vault), "reason": reason}
        return SecretsUnavailable("secrets.vault_not_written", params)
    return SecretsUnavailable("secrets.vault_busy", {"file": str(vault)})
