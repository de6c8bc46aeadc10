"""Access tokens: one per app, the same on repeated calls, 7200 s (docs/reference/wecom.md §9.2).

Choices where the source is silent: a repeated ``gettoken`` names the time that is left, and an
expired token answers 42001 as the table says, although 40014 has been seen in the field.
"""

from dataclasses import dataclass, field
from typing import Final

from wecom_console.domain.secrets import Secret
from wecom_console.simulator.world.bounded import Bounded
from wecom_console.simulator.world.randomness import Randomness
from wecom_console.simulator.world.state import AgentKey

LIFETIME_S: Final = 7_200
LENGTH: Final = 214
LIMIT: Final = 1_000


@dataclass(frozen=True, slots=True)
class AccessToken:
    """A token of one app and its secret: a new secret makes it worthless (modelled).
    `expires_at` is seconds since the epoch."""

    text: str = field(repr=False)
    agent: AgentKey
    secret: Secret
    expires_at: float

    def is_expired(self, now: float) -> bool:
        """Whether the token is too old at `now`."""
        return now >= self.expires_at


class AccessTokens:
    """All tokens issued, the newest `LIMIT` of them."""

    def __init__(self) -> None:
        self._by_text: Bounded[str, AccessToken] = Bounded(LIMIT)
        self._current: dict[AgentKey, AccessToken] = {}

    def current(
        self, agent: AgentKey, secret: Secret, *, now: float, randomness: Randomness
    ) -> AccessToken:
        """The app's token, a new one where there is none or it has expired."""
        token = self._current.get(agent)
        if token is None or token.secret != secret or token.is_expired(now):
            text = randomness.token("access_token", length=LENGTH)
            token = self._current[agent] = AccessToken(text, agent, secret, now + LIFETIME_S)
            self._by_text.put(text, token)
        return token

    def find(self, text: str) -> AccessToken | None:
        """The token spelled `text`, also when it has expired."""
        return self._by_text.get(text)

    def clear(self) -> None:
        """Forget all tokens: from now on they are unknown."""
        self._by_text.clear()
        self._current.clear()
