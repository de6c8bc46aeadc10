"""A second implementation of age's writing half for passphrases, from its specification
(https://age-encryption.org/v1), with a work factor that tests can afford.

The product's library takes as much work as a machine does in a second, for each file. That is
right for a user and dear for a hundred tests that are about something else.
"""

import base64
import hashlib
import hmac
from typing import Final

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

FACTOR: Final = 10
CHUNK: Final = 64 * 1024


def sealed(text: bytes, passphrase: str, armored: bool = False) -> bytes:
    """An age file that the passphrase opens, as `pyrage.passphrase.encrypt` gives one."""
    drawn = hashlib.shake_256(b"%b\0%b" % (passphrase.encode(), text)).digest(48)
    file_key, salt, nonce = drawn[:16], drawn[16:32], drawn[32:]
    label = b"age-encryption.org/v1/scrypt"
    key = Scrypt(salt=label + salt, length=32, n=2**FACTOR, r=8, p=1).derive(passphrase.encode())
    body = ChaCha20Poly1305(key).encrypt(bytes(12), file_key, None)
    header = b"age-encryption.org/v1\n-> scrypt %s %d\n%s\n---" % (
        _coded(salt),
        FACTOR,
        _coded(body),
    )
    mac = hmac.new(_hkdf(file_key, salt=b"", info=b"header"), header, hashlib.sha256).digest()
    cipher = ChaCha20Poly1305(_hkdf(file_key, salt=nonce, info=b"payload"))
    chunks = [text[start : start + CHUNK] for start in range(0, len(text), CHUNK)] or [b""]
    payload = b"".join(
        cipher.encrypt(number.to_bytes(11, "big") + bytes([number == len(chunks) - 1]), chunk, None)
        for number, chunk in enumerate(chunks)
    )
    whole = header + b" " + _coded(mac) + b"\n" + nonce + payload
    return _armour(whole) if armored else whole


def _armour(data: bytes) -> bytes:
    text = base64.b64encode(data)
    lines = [text[start : start + 64] for start in range(0, len(text), 64)]
    begin, end = b"-----BEGIN AGE ENCRYPTED FILE-----", b"-----END AGE ENCRYPTED FILE-----"
    return b"\n".join([begin, *lines, end, b""])


def _coded(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")


def _hkdf(secret: bytes, *, salt: bytes, info: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt or None, info).derive(secret)
