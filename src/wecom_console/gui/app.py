"""Starts the window: as little as possible before its first frame."""

import gc
import time


def run_window(*, started: float | None = None, quit_after_first_paint: bool = False) -> int:
    """Opens the window and returns its exit code.

    `started` is the reading `time.monotonic()` had when the process began. With
    `quit_after_first_paint` it prints the milliseconds since then and ends.
    """
    begun = time.monotonic() if started is None else started
    gc.disable()  # importing makes a hundred thousand objects that stay: 10 ms of looking at them
    from wecom_console.gui.root import open_window  # PySide6, after the line above

    return open_window(begun=begun, quit_after_first_paint=quit_after_first_paint)
