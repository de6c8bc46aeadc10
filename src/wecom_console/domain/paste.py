"""Paste hygiene: what is safe to repair in pasted text, and what was repaired.

The form repairs on paste and says so; a file is never repaired silently: there the same finding
is an error that carries the repaired value as its fix.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from wecom_console.domain.fields import FIELDS, Kind, Paste

_INVISIBLE: Final = frozenset(
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200d\u200e\u200f"
    "\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
)
_QUOTES: Final = "\"'`\u2018\u2019\u201c\u201d\u300c\u300d"
_DECORATED_SCHEMA: Final = re.compile(r"^([A-Za-z0-9]+):(?://.*)?$", re.DOTALL)
_COLON_HEX: Final = re.compile(r"(?:[0-9A-Fa-f]{2}[:\-]){3,}[0-9A-Fa-f]{2}")

_PASTES: Final = {s.path: s.paste for s in FIELDS if s.kind in (Kind.TEXT, Kind.SECRET)}
_SEPARATED: Final = {"schema": ":", "android.signature_md5": ":-"}
_UNTOUCHED: Final = {
    Paste.COMPACT: re.compile(r"(?![\"'`])[!-~]*(?<![\"'`])"),
    Paste.WORDS: re.compile(r"(?:[!-~]+(?: [!-~]+)*)?"),
    Paste.ENDS: re.compile(r"(?:[!-~](?:[ -~]*[!-~])?)?"),
}
"""What nearly every value is: plain ASCII, seen at a glance. A check looks at all of them."""


@dataclass(frozen=True, slots=True)
class PasteRepair:
    """One kind of repair and how many characters it touched. `code` names the sentence."""

    code: str
    count: int


@dataclass(frozen=True, slots=True)
class RepairedText:
    """The repaired text and what was done to it; no changes means it is the text as pasted."""

    text: str
    changes: tuple[PasteRepair, ...] = ()


def clean_paste(path: str, text: str) -> RepairedText:
    """Repair what is safe to repair for the field at `path`. Idempotent; never raises."""
    paste = _PASTES.get(path, Paste.WORDS)
    if paste is Paste.NOTHING or _is_untouched(path, paste, text):
        return RepairedText(text)
    changes: list[PasteRepair] = []

    def note(code: str, before: str, after: str) -> str:
        if before != after:
            changes.append(PasteRepair(code, max(1, abs(len(before) - len(after)))))
        return after

    shown = "".join(c for c in text if c not in _INVISIBLE and (c.isprintable() or c.isspace()))
    text = note("invisible", text, shown)
    if paste is Paste.COMPACT:
        narrow = "".join(_narrow(c) for c in text)
        if narrow != text:
            count = sum(a != b for a, b in zip(text, narrow, strict=True))
            changes.append(PasteRepair("full_width", count))
        text = note("spaces", narrow, "".join(narrow.split()))
        text = note("quotes", text, text.strip(_QUOTES))
    elif paste is Paste.WORDS:
        text = note("spaces", text, " ".join(text.split()))
    else:
        one_line = "".join(c if c.isprintable() else " " for c in text)
        text = note("spaces", text, one_line.strip())
    if path == "schema" and (match := _DECORATED_SCHEMA.match(text)):
        text = note("scheme_separator", text, match[1])
    if path == "android.signature_md5" and _COLON_HEX.fullmatch(text):
        text = note("separators", text, re.sub(r"[:\-]", "", text))
    return RepairedText(text, tuple(changes))


def _is_untouched(path: str, paste: Paste, text: str) -> bool:
    if any(sign in text for sign in _SEPARATED.get(path, "")):
        return False
    return _UNTOUCHED[paste].fullmatch(text) is not None


def _narrow(char: str) -> str:
    """The ASCII form of a full-width letter, digit or sign; other characters as they are."""
    if "\uff01" <= char <= "\uff5e":
        return unicodedata.normalize("NFKC", char)
    return " " if char == "\u3000" else char
