"""Keeps the secrets of a pasted text out of what is told of it.

A pasted text comes in any notation (headers, logs, shell, reprs), so its secrets are gathered from
the whole of it first, by the name they stand under; after that they are taken out wherever they
appear, along with whatever has the form of a WeCom Secret or a token.
"""

import base64
import binascii
import re
from collections.abc import Iterator
from itertools import islice
from typing import Final
from urllib.parse import unquote

from wecom_console.flow.markers import marker
from wecom_console.flow.redaction import Redactor
from wecom_console.pasted.clues import Clue, PastedText

LEARN_LIMIT: Final = 100
"""Most secrets that are gathered from one text; what is over it is still taken out by name."""

_RAW_LIMIT: Final = 4_000
_TEXT_LIMIT: Final = 300
_SOURCE_LIMIT: Final = 160
_NAME_LIMIT: Final = 60
_LEARNED_FROM: Final = 6

_OPEN: Final = r"""(?:["'\\]|&quot;|%22){0,4}"""
_NAME: Final = (
    r"(?:(?P<strong>secret|token|passw(?:or)?d|pwd|session_?(?:key|id)|api_?key|private_?key"
    r"|assertion|code_?verifier|user_?ticket|bizdata)"
    r"|(?:(?<![A-Za-z])(?:auth_?|js_?|login_?)?code|(?-i:[a-z]Code)))"
)
_QUOTED: Final = tuple(
    re.compile(
        rf"{_NAME}{_OPEN}\s{{0,3}}(?:=>|[:=])\s{{0,3}}{mark}"
        rf"(?P<value>(?:[^{mark}\\\r\n]|\\.){{1,4000}}){mark}",
        re.IGNORECASE,
    )
    for mark in ('"', "'")
)
_NAMED: Final = re.compile(
    rf"{_NAME}{_OPEN}\s{{0,3}}(?:=>|[:=]|%3D|%253D)\s{{0,3}}{_OPEN}"
    r"""(?P<value>(?:[^\s"'&,;<>\\{}()\[\]]|\\[^"'\s]){1,4000})""",
    re.IGNORECASE,
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
_UNQUOTED: Final = (_NAMED, _CREDENTIALS, _USER_OPTION)
_RULES: Final = (_HEADER, *_QUOTED, *_UNQUOTED)
_RUN: Final = re.compile(r"[A-Za-z0-9_-]{20,}")
_SURELY: Final = 40
_NEIGHBOURS: Final = re.compile(
    r"(?<![A-Za-z0-9_-])([A-Za-z0-9_-]{8,4000})?\[redacted:(\d{1,7})\]([A-Za-z0-9_-]{0,4000})"
)
_DIGITS: Final = re.compile(r"[0-9]+")
_OPEN_ID: Final = re.compile(r"w[okmp][A-Za-z0-9_-]{30}")
_CONSTANT: Final = re.compile(r"[A-Z][A-Z_]{3,}")
_COOKIE_VALUE: Final = re.compile(r"=([^;\s]{1,4000})")
_BY_NAME: Final = Redactor()
_ORDINARY: Final = frozenset(
    {"undefined", "invalid", "missing", "expired", "required", "unknown", "optional"}
)


class Veil:
    """Knows the secrets of one pasted text."""

    def __init__(self, text: str) -> None:
        self._redactor = Redactor()
        self.learn(*secrets_in(text))

    def learn(self, *values: str) -> None:
        """Take these out too. For what the text holds in an encoding: a link's code."""
        self._redactor.learn(*(v for v in values if len(v) >= _LEARNED_FROM))

    def learn_from(self, document: object) -> None:
        """Take out what stands under a sensitive name in a JSON document, escapes undone."""
        self._redactor.learn_from(document)

    def shown(self, text: str, *, limit: int = _TEXT_LIMIT) -> str:
        """At most `limit` characters of `text`, cut after the secrets have been taken out."""
        if len(text) > _RAW_LIMIT:
            text = _cut(text)
        # By name first: of a value with odd characters only the beginning may be known.
        text = self._redactor.text(_BY_NAME.text(text))
        for rule in _RULES:
            text = rule.sub(_without_value, text)
        text = _NEIGHBOURS.sub(_without_neighbours, text)
        return _RUN.sub(_without_run, text)[:limit]

    def pasted(self, found: PastedText) -> PastedText:
        """The same, fit to be shown."""
        facts = ((self.shown(n, limit=_NAME_LIMIT), self.shown(v)) for n, v in found.facts)
        return PastedText(found.kind, tuple(self._clue(clue) for clue in found.clues), tuple(facts))

    def _clue(self, clue: Clue) -> Clue:
        params = {
            self.shown(key, limit=_NAME_LIMIT): v if isinstance(v, int) else self.shown(v)
            for key, v in clue.params.items()
        }
        return Clue(clue.code, params, clue.leg, self.shown(clue.source, limit=_SOURCE_LIMIT))


def _cut(text: str) -> str:
    """The first `_RAW_LIMIT` characters, without a word that the cut divides."""
    text = text[:_RAW_LIMIT]
    end = max(text.rfind(" "), text.rfind("&"), text.rfind("\n"))
    return text[:end] if end > 0 else text


def secrets_in(text: str) -> tuple[str, ...]:
    """What stands in a text under sensitive names, as it is and percent-decoded, and is long enough
    to be known again; each once, the first `LEARN_LIMIT`."""
    texts = (text, unquote(text, errors="replace")) if "%" in text else (text,)
    return tuple(islice(dict.fromkeys(islice(_secrets(texts), 20 * LEARN_LIMIT)), LEARN_LIMIT))


def _secrets(texts: tuple[str, ...]) -> Iterator[str]:
    for text in texts:
        for found in _HEADER.finditer(text):
            yield from _of_header(found["value"])
        is_quoted = '"' in text or "'" in text
        for rule in _RULES[1:] if is_quoted else _UNQUOTED:
            for found in rule.finditer(text):
                value = found["value"]
                if len(value) >= _LEARNED_FROM and _is_secret(found):
                    yield value


def _of_header(value: str) -> Iterator[str]:
    """The credentials in a header's value, a pair of ``Basic`` decoded too."""
    scheme = _SCHEME.match(value)
    rest = value[scheme.end() :].strip() if scheme else value.strip()
    if scheme and len(rest) >= _LEARNED_FROM:
        yield rest
    if scheme and scheme[0].lower().startswith("basic"):
        try:
            pair = base64.b64decode(rest[:2000] + "=" * (-len(rest[:2000]) % 4), validate=True)
        except (binascii.Error, ValueError):
            return
        yield pair.decode("utf-8", errors="replace").partition(":")[2]
    for found in islice(_COOKIE_VALUE.finditer(value), 20):
        if len(found[1]) > _LEARNED_FROM + 1:
            yield found[1]


def _is_secret(found: re.Match[str]) -> bool:
    """Whether the value is one: ``code: ECONNREFUSED`` and ``errcode=40029`` are not."""
    value = found["value"]
    if value.startswith("[redacted:") or value.lower() in _ORDINARY:
        return False
    if "strong" not in found.re.groupindex or found["strong"]:
        return True
    if value.lstrip("-").isdecimal() and len(value) < 8:
        return False
    has_digit = any(c.isdigit() for c in value)
    return not _CONSTANT.fullmatch(value) and (len(value) >= 20 or (len(value) >= 8 and has_digit))


def _without_value(found: re.Match[str]) -> str:
    value = found["value"]
    if found.re is _HEADER:
        scheme = _SCHEME.match(value)
        kept = found[0][: found.start("value") - found.start()] + (scheme[0] if scheme else "")
        return kept + marker(found.end() - found.start() - len(kept))
    if not _is_secret(found):
        return found[0]
    start, end = found.start("value") - found.start(), found.end("value") - found.start()
    return f"{found[0][:start]}{marker(len(value))}{found[0][end:]}"


def _without_neighbours(found: re.Match[str]) -> str:
    """A marker with what adjoins it: a secret that was known in part only."""
    before, after = found[1] or "", found[3]
    return marker(len(before) + int(found[2]) + len(after))


def _without_run(found: re.Match[str]) -> str:
    """A run of letters and digits without what has a Secret's or a token's form. A shorter one may
    be a part of a secret, or a name such as ``AbstractHttp11Processor``: its digits tell. WeCom's
    encrypted ids are no secrets (docs/reference/wecom.md §2.2)."""
    run = found[0]
    lower, upper = sum(map(str.islower, run)), sum(map(str.isupper, run))
    groups = len(_DIGITS.findall(run))
    needed = (1, 1) if len(run) >= _SURELY else (3, 2)
    is_token = min(lower, upper) >= needed[0] and groups >= needed[1]
    return marker(len(run)) if is_token and not _OPEN_ID.fullmatch(run) else run
