"""The signing block of a HAP: who signed it, and the profile it was signed with. Not verified.

Layout: OpenHarmony's security_appverify: before the archive's directory a block whose last 32 bytes
are count, size, magic and version, and which begins with type, length and place of each part.
"""

from dataclasses import dataclass
from typing import Final

from wecom_console.devices.archive import Archive
from wecom_console.devices.cursor import Cursor, MalformedError
from wecom_console.devices.harmony.signing_profile import SigningProfile, parse_profile
from wecom_console.devices.keys.certificates import Certificate
from wecom_console.devices.keys.signed_data import read_signed_data

_FOOT_BYTES: Final = 32
_MAGICS: Final = (b"<hap sign block>", b"HAP Sig Block 42")
_MAX_BYTES: Final = 16 << 20
_MOST_PARTS: Final = 10
_SIGNATURE: Final = 0x20000000
_PROFILE: Final = 0x20000002


@dataclass(frozen=True, slots=True)
class HapSignature:
    """`is_signed`: None where there is a block that is not understood."""

    is_signed: bool | None = False
    certificate: Certificate | None = None
    app_id: str = ""
    is_debug: bool = False


def read_hap_signature(archive: Archive) -> HapSignature:
    """The signature of the HAP, as far as it can be read."""
    end = archive.directory_at
    try:
        foot = Cursor(archive.part(end - _FOOT_BYTES, end))
        if foot.left < _FOOT_BYTES:
            return HapSignature()
        count, size = foot.u32(), foot.u64()
        if foot.take(16) not in _MAGICS:
            return HapSignature()
        if not _FOOT_BYTES <= size <= min(_MAX_BYTES, end) or count > _MOST_PARTS:
            return HapSignature(is_signed=None)
        return _signature(archive.part(end - size, end), count)
    except (MalformedError, OSError):
        return HapSignature(is_signed=None)


def _signature(block: bytes, count: int) -> HapSignature:
    heads = Cursor(block)
    parts: dict[int, bytes] = {}
    for _ in range(count):
        kind, length, place = heads.u32(), heads.u32(), heads.u32()
        parts.setdefault(kind, Cursor(block, min(place, len(block))).take(length))
    message = read_signed_data(parts.get(_SIGNATURE, b""))
    if message is None:
        return HapSignature(is_signed=None)
    profile = parts.get(_PROFILE, b"")
    inner = read_signed_data(profile)
    found = parse_profile(inner.content if inner else profile) or SigningProfile()
    return HapSignature(
        is_signed=True,
        certificate=message.signers[0],
        app_id=found.app_id,
        is_debug=found.is_debug,
    )
