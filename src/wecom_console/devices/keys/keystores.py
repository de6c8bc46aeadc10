"""Certificates by themselves: X.509, PKCS#7, Java keystores, PKCS#12."""

import base64
import binascii
import re
from typing import Final

from wecom_console.devices.facts import AppKind, KeyFacts, NamedCertificate
from wecom_console.devices.keys.certificates import (
    MAX_CERTIFICATES,
    is_certificate,
    read_certificate,
)
from wecom_console.devices.keys.java_stores import read_java_store
from wecom_console.devices.keys.pkcs12 import is_pkcs12, read_pkcs12
from wecom_console.devices.keys.signed_data import read_signed_data
from wecom_console.devices.not_read import NotRead
from wecom_console.domain.secrets import Secret

_SEQUENCE: Final = b"\x30"
_PEM: Final = re.compile(
    rb"-----BEGIN ([A-Z0-9 ]{1,40})-----([A-Za-z0-9+/=\s]*)-----END \1-----", re.ASCII
)
_PBES2: Final = bytes.fromhex("06092a864886f70d01050d")
_HEAD: Final = 64
_NO_CERTIFICATE: Final = NotRead("app.no_certificate")


def read_keys(data: bytes, password: Secret | None) -> KeyFacts | NotRead | None:
    """The certificates in `data`, why they cannot be read, or None where it is nothing of the
    kind. Only PKCS#12 asks for a password: ``app.password`` with `kind` ``missing`` or
    ``wrong``."""
    if (store := read_java_store(data)) is not None:
        return store
    if data.startswith(_SEQUENCE):  # before PEM, which may stand in it as text
        if is_certificate(data):
            return _file("X.509", (NamedCertificate(read_certificate(data)),))
        if found := _pkcs7(data):
            return found
        if is_pkcs12(data):
            return read_pkcs12(data, password)
        if _PBES2 in data[:_HEAD]:  # Bouncy Castle's BCFKS, or a key alone
            return NotRead("app.keystore", {"kind": "algorithm"})
    return _pem(data) if b"-----BEGIN " in data[:65536] else None


def _file(form: str, certificates: tuple[NamedCertificate, ...]) -> KeyFacts:
    return KeyFacts(AppKind.CERTIFICATE, form, certificates)


def _pkcs7(data: bytes) -> KeyFacts | None:
    message = read_signed_data(data)
    if message is None:
        return None
    return _file("PKCS#7", tuple(NamedCertificate(c) for c in message.certificates))


def _pem(data: bytes) -> KeyFacts | NotRead:
    found: list[NamedCertificate] = []
    form = "X.509"
    for label, text in _PEM.findall(data):
        try:
            der = base64.b64decode(text, validate=False)
        except (binascii.Error, ValueError):
            continue
        if label in (b"CERTIFICATE", b"X509 CERTIFICATE", b"TRUSTED CERTIFICATE"):
            if is_certificate(der):
                found.append(NamedCertificate(read_certificate(der)))
        elif label in (b"PKCS7", b"CMS") and (inner := _pkcs7(der)):
            form = inner.format
            found += inner.certificates
        if len(found) >= MAX_CERTIFICATES:
            break
    return _file(f"{form}, PEM", tuple(found)) if found else _NO_CERTIFICATE
