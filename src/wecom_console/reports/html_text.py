"""Text that strangers wrote, made ready for a page: cut, and with nothing invisible in it.

The templates escape it, and draw a box where a secret was taken out.
"""

import unicodedata
from collections.abc import Sequence
from typing import Final

TEXT_LIMIT: Final = 20_000
"""Characters of one text that are shown, and of one list of names and values."""
NAME_LIMIT: Final = 200
"""Characters of a name, where it stands in a heading or a table."""

_HIDDEN: Final = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
"""Controls, what turns the writing direction or has no width, halves of characters, no characters.
"""

TextPairs = Sequence[tuple[str, str]]


def clean(text: str) -> str:
    """`text` with each hidden character told by its number (``U+202E`` in angle quotes): whoever
    looks for a fault must see it, and no viewer may obey it."""
    text = text.replace("\r\n", "\n")
    if text.replace("\n", "").replace("\t", "").isprintable():
        return text
    return "".join(c if _is_seen(c) else f"\u2039U+{ord(c):04X}\u203a" for c in text)


def _is_seen(character: str) -> bool:
    return character in "\n\t" or unicodedata.category(character) not in _HIDDEN


def with_room(items: TextPairs) -> TextPairs:
    """As many names and values as have room in `TEXT_LIMIT`; the last of them may pass it."""
    room = TEXT_LIMIT
    for number, item in enumerate(items):
        if room <= 0:
            return items[:number]
        room -= characters([item]) + 1
    return items


def characters(items: TextPairs) -> int:
    """How long the names and values are together."""
    return sum(len(name) + len(value) for name, value in items)
