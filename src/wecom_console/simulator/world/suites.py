"""What WeCom hands a template of delegated development: tickets and suite_access_tokens
(docs/reference/errors.md §2.1)."""

from dataclasses import dataclass
from typing import Final

from wecom_console.simulator.world.bounded import Bounded
from wecom_console.simulator.world.randomness import Randomness

TICKET_LIFETIME_S: Final = 1_800
TOKEN_LIFETIME_S: Final = 7_200
_LENGTH: Final = 64
_LIMIT: Final = 1_000


@dataclass(frozen=True, slots=True)
class SuiteGrant:
    """Which template something was issued for, and when it ends."""

    suite_id: str
    expires_at: float


class Suites:
    """The newest tickets and tokens, by their texts."""

    def __init__(self) -> None:
        self._tickets: Bounded[str, SuiteGrant] = Bounded(_LIMIT)
        self._tokens: Bounded[str, SuiteGrant] = Bounded(_LIMIT)

    def ticket(self, suite_id: str, *, at: float, randomness: Randomness) -> str:
        """A suite_ticket that was pushed at that time."""
        text = randomness.token("suite_ticket", length=_LENGTH)
        self._tickets.put(text, SuiteGrant(suite_id, at + TICKET_LIFETIME_S))
        return text

    def is_ticket(self, text: str, suite_id: str, *, now: float) -> bool:
        """Whether it is one of that template's, and not too old."""
        found = self._tickets.get(text)
        return found is not None and found.suite_id == suite_id and now < found.expires_at

    def token(self, suite_id: str, *, at: float, randomness: Randomness) -> str:
        """A suite_access_token that was issued at that time."""
        text = randomness.token("suite_access_token", length=_LENGTH)
        self._tokens.put(text, SuiteGrant(suite_id, at + TOKEN_LIFETIME_S))
        return text

    def find_token(self, text: str) -> SuiteGrant | None:
        """Whose token it is, also when it has expired."""
        return self._tokens.get(text)

    def clear(self) -> None:
        """Forget all."""
        self._tickets.clear()
        self._tokens.clear()
