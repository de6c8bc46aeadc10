"""Certificates by themselves, and keystores."""

import hashlib
import warnings

import pytest
from cryptography import x509
from cryptography.x509.oid import NameOID

from devices.certificates import (
    BEGIN,
    END,
    bouncy_store,
    certificates_only,
    der,
    identity,
    java_store,
    pkcs12_store,
    secret_store,
    signed_message,
)
from devices.samples import DEBUG, RELEASE, keys, refused
from wecom_console.devices.keys.certificates import read_certificate

PRIVATE = "-----BEGIN {0} KEY-----\nMIIB\n-----END {0} KEY-----\n".format("PRIVATE").encode()


def _md5s(data: bytes, password: str | None = None) -> list[str]:
    return [found.certificate.md5 for found in keys(data, password).certificates]


def test_a_certificate_says_whose_it_is() -> None:
    """Fingerprints, subject, and from when to when."""
    found = read_certificate(RELEASE.der)
    assert (found.md5, found.sha1, found.sha256) == tuple(
        hashlib.new(name, RELEASE.der).hexdigest() for name in ("md5", "sha1", "sha256")
    )
    assert (found.subject, found.not_before, found.not_after) == ("CN=Acme", BEGIN, END)


def test_the_subject_reads_as_the_library_says_it() -> None:
    """RFC 4514, with what it escapes."""
    texts = {
        NameOID.COMMON_NAME: "Acme, App+x",
        NameOID.ORGANIZATIONAL_UNIT_NAME: '#1 \\ <a>;"b"',
        NameOID.ORGANIZATION_NAME: " \u6df1\u5733 Ltd ",
        NameOID.EMAIL_ADDRESS: "a@acme.example",
        NameOID.PSEUDONYM: "p",
        NameOID.COUNTRY_NAME: "CN",
    }
    name = x509.Name([x509.NameAttribute(kind, text) for kind, text in texts.items()])
    found = read_certificate(identity("Acme").renamed(name).der).subject
    names = {NameOID.EMAIL_ADDRESS: "emailAddress"}
    assert found == name.rfc4514_string(names)


def test_the_debug_key_is_known() -> None:
    """By its subject; another that only contains the words is none."""
    names = ["Android Debug", "Acme Android Debug", "Android Debugger"]
    found = [read_certificate(identity(name).der).is_debug for name in names]
    assert found == [True, False, False]


@pytest.mark.parametrize("data", [b"", b"\x30", der(0x30, der(0x30), der(0x30), der(3, b"\0"))])
def test_a_certificate_that_cannot_be_understood_still_has_fingerprints(data: bytes) -> None:
    """Phones compare its bytes."""
    found = read_certificate(data)
    assert found.md5 == hashlib.md5(data).hexdigest()
    assert (found.subject, found.not_before, found.not_after) == ("", None, None)


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (RELEASE.der, "X.509"),
        (RELEASE.pem, "X.509, PEM"),
        (PRIVATE + b"Bag Attributes\r\n" + RELEASE.pem.replace(b"\n", b"\r\n"), "X.509, PEM"),
        (signed_message(RELEASE), "PKCS#7"),
        (certificates_only(RELEASE), "PKCS#7"),
    ],
)
def test_a_file_of_one_certificate(data: bytes, form: str) -> None:
    """In each of its usual forms."""
    found = keys(data)
    assert (found.format, [c.certificate.md5 for c in found.certificates]) == (form, [RELEASE.md5])
    assert dict(found.values) == {"android.signature_md5": RELEASE.md5}


def test_of_a_chain_the_first_counts() -> None:
    """It is the one that belongs to the key."""
    assert keys(RELEASE.pem + DEBUG.pem).values["android.signature_md5"] == RELEASE.md5


def test_a_key_alone_is_no_certificate() -> None:
    """And what is in it is not repeated."""
    assert refused(PRIVATE) == ("app.no_certificate", None)
    assert refused(b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----") == (
        "app.no_certificate",
        None,
    )


@pytest.mark.parametrize("version", [1, 2])
def test_a_java_keystore_opens_without_its_password(version: int) -> None:
    """Its certificates are not encrypted."""
    data = java_store(("release", RELEASE, True), ("trusted", DEBUG, False), version=version)
    found = keys(data)
    assert [(c.alias, c.certificate.md5, c.has_key) for c in found.certificates] == [
        ("release", RELEASE.md5, True),
        ("trusted", DEBUG.md5, False),
    ]
    assert (found.format, dict(found.values)) == ("JKS", {"android.signature_md5": RELEASE.md5})


def test_a_java_keystore_of_the_extended_kind() -> None:
    """JCEKS has the same structure."""
    assert keys(java_store(("a", RELEASE, True), magic=b"\xce" * 4)).format == "JCEKS"


def test_several_keys_are_no_answer() -> None:
    """Somebody has to choose."""
    found = keys(java_store(("a", RELEASE, True), ("b", DEBUG, True)))
    assert ([c.md5 for c in found.signing], dict(found.values)) == ([RELEASE.md5, DEBUG.md5], {})


def test_a_broken_java_keystore_is_told() -> None:
    """Cut off, of an unknown version, or empty."""
    whole = java_store(("a", RELEASE, True))
    assert refused(whole[:200]) == ("app.damaged", None)
    assert refused(java_store(version=9)) == ("app.damaged", None)
    assert refused(java_store()) == ("app.no_certificate", None)


def test_a_pkcs12_keystore_opens_with_its_password() -> None:
    """With the alias of its key; the chain comes behind."""
    leaf = identity("leaf", issuer="authority")
    data = pkcs12_store(leaf, b"opensesame", identity("authority"))
    found = keys(data, "opensesame")
    assert [(c.alias, c.has_key) for c in found.certificates] == [("release", True), ("", False)]
    assert (found.format, dict(found.values)) == ("PKCS#12", {"android.signature_md5": leaf.md5})


def test_a_pkcs12_keystore_without_a_password_opens_by_itself() -> None:
    """Nobody is asked then."""
    assert _md5s(pkcs12_store(RELEASE, b"")) == [RELEASE.md5]


@pytest.mark.parametrize(
    ("password", "kind"), [(None, "missing"), ("", "wrong"), ("opensesam", "wrong")]
)
def test_the_password_is_asked_for(password: str | None, kind: str) -> None:
    """And told when it is wrong."""
    assert refused(pkcs12_store(RELEASE, b"opensesame"), password) == ("app.password", kind)


@pytest.mark.parametrize(
    "data", [b"", b"\0", b"hello", b"\x30\x03\x02\x01\x03", b"%PDF-1.7\n" * 99]
)
def test_what_is_nothing_of_the_kind_is_told(data: bytes) -> None:
    """Empty, or something else."""
    assert refused(data)[0] == ("app.unknown" if data else "app.empty")


def test_a_file_that_is_too_large_is_no_certificate() -> None:
    """It is not even looked at."""
    assert refused(RELEASE.der + bytes(2 << 20)) == ("app.unknown", "no_package")


def test_reading_warns_nobody() -> None:
    """Whatever the library thinks of a keystore's algorithms."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert _md5s(pkcs12_store(RELEASE, b"x"), "x") == [RELEASE.md5]


def test_keys_behind_a_secret_key_are_found() -> None:
    """JCEKS does not say how long a secret key is."""
    found = keys(secret_store(("a", RELEASE), ("b", DEBUG)))
    assert [(c.alias, c.certificate.md5, c.has_key) for c in found.certificates] == [
        ("a", RELEASE.md5, True),
        ("b", DEBUG.md5, True),
    ]


@pytest.mark.parametrize("kind", [2, 4])
def test_bouncy_castles_keystore_shows_its_certificates(kind: int) -> None:
    """They lie open in it, as in Java's own."""
    found = keys(bouncy_store(("trusted", DEBUG, 1), ("release", RELEASE, kind)))
    assert found.format == "BKS"
    assert [(c.alias, c.certificate.md5, c.has_key) for c in found.certificates] == [
        ("trusted", DEBUG.md5, False),
        ("release", RELEASE.md5, True),
    ]
    assert found.values == {"android.signature_md5": RELEASE.md5}


def test_a_keystore_that_is_encrypted_as_a_whole_is_named_as_one() -> None:
    """UBER begins as BKS does, BCFKS with the method of its encryption."""
    uber = bouncy_store()[:32] + b"\x77" * 300
    method = der(0x30, der(0x30, bytes.fromhex("06092a864886f70d01050d")), der(4, bytes(80)))
    assert refused(uber) == ("app.keystore", "algorithm")
    assert refused(der(0x30, method)) == ("app.keystore", "algorithm")
