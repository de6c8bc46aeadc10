"""What a file is, by its content, and what it says."""

from typing import BinaryIO, Final

from wecom_console.devices.android.apk_set import is_apk_set, read_apk_set
from wecom_console.devices.android.package import AAB_MANIFEST, APK_MANIFEST, read_aab, read_apk
from wecom_console.devices.android.signing_block import is_idsig
from wecom_console.devices.archive import Archive, open_archive
from wecom_console.devices.facts import AppFacts
from wecom_console.devices.harmony.package import (
    MODULE,
    OLD_MODULE,
    PACK,
    read_hap,
    read_harmony_app,
)
from wecom_console.devices.harmony.signing_profile import read_signing_profile
from wecom_console.devices.ios.ipa import INFO, read_ipa, read_profile
from wecom_console.devices.keys.keystores import read_keys
from wecom_console.devices.not_read import NotRead
from wecom_console.devices.sources import read_source
from wecom_console.domain.secrets import Secret

KEYS_BYTES: Final = 1 << 20
"""The largest certificate, keystore or source file that is looked at."""


def read_app(stream: BinaryIO, password: Secret | None = None) -> AppFacts | NotRead:
    """The facts in a seekable stream, or why there are none. `password` opens a keystore."""
    archive = open_archive(stream)
    if isinstance(archive, NotRead):
        return archive
    if archive is not None:
        return _package(archive)
    stream.seek(0)
    data = stream.read(KEYS_BYTES + 1)
    if not data:
        return NotRead("app.empty")
    if len(data) > KEYS_BYTES:
        return NotRead("app.unknown", {"kind": "no_package"})
    found = (
        read_profile(data)
        or read_signing_profile(data)
        or read_keys(data, password)
        or read_source(data.decode("utf-8-sig", "replace"))
    )
    if found is not None:
        return found
    return NotRead("app.unknown", {"kind": "idsig" if is_idsig(data) else "no_package"})


def _package(archive: Archive) -> AppFacts | NotRead:
    entries = archive.entries
    if APK_MANIFEST in entries:
        return read_apk(archive)
    if AAB_MANIFEST in entries:
        return read_aab(archive)
    if names := tuple(sorted(name for name in entries if INFO.fullmatch(name))):
        return read_ipa(archive, names)
    if MODULE in entries:
        return read_hap(archive, MODULE)
    if PACK in entries and any(name.endswith(".hap") for name in entries):
        return read_harmony_app(archive)
    if PACK in entries and OLD_MODULE in entries:
        return read_hap(archive, OLD_MODULE)
    if is_apk_set(archive):
        return read_apk_set(archive)
    return NotRead("app.unknown", {"kind": "archive"})
