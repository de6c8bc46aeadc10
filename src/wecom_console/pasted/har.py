"""HTTP archives: every call that a browser or a proxy recorded, and those that failed."""

import base64
import binascii
import json
import re
from collections.abc import Iterator, Mapping
from typing import Final

from wecom_console.domain.verdicts import Leg
from wecom_console.pasted.answers import clues_of_answer, read_document
from wecom_console.pasted.clues import Clue, FactPairs
from wecom_console.pasted.faults import fault_of
from wecom_console.pasted.logs import leg_of_host
from wecom_console.pasted.requests import Request, clues_of_request
from wecom_console.protocol.answers import not_the_api
from wecom_console.protocol.http_replies import HttpAnswer
from wecom_console.protocol.json_values import JsonObject, list_of, object_of, text_of

ENTRY_LIMIT: Final = 1_000
"""Calls that are looked at."""

BODY_LIMIT: Final = 200_000
"""Characters of one answer that are looked at."""

_ENTRIES: Final = re.compile(r'"entries"\s{0,20}:\s{0,20}\[')
_COMMA: Final = re.compile(r"[\s,]*")


def entries_of(document: object) -> list[object] | None:
    """The calls of an HTTP archive; None for another document."""
    log = document.get("log") if isinstance(document, Mapping) else None
    entries = log.get("entries") if isinstance(log, Mapping) else None
    return entries if isinstance(entries, list) else None


def entries_of_cut(text: str) -> list[object] | None:
    """The whole calls of an archive whose end is missing; None for another text."""
    start = _ENTRIES.search(text[:20_000])
    if start is None or '"log"' not in text[: start.start()]:
        return None
    decoder = json.JSONDecoder()
    entries: list[object] = []
    place = start.end()
    while len(entries) < ENTRY_LIMIT:
        gap = _COMMA.match(text, place)
        place = gap.end() if gap else place
        try:
            entry, place = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            break
        entries.append(entry)
    return entries


def clues_of_entries(entries: list[object]) -> Iterator[Clue]:
    """What the calls refuse, in their order."""
    for entry in entries[:ENTRY_LIMIT]:
        if isinstance(entry, Mapping):
            yield from _of_entry(entry)


def bodies_of(entries: list[object]) -> Iterator[str]:
    """The answers whose text the archive keeps in base64: their secrets are not in its own."""
    for entry in entries[:ENTRY_LIMIT]:
        content = object_of(object_of(entry, "response"), "content")
        if content.get("encoding") == "base64":
            yield _body(content)


def facts_of_entries(entries: list[object], failed: int) -> FactPairs:
    """How many calls there are, and which functions of this login."""
    apis: dict[str, int] = {}
    for entry in entries[:ENTRY_LIMIT]:
        api = _request(object_of(entry, "request")).api
        if api:
            apis[api] = apis.get(api, 0) + 1
    calls = ", ".join(f"{api} {count}" for api, count in apis.items())
    facts = [("entries", str(len(entries))), ("failed", str(failed))]
    return tuple([*facts, ("calls", calls)] if calls else facts)


def _of_entry(entry: JsonObject) -> Iterator[Clue]:
    request = _request(object_of(entry, "request"))
    answer = object_of(entry, "response")
    if not request.url:
        return
    source, leg = request.name, _leg(request)
    status = answer.get("status")
    status = status if isinstance(status, int) and not isinstance(status, bool) else 0
    if status <= 0:
        said = ((entry, "_error"), (answer, "_error"), (entry, "comment"))
        error = " ".join(text_of(holder, key) for holder, key in said)
        fault = fault_of(error[:2_000].lower()) or "connect"
        yield Clue(f"transport.{fault}", {"host": request.host}, leg, source)
        return
    text = _body(object_of(answer, "content"))
    document = read_document(text) if text.lstrip()[:1] in ("{", "[") else None
    told = list(clues_of_answer(document, source=source)) if document is not None else []
    if told:
        yield from told
        return
    if request.api:
        yield from clues_of_request(request)
    is_answer = isinstance(document, Mapping) and status < 400
    if is_answer or (status < 400 and not _is_api(request)) or status in (204, 304):
        return
    headers = tuple(_headers(answer))
    body = text.encode("utf-8", errors="replace")
    refusal = not_the_api(HttpAnswer(status, headers, body, 0.0), request.url)
    yield Clue(refusal.code, refusal.params, leg, source)


def _is_api(request: Request) -> bool:
    """Whether only JSON can be the answer: a page that a browser opens may redirect, or be HTML."""
    return bool(request.api) and (request.api != "casdoor login" or request.method == "POST")


def _leg(request: Request) -> Leg:
    return Leg.TOKENS if "/oidc/" in request.path else leg_of_host(request.host)


def _request(asked: JsonObject) -> Request:
    body = text_of(object_of(asked, "postData"), "text")
    return Request(text_of(asked, "method").upper(), text_of(asked, "url"), body[:BODY_LIMIT])


def _body(content: JsonObject) -> str:
    text = text_of(content, "text")[:BODY_LIMIT]
    if content.get("encoding") != "base64":
        return text
    try:
        raw = base64.b64decode(text[: len(text) // 4 * 4])
    except (binascii.Error, ValueError):
        return ""
    return raw.decode("utf-8", errors="replace")


def _headers(answer: JsonObject) -> Iterator[tuple[str, str]]:
    for header in list_of(answer, "headers"):
        yield text_of(header, "name").lower(), text_of(header, "value")
