"""One-time tokens for the phone's pages when the simulator is reachable from other machines.

A token is used up by a decision, not by a look: phones load a scanned link twice.
"""

from typing import Final

from wecom_console.simulator.world.bounded import Bounded

LIMIT: Final = 1_000


class LandingTickets:
    """The tokens not yet used. Nothing is asked for while only this machine can call."""

    def __init__(self) -> None:
        self._tokens: Bounded[str, str] = Bounded(LIMIT)
        self.is_required = False

    def add(self, token: str) -> None:
        """Let one visitor in."""
        self._tokens.put(token, token)

    def admits(self, token: str) -> bool:
        """Whether a page may be shown to the bearer of `token`."""
        return not self.is_required or self._tokens.get(token) is not None

    def use(self, token: str) -> None:
        """The bearer has decided."""
        self._tokens.pop(token)
