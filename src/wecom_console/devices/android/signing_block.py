"""The APK Signing Block: signature schemes v2, v3 and v3.1. Read, not verified.

Layout: source.android.com, "APK Signature Scheme v2/v3/v3.1".
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from wecom_console.devices.archive import Archive
from wecom_console.devices.cursor import Cursor, MalformedError
from wecom_console.devices.keys.certificates import MAX_CERTIFICATES, Certificate, read_certificate
from wecom_console.devices.not_read import NotRead

_MAGIC: Final = b"APK Sig Block 42"
_FOOT_BYTES: Final = 24
_MAX_BYTES: Final = 16 << 20
_SCHEMES: Final = {0x7109871A: "v2", 0xF05368C0: "v3", 0x1B93AD61: "v3.1"}
_LINEAGE: Final = 0x3BA06F8C
_V4: Final = 2
_DIGESTS: Final = (32, 64)
_MAX_SIGNERS: Final = 10
_MOST_PAIRS: Final = 1_000
"""Parts of the block, and attributes of a signer: real ones have a handful."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed by one scheme. `lineage` are the certificates that the key was changed from, the
    oldest first and the present one last; empty where it never was."""

    scheme: str
    certificate: Certificate
    lineage: tuple[Certificate, ...] = ()


def read_signing_block(archive: Archive) -> tuple[Signer, ...] | NotRead:
    """The signers of all schemes in the block; none where there is no block."""
    end = archive.directory_at
    try:
        foot = Cursor(archive.part(end - _FOOT_BYTES, end))
        if foot.left < _FOOT_BYTES:
            return ()
        size = foot.u64()
        if foot.take(16) != _MAGIC:
            return ()
        if not _FOOT_BYTES <= size <= min(_MAX_BYTES, end - 8):
            return NotRead("app.signature_damaged")
        block = Cursor(archive.part(end - size - 8, end - _FOOT_BYTES))
        if block.u64() != size:
            return NotRead("app.signature_damaged")
        return tuple(_signers(block))
    except (MalformedError, OSError):
        return NotRead("app.signature_damaged")


def is_idsig(data: bytes) -> bool:
    """Whether this is scheme v4, which lies in a file of its own beside the APK (AOSP,
    V4Signature.java)."""
    cursor = Cursor(data)
    try:
        if cursor.u32() != _V4:
            return False
        hashing, signing = cursor.prefixed(), cursor.prefixed()
        return hashing.u32() == 1 and len(_bytes(signing.prefixed())) in _DIGESTS
    except MalformedError:
        return False


def _signers(block: Cursor) -> Iterator[Signer]:
    schemes = dict(_SCHEMES)
    for _ in range(_MOST_PAIRS):
        if block.left < 12 or not schemes:
            return
        value = block.part(block.u64())
        scheme = schemes.pop(value.u32(), None)  # Android looks at the first of its kind
        if scheme is not None:
            listed = value.prefixed()
            for _signer_number in range(_MAX_SIGNERS):
                if listed.left:
                    yield _signer(scheme, listed.prefixed().prefixed())


def _signer(scheme: str, signed: Cursor) -> Signer:
    signed.prefixed()  # digests
    certificates = signed.prefixed()
    certificate = read_certificate(_bytes(certificates.prefixed()))
    if scheme != "v2":
        signed.skip(8)  # the versions of Android that it is for
    attributes = signed.prefixed()
    lineage: tuple[Certificate, ...] = ()
    for _ in range(_MOST_PAIRS):
        if not attributes.left or lineage:
            break
        attribute = attributes.prefixed()
        if attribute.u32() == _LINEAGE:
            lineage = tuple(_lineage(attribute))
    return Signer(scheme, certificate, lineage)


def _lineage(attribute: Cursor) -> Iterator[Certificate]:
    attribute.skip(4)  # the version
    for _ in range(MAX_CERTIFICATES):
        if not attribute.left:
            return
        node = attribute.prefixed()
        yield read_certificate(_bytes(node.prefixed().prefixed()))


def _bytes(cursor: Cursor) -> bytes:
    return cursor.take(cursor.left)
