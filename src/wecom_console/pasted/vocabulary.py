"""The words that may be told, and how much of a name is not made of them."""

import re
from functools import cache
from typing import Final

from wecom_console.resource_files import read_resource

LONG_WORD: Final = 5
"""A word of so many letters stands for itself; a shorter one may be a piece of something."""

SHORT_WORD: Final = 4
"""A word of less letters is as likely by chance as a few digits."""

_WORDS: Final = "harmless-words.txt"
_PART: Final = re.compile(r"OAuth|iOS|[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|[0-9]+")


@cache
def words() -> frozenset[str]:
    """The vocabulary in lower case, and the numbers of known errors. Read when the first text is
    told."""
    lines = read_resource(_WORDS).splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def unknown_characters(name: str) -> int:
    """How many characters of a name (letters and digits, joined by ``-`` and ``_``) are no words:
    none of ``access_token`` and ``SocketTimeoutException``, its digits of ``Http11Processor``. A
    name with a part that is no word counts whole, since a secret may hold words by chance; where
    there are digits, so do words of two or three letters."""
    if name.lower() in words():
        return 0
    parts = _PART.findall(name)
    if not all(part.isdigit() or part.lower() in words() for part in parts):
        return len(name)
    if not any(part.isdigit() for part in parts):
        return 0
    return sum(len(part) for part in parts if part.isdigit() or len(part) < SHORT_WORD)


def has_long_word(name: str) -> bool:
    """Whether a name that is all words has one of `LONG_WORD` letters or more."""
    if name.lower() in words():
        return len(name) >= LONG_WORD
    return any(len(part) >= LONG_WORD for part in _PART.findall(name))


def is_common(text: str) -> bool:
    """Whether ideographs are all in everyday use: level 1 of GB 2312, 3,755 of them. What comes of
    a secret read in a wrong encoding is not."""
    try:
        raw = text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return all(0xB0 <= lead <= 0xD7 for lead in raw[::2])
