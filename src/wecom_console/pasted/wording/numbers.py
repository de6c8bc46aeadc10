"""The number that a text prints. It counts more than the sentence beside it.

Sources: docs/reference/wecom.md §9.1, docs/reference/errors.md §3.2 and §8.2 (what SDKs write).
"""

import re
from typing import Final

from wecom_console.protocol.wecom_codes import KNOWN_ERRCODES

_NUMBER: Final = r"(-?\d{1,7})(?!\d)"
_STATED: Final = re.compile(
    rf"err_?code(?: is)?[\"'\\\s:=\uff1a\[\]>()]{{1,12}}(?:int\(|float\()?{_NUMBER}"
    rf"|err_?code[\"'](?=\d{{5}}){_NUMBER}|error-code:\s{{0,3}}{_NUMBER}"
    rf"|devtool/query\?e=(-?\d{{1,7}})(?!\d)",
    re.IGNORECASE,
)
# In Chinese: error code, error number, return code, return value, status code, code of the fault.
_SPOKEN: Final = re.compile(
    r"(?:error[ _-]?(?:code|no|number)|error(?=[:=(\[\uff1a])|err[ _-]?(?:no|num)"
    r"|(?<![a-z])ret(?:urn)?(?:[ _-]?(?:code|value))?"
    r"|(?<![a-z])(?:sub_?)?code|\u9519\u8bef(?:\u4ee3)?\u7801|\u9519\u8bef\u7f16?\u53f7"
    r"|\u8fd4\u56de(?:\u4ee3)?\u7801|\u8fd4\u56de\u503c|\u72b6\u6001\u7801|\u5f02\u5e38\u7801"
    r"|\u9519\u8bef|\u7801)"
    rf"[\"'\\\s:=,\uff1a\uff0c\[(\uff08\u3010]{{0,12}}{_NUMBER}(?![A-Za-z0-9_-])",
    re.IGNORECASE,
)
_ENCLOSED: Final = re.compile(
    r"(?<![A-Za-z0-9])[\[(\uff08\u3010]\s{0,2}(-?\d{5,7})\s{0,2}[\])\uff09\u3011]"
)
_LEADING: Final = re.compile(
    r"(?:^|[:>\]}]\s{1,3}|[\uff1a\u201c\u300c])(-?\d{5,7})"
    r"(?=\s{0,2}(?:[:\uff1a;\uff1b\u201d\u300d]|[,\uff0c](?!\s?\d)|\{|-\s|$|[a-z\u4e00-\u9fff]))",
    re.IGNORECASE,
)
_EVENT: Final = re.compile(r"(?<![\w.-])-400(0[1-9]|1[0-2])(?!\d)")
_BEHIND: Final = re.compile(r"\s{0,2}[\[(\uff08\u3010:\uff1a,]\s{0,2}(\d{5,7})(?!\d)")
_BEFORE: Final = re.compile(
    r"(?<![\w.-])(\d{5,7})\s{0,2}[\])\uff09\u3011]?\s{0,2}[:\uff1a,-]?\s{0,2}$"
)
_LONG: Final = re.compile(r"(?<!\d)\d{5,7}(?!\d)")


def event_numbers(text: str) -> list[int]:
    """The numbers with which libraries refuse a call of an event URL, without their sign."""
    return [40000 + int(found[1]) for found in _EVENT.finditer(text)]


def wecom_numbers(text: str) -> list[int]:
    """The errcodes that a text prints, in their order: those that are called so, whatever they
    are; known ones behind other words, in brackets, or before the sentence."""
    stated = [int(next(g for g in found.groups() if g)) for found in _STATED.finditer(text)]
    numbers = stated or [
        number
        for pattern in (_SPOKEN, _ENCLOSED, _LEADING)
        for found in pattern.finditer(text)
        if (number := int(found[1])) in KNOWN_ERRCODES
    ]
    if not stated:
        numbers += [n for f in _SPOKEN.finditer(text) if (n := int(f[1])) in KNOWN_ERRCODES]
    return [number for number in dict.fromkeys(numbers) if number]


def number_beside(text: str, start: int, end: int) -> int | None:
    """The number directly before or behind the sentence that stands from `start` to `end`."""
    found = _BEFORE.search(text[max(0, start - 16) : start]) or _BEHIND.match(text, end)
    return int(found[1]) if found else None


def has_long_number(line: str) -> bool:
    """Whether a line may print a number at all."""
    return _LONG.search(line) is not None
