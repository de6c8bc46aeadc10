"""Writing a file so that it is whole or not there at any moment, and setting a damaged one aside.

Nothing else in the program writes a file (`tests/architecture/test_written_files.py`).
"""

import contextlib
import errno
import os
import re
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Final

from wecom_console.disk.leftovers import new_draft, sweep
from wecom_console.disk.regular_files import refuse_others

_PRIVATE: Final = 0o600
_EVERYBODY: Final = 0o666
"""Less what the umask takes away."""

_DESCRIPTOR: Final = re.compile(r"/(?:dev|proc/(self|thread-self|\d+))/fd/(\d+)")
_STANDARD: Final = {"/dev/stdin": 0, "/dev/stdout": 1, "/dev/stderr": 2}
_MOST_LINKS: Final = 40
_READER_S: Final = 3.0
"""How long a pipe may wait for somebody who reads from it."""

_READER_PAUSE_S: Final = 0.02


def write_atomically(path: Path, data: bytes) -> None:
    """Replace `path`, a file of the program's own, by `data`: after a crash it holds the old bytes
    or the new ones. Its user alone may read it.

    Raises OSError; the old file is then untouched and no temporary one stays behind."""
    found = _found(path)
    if found is not None:
        refuse_others(path, found)  # a link may lead to a device
    with _replaced(Path(os.path.realpath(path)), None, _PRIVATE) as file:
        file.write(data)


@contextmanager
def written_whole(path: Path) -> Iterator[IO[bytes]]:
    """A file of the user's, new or in place of another, which is there when the block ends well,
    and otherwise not or as it was. One that exists keeps its permissions, a link goes on leading
    to it. A pipe, a device or one of this process's streams is written to as it is.

    Raises OSError, ValueError for a NUL in the name."""
    stream = _stream_named(path)
    if stream is not None:
        with os.fdopen(os.dup(stream), "wb") as file:
            yield file
        return
    found = _found(path)
    if found is not None and not stat.S_ISREG(found.st_mode):
        with os.fdopen(_open_other(path), "wb") as file:
            yield file
        return
    if found is not None:
        os.close(os.open(path, os.O_WRONLY))  # may it be written at all?
    with _replaced(Path(os.path.realpath(path)), found, _EVERYBODY) as file:
        yield file


@contextmanager
def _replaced(path: Path, found: os.stat_result | None, mode: int) -> Iterator[IO[bytes]]:
    sweep(path)
    try:
        draft, descriptor = new_draft(path, mode if found is None else _PRIVATE)
    except OSError as error:  # of which the draft's name says nothing to anybody
        raise OSError(error.errno, error.strerror, os.fspath(path.parent)) from error
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            if found is not None:
                _make_alike(file.fileno(), path, found)
            os.fsync(file.fileno())
            if os.name != "nt":
                draft.replace(path)  # still locked
        if os.name == "nt":  # which renames no file that is open
            draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _make_alike(descriptor: int, path: Path, found: os.stat_result) -> None:
    """Owner, access lists and mode of the file that is about to be replaced, where one may."""
    if os.name == "nt":
        return
    ours = os.fstat(descriptor)
    if (ours.st_uid, ours.st_gid) != (found.st_uid, found.st_gid):
        with contextlib.suppress(OSError):
            os.fchown(descriptor, found.st_uid, found.st_gid)
    os.fchmod(descriptor, stat.S_IMODE(found.st_mode))
    with contextlib.suppress(OSError, AttributeError):  # Linux alone has these
        for name in os.listxattr(path):
            with contextlib.suppress(OSError):
                os.setxattr(descriptor, name, os.getxattr(path, name))


def _found(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _open_other(path: Path) -> int:
    """A pipe, once somebody reads from it, or a device. Raises OSError where nobody comes."""
    flags = os.O_WRONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
    until = time.monotonic() + _READER_S
    while True:
        try:
            descriptor = os.open(path, flags)
        except OSError as error:
            if error.errno != errno.ENXIO or not path.is_fifo():
                raise
            if time.monotonic() > until:
                raise OSError(errno.EPIPE, os.strerror(errno.EPIPE), os.fspath(path)) from None
            time.sleep(_READER_PAUSE_S)
            continue
        os.set_blocking(descriptor, True)
        return descriptor


def _stream_named(path: Path) -> int | None:
    """The descriptor that `path` is, as ``/dev/stdout`` is: to be gone on with, not replaced."""
    if os.name == "nt":
        return None
    name = os.path.abspath(path)
    for _ in range(_MOST_LINKS):
        if name in _STANDARD:
            return _STANDARD[name]
        found = _DESCRIPTOR.fullmatch(name)
        if found and found[1] in (None, "self", "thread-self", str(os.getpid())):
            return int(found[2])
        if not os.path.islink(name):
            return None
        name = os.path.normpath(os.path.join(os.path.dirname(name), os.readlink(name)))
    return None


def _sync_folder(folder: Path) -> None:
    """Make a rename durable, where the system can: the file is in its place already."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def name_set_aside(path: Path, *, at: float, why: str = "damaged") -> Path:
    """A name beside `path` that is free: ``console.db.damaged-20260102T030405Z``."""
    stamp = datetime.fromtimestamp(at, UTC).strftime("%Y%m%dT%H%M%SZ")
    candidate = path.with_name(f"{path.name}.{why}-{stamp}")
    number = 1
    while os.path.lexists(candidate):
        number += 1
        candidate = path.with_name(f"{path.name}.{why}-{stamp}-{number}")
    return candidate
