"""``user_ticket``: what ``auth/getuserdetail`` takes (docs/reference/wecom.md §9.3 to §9.4).

Only a code of scope ``snsapi_privateinfo`` yields one. It lives 1,800 s; that it may be used more
than once is modelled.
"""

from dataclasses import dataclass
from typing import Final

from wecom_console.simulator.world.bounded import Bounded
from wecom_console.simulator.world.randomness import Randomness
from wecom_console.simulator.world.state import AgentKey

LIFETIME_S: Final = 1_800
LENGTH: Final = 96
LIMIT: Final = 1_000
TICKET_EXPIRED: Final = 84014
TICKET_UNKNOWN: Final = 84015
TICKET_MISSING: Final = 84090


@dataclass(frozen=True, slots=True)
class UserTicket:
    """For which app and member a ticket is good. `expires_at` is seconds since the epoch."""

    agent: AgentKey
    member: str
    expires_at: float


class UserTickets:
    """The newest `LIMIT` tickets."""

    def __init__(self) -> None:
        self._tickets: Bounded[str, UserTicket] = Bounded(LIMIT)

    def issue(self, agent: AgentKey, member: str, *, now: float, randomness: Randomness) -> str:
        """A new ticket; its text."""
        text = randomness.token("user_ticket", length=LENGTH)
        self._tickets.put(text, UserTicket(agent, member, now + LIFETIME_S))
        return text

    def find(self, text: str, agent: AgentKey, *, now: float) -> UserTicket | int:
        """The ticket, if it is that app's and has not expired; else the errcode."""
        ticket = self._tickets.get(text)
        if ticket is None or ticket.agent != agent:
            return TICKET_UNKNOWN if text else TICKET_MISSING
        return TICKET_EXPIRED if now >= ticket.expires_at else ticket

    def clear(self) -> None:
        """Forget all tickets."""
        self._tickets.clear()
