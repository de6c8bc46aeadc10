"""Tells of a text what is known to be harmless, and marks the rest.

The text is cut into atoms, each of one kind:

- *known*: a form (`forms`), ideographs in everyday use, a name whose every part is in the
  `vocabulary` with one of five letters or more. It is told.
- *weak*: short words, and at most `FREE` characters that are no word: a port, a line number, an
  ``x``. Each could be a piece of something.
- *unknown*: all else, in whatever alphabet, and what was marked before.

Punctuation and blanks stand between.

Weak and unknown atoms that no known one parts are a row. A row with an unknown atom is marked as a
whole, and so is one with more than `FREE` characters in succession that are no word, or, where
letters are among them, more than `FREE` characters altogether. So a secret that comes in pieces (by
line breaks, quotes, blanks, escapes, as pairs of hex digits) is marked with its pieces, and nothing
has to be decoded: whatever a notation makes of a secret is no word either.

What can be told of a secret is thus less than five characters, or a word of the vocabulary that it
is made of; see docs/adr/0004-telling-what-is-known.md for how likely that is.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto
from typing import Final, NamedTuple

from wecom_console.flow.markers import marker
from wecom_console.pasted.forms import ESCAPED, FORM, SEPARATOR, is_form
from wecom_console.pasted.vocabulary import has_long_word, is_common, unknown_characters

FREE: Final = 4
"""Most characters in succession that are told although they are no word."""

_IDEOGRAPHS: Final = r"[\u4e00-\u9fff]+"
_NAME: Final = r"[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?"
_MARKED: Final = re.compile(r"\[redacted:(\d{1,4})\]")
_SKIPPED: Final = r"""[\s"`=,;(){}#?@!|*+$^~\]]"""
"""What no form begins with."""

_ATOM: Final = re.compile(
    rf"(?P<escaped>(?i:{ESCAPED}))|(?P<ideographs>{_IDEOGRAPHS})|(?P<name>{_NAME})"
    rf"|(?P<separators>{_SKIPPED}+|{SEPARATOR}|-)|(?P<other>.)",
    re.DOTALL,
)
_FORM: Final = re.compile(rf"(?P<marked>{_MARKED.pattern})|{FORM}")
_JOINED: Final = re.compile(rf"(?:[-_+/.=%~@:!#$^*\\]|(?i:{ESCAPED}))*")
"""What may stand between two marked atoms that become one."""

_COLOUR: Final = re.compile(r"(?:\x1b|\^\[)\[[0-9;]{0,12}[A-Za-z]")
_ESCAPED_IDEOGRAPH: Final = re.compile(
    r"\\{1,7}u([4-9][0-9a-f]{3}|30[01][0-9a-f]|ff[0-6][0-9a-f])", re.IGNORECASE
)


class Harmlessness(Enum):
    """What an atom is worth."""

    KNOWN = auto()
    WEAK = auto()
    UNKNOWN = auto()


class _Atom(NamedTuple):
    start: int
    end: int
    kind: Harmlessness
    free: int = 0
    has_letters: bool = False
    """Whether letters are among the free characters."""


def told(text: str) -> str:
    """`text` with a marker in place of whatever is not known to be harmless."""
    text = _plain(text)
    pieces: list[str] = []
    place = 0
    for start, end in _joined(text, _marked(_atoms(text))):
        pieces += [text[place:start], marker(length_before(text[start:end]))]
        place = end
    return "".join([*pieces, text[place:]])


def length_before(text: str) -> int:
    """How long a piece was before anything of it was marked."""
    marked = list(_MARKED.finditer(text))
    return len(text) + sum(int(found[1]) - len(found[0]) for found in marked)


def is_told(text: str) -> bool:
    """Whether a text is told as it is."""
    return told(text) == text


def _plain(text: str) -> str:
    """Without what is not seen and could stand inside a secret: terminal colours, joiners, soft
    hyphens. Ideographs that JSON has escaped become themselves."""
    text = _COLOUR.sub("", text)
    text = _ESCAPED_IDEOGRAPH.sub(lambda found: chr(int(found[1], 16)), text)
    if text.isascii():
        return text
    return "".join(c for c in text if unicodedata.category(c) != "Cf")


def _atoms(text: str) -> Iterator[_Atom]:
    """All that is not a separator."""
    place = 0
    while place < len(text):
        found = _FORM.match(text, place) or _ATOM.match(text, place)
        if found is None:  # cannot be: the last alternative takes any character
            break
        if not is_form(found.lastgroup or "", found):
            found = _ATOM.match(text, place) or found
        if found.lastgroup not in ("separators", "escaped"):
            yield _atom(found)
        place = found.end()


def _atom(found: re.Match[str]) -> _Atom:
    start, end = found.span()
    group = found.lastgroup
    kind, free = Harmlessness.KNOWN, 0
    if group in ("marked", "other"):
        kind = Harmlessness.UNKNOWN
    elif group == "ideographs":
        kind = Harmlessness.KNOWN if is_common(found[0]) else Harmlessness.UNKNOWN
    elif group == "name":
        free = unknown_characters(found[0])
        if free > FREE:
            kind = Harmlessness.UNKNOWN
        elif free or not has_long_word(found[0]):
            kind = Harmlessness.WEAK
    return _Atom(start, end, kind, free, free > sum(map(str.isdecimal, found[0])))


def _marked(atoms: Iterable[_Atom]) -> Iterator[tuple[int, int]]:
    """The places of the atoms that are not told."""
    row: list[_Atom] = []
    for atom in atoms:
        if atom.kind is Harmlessness.KNOWN:
            yield from _marked_of_row(row)
            row = []
        else:
            row.append(atom)
    yield from _marked_of_row(row)


def _marked_of_row(row: Sequence[_Atom]) -> Iterator[tuple[int, int]]:
    if any(atom.kind is Harmlessness.UNKNOWN for atom in row) or _most_free(row) > FREE:
        yield from ((atom.start, atom.end) for atom in row)


def _most_free(row: Sequence[_Atom]) -> int:
    """The most characters in succession that are no word, 0 where all are words. A word ends a
    succession of numbers. Where there are letters among them the whole row counts: a short word is
    too likely by chance in a secret that comes in pieces."""
    if any(atom.has_letters for atom in row):
        return sum(atom.end - atom.start for atom in row)
    most = free = 0
    for atom in row:
        free = free + atom.free if atom.free else 0
        most = max(most, free)
    return most


def _joined(text: str, places: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Places that only punctuation parts as one place."""
    start = end = -1
    for begin, stop in places:
        if end >= 0 and _JOINED.fullmatch(text, end, begin):
            end = stop
            continue
        if end >= 0:
            yield start, end
        start, end = begin, stop
    if end >= 0:
        yield start, end
