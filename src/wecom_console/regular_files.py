"""Opening a file that somebody named: a regular one, or it is refused before anything is read.

A folder has no content, a device has no end, and the other end of a pipe may never come.
"""

import errno
import os
import stat
from pathlib import Path
from typing import IO


class NotRegularError(OSError):
    """Something else lies there. `kind` is ``folder`` or ``special`` (a pipe, socket, device)."""

    def __init__(self, kind: str, path: Path) -> None:
        number = errno.EISDIR if kind == "folder" else errno.ESPIPE
        reason = os.strerror(number) if kind == "folder" else "Not a regular file"
        super().__init__(number, reason, os.fspath(path))
        self.kind = kind


def open_regular(path: Path) -> IO[bytes]:
    """Open for reading, without a buffer. Raises OSError, ValueError for a NUL in the name."""
    return os.fdopen(open_descriptor(path, os.O_RDONLY), "rb", buffering=0)


def read_regular(path: Path, limit: int) -> bytes:
    """The content, of a file with more than `limit` bytes one byte too many. Raises as above."""
    with os.fdopen(open_descriptor(path, os.O_RDONLY), "rb") as file:
        return file.read(limit + 1)


def open_descriptor(path: Path, flags: int) -> int:
    """As `os.open`, never waiting for a pipe's other end; a file that is created is everybody's as
    far as the umask allows. Raises as above."""
    try:
        _refuse_others(path, path.stat())  # a device may mind being opened
    except FileNotFoundError:
        if not flags & os.O_CREAT:
            raise
    for flag in ("O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY"):  # not all on all systems
        flags |= getattr(os, flag, 0)
    descriptor = os.open(path, flags, 0o666)
    try:
        _refuse_others(path, os.fstat(descriptor))
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def _refuse_others(path: Path, found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise NotRegularError("folder" if stat.S_ISDIR(found.st_mode) else "special", path)
