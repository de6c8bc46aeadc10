"""Text that strangers wrote, with nothing invisible in it.

A name that turns the writing direction, or holds a character without width, could look like
another name.
"""

import unicodedata
from typing import Final

_HIDDEN: Final = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
"""Controls, what turns the writing direction or has no width, halves of characters, no characters.
"""


def visible(text: str) -> str:
    """`text` with each hidden character told by its number (``U+202E`` in angle quotes): whoever
    looks for a fault must see it, and no viewer may obey it."""
    if text.isprintable():
        return text
    text = text.replace("\r\n", "\n")
    return "".join(c if _is_seen(c) else f"\u2039U+{ord(c):04X}\u203a" for c in text)


def _is_seen(character: str) -> bool:
    return character in "\n\t" or unicodedata.category(character) not in _HIDDEN
