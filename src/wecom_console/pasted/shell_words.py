"""A copied command line in words: POSIX shells (``\\`` at a line's end, ``$'…'``), Windows' cmd
(``^``) and PowerShell (a backtick at a line's end).

``shlex`` knows neither ``$'…'`` nor where the first command ends, so the command is cut in pieces
here.
"""

import re
from typing import Final

COMMAND_LIMIT: Final = 200_000
"""Characters of a command that are read."""

_CONTINUED: Final = re.compile(r"[\\`]\r?\n")
_CARET_CONTINUED: Final = re.compile(r"\^\r?\n(?:\r?\n)?")
_CARET: Final = re.compile(r"\^(.)", re.DOTALL)
_PIECE: Final = re.compile(
    r"""(?P<ansi>\$'(?P<ansi_text>(?:[^'\\]|\\.)*)')|(?P<single>'[^']*')"""
    r"""|(?P<double>"(?:[^"\\]|\\.)*")|(?P<plain>\\.|[^\s'"\\$]+|\$)|(?P<blank>\s+)""",
    re.DOTALL,
)
_ANSI: Final = re.compile(
    r"\\(?:u([0-9A-Fa-f]{1,4})|U([0-9A-Fa-f]{1,8})|x([0-9A-Fa-f]{1,2})|([0-7]{1,3})|(.))", re.DOTALL
)
_ESCAPED: Final = re.compile(r"""\\(["\\])""")
"""What a backslash does in double quotes; before anything else it stands for itself."""

_LETTERS: Final = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "e": "\x1b", "f": "\f"}


def shell_words(text: str) -> tuple[list[str], str]:
    """The words of the first command of `text`, and the lines below it. No words where a quote is
    not closed."""
    text = text[:COMMAND_LIMIT].strip()
    if '^"' in text or re.search(r"\^\r?\n", text):
        text = _CARET.sub(r"\1", _CARET_CONTINUED.sub(" ", text))
    text = _CONTINUED.sub(" ", text)
    words: list[str] = []
    word: list[str] = []
    place = 0
    while place < len(text):
        piece = _PIECE.match(text, place)
        if piece is None:
            return [], ""
        place = piece.end()
        if "\n" in (piece["blank"] or ""):
            break
        if piece["blank"] is None:
            word.append(_undone(piece))
        elif word:
            words.append("".join(word))
            word = []
    return ([*words, "".join(word)] if word else words), text[place:]


def _undone(piece: re.Match[str]) -> str:
    if piece["ansi"] is not None:
        return _ANSI.sub(_ansi, piece["ansi_text"])
    if piece["plain"] is not None:
        return piece[0].removeprefix("\\")
    if piece["single"] is not None:
        return piece[0][1:-1]
    return _ESCAPED.sub(r"\1", piece[0][1:-1])


def _ansi(found: re.Match[str]) -> str:
    number = found[1] or found[2] or found[3]
    if number or found[4]:
        value = int(number, 16) if number else int(found[4], 8)
        return chr(value) if value < 0x110000 and not 0xD800 <= value < 0xE000 else "\ufffd"
    return _LETTERS.get(found[5], found[5])
