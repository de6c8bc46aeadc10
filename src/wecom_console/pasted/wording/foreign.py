"""Answers of other products, told by their form, and the clues they make.

Source: docs/reference/errors.md §8.1.
"""

import re
from collections.abc import Mapping
from typing import Final

from wecom_console.domain.problems import Params
from wecom_console.pasted.clues import Clue
from wecom_console.pasted.wording.owners import Owner
from wecom_console.protocol.json_values import number_of, text_of

_FEISHU: Final = frozenset({10003, 10012, 10014, 10015, 60001, 60002, 60003})
_WECHAT_PAY: Final = ("SIGN_ERROR", "APPID_MCHID_NOT_MATCH", "MCH_NOT_EXISTS", "OPENID_MISMATCH")
_SUCCESS: Final = re.compile(r"^(?:ok|success)\b|\u6210\u529f$", re.IGNORECASE)
_FINE: Final = ("", "0", "200", "00000", "ok", "success", "true")
_CODE: Final = re.compile(r"-?[0-9]{1,7}|9999[0-9]{4}")
"""What is surely no secret: a code of up to seven digits, or one of Feishu's."""

_MESSAGES: Final = ("message", "msg", "error_msg", "sub_msg")
_SAID: Final = 1_000


def owner_of_answer(answer: Mapping[str, object]) -> Owner | None:
    """Whose form a refusal has that is none of WeCom's, Authing's or Casdoor's; None where it has
    one of those, or agrees."""
    code = text_of(answer, "code")
    if _SUCCESS.search(text_of(answer, "message") or text_of(answer, "msg")):
        return None
    if {"sub_code", "sub_msg"} & answer.keys():
        return Owner.DINGTALK if "errcode" in answer else Owner.OTHER
    if {"return_code", "result_code"} & answer.keys():
        return Owner.WECHAT_PAY if "FAIL" in _values(answer, "return_code", "result_code") else None
    if text_of(answer, "error_code") and text_of(answer, "error_msg"):
        return Owner.OTHER
    if _is_framework(answer):
        return Owner.OTHER
    if code.lower() in _FINE or {"errcode", "apiCode", "statusCode", "uniqueId"} & answer.keys():
        return None
    if isinstance(answer.get("code"), str) and "message" in answer:
        return _of_text_code(answer, code)
    number = number_of(answer, "code")
    if number is None or "msg" not in answer or "message" in answer:
        return None
    return Owner.FEISHU if number in _FEISHU or 99_990_000 <= number <= 99_999_999 else Owner.OTHER


def _is_framework(answer: Mapping[str, object]) -> bool:
    """Whether it is a framework's page of an error in an application of one's own."""
    told = {"debug", "exception", "trace", "stack"} & answer.keys()
    return bool(told) and "message" in answer and "status" not in answer


def _of_text_code(answer: Mapping[str, object], code: str) -> Owner | None:
    if "requestid" in answer:
        return Owner.DINGTALK
    if re.fullmatch(r"6[0-9]{4}", code):
        return Owner.WELINK
    if re.fullmatch(r"[0-9]{3,4}", code):
        return None
    return Owner.WECHAT_PAY if code in _WECHAT_PAY else Owner.OTHER


def _values(answer: Mapping[str, object], *keys: str) -> tuple[str, ...]:
    return tuple(text_of(answer, key) for key in keys)


def foreign_clue(owner: Owner, answer: Mapping[str, object], *, source: str) -> Clue:
    """The clue of an answer that another product gave."""
    code = next((t for k in ("code", "sub_code", "error_code") if (t := text_of(answer, k))), "?")
    said = next((t for key in _MESSAGES if (t := text_of(answer, key))), "")
    return told_foreign(owner, code, said, source)


def told_foreign(owner: Owner, code: str | int, said: str, source: str) -> Clue:
    """``foreign.<owner>`` with the code and the sentence as they were printed."""
    number = int(code) if _CODE.fullmatch(str(code)) else code
    params: Params = {"errcode": number, "message": said.strip()[:_SAID]}
    return Clue(f"foreign.{owner}", params, None, source)
