"""Keeps the secrets of a pasted text out of what is told of it.

What is known to be harmless is told, and nothing else (`harmless`). Before that goes what stands
under the name of a secret, whatever it is: a password may be made of words, and a Secret may have
the form of a CorpID. Such values are gathered from the whole text first, and taken out wherever
they appear. Clues and facts are read from the text as it is; only what is told of them passes here.
"""

import re
import string
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Final
from urllib.parse import unquote

from wecom_console.flow.markers import marker
from wecom_console.flow.redaction import Redactor
from wecom_console.pasted.clues import Clue, FactPairs, PastedText
from wecom_console.pasted.forms import FIELDS
from wecom_console.pasted.harmless import is_told, length_before, told
from wecom_console.pasted.vocabulary import unknown_characters
from wecom_console.protocol.secret_names import (
    CODES,
    OTHERS,
    SECRET_ENDINGS,
    SECRET_WORDS,
    is_secret_name,
    spelled,
)
from wecom_console.protocol.wecom_codes import KNOWN_ERRCODES

LEARN_LIMIT: Final = 100
"""Most secrets that are gathered from one text; what is over it is still taken out by name."""

_RAW_LIMIT: Final = 4_000
_TEXT_LIMIT: Final = 300
_SOURCE_LIMIT: Final = 160
_NAME_LIMIT: Final = 60
_LEARNED_FROM: Final = 6
_NESTED_LIMIT: Final = 32
"""Names inside of one value whose own values are looked for; the whole goes in any case."""

_NO_WORD: Final = 200
"""So long a value is taken for a secret whatever it is made of."""

_OPEN: Final = r"""(?:["'\\]|&quot;|%22){0,4}"""
_NAME: Final = (
    rf"(?:(?P<strong>{spelled(SECRET_ENDINGS)}"
    rf"|(?:{spelled(SECRET_WORDS)})[a-z0-9_-]{{0,20}}"
    rf"|(?<![A-Za-z0-9])(?:{spelled(OTHERS)})"
    r"|\u5bc6\u7801|\u5bc6\u94a5|\u53e3\u4ee4|\u4ee4\u724c|\u51ed\u8bc1)"
    r"|(?<![A-Za-z0-9])(?<!err[_ -])(?<!error[_ -])(?<!api[_ -])(?<!status[_ -])(?<!sub[_ -])"
    rf"(?:{spelled(CODES)}))"
)
"""In Chinese: password, key, passphrase, token, credential."""

_INITIALS: Final = "".join(
    sorted({name[0] for name in (*SECRET_ENDINGS, *SECRET_WORDS, *OTHERS, *CODES)})
)
_IS: Final = r"(?:=>|[:=>\uff1a]|[\u662f\u4e3a](?=\s?[!-~])|%3d|%253d)"
_NAMED: Final = re.compile(
    rf"(?=[{_INITIALS}\u5bc6\u53e3\u4ee4\u51ed]){_NAME}{_OPEN}\s{{0,3}}{_IS}\s{{0,3}}"
)
"""For a text whose capitals are small: that is several times as fast as to ignore case. So is to
look at a first character before all the names that could begin with it."""

_SMALL: Final = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
_VALUE: Final = re.compile(
    r""""(?P<double>(?:[^"\\\r\n]++|\\.)++)"|'(?P<single>(?:[^'\\\r\n]++|\\.)++)'"""
    rf"""|{_OPEN}(?P<bare>(?:[^\s"'&,;<>\\{{}}()\[\]]++|\\[^"'\s])++)"""
)
_HEADER: Final = re.compile(
    rf"(?:cookie2?|authorization){_OPEN}\s{{0,3}}[:=]\s{{0,3}}{_OPEN}"
    r"""(?P<value>[^\r\n"'\\]{1,4000})""",
    re.IGNORECASE,
)
_SCHEME: Final = re.compile(r"(?:Bearer|Basic|Digest|authing)\s{1,3}", re.IGNORECASE)
_CREDENTIALS: Final = re.compile(r"://[^/\s@:\"']{0,200}:(?P<value>[^/\s@\"']{1,200})@")
_USER_OPTION: Final = re.compile(
    r"""(?<![^\s])(?:-u|--user|--proxy-user|-U)\s{1,3}["']?[^\s:"']{0,200}:(?P<value>[^\s"']{1,200})"""
)
_SEAM: Final = "\x1e"
_CONSTANT: Final = re.compile(r"[A-Z][A-Z_]{3,}")
_LENGTH: Final = re.compile(r"\[\d{1,7}\]")
_BY_NAME: Final = Redactor()


class PastedRedactor:
    """Knows the secrets of one pasted text."""

    def __init__(self, text: str) -> None:
        self._redactor = Redactor()
        self.learn(*secrets_in(text))

    def learn(self, *values: str) -> None:
        """Take these out too. For what the text holds in an encoding: a link's code."""
        self._redactor.learn(*(v for v in values if len(v) >= _LEARNED_FROM))

    def learn_from(self, document: object) -> None:
        """Take out what stands under the name of a secret in a JSON document, escapes undone."""
        self._redactor.learn_from(document)

    def shown(self, text: str, *, limit: int = _TEXT_LIMIT) -> str:
        """At most `limit` characters of `text`, cut after the secrets have been taken out."""
        if len(text) > _RAW_LIMIT:
            text = _cut(text)
        # By name first: of a value with odd characters only the beginning may be known.
        text = self._redactor.text(_BY_NAME.text(text))
        text = _HEADER.sub(_without_credentials, text)
        return told(_without_values(text))[:limit]

    def pasted(self, found: PastedText) -> PastedText:
        """The same, fit to be shown."""
        facts = tuple(self._fact(name, value) for name, value in self._one_address(found.facts))
        return PastedText(found.kind, tuple(self._clue(clue) for clue in found.clues), facts)

    def _one_address(self, facts: FactPairs) -> FactPairs:
        """Host and path are judged as the address that they were: a piece in each is two."""
        values = dict(facts)
        if not {"host", "path"} <= values.keys():
            return facts
        address = f"{values['host']}{_SEAM}{values['path'].replace(_SEAM, '')}"
        host, _, path = self.shown(address).partition(_SEAM)
        told_now = {"host": host, "path": path}
        return tuple((name, told_now.get(name, value)) for name, value in facts)

    def _fact(self, name: str, value: str) -> tuple[str, str]:
        """A name is told if it is all words: with its value it could make more than either."""
        if name in FIELDS or (len(name) == 1 and name.isascii()):
            shown = name
        elif unknown_characters(name):
            shown = marker(len(name))
        else:
            shown = self.shown(name, limit=_NAME_LIMIT)
        if is_secret_name(name) and not _LENGTH.fullmatch(value):
            return shown, marker(len(value)) if value else ""
        # Together, since a name may say that an id is one: ``requestId``.
        together = self.shown(f"{name}: {value}", limit=_NAME_LIMIT + _TEXT_LIMIT)
        if together == f"{name}: {value}":
            return shown, value[:_TEXT_LIMIT]
        return shown, self.shown(value)

    def _clue(self, clue: Clue) -> Clue:
        params = {key: v if isinstance(v, int) else self.shown(v) for key, v in clue.params.items()}
        source = self.shown(clue.source, limit=_SOURCE_LIMIT)
        return replace(clue, params=params, source=source)


def _cut(text: str) -> str:
    """The first `_RAW_LIMIT` characters, without a word that the cut divides."""
    text = text[:_RAW_LIMIT]
    end = max(text.rfind(" "), text.rfind("&"), text.rfind("\n"))
    return text[:end] if end > 0 else text


def secrets_in(text: str) -> tuple[str, ...]:
    """What stands in a text under the names of secrets, as it is and percent-decoded, and is long
    enough to be known again; each once, the first `LEARN_LIMIT`. A word of the vocabulary is not
    among them: it is taken out under its name alone."""
    texts = (text, unquote(text, errors="replace")) if "%" in text else (text,)
    return tuple(islice(dict.fromkeys(islice(_secrets(texts), 20 * LEARN_LIMIT)), LEARN_LIMIT))


def _secrets(texts: tuple[str, ...]) -> Iterator[str]:
    seen: set[str] = set()
    for text in texts:
        for start, end in _places(text):
            value = text[start:end]
            if len(value) < _LEARNED_FROM or value in seen:
                continue
            seen.add(value)
            if len(value) > _NO_WORD or unknown_characters(value):
                yield value


def _places(text: str) -> Iterator[tuple[int, int]]:
    """Where secrets stand: under their names in any notation, and behind a user's name."""
    end = nested = 0
    for name in _NAMED.finditer(text.translate(_SMALL)):
        nested = nested + 1 if name.end() < end else 0
        if nested > _NESTED_LIMIT:
            continue
        found = _VALUE.match(text, name.end(), name.end() + _RAW_LIMIT)
        if found is not None and _is_secret(
            found[found.lastgroup or 0], is_strong=bool(name["strong"])
        ):
            end = max(end, found.end())
            yield found.span(found.lastgroup or 0)
    for rule in (_CREDENTIALS, _USER_OPTION):
        for found in rule.finditer(text):
            yield found.span("value")


def _is_secret(value: str, *, is_strong: bool) -> bool:
    """Whether the value is one. What stands under ``code`` may be a result: ``ECONNREFUSED``, a
    short number, a known one."""
    if value.startswith("[redacted:"):
        return False
    if is_strong:
        return True
    number = value.lstrip("-")
    if number.isdecimal() and number.isascii():
        return len(number) > 4 and int(number[:8]) not in KNOWN_ERRCODES
    return not (_CONSTANT.fullmatch(value) and is_told(value))


def _without_values(text: str) -> str:
    pieces: list[str] = []
    place = 0
    for start, end in sorted(_places(text)):
        if start >= place:
            pieces += [text[place:start], marker(end - start)]
            place = end
    return "".join([*pieces, text[place:]])


def _without_credentials(found: re.Match[str]) -> str:
    value = found["value"]
    scheme = _SCHEME.match(value)
    kept = found[0][: found.start("value") - found.start()] + (scheme[0] if scheme else "")
    return kept + marker(length_before(found[0][len(kept) :]))
