"""The simulator's clock: the real one, moved forward by whoever tests expiry."""

import time
from collections.abc import Callable
from typing import Final

ADVANCE_LIMIT_S: Final = 10 * 365 * 86_400.0
"""How far the clock can be moved in all, in seconds: far enough for any token."""


class SimulatorClock:
    """Seconds since the epoch. Codes, tokens and id_tokens age by this clock."""

    def __init__(self, base: Callable[[], float] = time.time) -> None:
        self._base = base
        self._offset_s = 0.0

    def now(self) -> float:
        """The simulated time, in seconds since the epoch."""
        return self._base() + self._offset_s

    @property
    def offset_s(self) -> float:
        """How far this clock is ahead of the real one, in seconds."""
        return self._offset_s

    def advance(self, seconds: float) -> None:
        """Move the clock forward; it stops at `ADVANCE_LIMIT_S` ahead of the real time."""
        self._offset_s = min(self._offset_s + max(seconds, 0.0), ADVANCE_LIMIT_S)

    def reset(self) -> None:
        """Show the real time again."""
        self._offset_s = 0.0
