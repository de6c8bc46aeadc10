"""Opening a file that somebody named: a regular one, or it is refused before anything is read.

A folder has no content, a device has no end, and the other end of a pipe may never come.
"""

import errno
import os
import stat
from io import BufferedReader, FileIO
from pathlib import Path
from typing import Any


class NotRegularError(OSError):
    """Something else lies there. `kind` is ``folder`` or ``special`` (a pipe, socket, device)."""

    def __init__(self, kind: str, path: Path) -> None:
        number = errno.EISDIR if kind == "folder" else errno.ESPIPE
        reason = os.strerror(number) if kind == "folder" else "Not a regular file"
        super().__init__(number, reason, os.fspath(path))
        self.kind = kind


class _RegularFile(FileIO):
    """What calls itself a file and has nothing to give now (``/proc/kmsg``) is none."""

    def __init__(self, path: Path, flags: int) -> None:
        super().__init__(open_descriptor(path, flags), "rb")
        self._path = path

    def read(self, size: int | None = -1, /) -> bytes:
        found: bytes | None = super().read(size)
        if found is None:
            raise NotRegularError("special", self._path)
        return found

    def readinto(self, buffer: Any, /) -> int:
        count: int | None = super().readinto(buffer)
        if count is None:
            raise NotRegularError("special", self._path)
        return count


def open_regular(path: Path, *, follows_links: bool = True) -> FileIO:
    """Open for reading, without a buffer. Raises OSError, ValueError for a NUL in the name."""
    flags = os.O_RDONLY if follows_links else os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0)
    return _RegularFile(path, flags)


def read_regular(path: Path, limit: int, *, follows_links: bool = True) -> bytes:
    """The content, of a file with more than `limit` bytes one byte too many. Raises as above."""
    with BufferedReader(open_regular(path, follows_links=follows_links)) as file:
        return file.read(limit + 1)


def open_descriptor(path: Path, flags: int) -> int:
    """As `os.open`, never waiting for a pipe's other end; a file that is created is everybody's as
    far as the umask allows. Raises as above."""
    try:
        refuse_others(path, path.stat())  # a device may mind being opened
    except FileNotFoundError:
        if not flags & os.O_CREAT:
            raise
    for flag in ("O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY"):  # not all on all systems
        flags |= getattr(os, flag, 0)
    descriptor = os.open(path, flags, 0o666)
    try:
        refuse_others(path, os.fstat(descriptor))
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def refuse_others(path: Path, found: os.stat_result) -> None:
    """Raises NotRegularError where `found`, what the system says of `path`, is something else."""
    if not stat.S_ISREG(found.st_mode):
        raise NotRegularError("folder" if stat.S_ISDIR(found.st_mode) else "special", path)
