"""Certificates by themselves: X.509, PKCS#7, Java keystores (JKS), PKCS#12."""

import base64
import binascii
import re
from collections.abc import Iterator
from typing import Final

from wecom_console.devices.cursor import Cursor, MalformedError, short
from wecom_console.devices.facts import AppKind, KeyFacts, NamedCertificate
from wecom_console.devices.keys.certificates import (
    MAX_CERTIFICATES,
    is_certificate,
    read_certificate,
)
from wecom_console.devices.keys.pkcs12 import is_pkcs12, read_pkcs12
from wecom_console.devices.keys.signed_data import read_signed_data
from wecom_console.devices.not_read import NotRead
from wecom_console.domain.secrets import Secret

_JKS: Final = b"\xfe\xed\xfe\xed"
_SEQUENCE: Final = b"\x30"
_JCEKS: Final = b"\xce\xce\xce\xce"
_PEM: Final = re.compile(
    rb"-----BEGIN ([A-Z0-9 ]{1,40})-----([A-Za-z0-9+/=\s]*)-----END \1-----", re.ASCII
)
_KEY, _CERTIFICATE = 1, 2
_NO_CERTIFICATE: Final = NotRead("app.no_certificate")


def read_keys(data: bytes, password: Secret | None) -> KeyFacts | NotRead | None:
    """The certificates in `data`, why they cannot be read, or None where it is nothing of the
    kind. Only PKCS#12 asks for a password: ``app.password`` with `kind` ``missing`` or
    ``wrong``."""
    if data.startswith((_JKS, _JCEKS)):
        return _java_keystore(data)
    if data.startswith(_SEQUENCE):  # before PEM, which may stand in it as text
        if is_certificate(data):
            return _file("X.509", (NamedCertificate(read_certificate(data)),))
        if found := _pkcs7(data):
            return found
        if is_pkcs12(data):
            return read_pkcs12(data, password)
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


def _java_keystore(data: bytes) -> KeyFacts | NotRead:
    form = "JKS" if data.startswith(_JKS) else "JCEKS"
    try:
        found = tuple(_java_entries(Cursor(data, 4)))
    except MalformedError:
        return NotRead("app.damaged")
    return KeyFacts(AppKind.KEYSTORE, form, found) if found else _NO_CERTIFICATE


def _java_entries(cursor: Cursor) -> Iterator[NamedCertificate]:
    """The certificate of each entry; of a chain the first, which belongs to the key."""
    version, count = cursor.u32_big(), cursor.u32_big()
    if version not in (1, 2):
        raise MalformedError
    for _ in range(min(count, MAX_CERTIFICATES)):
        kind = cursor.u32_big()
        if kind not in (_KEY, _CERTIFICATE):
            return  # a secret key of JCEKS: its length is not written down
        alias = short(cursor.take(cursor.u16_big()).decode("utf-8", "replace"))
        cursor.skip(8)  # when it was made
        chain = 1
        if kind == _KEY:
            cursor.skip(cursor.u32_big())
            chain = cursor.u32_big()
        for place in range(chain):
            if version == 2:
                cursor.skip(cursor.u16_big())  # "X.509"
            der = cursor.take(cursor.u32_big())
            if place == 0:
                yield NamedCertificate(read_certificate(der), alias, has_key=kind == _KEY)
