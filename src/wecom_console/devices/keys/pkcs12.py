"""PKCS#12: the certificates of a keystore, by what its bags say. Its private keys stay closed, and
its seal (MacData) is not verified: nothing that is shown rests on it.

What a password costs is known before it is tried, for nothing else is opened.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from wecom_console.devices.cursor import MalformedError, short
from wecom_console.devices.facts import AppKind, KeyFacts, NamedCertificate
from wecom_console.devices.keys.certificates import (
    MAX_CERTIFICATES,
    is_certificate,
    issuer_and_subject,
    read_certificate,
)
from wecom_console.devices.keys.decryption import Cipher, UnknownAlgorithmError, read_cipher
from wecom_console.devices.keys.der import (
    CONTEXT_0,
    OCTET_STRING,
    SEQUENCE,
    SET,
    Node,
    integer,
    oid,
    read_der,
)
from wecom_console.devices.not_read import NotRead
from wecom_console.domain.secrets import Secret

MOST_STEPS: Final = 600_000
"""Of all contents together: a third of a second. A keystore is tried up to three times."""

_MOST_NODES: Final = 1_000
"""Of a list, and of bags: nobody has so many keys."""

_DATA, _ENCRYPTED = "1.2.840.113549.1.7.1", "1.2.840.113549.1.7.6"
_BAG: Final = "1.2.840.113549.1.12.10.1."
_KEYS, _CERTIFICATE, _NESTED = (_BAG + "1", _BAG + "2"), _BAG + "3", _BAG + "6"
_X509: Final = "1.2.840.113549.1.9.22.1"
_NAME, _LOCAL_ID = "1.2.840.113549.1.9.20", "1.2.840.113549.1.9.21"
_IMPLICIT_0: Final = 0x80
_MOST_NESTING: Final = 4


@dataclass(frozen=True, slots=True)
class _Part:
    """A content, and what it is encrypted with."""

    content: bytes
    cipher: Cipher | None = None

    @property
    def steps(self) -> int:
        if self.cipher is None:
            return 0
        return self.cipher.steps + self.cipher.steps_per_byte * len(self.content)

    def opened(self, password: str | None) -> bytes:
        return self.content if self.cipher is None else self.cipher.decrypt(password, self.content)


@dataclass(slots=True)
class _Held:
    """What the bags hold: keys by their local ids, certificates with name and local id."""

    keys: list[bytes] = field(default_factory=list)
    certificates: list[tuple[bytes, str, bytes]] = field(default_factory=list)


def is_pkcs12(data: bytes) -> bool:
    """Whether `data` begins as one does."""
    try:
        version, content, *_ = _inside(read_der(data), SEQUENCE)
        return integer(version) == 3 and content.tag == SEQUENCE
    except ValueError:  # also what unpacking finds too few of
        return False


def read_pkcs12(data: bytes, password: Secret | None) -> KeyFacts | NotRead:
    """Its certificates. ``app.password`` with `kind` ``missing`` or ``wrong`` where that is what
    it lacks."""
    try:
        parts = tuple(_parts(data))
    except UnknownAlgorithmError:
        return NotRead("app.keystore", {"kind": "algorithm"})
    except ValueError:  # also what unpacking finds too few of
        return NotRead("app.damaged")
    if sum(part.steps for part in parts) > MOST_STEPS:
        return NotRead("app.keystore", {"kind": "slow"})
    for one in [password.reveal()] if password is not None else [None, ""]:
        try:
            held = _held([part.opened(one) for part in parts])
        except ValueError:  # of what the password does not fit
            continue
        return _facts(held)
    if not any(part.cipher for part in parts):
        return NotRead("app.damaged")
    return NotRead("app.password", {"kind": "missing" if password is None else "wrong"})


def _parts(data: bytes) -> Iterator[_Part]:
    _version, whole, *_ = _inside(read_der(data), SEQUENCE)
    safe = _content(whole)
    if safe is None:  # signed by a key
        raise UnknownAlgorithmError
    for node in _inside(read_der(safe.octets()), SEQUENCE):
        found = _content(node)
        if found is not None:
            yield _Part(found.octets())
            continue
        kind, wrapped = _inside(node, SEQUENCE)
        if oid(kind) != _ENCRYPTED:
            raise UnknownAlgorithmError
        (body,) = _inside(wrapped, CONTEXT_0)
        _number, encrypted, *_ = _inside(body, SEQUENCE)
        _kind, algorithm, *content = _inside(encrypted, SEQUENCE)
        yield _Part(_octets(content[0]) if content else b"", read_cipher(algorithm))


def _inside(node: Node, tag: int) -> tuple[Node, ...]:
    """As `Node.inside`, of few values."""
    if node.tag != tag:
        raise MalformedError
    found = tuple(islice(node.parts(), _MOST_NODES + 1))
    if len(found) > _MOST_NODES:
        raise MalformedError
    return found


def _content(node: Node) -> Node | None:
    """The OCTET STRING of a ContentInfo that is plain data; None where it is another kind."""
    kind, *wrapped = _inside(node, SEQUENCE)
    if oid(kind) != _DATA:
        return None
    (found,) = _inside(wrapped[0], CONTEXT_0) if wrapped else ()
    return found


def _octets(node: Node) -> bytes:
    """An OCTET STRING whose tag is its place's."""
    if node.tag == _IMPLICIT_0:
        return node.content
    if node.tag != CONTEXT_0:
        raise MalformedError
    return b"".join(part.octets() for part in _inside(node, CONTEXT_0))


def _held(contents: Sequence[bytes]) -> _Held:
    """Raises ValueError where one is no list of bags."""
    held = _Held()
    waiting = [(read_der(content), 0) for content in reversed(contents)]
    count = 0
    while waiting:
        bags, depth = waiting.pop()
        for bag in _inside(bags, SEQUENCE):
            count += 1
            if count > _MOST_NODES or depth > _MOST_NESTING:
                raise MalformedError
            kind, wrapped, *attributes = _inside(bag, SEQUENCE)
            name, local_id = _named(attributes)
            if oid(kind) in _KEYS:
                held.keys.append(local_id)
            elif oid(kind) == _CERTIFICATE and (der := _certificate(wrapped)):
                held.certificates.append((der, name, local_id))
            elif oid(kind) == _NESTED:
                waiting += [(one, depth + 1) for one in _inside(wrapped, CONTEXT_0)]
    return held


def _certificate(wrapped: Node) -> bytes:
    (bag,) = _inside(wrapped, CONTEXT_0)
    kind, value = _inside(bag, SEQUENCE)
    (octets,) = _inside(value, CONTEXT_0)
    if octets.tag != OCTET_STRING or oid(kind) != _X509:
        return b""
    return octets.content if is_certificate(octets.content) else b""


def _named(attributes: Sequence[Node]) -> tuple[str, bytes]:
    """Name and local id of a bag."""
    name, local_id = "", b""
    for attribute in _inside(attributes[0], SET) if attributes else ():
        kind, values = _inside(attribute, SEQUENCE)
        found = _inside(values, SET)
        if found and oid(kind) == _NAME:
            name = short(found[0].content.decode("utf-16-be", "replace"))
        elif found and oid(kind) == _LOCAL_ID:
            local_id = found[0].content
    return name, local_id


def _facts(held: _Held) -> KeyFacts | NotRead:
    """A key's certificate first."""
    listed = held.certificates[:MAX_CERTIFICATES]
    if not listed:
        return NotRead("app.no_certificate")
    ids = {one for one in held.keys if one}
    is_key = [local_id in ids for _, _, local_id in listed]
    if held.keys and not any(is_key):  # nothing says whose the keys are
        names = [issuer_and_subject(der) for der, _, _ in listed]
        issuers = {issuer for issuer, holder in names if holder != issuer}
        is_key = [subject not in issuers for _, subject in names]
    found = [
        NamedCertificate(read_certificate(der), name, has_key)
        for (der, name, _), has_key in zip(listed, is_key, strict=True)
    ]
    found.sort(key=lambda one: not one.has_key)
    return KeyFacts(AppKind.KEYSTORE, "PKCS#12", tuple(found))
