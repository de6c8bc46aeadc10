"""Signed messages (PKCS#7, CMS): who signed, and what. Nothing is verified."""

from dataclasses import dataclass
from itertools import islice
from typing import Final

from wecom_console.devices.cursor import MalformedError
from wecom_console.devices.keys.certificates import (
    MAX_CERTIFICATES,
    Certificate,
    CertificateId,
    id_of,
    read_certificate,
)
from wecom_console.devices.keys.der import CONTEXT_0, SEQUENCE, SET, Node, oid, read_der

_SIGNED_DATA: Final = "1.2.840.113549.1.7.2"


@dataclass(frozen=True, slots=True)
class SignedData:
    """A signed message. `signers` are the certificates whose keys signed, `others` those that came
    with them; `content` is empty where the message itself is elsewhere."""

    signers: tuple[Certificate, ...]
    others: tuple[Certificate, ...]
    content: bytes

    @property
    def certificates(self) -> tuple[Certificate, ...]:
        """All of them, the signers' first."""
        return self.signers + self.others


def read_signed_data(data: bytes) -> SignedData | None:
    """The message in `data`, None where there is none."""
    try:
        kind, wrapped = read_der(data).inside(SEQUENCE)
        if oid(kind) != _SIGNED_DATA:
            return None
        (body,) = wrapped.inside(CONTEXT_0)
        return _signed_data(body.inside(SEQUENCE))
    except ValueError:  # also what unpacking finds too few or too many of
        return None


def _signed_data(parts: tuple[Node, ...]) -> SignedData:
    _version, _digests, enclosed, *rest = parts
    found: dict[CertificateId, Certificate] = {}
    signed: list[CertificateId] = []
    for part in rest:
        if part.tag == CONTEXT_0:
            for node in islice(part.parts(), MAX_CERTIFICATES):
                if node.tag == SEQUENCE and (name := id_of(node)) not in found:
                    found[name] = read_certificate(node.encoded)
        elif part.tag == SET:
            signed += [_signer(node) for node in islice(part.parts(), MAX_CERTIFICATES)]
    if not found:
        raise MalformedError
    signers = [key for key in dict.fromkeys(signed) if key in found]
    if not signers:  # named by its key's id: the signer's stands first by custom
        signers = [next(iter(found))]
    others = [key for key in found if key not in signers]
    return SignedData(
        tuple(found[key] for key in signers),
        tuple(found[key] for key in others),
        _content(enclosed),
    )


def _signer(node: Node) -> CertificateId:
    _version, named, *_ = node.inside(SEQUENCE)
    if named.tag != SEQUENCE:
        return CertificateId(b"", b"")
    issuer, serial = named.parts()
    return CertificateId(issuer.encoded, serial.content)


def _content(enclosed: Node) -> bytes:
    _kind, *content = enclosed.inside(SEQUENCE)
    if not content:
        return b""
    (octets,) = content[0].inside(CONTEXT_0)
    try:
        return octets.octets()
    except MalformedError:
        return b""
