"""Columns that line up whatever the writing: a Chinese character is two cells wide."""

import unicodedata
from collections.abc import Sequence


def cells(text: str) -> int:
    """How many cells of a terminal `text` takes."""
    width = 0
    for char in text:
        if unicodedata.combining(char):
            continue
        width += 2 if unicodedata.east_asian_width(char) in "WF" else 1
    return width


def padded(text: str, width: int) -> str:
    """`text`, filled with blanks to `width` cells."""
    return text + " " * max(0, width - cells(text))


def columns(rows: Sequence[Sequence[str]], *, gap: int = 2, indent: int = 0) -> list[str]:
    """The rows as lines; every column but the last as wide as its widest cell."""
    if not rows:
        return []
    count = max(len(row) for row in rows)
    widths = [max((cells(row[i]) for row in rows if i < len(row)), default=0) for i in range(count)]
    lines = []
    for row in rows:
        filled = [padded(text, widths[i]) for i, text in enumerate(row)]
        lines.append(" " * indent + (" " * gap).join(filled).rstrip())
    return lines


def wrapped(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` cells: broken at blanks, or between wide characters."""
    lines: list[str] = []
    current = ""
    for piece in _pieces(text):
        if current.strip() and cells(current + piece.rstrip()) > width:
            lines.append(current.rstrip())
            current = piece.lstrip()
        else:
            current += piece
    return [*lines, current.rstrip()] if current.strip() or not lines else lines


_NOT_FIRST = {"Pe", "Pf", "Po"}  # closing brackets and quotes, full stops and commas


def _pieces(text: str) -> list[str]:
    """Words with their blanks, and single wide characters with the signs that may not begin a
    line behind them."""
    pieces: list[str] = []
    for char in text:
        glued = (
            pieces
            and not pieces[-1].endswith(" ")
            and (
                unicodedata.category(char) in _NOT_FIRST
                or char == " "
                or (cells(char) == 1 == cells(pieces[-1][-1]))
            )
        )
        if glued:
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces
