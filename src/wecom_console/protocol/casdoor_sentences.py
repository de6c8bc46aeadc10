"""Casdoor's refusals have no numbers, only sentences. Source: docs/reference/errors.md §7."""

import re
from dataclasses import dataclass
from typing import Final

from wecom_console.domain.verdicts import Leg

SENTENCE_LIMIT: Final = 2_000
"""Characters of a sentence that are looked at."""


@dataclass(frozen=True, slots=True)
class CasdoorRefusal:
    """A code of the catalogue, and the leg that the sentence ends: the exchange before Casdoor has
    asked WeCom, the tokens once WeCom has named the member."""

    code: str
    leg: Leg


def _rows(leg: Leg, *rows: tuple[str, str]) -> tuple[tuple[re.Pattern[str], CasdoorRefusal], ...]:
    return tuple(
        (re.compile(pattern, re.IGNORECASE), CasdoorRefusal(f"casdoor.{name}", leg))
        for pattern, name in rows
    )


_SENTENCES: Final = (
    *_rows(
        Leg.EXCHANGE,
        (r"State expected", "state"),
        (r"The application: .{0,200} does not exist", "application"),
        (r"\u5e94\u7528.{0,200}\u4e0d\u5b58\u5728", "application"),
        (r"The provider: .{0,200} is not enabled", "provider"),
        (r"The provider: .{0,200} does not exist", "provider_missing"),
        (r"(?:subType|provider type): .{0,200} is not supported", "provider_kind"),
        (r"client_id is invalid|client_secret is invalid", "client"),
        (r"authorization code: ?.{0,200} (?:is invalid|has been used|has expired)", "code"),
        (r"Challenge method should|verifier is invalid", "pkce"),
        (r"Redirect URI: .{0,300} doesn't exist", "redirect"),
        (r"Your IP address: .{0,100} has been banned", "ip_banned"),
    ),
    *_rows(
        Leg.IDENTITY,
        (r"^(?:Invalid token|\u65e0\u6548 ?token)", "token_empty"),
        (r"dial tcp|no such host|i/o timeout|x509:", "network"),
    ),
    *_rows(
        Leg.TOKENS,
        (r"to sign up as new account via", "provider_signup"),
        (r"not allowed to sign up", "no_account"),
        (r"Email is invalid", "email"),
        (r"Invitation code", "invitation"),
        (r"username may only contain", "username"),
        (r"Failed to create user", "not_created"),
        (r"already linked to another account|Failed to link user", "linked"),
        (r"forbidden to sign in|user has been deleted", "forbidden"),
        (r"disabled users to sign ?in", "signin_disabled"),
        (r"Unauthorized operation|\u672a\u6388\u6743\u7684\u64cd\u4f5c", "unauthorized"),
        (r"is not listed in the application's tags", "tags"),
        (r"active or pending subscription", "subscription"),
        (r"grant_type: .{0,100} is not supported", "grant_type"),
        (r"error: invalid_scope", "scope"),
    ),
)


_ITS_OWN: Final = re.compile(
    r"(?:account for )?provider: .{0,200}(?:sign up as new account|already linked)"
    r"|username may only contain alphanumeric characters, underlines"
    r"|State expected: .{0,200} but got"
    r"|is not listed in the application's tags|doesn't exist in the allowed Redirect URI list"
    r"|has disabled users to sign ?in|user is forbidden to sign in",
    re.IGNORECASE,
)
"""Sentences by which Casdoor is known without its form."""


def casdoor_sentence(text: str) -> CasdoorRefusal | None:
    """What a line refuses in words that only Casdoor has."""
    return casdoor_refusal(text) if _ITS_OWN.search(text[:SENTENCE_LIMIT]) else None


def casdoor_refusal(sentence: str) -> CasdoorRefusal:
    """What a sentence of Casdoor's refuses; ``casdoor.refused`` where it is not a known one."""
    looked_at = sentence[:SENTENCE_LIMIT]
    for pattern, refusal in _SENTENCES:
        if pattern.search(looked_at):
            return refusal
    return CasdoorRefusal("casdoor.refused", Leg.EXCHANGE)
