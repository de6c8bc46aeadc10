"""What a leg of the HTML report rests on: links, evidence, requests with answers, cURL."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Final

from wecom_console.flow.events import CallbackSeen, Event, Evidence, Exchanged, LinkOffered
from wecom_console.flow.explanations import explain
from wecom_console.messages.catalogue import Messages
from wecom_console.protocol.answers import host_of
from wecom_console.reports.curl import curl_commands
from wecom_console.reports.html_text import TEXT_LIMIT, TextPairs

_CLAIMS: Final = "evidence.claims"
_TIMES: Final = ("iat", "exp", "nbf", "auth_time")


@dataclass(frozen=True, slots=True)
class Passage:
    """A text, names and values, or both. `title` is a message code; `at` is 0 for no moment."""

    title: str
    text: str | None = None
    items: TextPairs = ()
    at: float = 0.0


@dataclass(frozen=True, slots=True)
class ShownExchange:
    """A request with its answer; where none came, `fault` says in words why."""

    event: Exchanged
    fault: str
    fault_code: str


def trace_of(events: Sequence[Event], messages: Messages) -> tuple[Passage | ShownExchange, ...]:
    """What the events of one leg have to show, in their order."""
    return tuple(_parts(events, messages))


def _parts(events: Sequence[Event], messages: Messages) -> Iterator[Passage | ShownExchange]:
    for event in events:
        match event:
            case LinkOffered():
                yield Passage("report.link", event.url)
            case CallbackSeen():
                yield Passage("report.callback", event.url, event.parts, event.at)
            case Evidence():
                is_claims = event.title == _CLAIMS
                items = tuple((n, _with_time(n, v) if is_claims else v) for n, v in event.items)
                yield Passage(event.title, items=items)
            case Exchanged():
                code = f"transport.{event.fault}"
                fault = explain(messages, code, {"host": host_of(event.url)}).title
                yield ShownExchange(event, fault, code)
            case _:
                pass
    exchanges = tuple(_encodable(event) for event in events if isinstance(event, Exchanged))
    if exchanges:
        yield Passage("report.curl", curl_commands(exchanges))


def time_text(seconds: float) -> str:
    """A moment in UTC; empty for what is no moment."""
    try:
        return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    except (ValueError, OverflowError, OSError):
        return ""


def ms_text(milliseconds: float) -> str:
    """A duration; empty for what is none (a record may come from anywhere)."""
    try:
        return f"{milliseconds:.0f} ms"
    except OverflowError:
        return ""


def phrase_of(status: int) -> str:
    """What HTTP calls a status; empty for one that it does not know."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def pretty(body: str) -> str:
    """JSON with a line for each value, where that changes nothing but the space between them and
    how characters are spelled; any other text as it is."""
    if not body.lstrip().startswith(("{", "[")):
        return body
    try:
        found = json.loads(body, object_pairs_hook=_object, parse_float=_float)
        # Piece by piece: deeply nested brackets would grow to a thousand times their length.
        pieces: list[str] = []
        length = 0
        for piece in json.JSONEncoder(ensure_ascii=False, indent=2).iterencode(found):
            pieces.append(piece)
            length += len(piece)
            if length > max(len(body) * 4, TEXT_LIMIT):
                return body
    except (ValueError, RecursionError):
        return body
    return "".join(pieces)


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name stands there twice")
    return found


def _float(text: str) -> float:
    if repr(float(text)) != text:
        raise ValueError("it would be written otherwise")
    return float(text)


def _with_time(name: str, value: str) -> str:
    is_time = name in _TIMES and value.isascii() and value.isdecimal() and len(value) <= 12
    return f"{value} ({time_text(int(value))})" if is_time else value


def _encodable(event: Exchanged) -> Exchanged:
    """Without halves of characters: a JSON record can spell them, and no URL can hold them."""

    def whole(text: str) -> str:
        return text.encode("utf-8", "replace").decode("utf-8")

    query = tuple((whole(name), whole(value)) for name, value in event.query)
    return replace(event, url=whole(event.url), query=query)
