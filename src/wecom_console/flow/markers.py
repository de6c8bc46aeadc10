"""What stands in an event where a secret stood: ``[redacted:43]``, the number being its length."""

import re
from dataclasses import dataclass
from typing import Final

_MARKER: Final = re.compile(r"\[redacted:([0-9]{1,7})\]")


@dataclass(frozen=True, slots=True)
class Redacted:
    """A place where a secret of `length` characters was taken out."""

    length: int

    def __str__(self) -> str:
        return f"[redacted:{self.length}]"


def marker(length: int) -> str:
    """The text that replaces a secret of `length` characters. ASCII, and harmless in JSON."""
    return str(Redacted(length))


def split_markers(text: str) -> tuple[str | Redacted, ...]:
    """`text` in pieces, so that a view can draw each marker as a box. Joined by `str` they give
    the text again; empty pieces are left out."""
    pieces: list[str | Redacted] = []
    end = 0
    for found in _MARKER.finditer(text):
        pieces.append(text[end : found.start()])
        pieces.append(Redacted(int(found[1])))
        end = found.end()
    pieces.append(text[end:])
    return tuple(piece for piece in pieces if piece != "")
