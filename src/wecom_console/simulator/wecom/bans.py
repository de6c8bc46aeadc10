"""Repeated wrong secrets ban an address from ``gettoken`` for an hour
(docs/reference/wecom.md §10)."""

from dataclasses import dataclass
from typing import Final

from wecom_console.simulator.world.bounded import Bounded

HOUR_S: Final = 3_600
LIMIT: Final = 2_000


@dataclass(frozen=True, slots=True)
class _Errors:
    first_at: float
    count: int
    banned_until: float = 0.0


class Bans:
    """The wrong secrets of an hour by address."""

    def __init__(self) -> None:
        self._errors: Bounded[str, _Errors] = Bounded(LIMIT)

    def is_banned(self, address: str, *, now: float) -> bool:
        """Whether the address has to wait."""
        errors = self._errors.get(address)
        return errors is not None and now < errors.banned_until

    def count(self, address: str, *, limit: int, now: float) -> None:
        """One wrong secret. Where it is the last one allowed, the hour begins; 0 allows all."""
        if not limit:
            return
        errors = self._errors.get(address)
        if errors is None or now >= errors.first_at + HOUR_S:
            errors = _Errors(now, 0)
        count = errors.count + 1
        until = now + HOUR_S if count >= limit else 0.0
        self._errors.put(address, _Errors(errors.first_at, count, until))

    def clear(self) -> None:
        """Let everybody in."""
        self._errors.clear()
