"""What the doctor of an event URL finds (docs/reference/errors.md §3.2)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from wecom_console.domain.secrets import Secret

REQUEST: Final = "request"
TOKEN: Final = "token"  # noqa: S105  the name of a value
KEY: Final = "encoding_aes_key"
RECEIVER: Final = "receiver_id"
ANSWER: Final = "answer"

SIGNATURE: Final = -40001
NOT_XML: Final = -40002
NOT_COMPUTED: Final = -40003
ILLEGAL_KEY: Final = -40004
OTHER_RECEIVER: Final = -40005
NOT_DECRYPTED: Final = -40007
ILLEGAL_BUFFER: Final = -40008
NOT_BASE64: Final = -40010


class EventHealth(StrEnum):
    """What is known of a value."""

    OK = "ok"
    WRONG = "wrong"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class EventFinding:
    """One value or part, and what is known of it. `cause` is a message under ``events.<check>.``;
    `error` is the number with which WeCom's library refuses it, 0 for none."""

    check: str
    health: EventHealth
    cause: str
    error: int = 0
    params: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EventValues:
    """What an event URL is set up with. Each of `receivers` may be who an event is for."""

    token: Secret
    key: Secret
    receivers: tuple[str, ...] = ()


def fine(check: str, cause: str = "right", **params: str | int) -> EventFinding:
    """It is right."""
    return EventFinding(check, EventHealth.OK, cause, params=params)


def wrong(check: str, cause: str, error: int = 0, **params: str | int) -> EventFinding:
    """It is wrong, and this is why."""
    return EventFinding(check, EventHealth.WRONG, cause, error, params)


def unknown(check: str, cause: str = "unknown", **params: str | int) -> EventFinding:
    """Nothing can be said of it before something else is mended."""
    return EventFinding(check, EventHealth.UNKNOWN, cause, params=params)
