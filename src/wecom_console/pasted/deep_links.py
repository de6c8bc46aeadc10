"""Return links and request links of the login, alone or inside a log line."""

import re
from collections.abc import Iterator
from dataclasses import fields
from itertools import islice
from typing import Final

from wecom_console.domain.links.requests import (
    WECOM_SCHEMES,
    Callback,
    LinkError,
    LoginRequest,
    parse_request_link,
    parse_return_link,
)
from wecom_console.domain.verdicts import Leg, Platform
from wecom_console.pasted.clues import Clue, FactPairs, PastedText, length_of
from wecom_console.pasted.redactor import PastedRedactor
from wecom_console.pasted.texts import result_clue

LINK_LIMIT: Final = 64_000
EMBEDDED_LIMIT: Final = 20
"""Links that are looked at within one text."""

_RETURN: Final = re.compile(r"wwauth[0-9A-Za-z]{0,60}://[^\s\"'<>`]{1,64000}", re.IGNORECASE)
_REQUEST: Final = re.compile(
    rf"(?:intent:(?:(?!intent:)[^\s\"'<>`]){{0,2000}}#Intent;[^\s\"'<>`]{{1,20000}}"
    rf"|(?:{'|'.join(WECOM_SCHEMES)})://[^\s\"'<>`]{{1,64000}})",
    re.IGNORECASE,
)
_START: Final = re.compile(rf"(?:intent:|(?:{'|'.join(WECOM_SCHEMES)})://)", re.IGNORECASE)
_TRAILING: Final = "\"'<>,.)]}"


def read_link(text: str, redactor: PastedRedactor) -> PastedText | None:
    """The link that `text` is; None for another text. Line breaks inside it, as a mail or a
    terminal makes them, do not count."""
    if len(text) > LINK_LIMIT:
        return None
    lines = text.split()
    joined = "".join(lines) if len(lines) < 100 else text
    if _RETURN.fullmatch(joined):
        return _return(joined, redactor)
    if _START.match(joined) and (len(lines) == 1 or "\n" in text):
        return _request(joined, redactor)
    return None


def links_in(text: str, redactor: PastedRedactor) -> Iterator[PastedText]:
    """The links within a longer text, return links first."""
    for found in islice(_RETURN.finditer(text), EMBEDDED_LIMIT):
        yield _return(found[0].rstrip(_TRAILING), redactor)
    if "#Intent;" not in text and "xwork" not in text.lower():
        return
    for found in islice(_REQUEST.finditer(text), EMBEDDED_LIMIT):
        yield _request(found[0].rstrip(_TRAILING), redactor)


def _return(text: str, redactor: PastedRedactor) -> PastedText:
    callback = parse_return_link(text)
    if isinstance(callback, LinkError):
        return PastedText("callback", (Clue(callback.code, callback.params, Leg.RETURN),))
    redactor.learn(callback.code)
    facts = tuple(
        (name, length_of(value) if name == "code" else value) for name, value in _values(callback)
    )
    return PastedText("callback", tuple(_misfits(callback)), facts)


def _misfits(callback: Callback) -> Iterator[Clue]:
    if callback.outcome != "ok":
        yield _result(callback)
        return
    params: dict[str, str | int] = {
        "schema": callback.schema.lower(),
        "found": callback.schema,
        "platform": callback.platform.value,
    }
    if callback.schema != callback.schema.lower():
        yield Clue("return.schema_case", params, Leg.RETURN)
    if not callback.state:
        yield Clue("return.state_missing", params, Leg.RETURN)
    if not callback.code:
        yield Clue("return.no_code", params, Leg.RETURN)
    elif re.search(r"[\s%]", callback.code):
        told: dict[str, str | int] = {"errcode": 40029, "errmsg": "", "ip": "?"}
        yield Clue("wecom.40029", told, Leg.IDENTITY)


def _result(callback: Callback) -> Clue:
    """Numbers above 2 have names on iOS only (docs/reference/wecom.md §5.1)."""
    clue = result_clue(callback.err_code, sdk=callback.sdk)
    if callback.platform is not Platform.IOS and clue.code.startswith("confirm.result."):
        return Clue("confirm.result.other", clue.params, clue.leg)
    return clue


def _request(text: str, redactor: PastedRedactor) -> PastedText:
    request = parse_request_link(text)
    if isinstance(request, LinkError):
        return PastedText("request-link", (Clue(request.code, request.params, Leg.REQUEST),))
    clues: tuple[Clue, ...] = ()
    if not (request.schema and request.corp_id and request.agent_id):
        clues = (Clue("phone.arguments_missing", {}, Leg.REQUEST),)
    return PastedText("request-link", clues, tuple(_values(request)))


def _values(found: Callback | LoginRequest) -> FactPairs:
    pairs = ((field.name, str(getattr(found, field.name))) for field in fields(found))
    return tuple((name, value) for name, value in pairs if value)
