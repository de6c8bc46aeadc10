"""Text that strangers wrote, cut to what a page has room for.

The templates escape it, and draw a box where a secret was taken out.
"""

from collections.abc import Sequence
from typing import Final

TEXT_LIMIT: Final = 20_000
"""Characters of one text that are shown, and of one list of names and values."""
NAME_LIMIT: Final = 200
"""Characters of a name, where it stands in a heading or a table."""

TextPairs = Sequence[tuple[str, str]]


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
