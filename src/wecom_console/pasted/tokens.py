"""A pasted token: its claims are read, nothing of it is verified."""

import base64
import binascii
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from wecom_console.domain.verdicts import Leg
from wecom_console.flow.answers import read_json, text_of
from wecom_console.pasted.clues import Clue, safe

JWT: Final = re.compile(
    r"(eyJ[A-Za-z0-9_-]{4,8000})\.(eyJ[A-Za-z0-9_-]{2,16000})\.([A-Za-z0-9_-]{0,2000})"
)
_SHOWN: Final = ("iss", "aud", "sub", "scope")
_TIMES: Final = ("iat", "nbf", "exp")


def read_token(
    text: str, *, now: float
) -> tuple[tuple[Clue, ...], tuple[tuple[str, str], ...]] | None:
    """Clues and facts of the first token in `text`; None where there is none. `now` is in seconds
    since the epoch."""
    found = JWT.search(text)
    if found is None:
        return None
    header, claims = _decoded(found[1]), _decoded(found[2])
    facts = [("alg", safe(text_of(header, "alg"), limit=20))]
    facts += [
        (key, safe(text_of(claims, key), limit=120)) for key in _SHOWN if text_of(claims, key)
    ]
    clues = []
    for key in _TIMES:
        value = claims.get(key)
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 1e11:
            facts.append(
                (key, datetime.fromtimestamp(value, UTC).strftime("%Y-%m-%d %H:%M:%S UTC"))
            )
            if key == "exp" and value < now:
                clues.append(Clue("tokens.expired", {"seconds": int(now - value)}, Leg.TOKENS))
            if key in ("nbf", "iat") and value > now + 60:
                clues.append(Clue("tokens.early", {"seconds": int(value - now)}, Leg.TOKENS))
    return tuple(clues[:1]), tuple(facts)


def _decoded(part: str) -> Mapping[str, object]:
    try:
        found = read_json(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    except (binascii.Error, ValueError):
        return {}
    return found if isinstance(found, Mapping) else {}
