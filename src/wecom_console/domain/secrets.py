"""A secret in memory, and a reference to a secret that is kept elsewhere."""

import base64
import hashlib
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

_QUOTES: Final = ('"', "'", "`")
_UNSEEN: Final = ("Zs", "Zl", "Zp", "Cc", "Cf")


class Secret:
    """A secret's text that cannot be printed, logged, pickled or formatted by accident.

    `reveal()` is the only way to the text, so that every use can be found by searching for it.
    """

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """The text itself: only for the request that needs it and for the keyring."""
        return self._text

    def __len__(self) -> int:
        return len(self._text)

    def __bool__(self) -> bool:
        return bool(self._text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and self._text == other._text

    def __hash__(self) -> int:
        return hash((Secret, self._text))

    def __repr__(self) -> str:
        return f"Secret(<{len(self._text)} characters>)"

    __str__ = __repr__

    def __reduce__(self) -> str | tuple[object, ...]:
        raise TypeError("a Secret is never written down")


def secret_fault(secret: Secret) -> str:
    """What a secret has that none is issued with: ``newline``, ``blank`` (also one that nobody
    sees) or ``quoted``; empty where it may be sent."""
    text = secret.reveal()
    if "\n" in text or "\r" in text:
        return "newline"
    if any(unicodedata.category(one) in _UNSEEN for one in text):
        return "blank"
    is_quoted = len(text) > 1 and text[0] == text[-1] and text[0] in _QUOTES
    return "quoted" if is_quoted else ""


class SecretSource(StrEnum):
    """Where a reference points."""

    KEYRING = "keyring"
    ENV = "env"
    FILE = "file"
    DEMO = "demo"


@dataclass(frozen=True, slots=True)
class SecretRef:
    """``keyring:``, ``env:NAME``, ``file:path`` or ``demo:`` as written in a config file."""

    source: SecretSource
    name: str = ""

    def __str__(self) -> str:
        return f"{self.source.value}:{self.name}"

    @classmethod
    def parse(cls, text: str) -> "SecretRef | None":
        """The reference that `text` spells, or None where it is not one (a literal value)."""
        source, colon, name = text.partition(":")
        if not colon or source not in {s.value for s in SecretSource}:
            return None
        kind = SecretSource(source)
        if (kind in _NAMELESS) == bool(name):
            return None
        return cls(kind, name)


_NAMELESS: Final = (SecretSource.KEYRING, SecretSource.DEMO)

KEYRING = SecretRef(SecretSource.KEYRING)
DEMO = SecretRef(SecretSource.DEMO)
"""The demo connection's own secrets: made up, known to everybody, kept nowhere."""


def demo_secret(field: str) -> Secret:
    """The secret that ``demo:`` means in this field: a constant of the product, as long as a real
    one, so that nobody is asked for a keyring to try a login."""
    digest = hashlib.sha256(f"wecom-console demo {field}".encode()).digest()
    return Secret(base64.urlsafe_b64encode(digest).decode("ascii").rstrip("="))
