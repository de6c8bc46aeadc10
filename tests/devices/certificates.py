"""Certificates made on the spot, and what is made of them: signed messages and keystores."""

import datetime
import hashlib
import struct
from dataclasses import dataclass
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    pkcs7,
    pkcs12,
)
from cryptography.x509.oid import NameOID

from architecture.seeded_keys import p256, serial

BEGIN = datetime.datetime(2020, 1, 2, 3, 4, 5, tzinfo=datetime.UTC)
END = datetime.datetime(2051, 1, 2, 3, 4, 5, tzinfo=datetime.UTC)
"""Past 2050 a certificate writes its time in another form."""

Key = ec.EllipticCurvePrivateKey


@dataclass(frozen=True)
class Identity:
    """A key with its certificate."""

    key: Key
    certificate: x509.Certificate

    @property
    def der(self) -> bytes:
        """The certificate as bytes."""
        return self.certificate.public_bytes(Encoding.DER)

    @property
    def pem(self) -> bytes:
        """The certificate as text."""
        return self.certificate.public_bytes(Encoding.PEM)

    @property
    def md5(self) -> str:
        """As WeCom wants it."""
        return hashlib.md5(self.der).hexdigest()

    def renamed(self, name: x509.Name) -> "Identity":
        """The same key, issued to another."""
        return Identity(self.key, _issued(name, name, self.key, self.key))


@cache
def identity(name: str, *, issuer: str = "") -> Identity:
    """The identity of this name (``CN``), the same for a whole test run; its own issuer unless
    another is named."""
    key = p256(f"{name} by {issuer}")
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    if not issuer:
        return Identity(key, _issued(subject, subject, key, key))
    signer = identity(issuer)
    return Identity(key, _issued(subject, signer.certificate.subject, key, signer.key))


def _issued(subject: x509.Name, issuer: x509.Name, key: Key, signer: Key) -> x509.Certificate:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(serial(f"{subject} by {issuer}"))
        .not_valid_before(BEGIN)
        .not_valid_after(END)
        .sign(signer, hashes.SHA256())
    )


def signed_message(signer: Identity, content: bytes = b"", *others: Identity) -> bytes:
    """PKCS#7 with its certificates, those of `others` before the signer's own."""
    builder = pkcs7.PKCS7SignatureBuilder().set_data(content or b" ")
    for other in others:
        builder = builder.add_certificate(other.certificate)
    builder = builder.add_signer(signer.certificate, signer.key, hashes.SHA256())
    options = [pkcs7.PKCS7Options.Binary, pkcs7.PKCS7Options.NoCapabilities]
    if not content:
        options.append(pkcs7.PKCS7Options.DetachedSignature)
    return builder.sign(Encoding.DER, options)


def certificates_only(*identities: Identity) -> bytes:
    """PKCS#7 that nobody signed."""
    listed = [one.certificate for one in identities]
    return pkcs7.serialize_certificates(listed, Encoding.DER)


def pkcs12_store(one: Identity, password: bytes, *chain: Identity, alias: str = "release") -> bytes:
    """A PKCS#12 keystore of one key."""
    lock = BestAvailableEncryption(password) if password else NoEncryption()
    cas = [other.certificate for other in chain]
    return pkcs12.serialize_key_and_certificates(
        alias.encode(), one.key, one.certificate, cas, lock
    )


def java_store(
    *entries: tuple[str, Identity, bool], version: int = 2, magic: bytes = b"\xfe\xed\xfe\xed"
) -> bytes:
    """A Java keystore: alias, identity, and whether the (unreadable) key is there too."""
    parts = [magic, struct.pack(">II", version, len(entries))]
    for alias, one, has_key in entries:
        name = alias.encode()
        parts.append(struct.pack(">IH", 1 if has_key else 2, len(name)) + name + bytes(8))
        if has_key:
            parts.append(struct.pack(">I", 40) + b"\x5a" * 40 + struct.pack(">I", 1))
        if version == 2:
            parts.append(struct.pack(">H", 5) + b"X.509")
        parts.append(struct.pack(">I", len(one.der)) + one.der)
    return b"".join([*parts, b"\0" * 20])


_TIME = struct.pack(">Q", 1_790_000_000_000)


def secret_store(*entries: tuple[str, Identity]) -> bytes:
    """A JCEKS keystore: a secret key, whose length is not written down, before each key pair."""
    parts = [b"\xce" * 4, struct.pack(">II", 2, 2 * len(entries))]
    for alias, one in entries:
        parts += [struct.pack(">IH", 3, 3), b"sec", _TIME]
        parts += [b"\xac\xed\0\x05sr\0\0\0\1\0\3abc", bytes(40)]
        name = alias.encode()
        parts += [struct.pack(">IH", 1, len(name)), name, _TIME, struct.pack(">I", 4), b"key!"]
        parts += [struct.pack(">IH", 1, 5), b"X.509", struct.pack(">I", len(one.der)), one.der]
    return b"".join([*parts, bytes(20)])


def bouncy_store(*entries: tuple[str, Identity, int]) -> bytes:
    """A keystore of Bouncy Castle's (BKS): alias, identity, and the kind of the entry (1: a
    certificate, 2: a plain key, 4: a sealed one)."""
    parts = [struct.pack(">II", 2, 20), bytes(20), struct.pack(">I", 1024)]
    for alias, one, kind in entries:
        name = alias.encode()
        certificate = b"\0\5X.509" + struct.pack(">I", len(one.der)) + one.der
        parts += [struct.pack(">BH", kind, len(name)), name, _TIME]
        if kind == 1:
            parts += [struct.pack(">I", 0), certificate]
        else:
            parts += [struct.pack(">I", 1), certificate]
            parts += [b"\0\0\6PKCS#8\0\3RSA"] if kind == 2 else []
            parts += [struct.pack(">I", 4), b"key!"]
    return b"".join([*parts, b"\0", bytes(20)])


def der(tag: int, *parts: bytes) -> bytes:
    """One value of ASN.1."""
    content = b"".join(parts)
    length = len(content)
    if length < 128:
        return bytes([tag, length]) + content
    size = (length.bit_length() + 7) // 8
    return bytes([tag, 0x80 | size]) + length.to_bytes(size, "big") + content


def unmarked(tag: int, *parts: bytes) -> bytes:
    """One value of ASN.1 whose length is not said."""
    return bytes([tag, 0x80]) + b"".join(parts) + b"\0\0"
