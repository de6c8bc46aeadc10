"""A second implementation of age's reading half, from its specification
(https://age-encryption.org/v1): X25519 and scrypt, with `cryptography` alone."""

import base64
import hashlib
import hmac
from typing import Final

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CHUNK: Final = 64 * 1024
_ALPHABET: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


def read_with_identity(data: bytes, identity: str) -> bytes:
    """What is in a package for the holder of ``AGE-SECRET-KEY-1…``."""
    private = X25519PrivateKey.from_private_bytes(_bech32_bytes(identity.lower()))
    public = private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    stanzas, header, payload = _parts(data)
    for (kind, *arguments), body in stanzas:
        if kind != "X25519":
            continue
        share = _unpadded(arguments[0])
        shared = private.exchange(X25519PublicKey.from_public_bytes(share))
        key = _hkdf(shared, salt=share + public, info=b"age-encryption.org/v1/X25519")
        try:
            file_key = ChaCha20Poly1305(key).decrypt(bytes(12), body, None)
        except Exception:  # noqa: BLE001  a stanza for somebody else
            continue
        return _read(file_key, header, payload)
    raise ValueError("no stanza of this identity")


def read_with_passphrase(data: bytes, passphrase: str) -> bytes:
    """What is in a package with a passphrase."""
    (((kind, salt, factor), body),), header, payload = _parts(data)
    assert kind == "scrypt"
    whole = b"age-encryption.org/v1/scrypt" + _unpadded(salt)
    key = Scrypt(salt=whole, length=32, n=2 ** int(factor), r=8, p=1).derive(passphrase.encode())
    return _read(ChaCha20Poly1305(key).decrypt(bytes(12), body, None), header, payload)


def _parts(data: bytes) -> tuple[list[tuple[list[str], bytes]], bytes, bytes]:
    """Stanzas with their bodies, the header up to ``---`` with its MAC behind, the payload."""
    if data.startswith(b"-----BEGIN"):
        data = base64.b64decode(b"".join(data.split(b"\n")[1:-2]))
    stanzas: list[tuple[list[str], bytes]] = []
    position = data.index(b"\n") + 1
    while True:
        end = data.index(b"\n", position)
        line = data[position:end].decode("ascii")
        position = end + 1
        if line.startswith("---"):
            return stanzas, data[: end - len(line) + 3] + _unpadded(line[4:]), data[position:]
        text = ""
        while True:
            end = data.index(b"\n", position)
            part = data[position:end].decode("ascii")
            text, position = text + part, end + 1
            if len(part) < 64:
                break
        stanzas.append((line.removeprefix("-> ").split(" "), _unpadded(text)))


def _read(file_key: bytes, header: bytes, payload: bytes) -> bytes:
    signed, stated = header[:-32], header[-32:]
    mac = hmac.new(_hkdf(file_key, salt=b"", info=b"header"), signed, hashlib.sha256).digest()
    assert hmac.compare_digest(mac, stated), "the header's MAC"
    nonce, sealed = payload[:16], payload[16:]
    cipher = ChaCha20Poly1305(_hkdf(file_key, salt=nonce, info=b"payload"))
    size, text = CHUNK + 16, b""
    for number, start in enumerate(range(0, len(sealed), size)):
        is_last = start + size >= len(sealed)
        counter = number.to_bytes(11, "big") + (b"\x01" if is_last else b"\x00")
        text += cipher.decrypt(counter, sealed[start : start + size], None)
    return text


def _hkdf(secret: bytes, *, salt: bytes, info: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt or None, info).derive(secret)


def _unpadded(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4))


def _bech32_bytes(text: str) -> bytes:
    numbers = [_ALPHABET.index(c) for c in text.rpartition("1")[2]][:-6]
    bits = 0
    for number in numbers:
        bits = bits << 5 | number
    spare = len(numbers) * 5 % 8
    return (bits >> spare).to_bytes(len(numbers) * 5 // 8, "big")
