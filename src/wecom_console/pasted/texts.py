"""Error codes and well-known sentences in free text, and the clues they make.

Sources: docs/reference/wecom.md §9.1 and §11 (texts of WeCom), docs/reference/authing.md §7 and §9
(codes of Authing and of its OIDC endpoints).
"""

import re
from collections.abc import Iterator
from typing import Final

from wecom_console.domain.verdicts import Leg
from wecom_console.pasted.clues import Clue, hint_time
from wecom_console.protocol.authing_codes import AFTER_IDENTITY
from wecom_console.protocol.wecom_codes import KNOWN_ERRCODES

SDK_RESULTS: Final = range(1, 13)
"""Numbers that an ``errcode`` has in an SDK's answer only (docs/reference/wecom.md §4.1, §5.1)."""

_ERRCODE: Final = re.compile(
    r"""err_?code(?: is)?["'\\\s:=]{1,12}(-?\d{1,7})(?!\d)|devtool/query\?e=(-?\d{1,7})(?!\d)""",
    re.IGNORECASE,
)
_SPOKEN: Final = re.compile(
    r"""(?:error[ _]?code|\u9519\u8bef\u7801)["'\\\s:=,\uff1a]{1,12}(-?\d{1,7})(?!\d)""",
    re.IGNORECASE,
)
_AUTHING: Final = re.compile(
    r"""(?:apiCode|authing)["'\\\s:=]{1,12}(\d{3,4})(?!\d)""", re.IGNORECASE
)
_IP: Final = re.compile(r"from ip: ?([0-9a-f.:]{0,44}[0-9a-f])", re.IGNORECASE)
_ERRMSG: Final = re.compile(r"""errmsg["'\\\s:=]{1,12}([^"'\s\\][^"\r\n]{0,2000})""", re.IGNORECASE)
_USER: Final = re.compile(r"""\buser_?id["'\\\s:=]{1,8}([A-Za-z0-9_@.-]{1,64})""", re.IGNORECASE)
_AGENT: Final = re.compile(r"""\bagent_?id["'\\\s:=]{1,8}(\d{1,9})(?!\d)""", re.IGNORECASE)
_ERRMSGS: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), number)
    for pattern, number in (
        (r"not allow to access from your ip", 60020),
        (r"invalid code\b(?! (?:verifier|challenge))", 40029),
        (r"invalid corpid\b", 40013),
        (r"invalid credential\b", 40001),
        (r"secret is invalid\b", 40091),
        (r"invalid access_token\b", 40014),
        (r"access_token (?:has )?expired\b", 42001),
        (r"access_token missing\b", 41001),
        (r"corpid missing\b", 41002),
        (r"corpsecret missing\b", 41004),
        (r"\bcode missing\b", 41008),
        (r"agentid missing\b", 41011),
        (r"invalid agentid\b", 40056),
        (r"invalid userid\b", 40003),
        (r"api freq out of limit", 45009),
        (r"api unauthorized\b", 48001),
        (r"api forbidden", 48002),
        (r"userid not found", 60111),
        (r"no privilege to access", 60011),
        (r"not allow operate another agent", 301002),
        (r"redirect_ur[il] .{0,40}not match", 50001),
        (r"\bsystem busy\b", -1),
    )
)
_OAUTH: Final = {
    "invalid_client": 401,
    "unauthorized_client": 401,
    "invalid_grant": 400,
    "invalid_request": 400,
    "invalid_scope": 400,
    "unsupported_grant_type": 400,
    "invalid_token": 401,
    "access_denied": 403,
    "insufficient_scope": 403,
    "server_error": 500,
    "temporarily_unavailable": 503,
}
_OAUTH_WORD: Final = re.compile(rf"\b({'|'.join(_OAUTH)})\b")


def clues_of_text(text: str, *, source: str = "") -> Iterator[Clue]:
    """The codes in a text in their order; the well-known sentences where it names no code."""
    numbers = [int(found[1] or found[2]) for found in _ERRCODE.finditer(text)]
    spoken = (int(found[1]) for found in _SPOKEN.finditer(text))
    numbers += [number for number in spoken if number in KNOWN_ERRCODES]
    authing = [int(found[1]) for found in _AUTHING.finditer(text)]
    for number in dict.fromkeys(numbers):
        if number:
            yield refusal_clue(number, text, source=source)
    for number in dict.fromkeys(authing):
        if not 200 <= number < 300:
            yield authing_clue(number, text, source=source)
    if numbers or authing:
        return
    for pattern, number in _ERRMSGS:
        if pattern.search(text):
            yield wecom_clue(number, text, source=source)
    word = _OAUTH_WORD.search(text)
    if word:
        yield oauth_clue(word[1], text, source=source)


def refusal_clue(errcode: int, text: str, *, source: str = "") -> Clue:
    """The clue of an ``errcode``: small ones are an SDK's results, others WeCom's server's."""
    if errcode in SDK_RESULTS:
        return result_clue(errcode, source=source)
    return wecom_clue(errcode, text, source=source)


def result_clue(result: int, *, sdk: str = "2+", source: str = "") -> Clue:
    """What an SDK of generation `sdk` reports (docs/reference/wecom.md §4.1, §5.1); 1.x counts -1
    and 1."""
    numbers = {-1: "cancelled", 1: "failed"} if sdk == "1" else {1: "cancelled", 2: "failed"}
    name = numbers.get(result) or f"result.{result if result in _NAMED_RESULTS else 'other'}"
    return Clue(f"confirm.{name}", {"errcode": result, "sdk": sdk}, Leg.CONFIRM, source)


_NAMED_RESULTS: Final = frozenset({3, 4, 5, 6, 7, 8, 10, 11, 12})


def wecom_clue(errcode: int, errmsg: str, *, source: str = "") -> Clue:
    """A refusal of WeCom's, with what its text tells besides: the address it saw, the time, the
    app and the member."""
    stated = _ERRMSG.search(errmsg)
    params: dict[str, str | int] = {
        "errcode": errcode,
        "errmsg": stated[1] if stated else errmsg.strip(),
        "ip": _first(_IP, errmsg),
        "agentid": _first(_AGENT, errmsg),
        "userid": _first(_USER, errmsg),
    }
    moment = hint_time(errmsg)
    if moment:
        params["hint_time"] = moment
    return Clue(f"wecom.{errcode}", params, Leg.IDENTITY, source)


def authing_clue(code: int, message: str, *, source: str = "") -> Clue:
    """A refusal of Authing's: about the account it belongs to leg 7, else to leg 5."""
    leg = Leg.TOKENS if code in AFTER_IDENTITY else Leg.EXCHANGE
    return Clue(f"authing.{code}", {"code": code, "message": message.strip()}, leg, source)


def oauth_clue(error: str, message: str, *, source: str = "") -> Clue:
    """An error of an OIDC endpoint, by the HTTP status that its name stands for (RFC 6749 §5.2,
    RFC 6750 §3.1)."""
    status = _OAUTH.get(error, 400)
    said = message.strip() if error in message else f"{error}: {message.strip()}"
    return Clue(f"authing.{status}", {"code": status, "message": said}, Leg.TOKENS, source)


def is_oauth_error(error: str) -> bool:
    """Whether `error` is one of the names that OAuth gives its errors."""
    return error in _OAUTH


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[1] if found else "?"
