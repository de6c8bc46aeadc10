"""Whether a number stands where an error's number does.

WeCom's numbers are as long as ports, processes, sizes and durations: the digits alone say nothing,
the name before them and the word behind them do.
"""

import re
from typing import Final

_BEFORE: Final = 60
_BEHIND: Final = 24
_UNIT: Final = re.compile(
    r"\s?(?:[mu\u00b5\u03bcn]?s|secs?|seconds?|mins?|minutes?|hours?|days?|years?|bytes?|chars?"
    r"|[kmgt]i?b(?:/s|ps)?|%|rows?|lines?|files?|items?|times|records?|entries|directories|packets"
    r"|connections?|requests?|messages?|users?|employees|points|px|rpm|qps)(?![A-Za-z0-9_])"
    # a piece, bytes, seconds and so on, in Chinese
    r"|\s?(?:[\u4e2a\u6761\u79d2\u6b21\u884c\u5143\u4eba\u4efd\u53f0\u5e74\u6708\u53f7\u5757]"
    r"|\u5b57\u8282|\u6beb\u79d2|\u5fae\u79d2|\u5206\u949f|\u5c0f\u65f6)"
    r"|\s?(?:/|of|out of|->)\s?\d|[.,:]\d|[#/@]|\s?\]?\s?\[?(?-i:TRACE|DEBUG|INFO|NOTICE|WARN|ERROR"
    r"|FATAL)\b",
    re.IGNORECASE,
)
_NAMED: Final = re.compile(
    r"(?P<name>[A-Za-z_][A-Za-z0-9_ -]{0,30}|[\u4e00-\u9fff]{1,12})[\"'\])]{0,2}"
    r"\s{0,3}(?:=>|[:=\uff1a])\s{0,3}[\"'(\[]?$"
)
_COUNTED: Final = re.compile(
    r"(?<![A-Za-z])(?:ports?|pid|process|worker|thread|lines?|session|user|job|task|order|build"
    r"|commit|room|total|took|speed|amount|version|for|from|to|of|at|root|page|zip|idle|active|size|count|length"
    r"|used|max|min|limit|cost|id|seq|index|offset|epoch|step|signal"
    # exit, zip, QR, verification and other codes are no errors'
    r"|(?:exit|zip|postal|post|qr|bar|area|country|verification|captcha|sms|invite|promo)"
    r"[ _-]?code)"
    r"[ \t(#:=]{0,3}$"
    # port, process, line, number, order, size, duration, verification code, QR code
    r"|(?:\u7aef\u53e3|\u8fdb\u7a0b|\u7ebf\u7a0b|\u884c\u53f7|\u7f16\u53f7|\u5355\u53f7|\u8ba2\u5355"
    r"|\u5927\u5c0f|\u8017\u65f6|\u9a8c\u8bc1\u7801|\u4e8c\u7ef4\u7801|\u7f16\u7801|\u53e3\u4ee4)"
    r"[\s:\uff1a(\uff08]{0,3}$",
    re.IGNORECASE,
)
_ERRORS_NAME: Final = re.compile(
    r"err(?![a-z])|err_?(?:code|no|num|msg)|error(?![a-z_]*count)|(?<![a-z])code$|\bret$|return|errno"
    r"|(?<![a-z])e$|fail|exception|refus|reject|denied|wecom|wework|says|status|result|reason|message"
    r"|\bmsg$|answer|response"
    # error, failure, exception, returned, state, hint, result, answer; "reported"
    r"|\u9519\u8bef|\u932f\u8aa4|\u5931\u8d25|\u5f02\u5e38|\u8fd4\u56de|\u72b6\u6001|\u63d0\u793a"
    r"|\u7ed3\u679c|\u54cd\u5e94|\u62a5\u9519|\u62a5$|\u539f\u56e0",
    re.IGNORECASE,
)
_SAID: Final = re.compile(
    r"(?<![A-Za-z])(?:wecom|wework|wxwork|we ?chat ?work|authing|qyapi|err(?:_?code|ors?|no)?|code"
    r"|status|fail\w{0,3}|refuse[sd]?|reject\w{0,2}|denied|says|said|why|what|mean\w?|help)"
    r"(?![A-Za-z_])"
    # WeCom (twice), wrong, report, failure, exception, hint, returned, how, why, what, help, solve
    r"|\u4f01\u4e1a\u5fae\u4fe1|\u4f01\u5fae|\u9519\u8bef|\u62a5|\u5931\u8d25|\u5f02\u5e38"
    r"|\u63d0\u793a|\u8fd4\u56de|\u600e\u4e48|\u4e3a\u4ec0\u4e48|\u4ec0\u4e48|\u6c42\u52a9|\u89e3\u51b3",
    re.IGNORECASE,
)
_NUMBERS_ALONE: Final = re.compile(r"[\d\s,;:/.\u3001\uff0c\uff1b\u548c-]+")


def is_errors(text: str, start: int, end: int, *, is_named: bool = False) -> bool:
    """Whether the number from `start` to `end` may be an error's by what stands around it: no unit
    behind it, no other thing's name before it. `is_named`: an error's name stands there."""
    if _UNIT.match(text, end, min(len(text), end + _BEHIND)):
        return False
    before = text[max(0, start - _BEFORE) : start]
    if text[end : end + 3].lstrip().startswith("{"):
        return True
    if _COUNTED.search(before):
        return False
    if is_named:
        return True
    named = _NAMED.search(before)
    return named is None or _ERRORS_NAME.search(named["name"].split()[-1]) is not None


def tells_of_errors(text: str) -> bool:
    """Whether a few words that hold a number ask or tell of an error: numbers alone do."""
    return _SAID.search(text) is not None or _NUMBERS_ALONE.fullmatch(text) is not None
