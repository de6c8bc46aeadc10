"""SSHSIG: what ssh-keygen makes is checked, and what we make is what ssh-keygen makes.

The vectors are `ssh-keygen -Y sign` (OpenSSH 9.2) with the key of 32 counting bytes over `DATA`;
Ed25519 signs the same bytes the same way every time.
"""

import base64
import struct

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from hypothesis import given
from hypothesis import strategies as st

from architecture.seeded_keys import ed25519, p256
from wecom_console.domain.secrets import Secret
from wecom_console.exchange.signature import MAX_BYTES, NoSignature, Signed, sign, verify

DATA = b'format = "wecom-console/1"\n'
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
FINGERPRINT = "SHA256:lbmsoA0yIEcEiVDRnMWuzm+nV+3ZEEpVIURqFoeSspg"
SHA512 = b"""\
-----BEGIN SSH SIGNATURE-----
U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgA6EHv/POEL4dcN0Y50vAmWfk1j
CbpQ1fHdyGZBJVMbgAAAANd2Vjb20tY29uc29sZQAAAAAAAAAGc2hhNTEyAAAAUwAAAAtz
c2gtZWQyNTUxOQAAAEDFkZPCH/wpULufsHyltyYfGUHQJGdtnsHQwTgdQhA7uVMs1ezxxl
apoWkyRw7TosPU6xhBmgBlQ9orqv/eLSoA
-----END SSH SIGNATURE-----
"""
SHA256 = b"""\
-----BEGIN SSH SIGNATURE-----
U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgA6EHv/POEL4dcN0Y50vAmWfk1j
CbpQ1fHdyGZBJVMbgAAAANd2Vjb20tY29uc29sZQAAAAAAAAAGc2hhMjU2AAAAUwAAAAtz
c2gtZWQyNTUxOQAAAEBHako3pLtf32COe0b0vlXD4bnq10iPbk1+w/6R3t5Ddnh9+rfq6Z
0rH201p6SYljn0nzm3gmpNPMjr9YFpLooI
-----END SSH SIGNATURE-----
"""
FOR_FILES = b"""\
-----BEGIN SSH SIGNATURE-----
U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgA6EHv/POEL4dcN0Y50vAmWfk1j
CbpQ1fHdyGZBJVMbgAAAAEZmlsZQAAAAAAAAAGc2hhNTEyAAAAUwAAAAtzc2gtZWQyNTUx
OQAAAECBDC/VEKL/LhYkyQz79JDcmtDxODhfYpQvr5Ho0CwVIMLmvkqiax6klrFCX2pEtp
GtKhtpLcAZI6tlZcnKxXwH
-----END SSH SIGNATURE-----
"""
BY_ECDSA = b"""\
-----BEGIN SSH SIGNATURE-----
U1NIU0lHAAAAAQAAAGgAAAATZWNkc2Etc2hhMi1uaXN0cDI1NgAAAAhuaXN0cDI1NgAAAE
EEvSIbP2hz1WC50L+vxXWe6i+vFsrKYSK+TfKveBlWpKzhHNF8m+VBHQzujimDFm5TQjcR
xamp2c1tMMpVR4R1oAAAAA13ZWNvbS1jb25zb2xlAAAAAAAAAAZzaGE1MTIAAABjAAAAE2
VjZHNhLXNoYTItbmlzdHAyNTYAAABIAAAAIG85+5NY538kTZ/6l37EzEg+IQ+e3jAez1Py
PMKnGPvwAAAAID8F3tY6eglmpeRX+JjbwT3Ujl/Vz2VQkGOsZKXxWk2b
-----END SSH SIGNATURE-----
"""
BLOB = base64.b64decode(b"".join(SHA512.splitlines()[1:-1]))


def text_of(key: object, form: PrivateFormat = PrivateFormat.OpenSSH, passphrase: str = "") -> str:
    lock = BestAvailableEncryption(passphrase.encode()) if passphrase else NoEncryption()
    pem: bytes = key.private_bytes(Encoding.PEM, form, lock)  # type: ignore[attr-defined]
    return pem.decode()


def armored(blob: bytes) -> bytes:
    body = base64.b64encode(blob)
    return b"-----BEGIN SSH SIGNATURE-----\n%s\n-----END SSH SIGNATURE-----\n" % body


def string(part: bytes) -> bytes:
    return struct.pack(">I", len(part)) + part


OWN_KEY = string(b"ssh-ed25519") + string(KEY.public_key().public_bytes_raw())
MADE = string(b"ssh-ed25519") + string(BLOB[-64:])
RESERVED = string(b"wecom-console") + string(b"")
"""The namespace, and after it what the format keeps for later."""


# --- signing -------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", [PrivateFormat.OpenSSH, PrivateFormat.PKCS8])
def test_a_signature_is_what_ssh_keygen_makes(form: PrivateFormat) -> None:
    """Byte for byte, whatever the key's file looks like."""
    assert SHA512.decode() == sign(DATA, Secret(text_of(KEY, form)))


@pytest.mark.parametrize("form", [PrivateFormat.OpenSSH, PrivateFormat.PKCS8])
def test_an_encrypted_key_takes_its_passphrase(form: PrivateFormat) -> None:
    """And says which of both is wrong."""
    key = Secret(text_of(KEY, form, "canary"))
    assert [NoSignature("passphrase"), NoSignature("wrong_passphrase"), SHA512.decode()] == [
        sign(DATA, key),
        sign(DATA, key, Secret("wrong")),
        sign(DATA, key, Secret("canary")),
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "bad_key"),
        (PUBLIC, "bad_key"),
        ("-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----", "bad_key"),
        (text_of(p256("not ed25519")), "key_type"),
        (text_of(p256("not ed25519"), PrivateFormat.PKCS8), "key_type"),
    ],
    ids=["nothing", "public", "broken", "ecdsa", "ecdsa-pem"],
)
def test_what_cannot_sign_is_told(text: str, kind: str) -> None:
    """By what is wrong with it; its text is not repeated."""
    assert NoSignature(kind) == sign(DATA, Secret(text))


@given(text=st.text(max_size=300))
def test_any_text_as_a_key_gives_a_value(text: str) -> None:
    """Never an exception."""
    assert isinstance(sign(DATA, Secret(text)), NoSignature)


# --- checking ------------------------------------------------------------------------------------


@pytest.mark.parametrize("signature", [SHA512, SHA256], ids=["sha512", "sha256"])
def test_a_signature_of_ssh_keygen_names_its_key(signature: bytes) -> None:
    """With either of its digests; the fingerprint as `ssh-keygen -l` prints it."""
    assert Signed(PUBLIC, FINGERPRINT) == verify(DATA, signature)


def test_line_ends_do_not_matter() -> None:
    """A mail program may have changed them."""
    assert isinstance(verify(DATA, SHA512.replace(b"\n", b"\r\n") + b"\r\n"), Signed)


@given(data=st.binary(max_size=2_000))
def test_what_we_sign_we_accept(data: bytes) -> None:
    """Any content, the empty one too."""
    made = sign(data, Secret(text_of(KEY)))
    assert isinstance(made, str)
    assert Signed(PUBLIC, FINGERPRINT) == verify(data, made.encode())


def test_other_content_does_not_fit() -> None:
    """Be it a byte."""
    assert [NoSignature("misfit")] * 3 == [
        verify(other, SHA512) for other in (DATA + b" ", DATA[:-1], b"")
    ]


def test_another_key_does_not_fit() -> None:
    """The key in the signature is the one that must have made it."""
    other = ed25519("other").public_key().public_bytes_raw()
    ours = KEY.public_key().public_bytes_raw()
    assert NoSignature("misfit") == verify(DATA, armored(BLOB.replace(ours, other)))


@pytest.mark.parametrize(
    ("signature", "kind"),
    [
        (FOR_FILES, "namespace"),
        (BY_ECDSA, "key_type"),
        (b"", "damaged"),
        (b"-----BEGIN SSH SIGNATURE-----\n-----END SSH SIGNATURE-----\n", "damaged"),
        (SHA512 + SHA512, "damaged"),
        (b" " * MAX_BYTES + SHA512, "damaged"),
        (armored(BLOB + b"\0"), "damaged"),
        (armored(BLOB.replace(b"SSHSIG\0\0\0\1", b"SSHSIG\0\0\0\2")), "damaged"),
        (armored(BLOB.replace(b"sha512", b"sha384")), "damaged"),
        (armored(BLOB.replace(RESERVED, RESERVED[:-4] + string(b"x"))), "damaged"),
        (armored(BLOB + string(b"")), "damaged"),
        (armored(BLOB.replace(string(OWN_KEY), string(OWN_KEY + string(b"")))), "damaged"),
        (armored(BLOB.replace(string(MADE), string(MADE + string(b"")))), "damaged"),
        (armored(BLOB.replace(string(MADE), string(string(b"x") + MADE[15:]))), "damaged"),
    ],
    ids=[
        *("namespace", "ecdsa", "empty", "hollow", "two", "long", "more", "version", "digest"),
        *("reserved", "sixth_part", "key_of_three", "made_of_three", "made_otherwise"),
    ],
)
def test_what_is_no_signature_of_ours_is_told_apart(signature: bytes, kind: str) -> None:
    """From one that does not fit."""
    assert NoSignature(kind) == verify(DATA, signature)


@given(size=st.integers(0, len(BLOB) - 1))
def test_a_signature_that_is_cut_off_is_refused(size: int) -> None:
    """Wherever."""
    assert NoSignature("damaged") == verify(DATA, armored(BLOB[:size]))


@given(place=st.integers(0, len(BLOB) * 8 - 1))
def test_a_flipped_bit_is_noticed(place: int) -> None:
    """Every bit of it counts."""
    flipped = bytearray(BLOB)
    flipped[place // 8] ^= 1 << (place % 8)
    assert isinstance(verify(DATA, armored(bytes(flipped))), NoSignature)


@given(signature=st.binary(max_size=600))
def test_any_bytes_as_a_signature_give_a_value(signature: bytes) -> None:
    """As they are, and inside the armor."""
    found = [verify(DATA, signature), verify(DATA, armored(b"SSHSIG\0\0\0\1" + signature))]
    assert all(isinstance(one, NoSignature) for one in found)
