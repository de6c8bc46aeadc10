"""Drafts: files that are written beside the one whose place they take, and what is left of them
when the process that wrote one was killed.

A draft is locked for as long as somebody writes it. The system drops the lock with the process, so
that one without a lock belongs to nobody, whatever the clock says.
"""

import contextlib
import os
import re
import stat
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

_SHORT: Final = 80
_OLD_S: Final = 3600.0
_FLAGS: Final = (
    getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


def new_draft(target: Path, mode: int) -> tuple[Path, int]:
    """A new file beside `target`, open and locked. Raises OSError."""
    while True:
        name = f".{_short(target)}.wecom-console-{os.urandom(6).hex()}"
        draft = target.with_name(name)
        descriptor = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL | _FLAGS, mode)
        if try_to_lock(descriptor) and draft.exists():
            return draft, descriptor
        os.close(descriptor)  # swept away before it was locked


def try_to_lock(descriptor: int) -> bool:
    """Whether this process is now alone with the file; also where the system has no such locks."""
    return _lock(descriptor) is not False


def sweep(target: Path) -> None:
    """Delete the drafts of `target` that nobody writes any more."""
    _sweep(target.parent, re.compile(_pattern(target)))


def sweep_folder(folder: Path, names: Sequence[str]) -> None:
    """The same of several files in a folder of our own, with what version 0.1 left there."""
    older = [rf"\.{re.escape(name)}-[a-z0-9_]{{8}}" for name in names]
    _sweep(folder, re.compile("|".join((*older, *(_pattern(folder / name) for name in names)))))


def _sweep(folder: Path, pattern: re.Pattern[str]) -> None:
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(".") and pattern.fullmatch(entry.name):
                with contextlib.suppress(OSError):
                    _sweep_one(Path(entry.path), is_ours=".wecom-console-" in entry.name)


def _sweep_one(path: Path, *, is_ours: bool) -> None:
    descriptor = os.open(path, os.O_RDWR | _FLAGS)
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            return
        is_free = _lock(descriptor) if is_ours else None
        is_old = abs(time.time() - found.st_mtime) > _OLD_S  # a clock may have been set back
        if (is_old if is_free is None else is_free) and os.name != "nt":
            path.unlink()
    finally:
        os.close(descriptor)
    if os.name == "nt" and is_old:  # which deletes no file that is open
        path.unlink()


def _lock(descriptor: int) -> bool | None:
    """Whether it was got; None where there are no such locks."""
    if sys.platform == "win32":
        return None
    import fcntl  # not on Windows

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


def _short(target: Path) -> str:
    """So much of the name that a draft's is not too long for any file system."""
    name = target.name
    while len(os.fsencode(name)) > _SHORT:
        name = name[:-1]
    return name


def _pattern(target: Path) -> str:
    return rf"\.{re.escape(_short(target))}\.wecom-console-[0-9a-f]{{12}}"
