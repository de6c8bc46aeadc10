"""Finds in what was told a piece of a secret: five characters in succession that are no word."""

import random
import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from pasted.notations import NOTATIONS, SPELLINGS, Spelling, secret
from wecom_console.flow.markers import split_markers
from wecom_console.pasted.recognise import recognise
from wecom_console.pasted.vocabulary import words

SEAM = "\0"
PIECE = re.compile(rf"[^\W_]+|{SEAM}")
BREAK = re.compile(r"\\+[nrt]")
CODE = re.compile(r"\d{1,7}")
RUN = 5
"""So many characters of a secret in succession are too many, unless they are a word."""


def joined(text: str, besides: frozenset[str] = frozenset()) -> str:
    """Letters and digits alone, without regard to case and width: a secret that stands there in
    pieces is whole again. Long words of the vocabulary, and `besides`, what surrounds the secret,
    are left out. Where something was taken out, nothing is joined."""
    pieces = (piece if isinstance(piece, str) else SEAM for piece in split_markers(text))
    plain = unicodedata.normalize("NFKC", BREAK.sub(" ", "".join(pieces))).lower()
    return "".join(
        SEAM if len(piece) >= RUN and piece in words() else piece
        for piece in PIECE.findall(plain)
        if piece not in besides
    )


def runs(text: str) -> set[str]:
    """Every `RUN` characters of it."""
    return {run for i in range(len(text) - RUN + 1) if SEAM not in (run := text[i : i + RUN])}


def all_told(text: str) -> str:
    """All that both faces get to say of a pasted text."""
    found = recognise(text)
    parts = [found.kind, *(part for fact in found.facts for part in fact)]
    for clue in found.clues:
        parts += [clue.code, clue.source, *map(str, clue.params.values())]
    return SEAM.join(parts)


@cache
def surroundings(notation: Spelling) -> frozenset[str]:
    """The pieces of a notation, and of what is told of it, without a secret in it."""
    texts = (notation(""), all_told(notation("")), notation("0"), all_told(notation("0")))
    return frozenset(piece for text in texts for piece in PIECE.findall(text.lower())) - {SEAM}


def leaks(value: str, spelled: str, said: str, notation: Spelling) -> set[str]:
    """The runs of a secret, as it is and as it was spelled, that stand in what was told."""
    if not (found := runs(joined(said, surroundings(notation)))):
        return set()
    return found & (runs(joined(value)) | runs(joined(spelled)) | runs(joined(value[::-1])))


def drawn(seed: int, count: int) -> Iterator[tuple[str, str, Spelling]]:
    """Secrets, how they were spelled, and the notation for them."""
    chance = random.Random(seed)
    for _ in range(count):
        value, spelling, notation = (
            secret(chance),
            chance.choice(SPELLINGS),
            chance.choice(NOTATIONS),
        )
        spelled = spelling(value)
        # A number of up to seven digits that stands alone is the code that somebody asks about.
        yield value, value if CODE.fullmatch(spelled) else spelled, notation
