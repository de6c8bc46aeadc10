"""What opening a key would cost is known before a library begins."""

import base64
import struct

import pytest

from wecom_console.devices.keys.rounds import (
    MOST_BCRYPT_ROUNDS,
    MOST_ROUNDS,
    is_costly_private_key,
    rounds_in,
)

PBKDF2 = "1.2.840.113549.1.5.12"
SCRYPT = "1.3.6.1.4.1.11591.4.11"


def der(tag: int, content: bytes) -> bytes:
    """A value; of at most 65,535 bytes."""
    return bytes([tag, 0x82]) + struct.pack(">H", len(content)) + content


def number(value: int) -> bytes:
    return der(0x02, value.to_bytes(8, "big"))


def oid(text: str) -> bytes:
    first, second, *rest = (int(part) for part in text.split("."))
    content = bytes([first * 40 + second])
    for part in rest:
        digits = [part & 0x7F]
        while part := part >> 7:
            digits.append(part & 0x7F | 0x80)
        content += bytes(reversed(digits))
    return der(0x06, content)


def derivation(kind: str, *numbers: int) -> bytes:
    """The description of a key derivation, with its salt."""
    params = der(0x04, b"saltsalt") + b"".join(number(value) for value in numbers)
    return der(0x30, oid(kind) + der(0x30, params))


def encrypted_key(kind: str, *numbers: int) -> str:
    body = der(0x30, derivation(kind, *numbers) + der(0x04, b"x" * 48))
    text = base64.encodebytes(body).decode("ascii")
    return f"-----BEGIN ENCRYPTED PRIVATE KEY-----\n{text}-----END ENCRYPTED PRIVATE KEY-----\n"


def openssh_key(rounds: int) -> str:
    def string(data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + data

    options = string(b"s" * 16) + struct.pack(">I", rounds)
    body = b"openssh-key-v1\0" + string(b"aes256-ctr") + string(b"bcrypt") + string(options)
    text = base64.encodebytes(body + b"\0" * 64).decode("ascii")
    return f"-----BEGIN OPENSSH PRIVATE KEY-----\n{text}-----END OPENSSH PRIVATE KEY-----\n"


def test_rounds_are_summed() -> None:
    """A keystore has a key derivation for each of its parts."""
    parts = der(0x30, derivation(PBKDF2, 400) + derivation(PBKDF2, 600, 32))
    assert 1_000 == rounds_in(der(0x30, parts + der(0x04, parts))) - 1_000


def test_scrypt_costs_the_product_of_its_numbers() -> None:
    """N, r and p."""
    assert 16_384 * 8 * 3 == rounds_in(derivation(SCRYPT, 16_384, 8, 3))


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (openssh_key(24), False),
        (openssh_key(MOST_BCRYPT_ROUNDS), False),
        (openssh_key(MOST_BCRYPT_ROUNDS + 1), True),
        (openssh_key(2**32 - 1), True),
        (encrypted_key(PBKDF2, 2_048), False),
        (encrypted_key(PBKDF2, MOST_ROUNDS + 1), True),
        (encrypted_key(SCRYPT, 16_384, 8, 1), False),
        (encrypted_key(SCRYPT, 2, 1, 2**26), True),
        ("-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n", False),
        ("", False),
    ],
)
def test_a_key_that_would_take_long_is_known(key: str, expected: bool) -> None:
    """Before its passphrase is tried."""
    assert expected == is_costly_private_key(key)
