"""Answers of WeCom, Authing, Casdoor and OIDC servers, and the bare texts of their errors."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from wecom_console.backends.authing_answers import AFTER_IDENTITY
from wecom_console.domain.verdicts import Leg
from wecom_console.flow.answers import find_wecom_error, number_of, text_of, wecom_refusal
from wecom_console.pasted.clues import Clue, safe

_ERRCODE: Final = re.compile(
    r"""err_?code["'\s:=]{1,6}(-?\d{1,7})|devtool/query\?e=(-?\d{1,7})""", re.IGNORECASE
)
_AUTHING: Final = re.compile(r"""(?:apiCode|authing)["'\s:=]{1,6}(\d{3,4})\b""", re.IGNORECASE)
_IP: Final = re.compile(r"from ip: ?([0-9a-f.:]*[0-9a-f])")
_ERRMSGS: Final = (
    (re.compile(r"not allow to access from your ip", re.IGNORECASE), 60020),
    (re.compile(r"invalid code\b", re.IGNORECASE), 40029),
    (re.compile(r"invalid corpid\b", re.IGNORECASE), 40013),
    (re.compile(r"invalid credential\b", re.IGNORECASE), 40001),
    (re.compile(r"invalid access_token\b", re.IGNORECASE), 40014),
    (re.compile(r"access_token expired\b", re.IGNORECASE), 42001),
    (re.compile(r"access_token missing\b", re.IGNORECASE), 41001),
    (re.compile(r"corpsecret missing\b", re.IGNORECASE), 41004),
    (re.compile(r"api freq out of limit", re.IGNORECASE), 45009),
    (re.compile(r"api forbidden", re.IGNORECASE), 48002),
    (re.compile(r"userid not found", re.IGNORECASE), 60111),
    (re.compile(r"no privilege to access", re.IGNORECASE), 60011),
    (re.compile(r"redirect_url .{0,40}not match", re.IGNORECASE), 50001),
)
_OAUTH: Final = {
    "invalid_client": "authing.401",
    "unauthorized_client": "authing.401",
}


def clues_of_answer(answer: object, *, source: str = "") -> Iterator[Clue]:
    """What a JSON answer refuses; nothing for one that agrees."""
    if not isinstance(answer, Mapping):
        return
    errcode = number_of(answer, "errcode")
    if errcode:
        yield wecom_clue(errcode, text_of(answer, "errmsg"), source=source)
        return
    message = text_of(answer, "message") or text_of(answer, "msg") or text_of(answer, "Message")
    passed_on = find_wecom_error(message)
    if passed_on is not None:
        yield wecom_clue(passed_on, message, source=source)
        return
    if (error := text_of(answer, "error")) in _OAUTH:
        text = text_of(answer, "error_description")
        yield Clue(_OAUTH[error], {"code": 401, "message": safe(text)}, Leg.TOKENS, source)
        return
    for key in ("apiCode", "code", "statusCode"):
        number = number_of(answer, key)
        if number is not None and not 200 <= number < 300 and number >= 100:
            yield authing_clue(number, message, source=source)
            return


def clues_of_text(text: str, *, source: str = "") -> Iterator[Clue]:
    """The codes and well-known sentences in a text, in their order."""
    for found in _ERRCODE.finditer(text):
        number = int(found[1] or found[2])
        if number != 0:
            yield wecom_clue(number, text, source=source)
    for found in _AUTHING.finditer(text):
        number = int(found[1])
        if not 200 <= number < 300:
            yield authing_clue(number, text, source=source)
    for pattern, number in _ERRMSGS:
        found_text = pattern.search(text)
        if found_text:
            yield wecom_clue(number, text, source=source)


def wecom_clue(errcode: int, errmsg: str, *, source: str = "") -> Clue:
    """A refusal of WeCom's."""
    refusal = wecom_refusal(errcode, safe(errmsg))
    address = _IP.search(errmsg)
    params = {**refusal.params, "ip": address[1] if address else "?"}
    return Clue(f"wecom.{errcode}", params, Leg.IDENTITY, source)


def authing_clue(code: int, message: str, *, source: str = "") -> Clue:
    """A refusal of Authing's."""
    leg = Leg.TOKENS if code in AFTER_IDENTITY else Leg.EXCHANGE
    return Clue(f"authing.{code}", {"code": code, "message": safe(message)}, leg, source)
