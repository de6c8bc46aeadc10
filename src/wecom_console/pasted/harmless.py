"""Tells of a text what is known to be harmless, and marks the rest.

The text is cut into atoms, each of one kind:

- *known*: a form (`forms`), ideographs in everyday use, a name whose every part is in the
  `vocabulary` with one of five letters or more. It is told.
- *weak*: short words, and at most `FREE` characters that are no word: a port, a line number, an
  ``x``. Each could be a piece of something.
- *unknown*: all else, in whatever alphabet, and what was marked before.
- punctuation and blanks, which separate.

Weak and unknown atoms that no known one parts are a row. A row with an unknown atom, or with more
than `FREE` characters in succession that are no word, is marked as a whole. So a secret that comes
in pieces (by line breaks, quotes, blanks, escapes, as pairs of hex digits) is marked with its
pieces, and nothing has to be decoded: whatever a notation makes of a secret is no word either.

What can be told of a secret is thus less than five characters, or a word of the vocabulary that it
is made of; see docs/adr/0004-telling-what-is-known.md for how likely that is.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from wecom_console.flow.markers import marker
from wecom_console.pasted.forms import ESCAPED, FORM, SEPARATOR, is_form
from wecom_console.pasted.vocabulary import has_long_word, is_common, unknown_characters

FREE: Final = 4
"""Most characters in succession that are told although they are no word."""

_IDEOGRAPHS: Final = r"[\u4e00-\u9fff]+"
_NAME: Final = r"[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?"
_MARKED: Final = r"\[redacted:\d{1,7}\]"
_ATOM: Final = re.compile(
    rf"(?P<escaped>(?i:{ESCAPED}))|(?P<ideographs>{_IDEOGRAPHS})|(?P<name>{_NAME})"
    rf"|(?P<separator>{SEPARATOR}|-)|(?P<other>.)",
    re.DOTALL,
)
_FORM: Final = re.compile(rf"(?P<marked>{_MARKED})|{FORM}")
_JOINED: Final = re.compile(r"[-_+/.=%~@:!#$^*\\]*")
"""What may stand between two marked atoms that become one."""

_COLOUR: Final = re.compile(r"(?:\x1b|\^\[)\[[0-9;]{0,12}[A-Za-z]")
_ESCAPED_IDEOGRAPH: Final = re.compile(
    r"\\{1,7}u([4-9][0-9a-f]{3}|30[01][0-9a-f]|ff[0-6][0-9a-f])", re.IGNORECASE
)


class Kind(Enum):
    """What an atom is worth."""

    SEPARATOR = auto()
    KNOWN = auto()
    WEAK = auto()
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class _Atom:
    start: int
    end: int
    kind: Kind
    free: int = 0


def told(text: str) -> str:
    """`text` with a marker in place of whatever is not known to be harmless."""
    text = _plain(text)
    pieces: list[str] = []
    place = 0
    for start, end in _joined(text, _marked(_atoms(text))):
        pieces += [text[place:start], marker(end - start)]
        place = end
    return "".join([*pieces, text[place:]])


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
    place = 0
    while place < len(text):
        found = _FORM.match(text, place)
        if found is None or not is_form(found.lastgroup or "", found):
            found = _ATOM.match(text, place)
        if found is None:  # cannot be: the last alternative takes any character
            break
        yield _atom(found)
        place = found.end()


def _atom(found: re.Match[str]) -> _Atom:
    start, end = found.span()
    match found.lastgroup:
        case "separator" | "escaped":
            return _Atom(start, end, Kind.SEPARATOR)
        case "marked" | "other":
            return _Atom(start, end, Kind.UNKNOWN)
        case "ideographs":
            return _Atom(start, end, Kind.KNOWN if is_common(found[0]) else Kind.UNKNOWN)
        case "name":
            free = unknown_characters(found[0])
            if free > FREE:
                return _Atom(start, end, Kind.UNKNOWN)
            is_known = not free and has_long_word(found[0])
            return _Atom(start, end, Kind.KNOWN if is_known else Kind.WEAK, free)
        case _:
            return _Atom(start, end, Kind.KNOWN)


def _marked(atoms: Iterable[_Atom]) -> Iterator[tuple[int, int]]:
    """The places of the atoms that are not told."""
    row: list[_Atom] = []
    for atom in atoms:
        if atom.kind is Kind.KNOWN:
            yield from _marked_of_row(row)
            row = []
        elif atom.kind is not Kind.SEPARATOR:
            row.append(atom)
    yield from _marked_of_row(row)


def _marked_of_row(row: Sequence[_Atom]) -> Iterator[tuple[int, int]]:
    free = most = 0
    for atom in row:
        free = free + atom.free if atom.free else 0
        most = max(most, free)
    if most > FREE or any(atom.kind is Kind.UNKNOWN for atom in row):
        yield from ((atom.start, atom.end) for atom in row)


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
