"""What an Android app's compiled code says: whether WeCom's SDK is in it, and which schemas.

Searched as bytes, within a bound: class names and texts stand plainly in DEX files, in React
Native's bundle and in Flutter's snapshot.
"""

import re
from typing import Final

from wecom_console.devices.archive import Archive, ArchiveEntry
from wecom_console.devices.cursor import MalformedError
from wecom_console.devices.facts import Code, Sdk

BUDGET: Final = 256 << 20
"""Bytes that are unpacked for it."""

_FILES: Final = re.compile(
    r"(?:classes[0-9]{0,3}\.dex|base/dex/classes[0-9]{0,3}\.dex"
    r"|(?:base/)?assets/index\.android\.bundle|(?:base/)?lib/arm64-v8a/libapp\.so)"
)
_CLASS: Final = b"Lcom/tencent/wework/api/"
_ACTION: Final = b"com.tencent.wework.apihost"
"""The action of the Intent that the SDK opens WeCom with (docs/reference/wecom.md §4.2)."""
_SCHEMA: Final = re.compile(rb"wwauth(?:3rd[0-9a-f]{16}|[0-9a-f]{16}[0-9]{6})(?![0-9A-Za-z])")
_NEW_SDK: Final = re.compile(rb"\x07?3\.0\.0\.(?:[7-9]|[1-9][0-9])\x00")
_OVERLAP: Final = 64
_MOST_SCHEMAS: Final = 20


def search_code(archive: Archive, *, budget: int = BUDGET) -> Code:
    """What is found in the code of an APK or AAB."""
    search = _Search(budget)
    names = [name for name in archive.entries if _FILES.fullmatch(name)]
    # The DEX files last of all would be the first to fall behind the bound.
    for name in sorted(names, key=lambda name: (not name.endswith(".dex"), len(name), name)):
        search.look_into(archive, archive.entries[name])
    return search.result(has_code=bool(names))


class _Search:
    def __init__(self, budget: int) -> None:
        self._left = budget
        self._is_complete = True
        self._has_class = self._has_action = self._is_new = False
        self._schemas: dict[bytes, None] = {}

    def look_into(self, archive: Archive, entry: ArchiveEntry) -> None:
        if entry.is_encrypted or entry.method not in (0, 8) or self._left <= 0:
            self._is_complete = False
            return
        before = b""
        try:
            for piece in archive.chunks(entry):
                self._left -= len(piece)
                if self._left < 0:
                    self._is_complete = False
                    return
                self._look_at(before + piece)
                before = piece[-_OVERLAP:]
        except (MalformedError, OSError):
            self._is_complete = False

    def _look_at(self, data: bytes) -> None:
        self._has_class = self._has_class or _CLASS in data
        self._has_action = self._has_action or _ACTION in data
        self._is_new = self._is_new or (b"3.0.0." in data and bool(_NEW_SDK.search(data)))
        if b"wwauth" in data and len(self._schemas) < _MOST_SCHEMAS:
            self._schemas |= dict.fromkeys(_SCHEMA.findall(data))

    def result(self, *, has_code: bool) -> Code:
        sdk = Sdk.ABSENT if self._is_complete and has_code else Sdk.UNKNOWN
        if self._has_class:
            sdk = Sdk.PRESENT
        elif self._has_action and self._is_complete:
            sdk = Sdk.RENAMED
        found = [schema.decode("ascii") for schema in self._schemas]
        return Code(sdk, self._is_new, tuple(found[:_MOST_SCHEMAS]))
