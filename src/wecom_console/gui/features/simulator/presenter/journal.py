"""A call of the journal as a painted row."""

from collections.abc import Callable
from datetime import datetime

from wecom_console.gui.features.simulator.presenter.journal_model import JournalRow
from wecom_console.services.simulator.values import CallNow
from wecom_console.services.wall_clock import wall_clock

ToLocal = Callable[[float], datetime]


def journal_row(call: CallNow, *, to_local: ToLocal = wall_clock) -> JournalRow:
    """The row of one call."""
    at = to_local(call.at)
    return JournalRow(
        number=call.number,
        time=f"{at:%H:%M:%S}.{at.microsecond // 1000:03d}",
        method=call.method,
        path=call.path,
        parameters=" ".join(f"{name}={value}" for name, value in call.params),
        status=call.status,
        errcode=call.errcode,
        took=took_text(call.ms),
        is_fault=call.is_fault,
    )


def took_text(ms: float) -> str:
    """``2 ms``, ``3.06 s``."""
    return f"{ms:.0f} ms" if ms < 1_000 else f"{ms / 1_000:.2f} s"


def clock_text(seconds: float) -> str:
    """``+0:00``, ``+5:00``, ``+1:05:00``: how far the simulator's clock is ahead."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"+{hours}:{minutes:02d}:{rest:02d}" if hours else f"+{minutes}:{rest:02d}"


def left_text(seconds: float) -> str:
    """``4:12``: what is left of a code's life."""
    minutes, rest = divmod(max(0, int(seconds)), 60)
    return f"{minutes}:{rest:02d}"
