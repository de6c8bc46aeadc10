"""The one door: any text becomes a kind, clues and facts. It never raises nor shows a secret."""

import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Final
from urllib.parse import urlsplit

from wecom_console.domain.links import (
    Callback,
    LinkError,
    LoginRequest,
    parse_request_link,
    parse_return_link,
)
from wecom_console.domain.verdicts import Leg
from wecom_console.flow.answers import host_of, not_the_api
from wecom_console.flow.commands import HttpAnswer
from wecom_console.pasted.answers import (
    authing_clue,
    clues_of_answer,
    clues_of_text,
    wecom_clue,
)
from wecom_console.pasted.clues import TEXT_LIMIT, Clue, Pasted, hint_time, safe, unique
from wecom_console.pasted.commands import (
    clues_of_har,
    clues_of_request,
    facts_of_request,
    is_har,
    parse_curl,
    read_document,
)
from wecom_console.pasted.logs import clues_of_log
from wecom_console.pasted.tokens import read_token

_BARE: Final = re.compile(r"(?:err_?code|code|error|wecom)?[\s:=#]{0,3}(-?\d{1,7})", re.IGNORECASE)
_AUTHING: Final = re.compile(r"(?:authing|apiCode)[\s:=#.\"']{0,4}(\d{3,4})", re.IGNORECASE)
_CATALOGUE: Final = re.compile(r"[a-z]{3,12}\.(?:[a-z_]+(?:\.[a-z0-9_]+)?|-?\d{1,7})")
_LINK: Final = re.compile(r"wwauth[0-9A-Za-z]{0,60}://\S{1,8000}", re.IGNORECASE)
_REQUEST: Final = re.compile(r"(?:intent:|wxwork[a-z0-9]{0,20}://)\S{1,8000}", re.IGNORECASE)
_HTML: Final = re.compile(r"\s{0,200}(?:<!doctype html|<html|<head|<body)", re.IGNORECASE)
_STATUS: Final = re.compile(r"\b([45]\d\d)\b")
_AUTHING_CODES: Final = range(1000, 4000)


def recognise(text: str, *, now: float | None = None) -> Pasted:
    """What `text` is, and what it tells. `now` is in seconds since the epoch."""
    text = text[:TEXT_LIMIT].strip().lstrip("\ufeff")
    moment = time.time() if now is None else now
    for reader in (_code, _link, _curl, _json, _html, _url):
        if (found := reader(text)) is not None:
            return _with_hint(found, text)
    token = read_token(text, now=moment)
    if token is not None and len(text) < 20_000 and "\n" not in text:
        return Pasted("jwt", *token)
    clues = unique(clues_of_log(text))
    if not clues:
        embedded = _embedded(text)
        return embedded or Pasted("unknown")
    kind = "log" if "\n" in text or len(text) > 400 else "errmsg"
    return _with_hint(Pasted(kind, clues), text)


def _with_hint(found: Pasted, text: str) -> Pasted:
    moment = hint_time(text)
    if not moment:
        return found
    return Pasted(found.kind, found.clues, (*found.facts, ("hint", moment)))


def _code(text: str) -> Pasted | None:
    """A code alone: ``60020``, ``errcode 40029``, ``authing 2004``, ``transport.dns``."""
    if len(text) > 40:
        return None
    if found := _AUTHING.fullmatch(text):
        return Pasted("code", (authing_clue(int(found[1]), ""),))
    if _CATALOGUE.fullmatch(text):
        return Pasted("code", (Clue(text),))
    found = _BARE.fullmatch(text)
    if found is None:
        return None
    number = int(found[1])
    if number in _AUTHING_CODES:
        return Pasted("code", (authing_clue(number, ""),))
    if 300 <= number < 600:
        return Pasted("code", (Clue("http.status", {"status": number, "host": "?"}),))
    return Pasted("code", (wecom_clue(number, ""),)) if number else None


def _link(text: str) -> Pasted | None:
    if len(text) > 10_000 or "\n" in text.strip():
        return None
    if _LINK.fullmatch(text):
        return _callback(text)
    if _REQUEST.fullmatch(text):
        request = parse_request_link(text)
        if isinstance(request, LinkError):
            clue = Clue(request.code, request.params, Leg.REQUEST)
            return Pasted("request-link", (clue,))
        return Pasted("request-link", (), _values(request))
    return None


def _callback(text: str) -> Pasted:
    callback = parse_return_link(text)
    if isinstance(callback, LinkError):
        return Pasted("callback", (Clue(callback.code, callback.params, Leg.RETURN),))
    facts = tuple(
        (name, f"[{len(value)}]" if name == "code" else value) for name, value in _values(callback)
    )
    return Pasted("callback", tuple(_misfits(callback)), facts)


def _misfits(callback: Callback) -> Iterator[Clue]:
    params: dict[str, str | int] = {
        "errcode": callback.err_code,
        "sdk": "2+",
        "schema": callback.schema.lower(),
        "found": callback.schema,
    }
    match callback.outcome:
        case "cancelled":
            yield Clue("confirm.cancelled", params, Leg.CONFIRM)
        case "failed":
            yield Clue("confirm.failed", params, Leg.CONFIRM)
        case "other":
            yield Clue("confirm.result.other", params, Leg.CONFIRM)
        case _:
            if callback.schema != callback.schema.lower():
                yield Clue("return.schema_case", params, Leg.RETURN)
            if not callback.state:
                yield Clue("return.state_missing", params, Leg.RETURN)
            if not callback.code:
                yield Clue("return.no_code", params, Leg.RETURN)
            elif " " in callback.code or "%" in callback.code:
                yield Clue("wecom.40029", {"errcode": 40029, "errmsg": ""}, Leg.IDENTITY)


def _values(found: Callback | LoginRequest) -> tuple[tuple[str, str], ...]:
    pairs = ((f.name, str(getattr(found, f.name))) for f in fields(found))
    return tuple((name, safe(value, limit=200)) for name, value in pairs if value)


def _curl(text: str) -> Pasted | None:
    if not text.startswith(("curl ", "curl.exe ", "$ curl ")):
        return None
    request = parse_curl(text.removeprefix("$ "))
    if request is None:
        return None
    return Pasted("curl", unique(clues_of_request(request)), facts_of_request(request))


def _json(text: str) -> Pasted | None:
    if not text.startswith(("{", "[")):
        return None
    document = read_document(text)
    if document is None:
        return None
    if is_har(document):
        clues, facts = clues_of_har(document)
        return Pasted("har", unique(clues), facts)
    items = document if isinstance(document, list) else [document]
    clues_found: list[Clue] = []
    for item in items[:200]:
        clues_found += clues_of_answer(item)
    if not clues_found and not isinstance(document, Mapping):
        return None
    return Pasted("json", unique(clues_found))


def _html(text: str) -> Pasted | None:
    if not _HTML.match(text):
        return None
    body = text[:8_000]
    found = _STATUS.search(re.sub(r"<[^>]{0,200}>", " ", body))
    status = int(found[1]) if found else 200
    refusal = not_the_api(HttpAnswer(status, (), body.encode("utf-8"), 0.0), "")
    passed_on = list(clues_of_text(body))
    params = {**refusal.params, "host": "?"}
    return Pasted("html", unique([*passed_on, Clue(refusal.code, params, Leg.EXCHANGE)]))


def _url(text: str) -> Pasted | None:
    if not re.fullmatch(r"https?://\S{1,8000}", text):
        return None
    clues = unique(clues_of_text(text))
    try:
        path = urlsplit(text).path
    except ValueError:
        return None
    return Pasted("url", clues, (("host", host_of(text)), ("path", safe(path, limit=200))))


def _embedded(text: str) -> Pasted | None:
    """A link somewhere in the text: in a log line, in a sentence."""
    found = _LINK.search(text)
    return _callback(found[0].rstrip("\"'<>,.)")) if found else None
