"""Keys that are the same in every run: each is derived from the purpose that its test names.

other = age_identity("somebody else")
"""

import hashlib
from functools import cache

import pyrage
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    derive_private_key,
)
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from wecom_console.simulator.world.keys import seeded_private_key

_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_AGE_PREFIX = "age-secret-key-"


def age_identity(purpose: str) -> pyrage.x25519.Identity:
    """A private key of age; its `to_public()` is the recipient."""
    return pyrage.x25519.Identity.from_str(_bech32(_AGE_PREFIX, _digest(purpose)).upper())


def ed25519(purpose: str) -> Ed25519PrivateKey:
    """A private key as `ssh-keygen -t ed25519` makes it."""
    return Ed25519PrivateKey.from_private_bytes(_digest(purpose))


@cache
def p256(purpose: str) -> EllipticCurvePrivateKey:
    """A private key on the curve P-256."""
    return derive_private_key(int.from_bytes(_digest(purpose)[:31], "big"), SECP256R1())


@cache
def rsa_2048(purpose: str) -> RSAPrivateKey:
    """A private key of 2048 bits."""
    return seeded_private_key(int.from_bytes(_digest(purpose)[:8], "big"))


def serial(purpose: str) -> int:
    """The serial number of a certificate."""
    return int.from_bytes(_digest(purpose)[:16], "big")


def _digest(purpose: str) -> bytes:
    return hashlib.sha256(f"key {purpose}".encode()).digest()


def _bech32(prefix: str, data: bytes) -> str:
    """BIP 173, as age writes its keys."""
    bits = int.from_bytes(data, "big") << (-len(data) * 8 % 5)
    count = -(-len(data) * 8 // 5)
    values = [bits >> (5 * (count - 1 - at)) & 31 for at in range(count)]
    expanded = [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]
    checksum = _polymod([*expanded, *values, *[0] * 6]) ^ 1
    values += [checksum >> (5 * (5 - at)) & 31 for at in range(6)]
    return prefix + "1" + "".join(_BECH32[value] for value in values)


def _polymod(values: list[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for at, generator in enumerate(
            (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
        ):
            if top >> at & 1:
                check ^= generator
    return check
