"""Verification codes that Authing "sends": nobody gets them but the control API and this check.

Six digits, five minutes, single use (modelled).
"""

import hmac
from collections import deque
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

LIMIT: Final = 500
LIFETIME_S: Final = 300
DIGITS: Final = 6


class Channel(StrEnum):
    """How a code travels; ``totp`` is what the user's authenticator would show."""

    SMS = "sms"
    EMAIL = "email"
    TOTP = "totp"


@dataclass(frozen=True, slots=True)
class SentCode:
    """One code. `sent_at` is seconds since the epoch by the simulator's clock."""

    channel: Channel
    to: str
    code: str = field(repr=False)
    sent_at: float


class Outbox:
    """The newest `LIMIT` codes that have not been used."""

    def __init__(self) -> None:
        self._sent: deque[SentCode] = deque(maxlen=LIMIT)

    def send(self, message: SentCode) -> None:
        """Keep a code for its check; an older one to the same place is void."""
        self._drop(message.channel, message.to)
        self._sent.append(message)

    def take(self, channel: Channel, to: str, code: str, *, now: float) -> bool:
        """Whether `code` is the one that was sent there; the right one is used up."""
        wanted = code.encode("utf-8", errors="replace")
        for message in self._sent:
            is_there = (message.channel, message.to) == (channel, to)
            is_fresh = now < message.sent_at + LIFETIME_S
            is_right = hmac.compare_digest(message.code.encode("ascii"), wanted)
            if is_there and is_fresh and is_right:
                self._drop(channel, to)
                return True
        return False

    def messages(self) -> tuple[SentCode, ...]:
        """What has been sent and not been used, oldest first."""
        return tuple(self._sent)

    def clear(self) -> None:
        """Forget all codes."""
        self._sent.clear()

    def _drop(self, channel: Channel, to: str) -> None:
        kept = [m for m in self._sent if (m.channel, m.to) != (channel, to)]
        self._sent = deque(kept, maxlen=LIMIT)
