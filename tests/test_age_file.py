"""What opening an age file may cost, known from its header before the library reads it."""

import base64
import time

import pytest

from architecture.seeded_keys import age_identity
from wecom_console.age_file import (
    BadRecipient,
    NotOpened,
    open_with_identities,
    open_with_passphrase,
    seal,
)
from wecom_console.domain.secrets import Secret

LINE = b"A" * 43 + b"\n"
STANZA = b"-> X25519 " + LINE + LINE
RSA = b"-> ssh-rsa AAAAAA\n" + (b"A" * 64 + b"\n") * 10 + LINE


def age(stanzas: bytes) -> bytes:
    return b"age-encryption.org/v1\n" + stanzas + b"--- " + LINE + b"x" * 100


def armored(data: bytes) -> bytes:
    body = base64.b64encode(data)
    lines = b"\n".join(body[at : at + 64] for at in range(0, len(body), 64))
    return b"-----BEGIN AGE ENCRYPTED FILE-----\n" + lines + b"\n-----END AGE ENCRYPTED FILE-----\n"


HOSTILE = {
    "stanzas": age(STANZA * 4_000),
    "empty stanzas": age(b"-> g\n\n" * 2_000),
    "long stanzas": age(RSA * 250),
    "a long body": age(b"-> x\n" + (b"A" * 64 + b"\n") * 14_000 + LINE),
    "a long argument": age(b"-> " + b"a " * 400_000 + b"\n" + LINE),
    "no end": b"age-encryption.org/v1\n" + STANZA * 9_000,
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("is_armored", [False, True])
def test_a_header_without_bounds_is_not_read(name: str, is_armored: bool) -> None:
    """pyrage would take minutes."""
    data = armored(HOSTILE[name]) if is_armored else HOSTILE[name]
    key = Secret(str(age_identity("own")))
    begun = time.process_time()
    assert NotOpened("costly") == open_with_identities(data, key)
    assert time.process_time() - begun < 0.5


@pytest.mark.parametrize("factor", [b"21", b"22", b"63", b"+22", b"022", b"9" * 30])
def test_a_work_factor_beyond_bounds_is_not_tried(factor: bytes) -> None:
    """22 took sixteen seconds and four gigabytes."""
    data = age(b"-> scrypt " + b"A" * 22 + b" " + factor + b"\n" + LINE)
    assert NotOpened("costly") == open_with_passphrase(data, Secret("word"))


def test_what_is_sealed_can_be_opened() -> None:
    """Too many recipients are refused before anything is written."""
    identity = age_identity("own")
    recipient = str(identity.to_public())
    most = seal(b"text", [recipient] * 40)
    assert isinstance(most, bytes)
    assert b"text" == open_with_identities(most, Secret(str(identity)))
    assert BadRecipient(0) == seal(b"text", [recipient] * 251)
