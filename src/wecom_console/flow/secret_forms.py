"""Every way in which a text may spell a secret: raw, URL-encoded, JSON-escaped, base64, hex."""

import base64
import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from typing import Final
from urllib.parse import unquote

SHORT: Final = 8
"""Below this length a secret is only looked for as a whole word and in its plain spellings: its
base64 would be a few characters that occur by chance."""

HEAD: Final = 64
"""A longer secret (a token) is known by its first characters, and what follows them goes too."""

_REST: Final = r"(?:[A-Za-z0-9._~+/=%\\-]|&#[xX]?[0-9A-Fa-f]{1,8};)*"
_ESCAPE: Final = re.compile(r"[%\\&+]")
_URL_SAFE: Final = re.compile(r"[A-Za-z0-9_.~-]+")
_CODE_UNIT: Final = re.compile(r"\\{1,7}(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2}))")
UNESCAPE_ROUNDS: Final = 6
NEEDLE: Final = 6
"""So many characters of a base64 text are looked for before its pattern is made."""

_SLASHES: Final = r"\\{1,7}"
"""Escapes of escapes. Bounded, or a long row of backslashes would cost its length squared."""

_NAMED: Final = {"&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "apos"}
_LETTERS: Final = {"\n": "n", "\r": "r", "\t": "t", "\b": "b", "\f": "f"}


class Spellings:
    """One secret in every spelling. The patterns are long and dear to make, so each is made when a
    text has something that could be one of its spellings: a run of logins meets thousands of
    secrets, and most of them in one spelling only."""

    def __init__(self, secret: str) -> None:
        self._head = secret[:HEAD]
        self._tail = _REST if len(secret) > HEAD else ""
        self._is_short = len(secret) < SHORT
        self._escaped: re.Pattern[str] | None = None
        self._plain: re.Pattern[str] | None = None
        self._is_url_safe = _URL_SAFE.fullmatch(self._head) is not None
        self._needles: tuple[str, ...] | None = None
        if not self._is_short:
            self._hex = self._raw().hex()
            runs = [_longest_run(core) for core in _base64_cores(self._raw())]
            self._needles = tuple(runs) if min(map(len, runs)) >= NEEDLE else None

    def replace(self, text: str, marker: str) -> str:
        """`text` with `marker` wherever the secret stood."""
        if _ESCAPE.search(text) and (not self._is_url_safe or self._head in _unescaped(text)):
            if self._escaped is None:
                self._escaped = self._compile("".join(_character(c) for c in self._head))
            text = self._escaped.sub(marker, text)
        if not self._may_be_plain(text):
            return text
        if self._plain is None:
            self._plain = self._compile("|".join(self._plain_ways()))
        return self._plain.sub(marker, text)

    def _may_be_plain(self, text: str) -> bool:
        """Whether the raw secret, its base64 or its hex could be in `text`; True where the answer
        would cost as much as looking."""
        if self._needles is None or self._head in text:
            return True
        return any(needle in text for needle in self._needles) or self._hex in text.lower()

    def _plain_ways(self) -> list[str]:
        ways = [re.escape(self._head)]
        if not self._is_short:
            ways += [*_base64_forms(self._raw()), f"(?i:{self._hex})"]
        return ways

    def _raw(self) -> bytes:
        return self._head.encode("utf-8", errors="surrogatepass")

    def _compile(self, form: str) -> re.Pattern[str]:
        if self._is_short:
            return re.compile(rf"(?<![A-Za-z0-9])(?:{form})(?![A-Za-z0-9])")
        return re.compile(f"(?:{form}){self._tail}")


@lru_cache(maxsize=16)
def _unescaped(text: str) -> str:
    """`text` with every escape undone, escapes of escapes too: a secret of plain characters that
    stands in it escaped stands here as it is."""
    for _ in range(UNESCAPE_ROUNDS):
        before = text
        text = _CODE_UNIT.sub(lambda found: chr(int(found[1] or found[2], 16)), text)
        text = unescape(unquote(text, errors="replace")) if "%" in text else unescape(text)
        if text == before:
            break
    return text.replace("\\", "")


def _character(character: str) -> str:
    """One character: itself, ``%XX`` (also encoded twice), ``\\uXXXX``, ``&#NN;``, ``+``."""
    ways = [re.escape(character)]
    if not character.isalnum():
        ways.insert(0, rf"{_SLASHES}{re.escape(character)}")
    raw = character.encode("utf-8", errors="surrogatepass")
    ways.append("".join(rf"%(?:25){{0,3}}(?i:{byte:02x})" for byte in raw))
    ways.append("".join(rf"{_SLASHES}u(?i:{unit:04x})" for unit in _utf16(character)))
    ways.append(rf"{_SLASHES}x(?i:{ord(character):02x})")
    ways.append(rf"&#(?:0{{0,4}}{ord(character)}|[xX]0{{0,4}}(?i:{ord(character):x}));")
    if character == " ":
        ways.append(r"\+")
    if character in _LETTERS:
        ways.append(rf"{_SLASHES}{_LETTERS[character]}")
    if character in _NAMED:
        ways.append(f"&{_NAMED[character]};")
    return f"(?:{'|'.join(ways)})"


def _utf16(character: str) -> Iterator[int]:
    raw = character.encode("utf-16-be", errors="surrogatepass")
    for start in range(0, len(raw), 2):
        yield int.from_bytes(raw[start : start + 2])


def _longest_run(core: str) -> str:
    """The longest part of a base64 text that has one spelling only."""
    return max(re.split(r"[^A-Za-z0-9]", core), key=len)


def _base64_cores(raw: bytes) -> Iterator[str]:
    """The middles of `_base64_forms`, as they are spelled in standard base64."""
    for offset in range(3):
        encoded = base64.b64encode(b"\0" * offset + raw).decode("ascii").rstrip("=")
        yield encoded[-(-offset * 8 // 6) : (offset + len(raw)) * 8 // 6]


def _base64_forms(raw: bytes) -> list[str]:
    """The base64 of any text that contains `raw`: its middle depends only on where `raw` starts,
    modulo three. The characters at the seams are shared with the neighbours and go as well."""
    forms = []
    for offset, found in enumerate(_base64_cores(raw)):
        core = "".join(_base64_character(c) for c in found)
        before = _SEAM if offset * 8 % 6 else ""
        after = _SEAM if (offset + len(raw)) * 8 % 6 else ""
        forms.append(f"{before}{core}{after}")
    return forms


_SEAM: Final = r"(?:[A-Za-z0-9+/_\-]|%2[bBfF])?"


def _base64_character(character: str) -> str:
    match character:
        case "+":
            return r"(?:[+\- ]|%2[bB])"
        case "/":
            return r"(?:\\{0,3}/|_|%2[fF])"
        case _:
            return character
