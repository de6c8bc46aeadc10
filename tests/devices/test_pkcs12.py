"""PKCS#12: what its bags say, and what it may cost to look."""

import hashlib
import time

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.padding import PKCS7
from cryptography.hazmat.primitives.serialization import PrivateFormat, pkcs12

from devices.certificates import der, identity, unmarked
from devices.openssl_keystores import MD5, STORES
from devices.samples import DEBUG, RELEASE, keys, refused
from wecom_console.devices.keys.pkcs12 import MOST_STEPS

DATA, ENCRYPTED = bytes.fromhex("06092a864886f70d010701"), bytes.fromhex("06092a864886f70d010706")
PBES2, PBKDF2 = bytes.fromhex("06092a864886f70d01050d"), bytes.fromhex("06092a864886f70d01050c")
SHA256, AES = bytes.fromhex("06082a864886f70d0209"), bytes.fromhex("060960864801650304012a")
X509, NAME = bytes.fromhex("060a2a864886f70d01091601"), bytes.fromhex("06092a864886f70d010914")
LOCAL_ID = bytes.fromhex("06092a864886f70d010915")
SALT, VECTOR = b"saltsalt", b"0123456789abcdef"


def number(value: int) -> bytes:
    return der(0x02, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def bag(kind: int, value: bytes, *attributes: bytes) -> bytes:
    """One of a safe: 1 a key, 2 an encrypted one, 3 a certificate, 6 a safe."""
    name = bytes.fromhex("060b2a864886f70d010c0a01") + bytes([kind])
    told = der(0x31, *attributes) if attributes else b""
    return der(0x30, name, der(0xA0, value), told)


def certificate(content: bytes, *attributes: bytes) -> bytes:
    return bag(3, der(0x30, X509, der(0xA0, der(0x04, content))), *attributes)


def local_id(value: bytes) -> bytes:
    return der(0x30, LOCAL_ID, der(0x31, der(0x04, value)))


def called(text: str) -> bytes:
    return der(0x30, NAME, der(0x31, der(0x1E, text.encode("utf-16-be"))))


def scheme(rounds: int) -> bytes:
    derivation = der(0x30, PBKDF2, der(0x30, der(0x04, SALT), number(rounds), der(0x30, SHA256)))
    return der(0x30, PBES2, der(0x30, derivation, der(0x30, AES, der(0x04, VECTOR))))


def locked(content: bytes, password: bytes, rounds: int = 100) -> bytes:
    """A part of a keystore, encrypted."""
    key = hashlib.pbkdf2_hmac("sha256", password, SALT, 100, 32)
    padder = PKCS7(128).padder()
    closing = Cipher(AES256(key), CBC(VECTOR)).encryptor()
    hidden = closing.update(padder.update(content) + padder.finalize()) + closing.finalize()
    inside = der(0x30, DATA, scheme(rounds), der(0x80, hidden))
    return der(0x30, ENCRYPTED, der(0xA0, der(0x30, number(0), inside)))


def plain(content: bytes) -> bytes:
    return der(0x30, DATA, der(0xA0, der(0x04, content)))


def store(*parts: bytes) -> bytes:
    """A keystore without a seal."""
    return der(0x30, number(3), plain(der(0x30, *parts)))


def told(data: bytes, password: str | None = None) -> list[tuple[str, str, bool]]:
    return [(c.alias, c.certificate.md5, c.has_key) for c in keys(data, password).certificates]


def test_rounds_that_stand_inside_what_is_encrypted_cost_nothing() -> None:
    """A private key that asks for 2^31 of them stays closed; the certificate beside it is told."""
    key = bag(2, der(0x30, scheme(2**31 - 1), der(0x04, b"x" * 48)))
    data = store(locked(der(0x30, key, certificate(RELEASE.der)), b"x"))
    begun = time.process_time()
    assert [("", RELEASE.md5, True)] == told(data, "x")
    assert time.process_time() - begun < 1


def test_rounds_of_all_parts_are_summed() -> None:
    """Each is below what is tried, all together are not."""
    half = locked(der(0x30), b"x", MOST_STEPS // 2 + 1)
    assert ("app.password", "wrong") == refused(store(half), "y")
    assert ("app.keystore", "slow") == refused(store(half, half), "y")


@pytest.mark.parametrize("name", STORES)
def test_what_older_programs_lock_is_opened(name: str) -> None:
    """With the algorithms of RFC 7292."""
    assert [("", MD5, False)] == told(STORES[name], "opensesame")
    assert ("app.password", "wrong") == refused(STORES[name], "opensesam")


@pytest.mark.parametrize("password", ["opensesame", "密码 \U0001f511"])
@pytest.mark.parametrize(
    "form", [pkcs12.PBES.PBESv1SHA1And3KeyTripleDESCBC, pkcs12.PBES.PBESv2SHA256AndAES256CBC]
)
def test_what_the_library_locks_is_opened(form: pkcs12.PBES, password: str) -> None:
    """Whatever letters the password has."""
    how = PrivateFormat.PKCS12.encryption_builder().key_cert_algorithm(form).kdf_rounds(50)
    lock = how.build(password.encode())
    made = pkcs12.serialize_key_and_certificates(
        "密钥".encode(), RELEASE.key, RELEASE.certificate, None, lock
    )
    assert [("密钥", RELEASE.md5, True)] == told(made, password)


def test_a_certificate_belongs_to_the_key_of_its_id() -> None:
    """Each of several; they come first, with their names."""
    bags = [
        certificate(DEBUG.der, called("trusted"), local_id(b"other")),
        certificate(RELEASE.der, called("release"), local_id(b"1")),
        bag(1, der(0x30), local_id(b"1")),
    ]
    expected = [("release", RELEASE.md5, True), ("trusted", DEBUG.md5, False)]
    assert expected == told(store(plain(der(0x30, *bags))))


def test_without_ids_a_key_is_not_its_issuers() -> None:
    """Of a chain the certificate that issued none of the others."""
    leaf = identity("leaf", issuer="authority")
    authority = identity("authority")
    bags = [bag(1, der(0x30)), certificate(authority.der), certificate(leaf.der)]
    expected = [("", leaf.md5, True), ("", authority.md5, False)]
    assert expected == told(store(plain(der(0x30, *bags))))


def test_certificates_that_are_not_encrypted_need_no_password() -> None:
    """A safe in a safe neither."""
    inner = bag(6, der(0x30, certificate(RELEASE.der)))
    assert [("", RELEASE.md5, False)] == told(store(plain(der(0x30, inner))))


def test_an_unknown_way_of_encryption_is_told() -> None:
    """It is no wrong password."""
    hidden = der(0x30, DATA, der(0x30, DATA, der(0x30)), der(0x80, b"x"))
    part = der(0x30, ENCRYPTED, der(0xA0, der(0x30, number(0), hidden)))
    assert ("app.keystore", "algorithm") == refused(store(part), "x")


@pytest.mark.parametrize(
    "data",
    [
        store(*[plain(der(0x30))] * 1_001),
        store(plain(der(0x30, *[bag(6, der(0x30))] * 1_001))),
        store(plain(b"\x05\x00")),
        der(0x30, number(3), der(0x30, DATA)),
    ],
)
def test_what_is_no_keystore_inside_is_damaged(data: bytes) -> None:
    """So is one with more bags than anybody has keys."""
    assert ("app.damaged", None) == refused(data)


def test_lengths_that_are_not_said_do_not_multiply_the_work() -> None:
    """Each level would be looked through for its end, for each that holds it."""
    deep = der(0x04) * 200_000
    for _ in range(20):
        deep = unmarked(0x30, deep)
    begun = time.process_time()
    assert ("app.unknown", "no_package") == refused(unmarked(0x30, number(3), deep))
    assert time.process_time() - begun < 1


def test_what_is_decrypted_by_hand_counts_by_its_length() -> None:
    """RC2 of 40 bits: each byte takes as long as several rounds."""
    rc2 = bytes.fromhex("060a2a864886f70d010c0106")
    lock = der(0x30, rc2, der(0x30, der(0x04, SALT), number(1)))
    hidden = der(0x30, DATA, lock, der(0x80, bytes(100_000)))
    part = der(0x30, ENCRYPTED, der(0xA0, der(0x30, number(0), hidden)))
    assert ("app.keystore", "slow") == refused(store(part), "x")
