"""Confirm pages that wait for their user: each is answered once."""

from dataclasses import dataclass, field
from typing import Final

from wecom_console.domain.links.requests import LoginRequest
from wecom_console.simulator.phone.device import Device
from wecom_console.simulator.phone.results import PhoneResult
from wecom_console.simulator.world.bounded import Bounded

LIMIT: Final = 1_000


@dataclass(frozen=True, slots=True)
class Visit:
    """A page that was shown for `request` on `device`. `landing` is the token that let its visitor
    in."""

    request: LoginRequest
    landing: str = field(default="", repr=False)
    device: Device = field(default_factory=Device)


class PageTickets:
    """Open pages and finished ones, by the one-time token of their form."""

    def __init__(self) -> None:
        self._open: Bounded[str, Visit] = Bounded(LIMIT)
        self._done: Bounded[str, PhoneResult] = Bounded(LIMIT)

    def open(self, token: str, visit: Visit) -> None:
        """A page is shown."""
        self._open.put(token, visit)

    def take(self, token: str) -> Visit | None:
        """The page's form is sent: its token is used up. None where it was used or is unknown."""
        return self._open.pop(token)

    def finish(self, token: str, result: PhoneResult) -> None:
        """Keep how it ended, so that the result page can be loaded again."""
        self._done.put(token, result)

    def result(self, token: str) -> PhoneResult | None:
        """How the visit ended."""
        return self._done.get(token)

    def clear(self) -> None:
        """Forget all pages."""
        self._open.clear()
        self._done.clear()
