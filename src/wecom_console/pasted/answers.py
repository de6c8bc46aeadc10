"""JSON answers: WeCom's, Authing's envelopes, Casdoor's, OIDC errors, and answers inside others."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from wecom_console.domain.verdicts import Leg
from wecom_console.pasted.clues import Clue, FactPairs
from wecom_console.pasted.texts import (
    EVENT_NUMBERS,
    authing_clue,
    is_oauth_error,
    oauth_clue,
    refusal_clue,
    result_clue,
    wecom_clue,
)
from wecom_console.pasted.wording.foreign import foreign_clue, owner_of_answer
from wecom_console.protocol.answers import find_wecom_error
from wecom_console.protocol.casdoor_sentences import casdoor_refusal
from wecom_console.protocol.json_values import number_of, text_of
from wecom_console.protocol.wecom_codes import KNOWN_ERRCODES

NODE_LIMIT: Final = 500
"""Objects and lists that are looked at in one document."""

LARGEST_CODE: Final = 9_999_999
"""A larger number is no code, whatever it is called."""

_SAYING: Final = frozenset(
    (
        *("message", "msg", "err", "error", "errmsg", "error_msg", "error_message", "exception"),
        *("reason", "detail", "details", "stack", "stack_trace", "stacktrace", "cause", "log"),
        *("output", "content", "text", "errormessage", "errorinfo", "errinfo", "desc"),
    )
)
_EMBEDDED_LIMIT: Final = 3
_EVENT_KEYS: Final = ("ret", "code")
_TOLD: Final = ("requestId", "uniqueId", "statusCode", "error", "status")


def read_document(text: str) -> object:
    """The JSON document of a text, None where it is none or nested too deep."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def documents_in(text: str) -> Iterator[object]:
    """The first JSON objects within a line."""
    decoder = json.JSONDecoder()
    place = -1
    for _ in range(_EMBEDDED_LIMIT):
        place = text.find('{"', place + 1)
        if place < 0:
            return
        try:
            found, end = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            continue
        yield found
        place = end - 1


def clues_of_answer(answer: object, *, source: str = "") -> Iterator[Clue]:
    """What a JSON answer refuses, else what the answers inside it refuse; nothing for one that
    agrees."""
    waiting: list[object] = [answer]
    for _ in range(NODE_LIMIT):
        if not waiting:
            return
        item = waiting.pop(0)
        if isinstance(item, Mapping):
            clue = _refusal(item, source)
            if clue is not None:
                yield clue
                continue
            inner = list(item.values())
        else:
            inner = item if isinstance(item, list) else []
        for value in inner[:NODE_LIMIT]:
            if isinstance(value, str) and value.lstrip()[:1] == "{":
                value = read_document(value) or read_document(value.replace('\\"', '"'))
            if isinstance(value, Mapping | list):
                waiting.append(value)


def sentences_of(answer: object) -> Iterator[str]:
    """What stands under the names under which programs log why something failed."""
    waiting: list[object] = [answer]
    for _ in range(NODE_LIMIT):
        if not waiting:
            return
        item = waiting.pop(0)
        if isinstance(item, Mapping):
            told = (item[key] for key in item if str(key).lower() in _SAYING)
            yield from (one for one in told if isinstance(one, str) and one)
            waiting += [one for one in list(item.values())[:NODE_LIMIT] if not isinstance(one, str)]
        elif isinstance(item, list):
            waiting += item[:NODE_LIMIT]


def facts_of_answer(answer: object) -> FactPairs:
    """Who gave the answer and the ids that its operator can look up."""
    if not isinstance(answer, Mapping):
        return ()
    facts = [("answer", kind)] if (kind := _kind(answer)) else []
    facts += [(key, text) for key in _TOLD if (text := text_of(answer, key))]
    return tuple(facts)


def _kind(answer: Mapping[str, object]) -> str:
    owner = owner_of_answer(answer)
    if owner is not None:
        return owner.value
    if "errcode" in answer:
        return "wecom"
    if {"statusCode", "apiCode"} & answer.keys() or (
        number_of(answer, "code") is not None and "message" in answer
    ):
        return "authing"
    if "status" in answer and "msg" in answer:
        return "casdoor"
    return "oidc" if is_oauth_error(_oauth_error(answer)) else ""


def _refusal(answer: Mapping[str, object], source: str) -> Clue | None:
    message = next((t for k in ("message", "msg", "Message") if (t := text_of(answer, k))), "")
    event = next((n for key in _EVENT_KEYS if (n := number_of(answer, key)) in EVENT_NUMBERS), None)
    if event is not None:
        return refusal_clue(event, message, source=source)
    errcode = _whole_number(answer, "errcode")
    if errcode and abs(errcode) <= LARGEST_CODE:
        errmsg = text_of(answer, "errmsg") or message
        return _with_told(refusal_clue(errcode, errmsg, source=source), answer)
    result = number_of(answer, "errCode")
    if result and abs(result) <= LARGEST_CODE:
        is_result = result < 100 and not text_of(answer, "errMsg").startswith("invalid")
        said = text_of(answer, "errMsg") or text_of(answer, "errStr") or message
        return (
            result_clue(result, source=source)
            if is_result
            else refusal_clue(result, said, source=source)
        )
    passed_on = find_wecom_error(message)
    if passed_on is not None:
        return wecom_clue(passed_on, message, source=source)
    error = _oauth_error(answer)
    if is_oauth_error(error):
        return oauth_clue(error, text_of(answer, "error_description"), source=source)
    owner = owner_of_answer(answer)
    if owner is not None:
        return foreign_clue(owner, answer, source=source)
    status = text_of(answer, "status")
    if status == "error" and "msg" in answer:
        refusal = casdoor_refusal(message)
        params = {"message": message, "state": "?", "name": "?", "provider": "?"}
        return Clue(refusal.code, params, refusal.leg, source)
    return _numbered(answer, message, source)


def _whole_number(answer: Mapping[str, object], key: str) -> int | None:
    """A number, also as libraries write it that know no other numbers: ``40029.0``."""
    value = answer.get(key)
    is_whole = isinstance(value, float) and value.is_integer() and abs(value) <= LARGEST_CODE
    return int(value) if is_whole and isinstance(value, float) else number_of(answer, key)


def _oauth_error(answer: Mapping[str, object]) -> str:
    return text_of(answer, "error") or text_of(answer, "error_name")


def _numbered(answer: Mapping[str, object], message: str, source: str) -> Clue | None:
    """Authing's envelope: ``apiCode`` says why, ``code`` is v2's and ``statusCode`` v3's verdict
    (docs/reference/authing.md §5.1, §6.3)."""
    keys = ("apiCode", "code", "statusCode")
    for key in keys if "message" in answer or "msg" not in answer else ():
        number = number_of(answer, key)
        if number is not None and number > 9999 and number in KNOWN_ERRCODES:
            return wecom_clue(number, message, source=source)
        largest = 99_999 if message else 9_999  # else a code to log in with may stand there
        if key == "apiCode":
            largest = LARGEST_CODE
        if number is not None and 100 <= number <= largest and not 200 <= number < 300:
            clue = authing_clue(number, message, source=source)
            rough = number_of(answer, "statusCode") if key == "apiCode" else None
            return replace(clue, params={**clue.params, "status_code": rough}) if rough else clue
    status = number_of(answer, "status")
    if status is not None and 400 <= status < 600:
        return Clue("http.status", {"status": status, "host": "?"}, Leg.EXCHANGE, source)
    return None


def _with_told(clue: Clue, answer: Mapping[str, object]) -> Clue:
    """The clue with the app and the member that the answer itself names."""
    told = {
        name: text
        for name in ("agentid", "userid")
        if name in clue.params and (text := text_of(answer, name))
    }
    return Clue(clue.code, {**clue.params, **told}, clue.leg, clue.source)
