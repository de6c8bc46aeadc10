"""Sets of APKs (``.apks``, ``.xapk``, ``.apkm``): the base APK, which the app's facts are in."""

import io
import re
from dataclasses import replace
from typing import Final

from wecom_console.devices.android.package import APK_MANIFEST, read_apk
from wecom_console.devices.archive import Archive, open_archive
from wecom_console.devices.facts import AndroidFacts, Sdk
from wecom_console.devices.not_read import NotRead

_MOST_BYTES: Final = 128 << 20
_BASE: Final = re.compile(r"(?:splits/)?base(?:-master)?\.apk|universal\.apk")
_ALONE: Final = re.compile(r"standalones/standalone[^/]*\.apk")
_PART: Final = re.compile(
    r"(?:.*/)?(?:split_)?(?:config\.[^/]*|base-[^/]*|[^/]*\.config\.[^/]*)\.apk"
)
"""What holds only pictures, languages or native code of the base."""


def is_apk_set(archive: Archive) -> bool:
    """Whether the archive holds APKs."""
    return any(name.endswith(".apk") for name in archive.entries)


def read_apk_set(archive: Archive) -> AndroidFacts | NotRead:
    """What the set's base APK says of itself."""
    names = sorted(name for name in archive.entries if name.endswith(".apk"))
    base = _base_of(archive, names)
    if base is None:
        return NotRead("app.unknown", {"kind": "set"})
    inner = _opened(archive, base)
    if isinstance(inner, NotRead):
        return inner
    if inner is None or APK_MANIFEST not in inner.entries:
        return NotRead("app.unknown", {"kind": "set"})
    facts = read_apk(inner)
    if isinstance(facts, NotRead):
        return facts
    others = [name for name in names if name != base and not _PART.fullmatch(name)]
    if others and facts.code.sdk is Sdk.ABSENT:  # it may be in one of those
        facts = replace(facts, code=replace(facts.code, sdk=Sdk.UNKNOWN))
    return replace(facts, base=base)


def _base_of(archive: Archive, names: list[str]) -> str | None:
    """By its name; where none has such a one, the only APK that is no part of another, or, of
    whole apps for different phones, the first."""
    found = [name for name in names if _BASE.fullmatch(name)]
    alone = [name for name in names if _ALONE.fullmatch(name)]
    if found or alone:
        return (found or alone)[0]
    whole = [name for name in names if not _PART.fullmatch(name)]
    if len(whole) != 1:
        return None
    return whole[0]


def _opened(archive: Archive, name: str) -> Archive | NotRead | None:
    window = archive.window(name)
    if window is not None:
        return open_archive(window)
    data = archive.read(name, limit=_MOST_BYTES)
    return data if isinstance(data, NotRead) else open_archive(io.BytesIO(data))
