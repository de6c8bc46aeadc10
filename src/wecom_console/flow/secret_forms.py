"""Every way in which a text may spell a secret: raw, URL-encoded, JSON-escaped, base64, hex."""

import base64
import re
from collections.abc import Iterator
from typing import Final

SHORT: Final = 8
"""Below this length a secret is only looked for as a whole word and in its plain spellings: its
base64 would be a few characters that occur by chance."""

HEAD: Final = 64
"""A longer secret (a token) is known by its first characters, and what follows them goes too."""

_REST: Final = r"(?:[A-Za-z0-9._~+/=%\\-]|&#[xX]?[0-9A-Fa-f]{1,8};)*"
_ESCAPE: Final = re.compile(r"[%\\&+]")
_SLASHES: Final = r"\\{1,7}"
"""Escapes of escapes. Bounded, or a long row of backslashes would cost its length squared."""

_NAMED: Final = {"&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "apos"}
_LETTERS: Final = {"\n": "n", "\r": "r", "\t": "t", "\b": "b", "\f": "f"}


class Spellings:
    """One secret in every spelling. The pattern of escapes is long, so it is made when a text has
    something that could be an escape."""

    def __init__(self, secret: str) -> None:
        self._head = secret[:HEAD]
        self._tail = _REST if len(secret) > HEAD else ""
        self._is_short = len(secret) < SHORT
        self._escaped: re.Pattern[str] | None = None
        ways = [re.escape(self._head)]
        if not self._is_short:
            raw = self._head.encode("utf-8", errors="surrogatepass")
            ways += [*_base64_forms(raw), f"(?i:{raw.hex()})"]
        self._plain = self._compile("|".join(ways))

    def replace(self, text: str, marker: str) -> str:
        """`text` with `marker` wherever the secret stood."""
        if _ESCAPE.search(text):
            if self._escaped is None:
                self._escaped = self._compile("".join(_character(c) for c in self._head))
            text = self._escaped.sub(marker, text)
        return self._plain.sub(marker, text)

    def _compile(self, form: str) -> re.Pattern[str]:
        if self._is_short:
            return re.compile(rf"(?<![A-Za-z0-9])(?:{form})(?![A-Za-z0-9])")
        return re.compile(f"(?:{form}){self._tail}")


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


def _base64_forms(raw: bytes) -> list[str]:
    """The base64 of any text that contains `raw`: its middle depends only on where `raw` starts,
    modulo three. The characters at the seams are shared with the neighbours and go as well."""
    forms = []
    for offset in range(3):
        encoded = base64.b64encode(b"\0" * offset + raw).decode("ascii").rstrip("=")
        start = -(-offset * 8 // 6)
        end = (offset + len(raw)) * 8 // 6
        core = "".join(_base64_character(c) for c in encoded[start:end])
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
