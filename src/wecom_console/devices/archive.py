"""A ZIP archive as app packages use it: entries by name, read within bounds, as a phone reads them.

Not `zipfile`. It refuses the whole archive for an entry that a phone does not mind (the version
that it says it needs, an extra field that is none, bytes between directory and end); it looks for
the directory in front of the end record and not where that record says, so that it can be shown
another one than the phone; and it takes names as code page 437 where the flag for UTF-8 is not set.
Android looks at none of these (AOSP, system/libziparchive/zip_archive.cc: FindCentralDirectoryInfo,
ParseZipArchive).
"""

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from io import BufferedReader, RawIOBase
from typing import BinaryIO, Final

from wecom_console.devices.cursor import Cursor, MalformedError
from wecom_console.devices.not_read import NotRead
from wecom_console.devices.window import Window

MAX_ENTRIES: Final = 200_000
MAX_DIRECTORY_BYTES: Final = 64 << 20
_END: Final = b"PK\x05\x06"
_END_64: Final = b"PK\x06\x06"
_LOCATOR_64: Final = b"PK\x06\x07"
_ENTRY: Final = b"PK\x01\x02"
_LOCAL: Final = b"PK\x03\x04"
_END_BYTES: Final = 22
_LOCATOR_BYTES: Final = 20
_LOOK_BACK: Final = _END_BYTES + 0xFFFF + _LOCATOR_BYTES
_STORED: Final = 0
_DEFLATED: Final = 8
_CHUNK: Final = 1 << 16
_DAMAGED: Final = NotRead("app.damaged")


@dataclass(frozen=True, slots=True)
class ArchiveEntry:
    """One file of an archive, as the directory describes it."""

    name: str
    method: int
    is_encrypted: bool
    crc: int
    packed: int
    size: int
    offset: int


@dataclass(frozen=True, slots=True)
class Archive:
    """An opened archive. `doubled` are the names that occur more than once; `directory_at` is
    where its directory begins."""

    stream: BinaryIO
    entries: Mapping[str, ArchiveEntry]
    doubled: frozenset[str]
    directory_at: int

    def read(self, name: str, *, limit: int, is_checked: bool = True) -> bytes | NotRead:
        """The content of a file, at most `limit` bytes of it. `is_checked`: a checksum that does
        not fit makes it damaged."""
        entry = self.entries.get(name)
        if entry is None:
            return NotRead("app.no_entry", {"name": name[:80]})
        if name in self.doubled:
            return NotRead("app.doubled", {"name": name[:80]})
        if entry.size > limit:
            return NotRead("app.too_large", {"name": name[:80], "limit_mib": max(1, limit >> 20)})
        # Phones look neither at the mark of encryption nor at an unknown method, and hardeners set
        # them: what can be read plainly is plain.
        found = self._whole(entry, is_checked=is_checked)
        if isinstance(found, NotRead) and entry.method not in (_STORED, _DEFLATED):
            plain = replace(entry, method=_STORED, packed=entry.size)
            found = self._whole(plain, is_checked=is_checked)
        if not isinstance(found, NotRead):
            return found
        if entry.is_encrypted:
            return NotRead("app.encrypted", {"name": name[:80]})
        if entry.method not in (_STORED, _DEFLATED):
            return NotRead("app.method", {"name": name[:80]})
        return found

    def window(self, name: str) -> BinaryIO | None:
        """A file that is stored as it is, as a stream; None where it is not."""
        entry = self.entries.get(name)
        if entry is None or name in self.doubled or entry.method != _STORED:
            return None
        try:
            begin = self._begin(entry)
        except (MalformedError, OSError):
            return None
        part: RawIOBase = Window(self.stream, begin, entry.size)
        return BufferedReader(part)

    def _begin(self, entry: ArchiveEntry) -> int:
        """Where the content begins. Raises MalformedError."""
        self.stream.seek(entry.offset)
        head = Cursor(self.stream.read(30))
        if head.take(4) != _LOCAL:
            raise MalformedError
        head.skip(22)
        return entry.offset + 30 + head.u16() + head.u16()

    def _whole(self, entry: ArchiveEntry, *, is_checked: bool) -> bytes | NotRead:
        pieces, length, crc = [], 0, 0
        try:
            for piece in self.chunks(entry):
                length += len(piece)
                if length > entry.size:
                    return _DAMAGED
                crc = zlib.crc32(piece, crc)
                pieces.append(piece)
        except (MalformedError, OSError):
            return _DAMAGED
        is_sound = length == entry.size and (crc == entry.crc or not is_checked)
        return b"".join(pieces) if is_sound else _DAMAGED

    def chunks(self, entry: ArchiveEntry) -> Iterator[bytes]:
        """The content piece by piece, without any bound. Raises MalformedError."""
        self.stream.seek(self._begin(entry))
        unpacker = zlib.decompressobj(-zlib.MAX_WBITS) if entry.method != _STORED else None
        left = entry.packed
        while left > 0:
            packed = self.stream.read(min(_CHUNK, left))
            if not packed:
                raise MalformedError
            left -= len(packed)
            yield from _unpacked(unpacker, packed) if unpacker else (packed,)
        if unpacker is not None and not unpacker.eof:
            raise MalformedError

    def part(self, start: int, end: int) -> bytes:
        """The bytes of the file itself from `start` to `end`; fewer where it is shorter."""
        self.stream.seek(max(0, start))
        return self.stream.read(max(0, end - max(0, start)))


def _unpacked(unpacker: "zlib._Decompress", packed: bytes) -> Iterator[bytes]:
    """What `packed` unfolds to, never more than one piece in memory."""
    try:
        while packed and not unpacker.eof:
            piece = unpacker.decompress(packed, _CHUNK)
            packed = unpacker.unconsumed_tail
            if piece:
                yield piece
            elif not packed:
                return
    except zlib.error as error:
        raise MalformedError from error


def open_archive(stream: BinaryIO) -> Archive | NotRead | None:
    """The archive in `stream`, why it cannot be read, or None where it is none at all."""
    try:
        size = stream.seek(0, 2)
        tail_at = max(0, size - _LOOK_BACK)
        stream.seek(tail_at)
        tail = stream.read(_LOOK_BACK)
        place = _end_in(tail)
        if place is None:
            stream.seek(0)
            return NotRead("app.truncated") if stream.read(4) == _LOCAL else None
        return _archive(stream, tail, tail_at, place)
    except (MalformedError, OSError):
        return _DAMAGED


def _end_in(tail: bytes) -> int | None:
    """Where the record at the archive's end begins: the last one whose comment fits."""
    place = len(tail)
    while (place := tail.rfind(_END, 0, place)) >= 0:
        cursor = Cursor(tail, place)
        if cursor.left >= _END_BYTES:
            cursor.skip(20)
            if cursor.u16() == cursor.left:
                return place
    return None


def _archive(stream: BinaryIO, tail: bytes, tail_at: int, place: int) -> Archive | NotRead:
    end = Cursor(tail, place + 10)
    count, length, start = end.u16(), end.u32(), end.u32()
    if count == 0xFFFF or 0xFFFFFFFF in (length, start):
        count, length, start = _wide(stream, tail, place) or (count, length, start)
    if count > MAX_ENTRIES or length > MAX_DIRECTORY_BYTES:
        return NotRead("app.many_entries", {"max": MAX_ENTRIES})
    if start + length > tail_at + place:
        return _DAMAGED
    stream.seek(start)
    directory = Cursor(stream.read(length))
    entries: dict[str, ArchiveEntry] = {}
    doubled: set[str] = set()
    for _ in range(count):
        entry = _entry(directory)
        if entry.name in entries:
            doubled.add(entry.name)
        entries[entry.name] = entry
    return Archive(stream, entries, frozenset(doubled), start)


def _wide(stream: BinaryIO, tail: bytes, place: int) -> tuple[int, int, int] | None:
    """Count, length and start of the directory from the record of large archives (ZIP64)."""
    if place < _LOCATOR_BYTES or tail[place - _LOCATOR_BYTES :][:4] != _LOCATOR_64:
        return None
    locator = Cursor(tail, place - _LOCATOR_BYTES + 8)
    stream.seek(min(locator.u64(), 1 << 62))
    record = Cursor(stream.read(56))
    if record.take(4) != _END_64:
        raise MalformedError
    record.skip(28)
    return record.u64(), record.u64(), record.u64()


def _entry(directory: Cursor) -> ArchiveEntry:
    if directory.take(4) != _ENTRY:
        raise MalformedError
    directory.skip(4)
    flags, method = directory.u16(), directory.u16()
    directory.skip(4)
    crc, packed, size = directory.u32(), directory.u32(), directory.u32()
    name_bytes, extra_bytes, comment_bytes = directory.u16(), directory.u16(), directory.u16()
    directory.skip(8)
    offset = directory.u32()
    name = directory.take(name_bytes).decode("utf-8", "replace")
    size, packed, offset = _widened(directory.part(extra_bytes), size, packed, offset)
    directory.skip(comment_bytes)
    return ArchiveEntry(name, method, bool(flags & 1), crc, packed, size, offset)


def _widened(extra: Cursor, *numbers: int) -> tuple[int, int, int]:
    """Sizes and offset, those of 8 bytes where the entry's ZIP64 field has them."""
    size, packed, offset = numbers
    while 0xFFFFFFFF in (size, packed, offset) and extra.left >= 4:
        kind, length = extra.u16(), extra.u16()
        field = extra.part(min(length, extra.left))
        if kind == 1:
            size = field.u64() if size == 0xFFFFFFFF else size
            packed = field.u64() if packed == 0xFFFFFFFF else packed
            offset = field.u64() if offset == 0xFFFFFFFF else offset
            break
    return size, packed, min(offset, 1 << 62)
