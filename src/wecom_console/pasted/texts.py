"""Error codes and well-known sentences in free text, and the clues they make.

Sources: docs/reference/wecom.md §9.1 and §11 (texts of WeCom), docs/reference/authing.md §7 and §9
(codes of Authing and of its OIDC endpoints).
"""

import re
from collections.abc import Iterator
from typing import Final

from wecom_console.domain.problems import Params
from wecom_console.domain.verdicts import Leg
from wecom_console.pasted.clues import Clue, hint_time
from wecom_console.pasted.wording.numbers import event_numbers, wecom_numbers
from wecom_console.pasted.wording.sentences import (
    authing_sentences,
    other_sentences,
    wecom_sentences,
)
from wecom_console.protocol.addresses import address_seen
from wecom_console.protocol.authing_codes import AFTER_IDENTITY
from wecom_console.protocol.casdoor_sentences import casdoor_sentence

SDK_RESULTS: Final = range(1, 13)
"""Numbers that an ``errcode`` has in an SDK's answer only (docs/reference/wecom.md §4.1, §5.1)."""

_AUTHING: Final = re.compile(
    r"""(?:apiCode["'\\\s:=]{1,12}|authing\w{0,20}(?:exception|error)["'\\\s:=(\[]{1,12}"""
    r"""|authing["'\\\s]{0,4}(?:[:=]|error|code|says|said)["'\\\s:=]{0,6})"""
    r"""(\d{3,7})(?![\d:./-]|\s?\u5e74)""",
    re.IGNORECASE,
)
_ERRMSG: Final = re.compile(r"""errmsg["'\\\s:=]{1,12}([^"'\s\\][^"\r\n]{0,2000})""", re.IGNORECASE)
_USER: Final = re.compile(r"""\buser_?id["'\\\s:=]{1,8}([A-Za-z0-9_@.-]{1,64})""", re.IGNORECASE)
_AGENT: Final = re.compile(r"""\bagent_?id["'\\\s:=]{1,8}(\d{1,9})(?!\d)""", re.IGNORECASE)
_OF_A_TOOL: Final = re.compile(
    r"(?<![a-z])(?:npm|yarn|make|gradle|pip|docker|git|cmake|exit)(?![a-z])|\bbuild\b",
    re.IGNORECASE,
)
EVENT_NUMBERS: Final = range(-40012, -40000)
"""With these libraries refuse a call of an event URL (docs/reference/errors.md §3.2)."""
_OAUTH: Final = {
    "redirect_uri_mismatch": 400,
    "invalid_redirect_uri": 400,
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
_REDIRECT_ERRORS: Final = ("redirect_uri_mismatch", "invalid_redirect_uri")
_BEYOND_NUMBERS: Final = ("sdk.suite_ticket",)
"""What a library says itself: the number beside it comes from its own table."""

_LEGS: Final = {"oidc": Leg.TOKENS, "sdk": None, "event": None}
_SAID: Final = 2_000
_OAUTH_WORD: Final = re.compile(rf"\b({'|'.join(_OAUTH)})\b")


def clues_of_text(text: str, *, source: str = "") -> Iterator[Clue]:
    """The codes in a text in their order; the well-known sentences where it names no code."""
    others = list(other_sentences(text))
    for code in dict.fromkeys(others):
        if code in _BEYOND_NUMBERS:
            yield _other_clue(code, text, source)
            return
    events = [f"event.{number}" for number in event_numbers(text)]
    numbers = [number for number in wecom_numbers(text) if number not in EVENT_NUMBERS]
    if _OF_A_TOOL.search(text):
        numbers = [number for number in numbers if number not in SDK_RESULTS]
    authing = [int(found[1]) for found in _AUTHING.finditer(text)]
    for code in dict.fromkeys(events):
        yield _other_clue(code, text, source)
    for number in numbers:
        yield refusal_clue(number, text, source=source)
    for number in dict.fromkeys(authing):
        if not 200 <= number < 300:
            yield authing_clue(number, text, source=source)
    if numbers or authing or events:
        return
    for code in dict.fromkeys(others):
        yield _other_clue(code, text, source)
    if others:
        return
    for number in dict.fromkeys(wecom_sentences(text)):
        yield refusal_clue(number, text, source=source)
    for number in authing_sentences(text):
        yield authing_clue(number, text, source=source)
    casdoor = casdoor_sentence(text)
    if casdoor is not None:
        params: Params = {
            "message": text.strip()[:_SAID],
            "state": "?",
            "name": "?",
            "provider": "?",
        }
        yield Clue(casdoor.code, params, casdoor.leg, source)
    word = _OAUTH_WORD.search(text)
    if word:
        yield oauth_clue(word[1], text, source=source)


def _other_clue(code: str, text: str, source: str) -> Clue:
    return Clue(code, {"message": text.strip()[:_SAID]}, _LEGS.get(code.partition(".")[0]), source)


def refusal_clue(errcode: int, text: str, *, source: str = "") -> Clue:
    """The clue of an ``errcode``: small ones are an SDK's results, others WeCom's server's."""
    if errcode in SDK_RESULTS:
        return result_clue(errcode, source=source)
    if errcode in EVENT_NUMBERS:
        return _other_clue(f"event.{-errcode}", text, source)
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
        "ip": address_seen(errmsg) or "?",
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
    if error in _REDIRECT_ERRORS:
        return Clue("oidc.redirect_uri", {"message": message.strip()}, Leg.TOKENS, source)
    status = _OAUTH.get(error, 400)
    said = message.strip() if error in message else f"{error}: {message.strip()}"
    return Clue(f"authing.{status}", {"code": status, "message": said}, Leg.TOKENS, source)


def is_oauth_error(error: str) -> bool:
    """Whether `error` is one of the names that OAuth gives its errors."""
    return error in _OAUTH


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[1] if found else "?"
