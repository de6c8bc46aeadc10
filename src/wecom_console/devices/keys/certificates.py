"""X.509 certificates: fingerprints, whose they are, how long they hold.

Read by hand and not with a library: phones compare the bytes of a certificate, also of one whose
content no library takes.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from wecom_console.devices.cursor import MalformedError, short
from wecom_console.devices.keys.der import (
    CONTEXT_0,
    GENERALIZED_TIME,
    INTEGER,
    SEQUENCE,
    SET,
    UTC_TIME,
    Node,
    oid,
    read_der,
)

MAX_CERTIFICATES: Final = 50
_MOST_BYTES: Final = 1 << 16
_NAMES: Final[Mapping[str, str]] = {
    "2.5.4.3": "CN",
    "2.5.4.5": "serialNumber",
    "2.5.4.6": "C",
    "2.5.4.7": "L",
    "2.5.4.8": "ST",
    "2.5.4.9": "street",
    "2.5.4.10": "O",
    "2.5.4.11": "OU",
    "2.5.4.12": "title",
    "0.9.2342.19200300.100.1.1": "UID",
    "0.9.2342.19200300.100.1.25": "DC",
    "1.2.840.113549.1.9.1": "emailAddress",
}
_WIDE: Final = {0x1E: "utf-16-be", 0x1C: "utf-32-be", 0x0C: "utf-8"}
_TEST_KEY: Final = "a40da80a59d170caa950cf15c18c454d47a39b26989d8b640ecd745ba71bf5dc"
_DEBUG: Final = re.compile(r"(?:^|,)CN=Android Debug(?:,|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a certificate says. Fingerprints are lower-case hex of its DER; `subject` is in the form
    of RFC 4514. Where the content cannot be understood only the fingerprints are there."""

    md5: str
    sha1: str
    sha256: str
    subject: str = ""
    not_before: datetime | None = None
    not_after: datetime | None = None

    @property
    def is_debug(self) -> bool:
        """Whether it is one that Android's build tools make for debug builds, or Android's own test
        key, which everybody has."""
        return bool(_DEBUG.search(self.subject)) or self.sha256 == _TEST_KEY


_Content = tuple[str, datetime | None, datetime | None]
_NO_CONTENT: Final[_Content] = ("", None, None)


@dataclass(frozen=True, slots=True)
class CertificateId:
    """What a signature names its certificate by: the bytes of issuer and serial number."""

    issuer: bytes
    serial: bytes


def read_certificate(der: bytes) -> Certificate:
    """The certificate in `der`, which is taken as it is."""
    subject, begin, end = _content(der) if len(der) <= _MOST_BYTES else _NO_CONTENT
    return Certificate(
        md5=hashlib.md5(der, usedforsecurity=False).hexdigest(),
        sha1=hashlib.sha1(der, usedforsecurity=False).hexdigest(),
        sha256=hashlib.sha256(der).hexdigest(),
        subject=subject,
        not_before=begin,
        not_after=end,
    )


def _content(der: bytes) -> _Content:
    try:
        fields = _fields(read_der(der))
        return _name(fields[4]), *_period(fields[3])
    except ValueError:  # also where a list has another length
        return _NO_CONTENT


def is_certificate(der: bytes) -> bool:
    """Whether `der` has the structure of a certificate, and nothing stands behind it."""
    try:
        node = read_der(der)
        fields = _fields(node)
    except ValueError:
        return False
    return node.end == len(der) and all(f.tag == SEQUENCE for f in fields[1:5])


def issuer_and_subject(der: bytes) -> tuple[bytes, bytes]:
    """Their bytes; empty where they cannot be understood."""
    try:
        fields = _fields(read_der(der))
    except ValueError:
        return b"", b""
    return fields[2].encoded, fields[4].encoded


def id_of(node: Node) -> CertificateId:
    """Issuer and serial number of a certificate. Raises MalformedError."""
    serial, _, issuer, *_ = _fields(node)
    return CertificateId(issuer.encoded, serial.content)


def _fields(node: Node) -> tuple[Node, ...]:
    """Serial number, algorithm, issuer, validity, subject and what follows."""
    body, _algorithm, _signature = node.inside(SEQUENCE)
    fields = body.inside(SEQUENCE)
    if fields and fields[0].tag == CONTEXT_0:  # the version, which the oldest ones do not have
        fields = fields[1:]
    if len(fields) < 5 or fields[0].tag != INTEGER:
        raise MalformedError
    return fields


def _name(node: Node) -> str:
    """In RFC 4514's order, which is the reverse of the certificate's."""
    told = []
    for group in node.inside(SEQUENCE):
        pairs = [pair.inside(SEQUENCE) for pair in group.inside(SET)]
        told.append("+".join(_attribute(*pair) for pair in pairs if len(pair) == 2))
    return short(",".join(reversed(told)))


def _attribute(kind: Node, value: Node) -> str:
    text = value.content.decode(_WIDE.get(value.tag, "latin-1"), "replace")
    escaped = re.sub(r'([\\,+"<>;]|^[# ]| $)', r"\\\1", text)
    number = oid(kind)
    return f"{_NAMES.get(number, number)}={escaped}"


def _period(node: Node) -> tuple[datetime | None, datetime | None]:
    times = node.inside(SEQUENCE)
    if len(times) != 2:
        raise MalformedError
    return _time(times[0]), _time(times[1])


def _time(node: Node) -> datetime | None:
    text = node.content.decode("latin-1")
    if node.tag == UTC_TIME and re.fullmatch(r"[0-9]{12}Z", text):
        text = ("19" if text >= "50" else "20") + text
    elif node.tag != GENERALIZED_TIME or not re.fullmatch(r"[0-9]{14}Z", text):
        return None
    try:
        return datetime.strptime(text, "%Y%m%d%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None
