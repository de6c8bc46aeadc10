"""How WeCom signs and encrypts what it sends to an event URL (docs/reference/errors.md §3).

``msg_signature`` is the SHA-1 of Token, timestamp, nonce and ciphertext in the order of their
bytes. The ciphertext is AES-256-CBC of: 16 random bytes, the length of the message in four bytes,
the message, the receiver's id, and padding to blocks of 32.
"""

import base64
import binascii
import hashlib
import hmac
import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from wecom_console.domain.secrets import Secret

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers import Cipher
    from cryptography.hazmat.primitives.ciphers.modes import CBC

KEY_CHARACTERS: Final = 43
RANDOM_BYTES: Final = 16
PADDED_TO: Final = 32
CIPHER_BLOCK: Final = 16
_HEAD: Final = RANDOM_BYTES + 4
_KEY: Final = re.compile(r"[A-Za-z0-9+/]{43}")


class EventFault(StrEnum):
    """Why a ciphertext does not open."""

    NOT_BASE64 = "not_base64"
    BLOCKS = "blocks"
    PADDING = "padding"
    BUFFER = "buffer"
    NOT_TEXT = "not_text"


@dataclass(frozen=True, slots=True)
class OpenedEvent:
    """What was in a ciphertext. The message may hold a ticket: it is not shown."""

    message: str = field(repr=False)
    receiver: str


def event_key(text: str) -> bytes | None:
    """The AES key that an EncodingAESKey spells; None where it is no such key."""
    if not _KEY.fullmatch(text):
        return None
    return base64.b64decode(f"{text}=")


def event_signature(token: Secret, timestamp: str, nonce: str, encrypted: str) -> str:
    """The ``msg_signature`` of a ciphertext."""
    parts = sorted(_bytes(text) for text in (token.reveal(), timestamp, nonce, encrypted))
    return hashlib.sha1(b"".join(parts), usedforsecurity=False).hexdigest()


def is_signed(token: Secret, timestamp: str, nonce: str, encrypted: str, signature: str) -> bool:
    """Whether `signature` is that of the others."""
    expected = event_signature(token, timestamp, nonce, encrypted)
    return hmac.compare_digest(expected.encode(), _bytes(signature))


def seal_event(key: bytes, message: str, receiver: str, *, random: bytes) -> str:
    """The ciphertext of a message; `random` are 16 bytes."""
    content = _bytes(message)
    plain = random + len(content).to_bytes(4, "big") + content + _bytes(receiver)
    count = PADDED_TO - len(plain) % PADDED_TO
    encryptor = _cipher(key).encryptor()
    sealed = encryptor.update(plain + bytes([count]) * count) + encryptor.finalize()
    return base64.b64encode(sealed).decode()


def open_event(key: bytes, encrypted: str) -> OpenedEvent | EventFault:
    """What is in a ciphertext, or the first thing that does not fit."""
    try:
        sealed = base64.b64decode(encrypted, validate=True)
    except (binascii.Error, ValueError):
        return EventFault.NOT_BASE64
    if not sealed or len(sealed) % CIPHER_BLOCK:
        return EventFault.BLOCKS
    decryptor = _cipher(key).decryptor()
    plain = decryptor.update(sealed) + decryptor.finalize()
    count = plain[-1]
    if not 1 <= count <= PADDED_TO or plain[-count:] != bytes([count]) * count:
        return EventFault.PADDING
    plain = plain[:-count]
    length = int.from_bytes(plain[RANDOM_BYTES:_HEAD], "big")
    if len(plain) < _HEAD or _HEAD + length > len(plain):
        return EventFault.BUFFER
    try:
        return OpenedEvent(plain[_HEAD : _HEAD + length].decode(), plain[_HEAD + length :].decode())
    except UnicodeDecodeError:
        return EventFault.NOT_TEXT


def _cipher(key: bytes) -> "Cipher[CBC]":
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes  # dear to import

    return Cipher(algorithms.AES(key), modes.CBC(key[:CIPHER_BLOCK]))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")
