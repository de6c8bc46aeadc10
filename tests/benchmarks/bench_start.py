"""From nothing to the first paint, beside the barest window, taking turns in the same run."""

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path

from measuring import Figure, NotBuiltYetError, Sample, median, run_process

BARE = [sys.executable, str(Path(__file__).with_name("bare_window.py"))]
OURS = [sys.executable, "-m", "wecom_console", "--quit-after-first-paint"]


def measure(*, rounds: int) -> Iterator[Figure]:
    """Wall time to the first paint, and peak memory."""
    if importlib.util.find_spec("wecom_console.gui.app") is None:
        raise NotBuiltYetError("the window (wecom_console.gui.app)")
    bare: list[Sample] = []
    ours: list[Sample] = []
    for _ in range(rounds + 1):
        bare.append(run_process(BARE))
        ours.append(run_process(OURS))
    bare, ours = bare[1:], ours[1:]  # the first round fills the caches
    wall = [median(samples, lambda s: s.first_line_ms) for samples in (bare, ours)]
    peak = [median(samples, lambda s: s.peak_mib) for samples in (bare, ours)]
    yield Figure("first paint, bare PySide6 window", wall[0], "ms", f"median of {rounds}")
    yield Figure("first paint, WeCom Console", wall[1], "ms", f"{wall[1] / wall[0]:.2f} x bare")
    yield Figure("peak memory, bare PySide6 window", peak[0], "MiB")
    yield Figure("peak memory, WeCom Console", peak[1], "MiB", f"{peak[1] / peak[0]:.2f} x bare")
