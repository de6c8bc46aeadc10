"""What a process makes sure of before anything else: three open streams, and no core dump.

Beside the packages, like `resource_files`: the front door and the worker both begin here.
"""

import os
import sys
from contextlib import suppress
from io import TextIOWrapper
from typing import Final

COREDUMPS_VARIABLE: Final = "WECOM_CONSOLE_COREDUMPS"
"""Set to anything, it leaves core dumps and debuggers as the system has them."""

_PR_SET_DUMPABLE: Final = 4
_STREAMS: Final = (
    ("stdin", "r", os.O_RDONLY),
    ("stdout", "w", os.O_RDONLY),  # what refuses to be written
    ("stderr", "w", os.O_WRONLY),
)


def begin_process() -> None:
    """Called once, first."""
    open_missing_streams()
    if isinstance(sys.stdin, TextIOWrapper):
        # What is no UTF-8 is found where it is read for something, and told there.
        sys.stdin.reconfigure(errors="surrogateescape")
    keep_memory_private()


def open_missing_streams() -> None:
    """Stand in for a standard stream that was closed (``<&-``, ``>&-``, ``2>&-``).

    The next file that is opened would take the place of a closed one, and what a library prints
    would end in the database. An input that is closed is an empty one. Results are not swallowed:
    writing them fails, as on a full disk; messages go nowhere.
    """
    for name, mode, flags in _STREAMS:
        if getattr(sys, name) is None:
            descriptor = os.open(os.devnull, flags)
            os.set_inheritable(descriptor, True)  # noqa: FBT003  as the real ones are
            setattr(sys, name, os.fdopen(descriptor, mode, encoding="utf-8"))


def keep_memory_private() -> None:
    """Keep secrets in memory out of core dumps, and on Linux from this user's other programs
    (a debugger among them), unless `COREDUMPS_VARIABLE` is set. What the system refuses stays as
    it was."""
    if os.environ.get(COREDUMPS_VARIABLE):
        return
    with suppress(ImportError, OSError, ValueError):
        import resource  # not on Windows

        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    if sys.platform == "linux":
        with suppress(ImportError, AttributeError, OSError):
            import _ctypes  # what `ctypes` stands on, in a fifth of its time: every start pays it

            # None is the program itself, which the types do not know.
            program = _ctypes.dlopen(None, 0)  # type: ignore[arg-type]
            prctl = _ctypes.dlsym(program, "prctl")
            _ctypes.call_function(prctl, (_PR_SET_DUMPABLE, 0, 0, 0, 0))
