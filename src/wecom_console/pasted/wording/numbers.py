"""The number that a text prints. It counts more than the sentence beside it.

Sources: docs/reference/wecom.md §9.1, docs/reference/errors.md §3.2 and §8.2 (what SDKs write).
"""

import re
from collections.abc import Iterator
from typing import Final

from wecom_console.pasted.wording.places import is_errors
from wecom_console.protocol.wecom_codes import KNOWN_ERRCODES

_NUMBER: Final = r"(-?\d{1,7})(?!\d)"
_STATED: Final = re.compile(
    rf"err_?code(?: is)?[\"'\\\s:=\uff1a\[\]>()]{{1,12}}(?:int\(|float\()?{_NUMBER}"
    rf"|err_?code[\"'](?=\d{{5}}){_NUMBER}|error-code:\s{{0,3}}{_NUMBER}"
    rf"|devtool/query\?e=(-?\d{{1,7}})(?!\d)",
    re.IGNORECASE,
)
# In Chinese: error code, error number, return code, return value, status code, code of the fault,
# "it reported", "it hints"; the older script beside the newer.
_SPOKEN: Final = re.compile(
    r"(?:error[ _-]?(?:code|no|number)|error(?=[:=(\[\uff1a])|err[ _-]?(?:no|num)"
    r"|(?<![a-z])ret(?:urn)?[ _-]?(?:code|value)|(?<![a-z])ret(?=\W)"
    r"|(?<![a-z])(?:sub_?)?code|[\u9519\u932f][\u8bef\u8aa4]\u7f16?[\u53f7\u865f]"
    r"|(?:[\u9519\u932f][\u8bef\u8aa4]|[\u8fd4\u56de]{2}|\u72b6\u6001|\u5f02\u5e38|\u54cd\u5e94"
    r"|\u7ed3\u679c|\u62a5\u9519|\u5931\u8d25)\u4ee3?[\u7801\u78bc]|\u8fd4\u56de\u503c"
    r"|[\u9519\u932f][\u8bef\u8aa4]|\u62a5\u9519?|\u63d0\u793a)"
    rf"[\"'\\\s:=,\uff1a\uff0c\[(\uff08\u3010\u4e3a\u662f]{{0,12}}{_NUMBER}(?![A-Za-z0-9_-])",
    re.IGNORECASE,
)
_TRAILED: Final = re.compile(
    r"(?<![\w.:/#-])(-?\d{5,7})\s?(?:error\b|\u9519\u8bef|\u62a5\u9519|\u5f02\u5e38)", re.IGNORECASE
)
_ENCLOSED: Final = re.compile(
    r"(?<![A-Za-z0-9])[\[(\uff08\u3010]\s{0,2}(-?\d{5,7})\s{0,2}[\])\uff09\u3011]"
)
_LEADING: Final = re.compile(
    r"(?:^|[:>\]}]\s{1,3}|[\uff1a\u201c\u300c])(-?\d{5,7})"
    r"(?=\s{0,2}(?:[:\uff1a;\uff1b\u201d\u300d]|[,\uff0c](?!\s?\d)|\{|-\s|$|[a-z\u4e00-\u9fff]))",
    re.IGNORECASE,
)
_EXCEPTION: Final = re.compile(r"(?:exception|error)\((-?\d{5,7})(?=\s?[,)])", re.IGNORECASE)
_FAILED: Final = re.compile(
    r"(?:fail\w{0,3}|error|exception|refus\w{1,3}|reject\w{1,3}|denied|\u5931\u8d25|\u9519\u8bef"
    r"|\u932f\u8aa4|\u5f02\u5e38|\u62a5\u9519)[\"'\s:=\uff1a\]>-]{0,6}$",
    re.IGNORECASE,
)
_SENTENCE: Final = re.compile(
    r"invalid|missing|expired|out of limit|forbidden|not allow|not found|privilege|unauthorized"
    r"|illegal|refused|\bbusy|is incorrect|\{"
    r"|\u4e0d\u5408\u6cd5|\u7f3a\u5c11|\u8fc7\u671f|\u4e0d\u5b58\u5728|\u65e0?\u6743\u9650"
    r"|\u4e0d\u6b63\u786e|\u65e0\u6548|\u672a\u627e\u5230|\u4e0d\u5b89\u5168|\u4e0d\u5141\u8bb8",
    re.IGNORECASE,
)
_NEAR: Final = 60
_EVENT: Final = re.compile(r"(?<![A-Za-z0-9_.-])-400(0[1-9]|1[0-2])(?!\d)")
_BEHIND: Final = re.compile(r"\s{0,2}[\[(\uff08\u3010:\uff1a,]\s{0,2}(\d{5,7})(?!\d)")
_BEFORE: Final = re.compile(
    r"(?<![\w.-])(\d{5,7})\s{0,2}[\])\uff09\u3011]?\s{0,2}[:\uff1a,-]?\s{0,2}$"
)
_LONG: Final = re.compile(r"(?<!\d)\d{5,7}(?!\d)")


def event_numbers(text: str) -> list[int]:
    """The numbers with which libraries refuse a call of an event URL, without their sign."""
    found = (one for one in _EVENT.finditer(text) if is_errors(text, *one.span()))
    return [40000 + int(one[1]) for one in found]


def wecom_numbers(text: str) -> list[int]:
    """The errcodes that a text prints, in their order: those that are called so, whatever they
    are; known ones behind other words, in brackets, or before the sentence."""
    stated = [int(next(g for g in found.groups() if g)) for found in _STATED.finditer(text)]
    # The admin site and SDKs count downwards, its server does not.
    numbers = [n for n in stated if n >= -1] or list(_known(text))
    return [number for number in dict.fromkeys(numbers) if number]


def _known(text: str) -> Iterator[int]:
    """Known numbers where an error's number stands."""
    for pattern in (_SPOKEN, _ENCLOSED, _EXCEPTION, _LEADING, _TRAILED):
        for found in pattern.finditer(text):
            number = int(found[1])
            is_bare = pattern in (_ENCLOSED, _LEADING)
            if (
                number in KNOWN_ERRCODES
                and is_errors(text, *found.span(1), is_named=pattern is _SPOKEN)
                and (not is_bare or _is_said(text, *found.span(1), found.span()))
            ):
                yield number


def _is_said(text: str, start: int, end: int, whole: tuple[int, int]) -> bool:
    """Whether a number in brackets or behind a colon stands by a failure or a refusal's words, or
    is all there is."""
    first, last = whole
    before, behind = text[max(0, first - _NEAR) : first], text[max(end, last) : last + _NEAR]
    lead = text[max(0, start - _NEAR) : start]
    if not before.strip() and not behind.strip():
        return True
    return any(
        p.search(t) for p, t in ((_FAILED, lead), (_FAILED, before), (_SENTENCE, behind))
    ) or (text[first : first + 1] in "[(\uff08\u3010" and _SENTENCE.search(before) is not None)


def number_beside(text: str, start: int, end: int) -> int | None:
    """The number directly before or behind the sentence that stands from `start` to `end`."""
    found = _BEFORE.search(text[max(0, start - 16) : start]) or _BEHIND.match(text, end)
    return int(found[1]) if found else None


def has_long_number(line: str) -> bool:
    """Whether a line may print a number at all."""
    return _LONG.search(line) is not None
