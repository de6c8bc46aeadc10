"""Text that strangers wrote, as harmless HTML: escaped, cut, and with nothing invisible in it."""

import re
import unicodedata
from collections.abc import Sequence
from html import escape
from typing import Final

from wecom_console.flow.markers import Redacted, split_markers
from wecom_console.messages.catalogue import Messages

TEXT_LIMIT: Final = 20_000
"""Characters of one text that are shown, and of one list of names and values."""
NAME_LIMIT: Final = 200
"""Characters of a name, where it stands in a heading or a table."""

_HIDDEN: Final = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
"""Controls, what turns the writing direction or has no width, halves of characters, no characters.
"""

Pairs = Sequence[tuple[str, str]]


def clean(text: str) -> str:
    """`text` with each hidden character told by its number (``U+202E`` in angle quotes): whoever
    looks for a fault must see it, and no viewer may obey it."""
    text = text.replace("\r\n", "\n")
    if text.isascii() and text.isprintable():
        return text
    return "".join(c if _is_seen(c) else f"\u2039U+{ord(c):04X}\u203a" for c in text)


def _is_seen(character: str) -> bool:
    return character in "\n\t" or unicodedata.category(character) not in _HIDDEN


class HtmlText:
    """Makes pieces of HTML in one language. Everything it returns may stand in a page as it is."""

    def __init__(self, messages: Messages) -> None:
        self.messages = messages

    def say(self, code: str, **params: object) -> str:
        """The sentence of `code`."""
        return self.attribute(self.messages.text(code, **params))

    def attribute(self, text: str) -> str:
        """`text` without any element, for attributes and titles."""
        return escape(clean(text[:TEXT_LIMIT]))

    def shown(self, text: str, *, limit: int = TEXT_LIMIT) -> str:
        """`text` with a box where a secret was taken out; the end of a long one is left out, and
        that is said."""
        pieces = split_markers(text[:limit])
        html = "".join(self._piece(piece) for piece in pieces)
        return html + (self._cut(len(text)) if len(text) > limit else "")

    def name(self, text: str) -> str:
        """The same for a name."""
        return self.shown(text, limit=NAME_LIMIT)

    def marked(self, text: str) -> str:
        """The same, with ``**so**`` as strong."""
        pieces = re.split(r"\*\*", text[:TEXT_LIMIT])
        html = [f"<b>{self.shown(p)}</b>" if i % 2 else self.shown(p) for i, p in enumerate(pieces)]
        return "".join(html) + (self._cut(len(text)) if len(text) > TEXT_LIMIT else "")

    def block(self, text: str) -> str:
        """`text` as it is set, line by line."""
        return f"<pre>{self.shown(text)}</pre>"

    def pairs(self, items: Pairs) -> str:
        """Names and values; nothing for none."""
        rows: list[str] = []
        room = TEXT_LIMIT
        for name, value in items:
            if room <= 0:
                total = sum(len(name) + len(value) for name, value in items)
                rows.append(f"<dt></dt><dd>{self._cut(total)}</dd>")
                break
            rows.append(f"<dt>{self.shown(name)}</dt><dd>{self.shown(value)}</dd>")
            room -= len(name) + len(value) + 1
        return f'<dl class="pairs">{"".join(rows)}</dl>' if rows else ""

    def _piece(self, piece: str | Redacted) -> str:
        if isinstance(piece, Redacted):
            words = self.say("report.redacted", length=piece.length)
            return f'<span class="redacted">{words}</span>'
        return escape(clean(piece))

    def _cut(self, length: int) -> str:
        return f' <span class="cut">{self.say("report.cut", count=length)}</span>'
