"""How many calls a window lets through: counts by key, in windows of the simulator's clock."""

from dataclasses import dataclass
from typing import Final

from wecom_console.simulator.world.bounded import Bounded

KEY_LIMIT: Final = 5_000


@dataclass(frozen=True, slots=True)
class _Window:
    number: int
    count: int


class Rates:
    """Counts per key in fixed windows: a block lasts as long as its window
    (docs/reference/wecom.md §10)."""

    def __init__(self) -> None:
        self._windows: Bounded[tuple[str, ...], _Window] = Bounded(KEY_LIMIT)

    def take(self, *key: str, limit: int, window_s: int, now: float) -> bool:
        """Count one call; False where the window is full. A limit of 0 lets everything through."""
        if not limit:
            return True
        number = int(now // window_s)
        window = self._windows.get(key)
        count = window.count if window is not None and window.number == number else 0
        if count >= limit:
            return False
        self._windows.put(key, _Window(number, count + 1))
        return True

    def clear(self) -> None:
        """Forget all counts."""
        self._windows.clear()
