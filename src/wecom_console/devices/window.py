"""A part of a stream as a stream of its own."""

import io
from typing import BinaryIO


class Window(io.RawIOBase):
    """A part of a stream, as a stream: what is stored as it is needs no memory."""

    def __init__(self, stream: BinaryIO, start: int, size: int) -> None:
        super().__init__()
        self._stream, self._start, self._size, self._at = stream, start, size, 0

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        """As streams do, within the part."""
        base = (0, self._at, self._size)[whence]
        self._at = max(0, base + offset)
        return self._at

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        """The next bytes, none behind the part's end."""
        self._stream.seek(self._start + min(self._at, self._size))
        data = self._stream.read(min(len(buffer), max(0, self._size - self._at)))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)
