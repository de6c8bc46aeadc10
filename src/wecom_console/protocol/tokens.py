"""Verifies an id_token, or another JWT. Source: docs/reference/authing.md §9.

The algorithm comes from the application's configuration, never from the token's header alone: a
token that names another one is refused, whoever signed it.
"""

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from wecom_console.domain.secrets import Secret
from wecom_console.protocol.answers import read_json
from wecom_console.protocol.json_values import JsonObject, list_of, text_of
from wecom_console.protocol.refusal import Refusal

LEEWAY_S: Final = 60.0
"""By how much two clocks may differ."""

_SHOWN: Final = ("iss", "aud", "sub", "iat", "exp", "nonce", "name", "preferred_username")
_PART: Final = re.compile(r"[A-Za-z0-9_-]+")
_TEXT_LIMIT: Final = 200
_MOST_KEYS: Final = 100
"""Of a set; a server has two or three."""


@dataclass(frozen=True, slots=True)
class TokenRules:
    """What a token must be. `secret` is the key for HS256, `keys` the issuer's JWK set for RS256;
    `now` is in seconds since the epoch."""

    algorithm: str
    issuer: str
    audience: str
    now: float
    secret: Secret | None = None
    keys: JsonObject | None = None


@dataclass(frozen=True, slots=True)
class Claims:
    """A verified token's claims."""

    subject: str
    values: JsonObject

    def items(self) -> tuple[tuple[str, str], ...]:
        """The claims worth showing, in a fixed order. One that says nothing is none."""
        named = ((name, self.values.get(name)) for name in _SHOWN)
        return tuple((name, _shown(value)) for name, value in named if value is not None)


@dataclass(frozen=True, slots=True)
class _Parts:
    header: JsonObject
    payload: JsonObject
    signed: bytes
    signature: bytes


def verify_id_token(token: Secret, rules: TokenRules) -> Claims | Refusal:
    """The claims of `token`, or why it is refused (``tokens.…``)."""
    parts = _split(token.reveal())
    if parts is None:
        return Refusal("tokens.malformed")
    found = text_of(parts.header, "alg")
    if found != rules.algorithm:
        return Refusal("tokens.algorithm", {"found": found[:20], "expected": rules.algorithm})
    verified = _verify(parts, rules)
    if verified is not None:
        return verified
    return _judge(parts.payload, rules)


def token_algorithm(token: Secret) -> str:
    """The algorithm that a token's header names, empty where it is no JWT. For choosing whether a
    token can be looked at, never for choosing how it is verified."""
    parts = _split(token.reveal())
    return "" if parts is None else text_of(parts.header, "alg")


def _split(token: str) -> _Parts | None:
    texts = token.split(".")
    if len(texts) != 3 or not all(_PART.fullmatch(text) for text in texts):
        return None
    try:
        raw = [base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)) for text in texts]
    except (binascii.Error, ValueError):
        return None
    header, payload = read_json(raw[0]), read_json(raw[1])
    if not isinstance(header, Mapping) or not isinstance(payload, Mapping):
        return None
    return _Parts(header, payload, ".".join(texts[:2]).encode("ascii"), raw[2])


def _verify(parts: _Parts, rules: TokenRules) -> Refusal | None:
    """Why the signature does not count, None where it does."""
    # Loaded here: cryptography is heavy, and most runs end before they have a token.
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from jwt import InvalidKeyError
    from jwt.algorithms import HMACAlgorithm, RSAAlgorithm

    wrong = Refusal("tokens.signature", {"algorithm": rules.algorithm})
    if rules.algorithm == "HS256":
        if not rules.secret:
            return Refusal("tokens.secret_unknown")
        hmac = HMACAlgorithm(HMACAlgorithm.SHA256)
        key = rules.secret.reveal().encode("utf-8", errors="replace")
        return None if hmac.verify(parts.signed, key, parts.signature) else wrong
    if rules.algorithm != "RS256":
        return Refusal("tokens.algorithm_unknown", {"found": rules.algorithm[:20]})
    rsa = RSAAlgorithm(RSAAlgorithm.SHA256)
    if not list_of(rules.keys, "keys"):
        return Refusal("tokens.no_keys", {"host": urlsplit(rules.issuer).netloc})
    kid = text_of(parts.header, "kid")
    candidates = [
        jwk
        for jwk in list_of(rules.keys, "keys")
        if isinstance(jwk, Mapping)
        and (not kid or text_of(jwk, "kid") == kid)
        and "d" not in jwk  # a private key's primes are looked for: 9 s and more for one
    ][:_MOST_KEYS]
    usable = False
    for jwk in candidates:
        try:
            public = RSAAlgorithm.from_jwk(dict(jwk))
        except (InvalidKeyError, ValueError, TypeError):
            continue
        if not isinstance(public, RSAPublicKey):
            continue
        usable = True
        if rsa.verify(parts.signed, public, parts.signature):
            return None
    return wrong if usable else Refusal("tokens.key_missing", {"algorithm": rules.algorithm})


def _judge(claims: JsonObject, rules: TokenRules) -> Claims | Refusal:
    issuer, subject = text_of(claims, "iss"), text_of(claims, "sub")
    if issuer != rules.issuer:
        found = issuer[:_TEXT_LIMIT]
        return Refusal("tokens.issuer", {"found": found, "expected": rules.issuer})
    audience = claims.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    if rules.audience not in audiences:
        found = _shown(audience)
        return Refusal("tokens.audience", {"found": found, "expected": rules.audience})
    if not subject:
        return Refusal("tokens.claim_missing", {"claim": "sub"})
    expires, issued = _time(claims, "exp"), _time(claims, "iat")
    if expires is None or issued is None:
        return Refusal("tokens.claim_missing", {"claim": "exp" if expires is None else "iat"})
    if rules.now > expires + LEEWAY_S:
        return Refusal("tokens.expired", {"seconds": int(rules.now - expires)})
    starts = max(issued, _time(claims, "nbf") or issued)
    if rules.now < starts - LEEWAY_S:
        return Refusal("tokens.early", {"seconds": int(starts - rules.now)})
    return Claims(subject, claims)


def _time(claims: JsonObject, name: str) -> float | None:
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if abs(value) < 1e12 else None


def _shown(value: object) -> str:
    return (value if isinstance(value, str) else repr(value))[:_TEXT_LIMIT]
