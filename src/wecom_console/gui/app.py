"""Starts the window: as little as possible before its first frame."""

import builtins
import gc
import time
from collections.abc import Callable, Sequence


def run_window(
    *,
    started: float | None = None,
    quit_after_first_paint: bool = False,
    targets: Sequence[str] = (),
    log_level: str = "",
    no_window: Callable[[], int] | None = None,
) -> int:
    """Opens the window and returns its exit code.

    `started` is the reading `time.monotonic()` had when the process began. With
    `quit_after_first_paint` it prints the milliseconds since then and ends. `targets` are
    config files and ``wecom-console://`` links to open; `log_level` what the log is to hold.
    `no_window` says why Qt can show none, and gives the exit code.
    """
    begun = time.monotonic() if started is None else started
    gc.disable()  # importing makes a hundred thousand objects that stay: 10 ms of looking at them
    load_pyside()
    from wecom_console.gui.root import open_window  # PySide6, after the lines above

    return open_window(
        begun=begun,
        quit_after_first_paint=quit_after_first_paint,
        targets=targets,
        log_level=log_level,
        no_window=no_window,
    )


def load_pyside() -> None:
    """Loads PySide without its `import` hook.

    The hook serves ``from __feature__ import snake_case``, which nobody here uses, and reads and
    keeps the source text of every module that is imported later: 0.2 ms a module.
    """
    plain_import = builtins.__import__
    import PySide6.QtCore  # noqa: F401  puts its hook in the place of `__import__`

    builtins.__import__ = plain_import
