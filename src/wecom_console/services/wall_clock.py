"""Moments as this computer's wall clock shows them."""

from datetime import UTC, datetime
from typing import Final

_LAST: Final = 253_402_300_799.0
"""The end of the year 9999: of what a damaged file may say, no more can be shown."""


def wall_clock(seconds: float) -> datetime:
    """Seconds since the epoch in this computer's time zone; in UTC where that is none that can be
    (``TZ=UTC+99``)."""
    moment = universal(seconds)
    try:
        return moment.astimezone()
    except (ValueError, OverflowError, OSError):
        return moment


def universal(seconds: float) -> datetime:
    """Seconds since the epoch in UTC; a number that is no moment is the nearest one."""
    return datetime.fromtimestamp(max(0.0, min(seconds, _LAST)), UTC)
