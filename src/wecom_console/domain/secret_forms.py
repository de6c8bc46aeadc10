"""What a secret looks like: those of WeCom and Authing, tokens, keys.

A name, an address, an id or a fingerprint must not look like one. What a person wrote is made of
words; what a machine drew at random has few of them, and those are short.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Final

SHORTEST: Final = 32
MOST_WORDS: Final = 0.67
"""The share of signs that lie in words. Of 10,000 random secrets 10 reach it, of 10,000 names of
several words 10 do not."""

NOTHING_BUT_WORDS: Final = 0.93
"""What has the length and all the signs of a Secret of WeCom is one unless words alone make it."""


class SecretForm(StrEnum):
    """Which secret it looks like, as far as that tells where it belongs."""

    WECOM = "wecom"
    """43 letters of both cases, digits, ``-`` and ``_``: a Secret or an EncodingAESKey."""
    HEX = "hex"
    """32 or more hexadecimal digits: an App Secret or an access key's."""
    OTHER = "other"
    """A token, a private key."""


_KEY: Final = re.compile(
    r"-----BEGIN [A-Z0-9 ]*PRIVATE KEY|AGE-SECRET-KEY-(?:PQ-)?1", re.IGNORECASE
)
_JWT: Final = re.compile(
    r"(?<![A-Za-z0-9_-])(?=[A-Za-z0-9_-]++\.[A-Za-z0-9_-]{10})[A-Za-z0-9_-]*?eyJ[A-Za-z0-9_-]{8}"
)
"""A run with a point behind it is looked through once, however often it seems to begin."""
_UUID: Final = re.compile(
    r"(?<![0-9A-Za-z])[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}(?![0-9A-Za-z])"
)
_RUN: Final = re.compile(rf"[A-Za-z0-9_-]{{{SHORTEST},}}")
_BASE64: Final = re.compile(r"(?<![A-Za-z0-9+/=_-])[A-Za-z0-9+/]{43}=?(?![A-Za-z0-9+/=_-])")
_HEX: Final = re.compile(r"[0-9a-f]+|[0-9A-F]+")
_PART_OF_PATH: Final = re.compile(r"[./\\][0-9A-Fa-f]{32,}|(?<![0-9A-Fa-f])[0-9A-Fa-f]{32,}+[./\\]")
"""Files and addresses are named by digests and ids; a secret of digits and letters a to f that is
part of a path cannot be told from them."""
_WORD: Final = re.compile(
    r"(?<![^_-])(?:[A-Z]?[a-z]+|[A-Z]+|[0-9]{1,4})(?![^_-])|[A-Z]?[a-z]{3,}|[A-Z]{4,}|[0-9]{4}|[_-]"
)
"""A short one only where it stands alone."""
_WECOM_LENGTH: Final = 43


def secret_form(text: str) -> SecretForm | None:
    """Which secret stands in `text`; None where none seems to. Takes time by its length alone."""
    if len(text) < SHORTEST:
        return None
    if _KEY.search(text) or _JWT.search(text):
        return SecretForm.OTHER
    bare = _PART_OF_PATH.sub(" ", _UUID.sub(" ", text))
    return next((form for run in _runs(bare) if (form := _form_of(run))), None)


def is_secret_alone(text: str) -> bool:
    """Whether `text` is nothing but what looks like a secret, so that it can be moved."""
    run = text.strip()
    return bool(_RUN.fullmatch(run) or _BASE64.fullmatch(run)) and secret_form(run) is not None


def _runs(text: str) -> Iterator[str]:
    yield from _RUN.findall(text)
    yield from (found.rstrip("=") for found in _BASE64.findall(text))


def _form_of(run: str) -> SecretForm | None:
    has_digit = any(c.isdigit() for c in run)
    has_lower, has_upper = any(c.islower() for c in run), any(c.isupper() for c in run)
    if has_digit + has_lower + has_upper < 2:
        return None
    if _HEX.fullmatch(run):
        return SecretForm.HEX
    words = sum(len(word) for word in _WORD.findall(run)) / len(run)
    is_wecom = len(run) == _WECOM_LENGTH and has_digit and has_lower and has_upper
    if words >= (NOTHING_BUT_WORDS if is_wecom else MOST_WORDS):
        return None
    return SecretForm.WECOM if len(run) == _WECOM_LENGTH else SecretForm.OTHER
