"""A pasted token: its header and claims are read, nothing of it is verified."""

import base64
import binascii
import re
from collections.abc import Mapping
from typing import Final

from wecom_console.domain.verdicts import Leg
from wecom_console.pasted.clues import Clue, FactPairs, iso_time, length_of
from wecom_console.protocol.answers import read_json
from wecom_console.protocol.json_values import text_of
from wecom_console.protocol.tokens import LEEWAY_S

TOKEN_LIMIT: Final = 64_000

_PREFIX: Final = re.compile(
    r"(?:authorization\s{0,3}[:=]\s{0,3})?(?:bearer\s{1,3})?"
    r"(?:(?:id|access|refresh)_token\s{0,3}[:=]\s{0,3})?",
    re.IGNORECASE,
)
_TOKEN: Final = re.compile(r"(ey[A-Za-z0-9_-]{4,8000})((?:\.[A-Za-z0-9_-]{0,60000}){1,4})")
_SHOWN: Final = ("iss", "aud", "sub", "client_id", "azp", "scope", "scoped_userpool_id")
_TIMES: Final = ("iat", "nbf", "exp")


def read_token(text: str, *, now: float) -> tuple[tuple[Clue, ...], FactPairs] | None:
    """Clues and facts of the token that `text` is, with or without quotes, ``Bearer`` and line
    breaks; None for another text. `now` is in seconds since the epoch."""
    if len(text) > TOKEN_LIMIT:
        return None
    bare = _PREFIX.sub("", text.strip("\"'`;, \t\r\n"), count=1).strip("\"'`;, ")
    found = _TOKEN.fullmatch("".join(bare.split()))
    if found is None or not (header := _decoded(found[1])):
        return None
    parts = found[2][1:].split(".")
    facts = [(key, text_of(header, key)) for key in ("alg", "enc", "typ", "kid")]
    if len(parts) == 4:  # encrypted: nothing but the header can be read
        return (), tuple((key, value) for key, value in facts if value)
    claims = _decoded(parts[0])
    facts += [(key, _text(claims.get(key))) for key in _SHOWN]
    signature = parts[1] if len(parts) == 2 else ""
    facts.append(("signature", length_of(signature) if signature else "missing"))
    clues = [] if len(parts) == 2 and claims else [Clue("tokens.malformed", {}, Leg.TOKENS)]
    for key in _TIMES:
        value = claims.get(key)
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 1e11:
            facts.append((key, iso_time(value)))
            if key == "exp" and value < now:
                clues.append(Clue("tokens.expired", {"seconds": int(now - value)}, Leg.TOKENS))
            if key != "exp" and value > now + LEEWAY_S:
                clues.append(Clue("tokens.early", {"seconds": int(value - now)}, Leg.TOKENS))
    return tuple(clues), tuple((key, value) for key, value in facts if value)


def _decoded(part: str) -> Mapping[str, object]:
    try:
        found = read_json(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    except (binascii.Error, ValueError):
        return {}
    return found if isinstance(found, Mapping) else {}


def _text(value: object) -> str:
    """A claim as text: an audience may be a list."""
    if isinstance(value, list):
        return ", ".join(item for item in value[:10] if isinstance(item, str))
    return text_of({"": value}, "")
