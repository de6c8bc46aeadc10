"""What is harmless by its form: times, addresses, numbers of errors, WeCom's ids, punctuation.

A form is exact, and its variable part is either bounded by its meaning (an hour is below 24) or
stands under a name that says what it is (``hint:``, ``errcode``, ``requestId``). Sources:
docs/reference/wecom.md §2.2 and §9.1 (ids, hint, devtool address), docs/reference/authing.md §5.1
(requestId).
"""

import re
from collections.abc import Callable
from ipaddress import IPv6Address
from typing import Final

from wecom_console.pasted.clues import hint_time
from wecom_console.protocol.secret_names import SECRET_NAMES, spelled
from wecom_console.protocol.wecom_codes import KNOWN_ERRCODES

_TO: Final = r"""["'\\\s:=>\[\]()\uff08\uff1a,]{1,12}"""
"""What stands between a name and its value, in whatever notation."""

_YEAR: Final = r"(?:19[789]|20\d)\d"
_MONTH: Final = r"(?:0[1-9]|1[0-2])"
_DAY: Final = r"(?:0[1-9]|[12]\d|3[01])"
_CLOCK: Final = r"(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,]\d{1,9})?)?"
_ZONE: Final = r"(?:\s?(?:Z|UTC|GMT|CST|[+-](?:0\d|1[0-4]):?[0-5]\d))?"
_NAMED_MONTH: Final = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_DATE: Final = (
    rf"(?:{_YEAR}-{_MONTH}-{_DAY}|{_YEAR}/{_MONTH}/{_DAY}|{_DAY}/{_NAMED_MONTH}/{_YEAR}"
    rf"|{_NAMED_MONTH} {{1,2}}\d{{1,2}}|{_MONTH}-{_DAY}(?= \d\d:\d\d))"
)
_OCTET: Final = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d|x{1,3}|\*{1,3})"
_IP: Final = rf"{_OCTET}(?:\.{_OCTET}){{3}}"
_STATUS: Final = r"[1-5]\d\d(?![\w.-])"
_ERROR_NAME: Final = (
    r"(?:err_?code|error[ _]?code|api_?code|status_?code"
    r"|\u9519\u8bef\u7801|\u9519\u8bef\u4ee3\u7801)"
)
_UUID: Final = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"

FIELDS: Final = frozenset(
    (
        *("act", "alg", "aud", "azp", "api", "app", "body", "cause", "code", "data", "date"),
        *("desc", "enc", "err", "exp", "file", "from", "host", "hint", "iat", "ids", "info", "iss"),
        *("jti", "key", "kid", "line", "mode", "msg", "name", "nbf", "next", "page", "path"),
        *("port", "ret", "rid", "seq", "size", "sub", "tag", "text", "time", "typ", "type"),
        *("uid", "uri", "url", "user", "uuid", "zone"),
    )
)
"""Short names that are names of values wherever ``:`` or ``=`` follows."""

_FIELD_NAMES: Final = f"{'|'.join(sorted(FIELDS, key=len, reverse=True))}|{spelled(SECRET_NAMES)}"
_TAGS: Final = "a b body br dict div font h1 h2 head hr html key li link meta p pre span td tr ul"
_SUFFIX: Final = r"(?:\.(?:com|net|org|gov|edu))?\.(?:com|cn|net|org|io|dev|local|internal)"
_PRODUCTS: Final = "python|php|ruby|node|tomcat|netty|openssl|nginx|curl|okhttp|apache|tls|ssl"
_PHRASES: Final = (
    *("not allow to access from your ip", "api freq out of limit", "api forbidden", "from ip"),
    *("secret is invalid", "code missing", "invalid code", "more info at", "userid not found"),
    *("no privilege to access", "is not bound", "out of limit", "not in permission scope"),
)
"""What WeCom says in short words."""

_SOURCE: Final[tuple[tuple[str, str], ...]] = (
    ("hint", r"hints?: ?\[?\d{10}(?:\d{0,20}|(?:_[0-9a-f]{1,32}){1,3})(?![\w-])"),
    ("rid", r"rid: ?[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}(?![\w-])"),
    ("request", rf"(?:request_?|unique|trace_?)id{_TO}{_UUID}(?![\w-])"),
    ("corp", r"ww[0-9a-f]{16}(?![\w-])"),
    ("schema", r"wwauth[0-9a-f]{16}[0-9]{6}(?![\w-])"),
    ("agent", r"1000\d{3}(?![\w.-])"),
    ("error", rf"{_ERROR_NAME}(?: is)?{_TO}?(?:int\()?-?\d{{1,7}}(?![\w-])"),
    ("devtool", r"devtool/query\?e=-?\d{1,7}(?![\w-])"),
    ("code", rf"code{_TO}(?P<result>-?\d{{1,7}})(?![\w-])"),
    ("http", rf"HTTP/[1-3](?:\.[01])?(?:[\"' ]{{1,3}}{_STATUS})?(?![\w])"),
    ("status", rf"status[\"': =]{{1,4}}{_STATUS}"),
    ("time", rf"(?:{_DATE}(?:(?:[T :]| - |, ){_CLOCK})?|(?<![\d:]){_CLOCK}(?!:)){_ZONE}(?!\w)"),
    ("ip", rf"(?<!\.)(?!\d\d(?:\.\d\d){{3}}(?!\d)){_IP}(?::\d{{2,5}})?(?![\w-])(?!\.\d)"),
    ("ipv6", rf"(?P<v6>(?:::|[23f][0-9a-f]{{3}}:)[0-9a-f:]{{1,35}}(?::{_IP})?)(?![\w:.-])"),
    ("scheme", r"(?:https?|wss?|wxwork(?:local)?)://"),
    ("method", r"(?-i:(?:GET|PUT|POST|HEAD)(?= {1,2}[a-z/]))"),
    ("label", r"(?:www|api|core|sso|login|auth|console|open)(?=\.[A-Za-z0-9\[])"),
    ("suffix", rf"(?<=[\w\]])(?-i:{_SUFFIX})(?![\w-])(?!\.\w)"),
    ("line", r"\.(?:java|kt|py|go|js|ts|php|rb|cs|swift|dart)(?:\(\d{1,4}\)|:\d{1,4})(?![\w-])"),
    ("version", r"(?<=/api/)v[1-9](?=/)"),
    ("product", rf"(?:{_PRODUCTS})[-/]?\d{{1,2}}(?:\.\d{{1,3}}){{0,3}}(?![\w-])"),
    ("phrase", rf"(?:{'|'.join(_PHRASES)})(?![\w-])"),
    ("tag", rf"</?(?:{'|'.join(_TAGS.split())})(?=[\s/>])"),
    ("contraction", r"(?<=[a-z])'(?:s|t|re|ve|ll|d|m)(?!['\w])"),
    ("algorithm", r"(?:(?:HS|RS|ES|PS|sha-?)(?:256|384|512)|sha-?1|md5|utf-?(?:8|16|32))(?![\w-])"),
    ("thread", r"(?:https?-)?nio-\d{2,5}-exec-\d{1,3}(?![\w-])"),
    ("field", rf"(?:{_FIELD_NAMES})(?=[\"'\\]{{0,4}}\s{{0,2}}(?:=>|[:=]))"),
    ("short_field", r"(?:ip|to|id)(?=\"?[:=] ?\")"),
)
_EDGE: Final = r"(?<![A-Za-z0-9_-])"
_EDGELESS: Final = frozenset({"suffix", "devtool", "tag", "contraction", "line"})
FORM: Final = "|".join(
    f"(?P<{name}>{'' if name in _EDGELESS else _EDGE}(?i:{pattern}))" for name, pattern in _SOURCE
)
"""All of them, each under its name; what matches is a form if `is_form` agrees."""

SEPARATOR: Final = (
    r"[\s!-,./:-@\[-`{-~\u00b7\u2010-\u2027\u2030-\u205e\u2190-\u21ff\u2500-\u257f\u3000-\u3011"
    r"\u3014-\u301b\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]"
)
"""Punctuation and blanks; not ``-``, which joins a name."""

ESCAPED: Final = (
    r"%(?:25)?(?:3A|2F|3F|3D|26|20|2C|23|22|7B|7D|5B|5D|0A|0D|27|28|29)"
    r"|&(?:amp|lt|gt|quot|apos|nbsp|\#39|\#34|\#x27);"
    r"|\\{1,7}u(?:003[cde]|002[0267c]|007[bd]|005[bd]|000[ad])|\\{1,7}(?-i:[nrt])"
)
"""Punctuation and blanks as escapes spell them."""


def is_form(name: str, found: re.Match[str]) -> bool:
    """Whether what a form's pattern found also has a possible meaning."""
    judge = _JUDGES.get(name)
    return judge is None or judge(found)


def _is_hint(found: re.Match[str]) -> bool:
    return bool(hint_time(f"{found[0]}]"))


def _is_result(found: re.Match[str]) -> bool:
    """``code`` may name a login code as well: a result has four digits, or is a known one."""
    digits = found["result"].lstrip("-")
    return len(digits) <= 4 or int(digits) in KNOWN_ERRCODES


def _is_ipv6(found: re.Match[str]) -> bool:
    """In its short spelling: eight groups of hex digits could be a secret's."""
    try:
        return "::" in found["v6"] and IPv6Address(found["v6"]) is not None
    except ValueError:
        return False


_JUDGES: Final[dict[str, Callable[[re.Match[str]], bool]]] = {
    "hint": _is_hint,
    "code": _is_result,
    "ipv6": _is_ipv6,
}
