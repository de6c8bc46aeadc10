"""Signature scheme v1, that of JAR files: ``META-INF/*.RSA`` and its like. Read, not verified."""

import re
from typing import Final

from wecom_console.devices.archive import Archive
from wecom_console.devices.keys.certificates import Certificate
from wecom_console.devices.keys.signed_data import read_signed_data
from wecom_console.devices.not_read import NotRead

_NAME: Final = re.compile(r"META-INF/[^/]{1,200}\.(?:RSA|DSA|EC)", re.IGNORECASE)
_MAX_FILES: Final = 10
_MAX_BYTES: Final = 1 << 18


def read_jar_signers(archive: Archive) -> tuple[Certificate, ...] | NotRead:
    """The certificates of the signers, each once; none where nothing is signed this way."""
    listed = {name.upper() for name in archive.entries}
    # What has no list of what it signs beside it is some other file of that name.
    names = sorted(
        name
        for name in archive.entries
        if _NAME.fullmatch(name) and f"{name.upper().rpartition('.')[0]}.SF" in listed
    )
    found: dict[str, Certificate] = {}
    for name in names[:_MAX_FILES]:
        data = archive.read(name, limit=_MAX_BYTES)
        if isinstance(data, NotRead):
            return data
        message = read_signed_data(data)
        if message is None:
            return NotRead("app.signature_damaged")
        for certificate in message.signers:
            found.setdefault(certificate.sha256, certificate)
    return tuple(found.values())
