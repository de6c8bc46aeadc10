"""What a leg of the HTML report rests on: links, evidence, requests with answers, cURL."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Final

from wecom_console.domain.verdicts import Verdict
from wecom_console.flow.events import CallbackSeen, Event, Evidence, Exchanged, LinkOffered
from wecom_console.flow.explanations import explain
from wecom_console.messages.catalogue import Messages
from wecom_console.protocol.answers import host_of
from wecom_console.reports.curl import curl_commands
from wecom_console.reports.html_text import TEXT_LIMIT, HtmlText, Pairs

_CLAIMS: Final = "evidence.claims"
_TIMES: Final = ("iat", "exp", "nbf", "auth_time")


class TraceWriter:
    """Writes the events of one leg, in their order."""

    def __init__(self, messages: Messages) -> None:
        self._text = HtmlText(messages)

    def details(self, events: Sequence[Event]) -> str:
        """Folded; nothing where the leg rests on nothing that can be shown."""
        content = "".join(self._parts(events))
        if not content:
            return ""
        label = self._text.say("report.evidence")
        return f"<details><summary>{label}</summary>{content}</details>"

    def _parts(self, events: Sequence[Event]) -> Iterator[str]:
        for event in events:
            match event:
                case LinkOffered():
                    yield self._part("link", self._text.block(event.url))
                case CallbackSeen():
                    content = self._text.block(event.url) + self._text.pairs(event.parts)
                    yield self._part("callback", content, at=event.at)
                case Evidence():
                    yield self._evidence(event)
                case Exchanged():
                    yield self._exchange(event)
                case _:
                    pass
        exchanges = tuple(_encodable(event) for event in events if isinstance(event, Exchanged))
        if exchanges:
            yield self._part("curl", self._text.block(curl_commands(exchanges)))

    def _part(self, name: str, content: str, *, at: float = 0.0) -> str:
        when = f' <span class="more">{time_text(at)}</span>' if at else ""
        title = self._text.say(f"report.{name}")
        return f'<div class="part"><h4>{title}{when}</h4>{content}</div>'

    def _evidence(self, event: Evidence) -> str:
        items = event.items
        if event.title == _CLAIMS:
            items = tuple((name, _with_time(name, value)) for name, value in items)
        title = self._text.say(event.title)
        return f'<div class="part"><h4>{title}</h4>{self._text.pairs(items)}</div>'

    def _exchange(self, event: Exchanged) -> str:
        shown = self._text.shown
        when = f' <span class="more">{time_text(event.at)}</span>' if event.at else ""
        asked = [f'<p class="line"><b>{shown(event.method)}</b> {shown(event.url)}</p>']
        asked += self._contents(event.query, event.request_headers, event.request_body)
        told = [f'<p class="line">{self._status(event)}</p>']
        told += self._contents((), event.answer_headers, event.answer_body)
        number = f"{event.leg.number}.{event.number}"
        return (
            f'<div class="part exchange"><h4>{number} {self._text.say("report.request")}{when}</h4>'
            f"{''.join(asked)}<h4>{number} {self._text.say('report.answer')}</h4>"
            f"{''.join(told)}</div>"
        )

    def _status(self, event: Exchanged) -> str:
        more = [ms_text(event.elapsed_ms)]
        if event.simulated:
            more.append(self._text.say(f"verdict.{Verdict.SIMULATED.value}"))
        if event.fault:
            code = f"transport.{event.fault}"
            title = explain(self._text.messages, code, {"host": host_of(event.url)}).title
            known = [] if title == code else [f"<code>{self._text.shown(code)}</code>"]
            said = f"{self._text.shown(title)} {''.join(known)}"
        else:
            said = f"<b>{event.status}</b> {_phrase(event.status)}"
        return f'{said} <span class="more">{" &middot; ".join(more)}</span>'

    def _contents(self, query: Pairs, headers: Pairs, body: str) -> Iterator[str]:
        for name, items in (("query", query), ("headers", headers)):
            if items:
                yield f"<h5>{self._text.say(f'report.{name}')}</h5>{self._text.pairs(items)}"
        if body:
            title = self._text.say("report.body")
            yield f"<h5>{title}</h5>{self._text.block(pretty(body))}"


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


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""
