"""Java's own keystores (JKS, JCEKS) and Bouncy Castle's (BKS): their certificates lie open.

Layout: OpenJDK, JavaKeyStore.java and JceKeyStore.java; Bouncy Castle, BcKeyStoreSpi.java.
"""

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
from wecom_console.devices.not_read import NotRead

_JKS: Final = b"\xfe\xed\xfe\xed"
_JCEKS: Final = b"\xce\xce\xce\xce"
_BOUNCY: Final = re.compile(rb"\x00\x00\x00[\x00-\x02]\x00\x00\x00[\x08-\x40]")
_KEY, _CERTIFICATE, _SECRET = 1, 2, 3
_BC_END, _BC_CERTIFICATE, _BC_KEY, _BC_SECRET, _BC_SEALED = range(5)
_NEXT: Final = re.compile(rb"\x00\x00\x00[\x01-\x03]\x00[\x01-\xff]")
_JAVA_OBJECT: Final = b"\xac\xed\x00\x05"
_TIMES: Final = range(1 << 39, 1 << 42)
"""Milliseconds: 1987 to 2109."""

_MOST_TRIES: Final = 2_000
_DAMAGED: Final = NotRead("app.damaged")
_NO_CERTIFICATE: Final = NotRead("app.no_certificate")


def read_java_store(data: bytes) -> KeyFacts | NotRead | None:
    """The certificates in `data`; None where it is no such keystore."""
    if data.startswith((_JKS, _JCEKS)):
        form = "JKS" if data.startswith(_JKS) else "JCEKS"
        return _told(form, _java_entries(Cursor(data, 4), data))
    if _BOUNCY.match(data):
        found = _told("BKS", _bouncy_entries(Cursor(data)))
        # UBER begins in the same way, and is encrypted as a whole.
        return NotRead("app.keystore", {"kind": "algorithm"}) if found == _DAMAGED else found
    return None


def _told(form: str, entries: Iterator[NamedCertificate]) -> KeyFacts | NotRead:
    try:
        found = tuple(entries)
    except MalformedError:
        return _DAMAGED
    return KeyFacts(AppKind.KEYSTORE, form, found) if found else _NO_CERTIFICATE


def _java_entries(cursor: Cursor, data: bytes) -> Iterator[NamedCertificate]:
    """The certificate of each entry; of a chain the first, which belongs to the key."""
    version, count = cursor.u32_big(), cursor.u32_big()
    if version not in (1, 2):
        raise MalformedError
    for _ in range(min(count, MAX_CERTIFICATES)):
        kind = cursor.u32_big()
        if kind not in (_KEY, _CERTIFICATE, _SECRET):
            raise MalformedError
        alias = _text(cursor)
        cursor.skip(8)  # when it was made
        if kind == _SECRET:  # a Java object, whose length is not written down
            cursor = _behind_secret(cursor, data, version)
            continue
        if kind == _KEY:
            cursor.skip(cursor.u32_big())
        yield from _chain(cursor, version, alias, has_key=kind == _KEY)


def _chain(
    cursor: Cursor, version: int, alias: str, *, has_key: bool
) -> Iterator[NamedCertificate]:
    for place in range(_few(cursor.u32_big()) if has_key else 1):
        if version == 2:
            cursor.skip(cursor.u16_big())  # "X.509"
        der = cursor.take(cursor.u32_big())
        if place == 0:
            yield NamedCertificate(read_certificate(der), alias, has_key=has_key)


def _behind_secret(cursor: Cursor, data: bytes, version: int) -> Cursor:
    """At the next entry: the first place from which one can be read. At the end where there is
    none."""
    place = cursor.at
    for _ in range(_MOST_TRIES):
        found = _NEXT.search(data, place)
        if found is None:
            break
        place = found.start() + 1
        if _is_entry(Cursor(data, found.start()), version):
            return Cursor(data, found.start())
    return Cursor(data, len(data))


def _is_entry(cursor: Cursor, version: int) -> bool:
    try:
        kind = cursor.u32_big()
        _text(cursor)
        if (cursor.u32_big() << 32 | cursor.u32_big()) not in _TIMES:
            return False
        if kind == _SECRET:
            return cursor.take(4) == _JAVA_OBJECT
        if kind == _KEY:
            cursor.skip(cursor.u32_big())
            cursor.skip(4)
        if version == 2:
            cursor.skip(cursor.u16_big())
        return is_certificate(cursor.take(cursor.u32_big()))
    except MalformedError:
        return False


def _bouncy_entries(cursor: Cursor) -> Iterator[NamedCertificate]:
    cursor.skip(4)
    cursor.skip(cursor.u32_big())  # the salt of its seal
    cursor.skip(4)
    for _ in range(MAX_CERTIFICATES):
        kind = cursor.u8()
        if kind == _BC_END:
            return
        if kind not in (_BC_CERTIFICATE, _BC_KEY, _BC_SECRET, _BC_SEALED):
            raise MalformedError
        alias = _text(cursor)
        cursor.skip(8)  # when it was made
        chain = [_bouncy_certificate(cursor) for _ in range(_few(cursor.u32_big()))]
        if kind == _BC_CERTIFICATE:
            yield NamedCertificate(read_certificate(_bouncy_certificate(cursor)), alias)
            continue
        if kind == _BC_KEY:
            cursor.skip(1)
            for _name in range(2):
                cursor.skip(cursor.u16_big())
        cursor.skip(cursor.u32_big())
        if chain:
            yield NamedCertificate(read_certificate(chain[0]), alias, has_key=True)


def _bouncy_certificate(cursor: Cursor) -> bytes:
    cursor.skip(cursor.u16_big())  # "X.509"
    der = cursor.take(cursor.u32_big())
    if not is_certificate(der):
        raise MalformedError
    return der


def _few(count: int) -> int:
    if count > MAX_CERTIFICATES:
        raise MalformedError
    return count


def _text(cursor: Cursor) -> str:
    return short(cursor.take(cursor.u16_big()).decode("utf-8", "replace"))
