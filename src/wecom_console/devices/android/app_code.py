"""What an Android app's compiled code says: whether WeCom's SDK is in it, and which schemas.

Searched as bytes, within a bound: class names and texts stand plainly in DEX files, in the bundles
of React Native, uni-app and Cordova, in Flutter's snapshot and in the table of resources.
"""

import re
from typing import Final

from wecom_console.devices.android.hardeners import hardener_of
from wecom_console.devices.archive import Archive, ArchiveEntry
from wecom_console.devices.cursor import MalformedError
from wecom_console.devices.facts import Code, Sdk

BUDGET: Final = 256 << 20
"""Bytes that are unpacked for it."""

_CODE: Final = re.compile(r"(?:base/dex/)?classes[0-9]{0,3}\.dex")
_TEXTS: Final = re.compile(
    r"(?:base/)?(?:assets/(?:index\.android\.bundle|apps/[^/]+/www/[^/]+\.(?:js|json)"
    r"|(?:www|public)/.{1,200}\.(?:js|json|html))|lib/(?:arm64-v8a|armeabi-v7a|x86_64)/libapp\.so"
    r"|resources\.(?:arsc|pb))"
)
_MOST_FILES: Final = 500
_CLASS: Final = b"Lcom/tencent/wework/api/"
_ACTION: Final = b"com.tencent.wework.apihost"
"""The action of the Intent that the SDK opens WeCom with (docs/reference/wecom.md §4.2)."""
_MARK: Final = b"wwauth"
_WIDE_MARK: Final = _MARK.decode().encode("utf-16-le")
_SCHEMA: Final = re.compile(rb"wwauth(?:3rd[0-9a-f]{16}|[0-9a-f]{16}[0-9]{6})(?![0-9A-Za-z])")
_PACKED_SCHEMA: Final = re.compile(rb"wwauth(?:3rd[0-9a-f]{16}|[0-9a-f]{16}[0-9]{6})")
"""Hermes writes its texts without anything between them."""

_HERMES: Final = b"\xc6\x1f\xbc\x03"
_VERSION_MARK: Final = b"3.0.0."
_VERSION: Final = re.compile(rb"3\.0\.0\.([0-9]{1,2})\x00")
_WIDE_TEXT: Final = re.compile(rb"w\0w\0a\0u\0t\0h\0(?:[0-9a-z]\0){1,40}")
_BEFORE_VERSION: Final = (b"", *(bytes([length]) for length in (7, 8)))
"""The length of a text in a DEX file stands in front of it."""

_NEW: Final = 7
_OVERLAP: Final = 64
_MOST_SCHEMAS: Final = 20
_MOST_MARKS: Final = 20_000
"""Beginnings that are looked at more closely: real code has a few dozen."""


def search_code(archive: Archive, *, budget: int = BUDGET) -> Code:
    """What is found in the code of an APK or AAB."""
    search = _Search(budget)
    entries = archive.entries
    code = [name for name in entries if _CODE.fullmatch(name)]
    texts = sorted(name for name in entries if _TEXTS.fullmatch(name))[:_MOST_FILES]
    # The DEX files last of all would be the first to fall behind the bound.
    for name in (*sorted(code, key=lambda name: (len(name), name)), *texts):
        search.look_into(archive, entries[name])
    return search.result(has_code=bool(code), hardener=hardener_of(entries))


class _Search:
    def __init__(self, budget: int) -> None:
        self._left = budget
        self._marks_left = _MOST_MARKS
        self._is_complete = True
        self._has_class = self._has_action = False
        self._version = -1
        self._schemas: dict[bytes, None] = {}

    def look_into(self, archive: Archive, entry: ArchiveEntry) -> None:
        if self._left <= 0:
            self._is_complete = False
            return
        before = b""
        schema: re.Pattern[bytes] | None = None
        try:
            for piece in archive.chunks(entry):
                self._left -= len(piece)
                if self._left < 0:
                    self._is_complete = False
                    return
                if schema is None:
                    schema = _PACKED_SCHEMA if piece.startswith(_HERMES) else _SCHEMA
                self._look_at(before + piece, schema)
                before = piece[-_OVERLAP:]
        except (MalformedError, OSError):
            self._is_complete = False

    def _look_at(self, data: bytes, schema: re.Pattern[bytes]) -> None:
        self._has_class = self._has_class or _CLASS in data
        self._has_action = self._has_action or _ACTION in data
        if self._may_look(data.count(_VERSION_MARK)):
            for found in _VERSION.finditer(data):
                if data[max(0, found.start() - 1) : found.start()] in _BEFORE_VERSION:
                    self._version = max(self._version, int(found[1]))
        if len(self._schemas) >= _MOST_SCHEMAS:
            return
        if self._may_look(data.count(_MARK)):
            self._schemas |= dict.fromkeys(schema.findall(data))
        if self._may_look(data.count(_WIDE_MARK)):
            self._schemas |= dict.fromkeys(
                found for text in _WIDE_TEXT.findall(data) for found in _SCHEMA.findall(text[::2])
            )

    def _may_look(self, marks: int) -> bool:
        """Whether this piece, which has so many beginnings of what is looked for, may be searched.
        What is nothing but beginnings is a bomb, and no code."""
        self._marks_left -= marks
        if self._marks_left >= 0:
            return marks > 0
        self._is_complete = False
        return False

    def result(self, *, has_code: bool, hardener: str) -> Code:
        is_whole = self._is_complete and not hardener
        sdk = Sdk.ABSENT if is_whole and has_code else Sdk.UNKNOWN
        if self._has_class:
            sdk = Sdk.PRESENT
        elif self._has_action and is_whole:
            sdk = Sdk.RENAMED
        found = [schema.decode("ascii") for schema in self._schemas]
        return Code(
            sdk,
            is_new_sdk=self._version >= _NEW,
            schemas=tuple(found[:_MOST_SCHEMAS]),
            version=f"3.0.0.{self._version}" if self._has_class and self._version >= 0 else "",
            hardener=hardener,
        )
