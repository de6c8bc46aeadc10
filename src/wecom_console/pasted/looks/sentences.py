"""Sentences without a number (resources/sentences.toml)."""

import re
import string
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from wecom_console.domain.verdicts import Leg
from wecom_console.pasted.clues import Clue
from wecom_console.resource_files import read_resource

TEXT_LIMIT: Final = 400_000
"""Characters that are looked at; a sentence in a longer text stands in its first lines."""

_FAR: Final = 60
"""Characters between the two halves of a word."""

_LEGS: Final = {
    "console": None,
    "sdk": None,
    "phone": Leg.REQUEST,
    "confirm": Leg.CONFIRM,
    "return": Leg.RETURN,
    "identity": Leg.IDENTITY,
    "client": Leg.IDENTITY,
}
_DROPPED: Final = string.whitespace + string.punctuation.replace("_", "").replace("*", "")
_IDEOGRAPHIC: Final = (
    "\u3000\u3001\u3002\uff0c\uff1a\uff1b\uff01\uff1f\u201c\u201d\u2018\u2019\uff08\uff09"
    "\u3010\u3011\u300c\u300d\u300a\u300b\u2026\u00b7\uff0e\u200b*"
)
_SQUEEZE: Final = str.maketrans("", "", _DROPPED + _IDEOGRAPHIC)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """`latin` is looked for in the text, `chinese` in the text without blanks and punctuation: a
    word's first half as it is, then the whole word's pattern, which few texts ever need."""

    code: str
    latin: tuple[tuple[str, str], ...]
    chinese: tuple[tuple[str, str], ...]
    noticed: tuple[str, ...]
    beside: tuple[str, ...]

    def stands_in(self, low: str, squeezed: str) -> bool:
        """Whether any of its words does, by one of those that must stand beside it."""
        if self.beside and not any(word in low for word in self.beside):
            return False
        return any(
            start in text and re.search(pattern, text) is not None
            for text, words in ((low, self.latin), (squeezed, self.chinese))
            for start, pattern in words
        )


@cache
def _sentences() -> tuple[_Sentence, ...]:
    document = tomllib.loads(read_resource("sentences.toml"))
    return tuple(
        _Sentence(
            entry["code"],
            tuple(_latin(word) for word in entry["any"] if word.isascii()),
            tuple(_chinese(word) for word in entry["any"] if not word.isascii()),
            tuple(entry.get("noticed", ())),
            tuple(entry.get("beside", ())),
        )
        for entry in document["sentences"]
    )


def _latin(word: str) -> tuple[str, str]:
    """Whole words, since `invalid state` is no `InvalidStateError`."""
    pattern = f".{{0,{_FAR}}}?".join(re.escape(half) for half in word.split("*"))
    before = r"(?<![a-z0-9])" if word[0].isalnum() else ""
    after = r"(?![a-z0-9])" if word[-1].isalnum() else ""
    return word.partition("*")[0], before + pattern + after


def _chinese(word: str) -> tuple[str, str]:
    halves = [_squeezed(half) for half in word.split("*")]
    return halves[0], f".{{0,{_FAR}}}?".join(map(re.escape, halves))


def _squeezed(text: str) -> str:
    return text.lower().translate(_SQUEEZE)


def judge_sentences(text: str) -> Iterator[Clue]:
    """What the sentences mean, each code once."""
    low = re.sub(r"[^\S\n]+", " ", text[:TEXT_LIMIT].lower())
    squeezed = "" if low.isascii() else _squeezed(low)
    found: set[str] = set()
    for sentence in _sentences():
        if sentence.code not in found and sentence.stands_in(low, squeezed):
            found.add(sentence.code)
            leg = _LEGS[sentence.code.partition(".")[0]]
            params = {"errcode": "?", "sdk": "?"} if leg is Leg.CONFIRM else {}
            yield Clue(sentence.code, params, leg, noticed=sentence.noticed)
