"""Runs as HTTP Archive 1.2: what browsers' developer tools and API clients open.

Every value has been redacted in the events already.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from http import HTTPStatus
from math import isfinite
from typing import Final
from urllib.parse import parse_qsl, urlencode

from wecom_console.flow.events import Event, Exchanged
from wecom_console.flow.redaction import Pairs
from wecom_console.flow.summary import RunSummary, verdict_summary

HarObject = dict[str, object]

_VERSION: Final = "1.2"
_PROTOCOL: Final = "HTTP/1.1"
_FORM: Final = "application/x-www-form-urlencoded"
_SIMULATED: Final = ", simulated"


def har_text(runs: Iterable[Sequence[Event]], *, version: str) -> str:
    """The archive as JSON text; `version` is the product's."""
    text = json.dumps(har_object(runs, version=version), ensure_ascii=False, indent=2)
    return text.encode("utf-8", "replace").decode("utf-8") + "\n"


def har_object(runs: Iterable[Sequence[Event]], *, version: str) -> HarObject:
    """A page a run, an entry a request. A request without an answer has status 0 and ``_error``."""
    pages: list[HarObject] = []
    entries: list[HarObject] = []
    names: set[str] = set()
    for events in runs:
        run = verdict_summary(events)
        if run is None:
            continue
        # The same run may be told twice; the name of a page must not be.
        name = run.run_id if run.run_id not in names else f"{run.run_id}#{len(pages) + 1}"
        names.add(name)
        pages.append(_page(run, name))
        entries += [_entry(run, name, e) for e in events if isinstance(e, Exchanged)]
    creator = {"name": "WeCom Console", "version": version}
    return {"log": {"version": _VERSION, "creator": creator, "pages": pages, "entries": entries}}


def _page(run: RunSummary, name: str) -> HarObject:
    return {
        "startedDateTime": _time(run.at),
        "id": name,
        "title": f"{run.connection} {run.backend.value} {run.platform.value} {run.scenario}",
        "pageTimings": {"onContentLoad": -1, "onLoad": _ms(run.elapsed_ms)},
        "comment": f"{run.ending.value}{_SIMULATED if run.simulated else ''}",
    }


def _entry(run: RunSummary, page: str, event: Exchanged) -> HarObject:
    took = _ms(event.elapsed_ms)
    entry: HarObject = {
        "pageref": page,
        "startedDateTime": _time(event.at or run.at),
        "time": took,
        "request": _request(event),
        "response": _response(event),
        "cache": {},
        "timings": {"send": 0, "wait": took, "receive": 0},
        "comment": f"leg {event.leg.number} {event.leg.value}"
        f"{_SIMULATED if event.simulated else ''}",
    }
    if event.fault:
        entry["_error"] = event.fault
    return entry


def _request(event: Exchanged) -> HarObject:
    joint = "&" if "?" in event.url else "?"
    query = f"{joint}{urlencode(event.query, errors='replace')}" if event.query else ""
    request: HarObject = {
        "method": event.method,
        "url": event.url + query,
        "httpVersion": _PROTOCOL,
        "cookies": [],  # redacted as a whole, in the headers
        "headers": _named(event.request_headers),
        "queryString": _named(event.query),
        "headersSize": -1,
        "bodySize": _size(event.request_body),
    }
    if event.request_body:
        named = _header(event.request_headers, "content-type")
        request["postData"] = _post_data(event.request_body, named)
    return request


def _post_data(body: str, mime_type: str) -> HarObject:
    """HAR wants either the parameters of a form or the text, never both."""
    if body.startswith(("{", "[")):
        return {"mimeType": mime_type or "application/json", "text": body}
    is_form = _FORM in mime_type.lower() if mime_type else True
    if is_form and all("=" in part for part in body.split("&")):
        pairs = parse_qsl(body, keep_blank_values=True, errors="replace")
        return {"mimeType": mime_type or _FORM, "params": _named(pairs)}
    return {"mimeType": mime_type or "text/plain", "text": body}


def _response(event: Exchanged) -> HarObject:
    size = _size(event.answer_body)
    return {
        "status": event.status,
        "statusText": _phrase(event.status),
        "httpVersion": _PROTOCOL if event.status else "",
        "cookies": [],  # redacted as a whole, in the headers
        "headers": _named(event.answer_headers),
        "content": {
            "size": size,
            "mimeType": _header(event.answer_headers, "content-type"),
            "text": event.answer_body,
        },
        "redirectURL": _header(event.answer_headers, "location"),
        "headersSize": -1,
        "bodySize": size if event.status else -1,
    }


def _named(pairs: Iterable[tuple[str, str]]) -> list[HarObject]:
    return [{"name": name, "value": value} for name, value in pairs]


def _header(headers: Pairs, wanted: str) -> str:
    return next((value for name, value in headers if name.lower() == wanted), "")


def _size(text: str) -> int:
    return len(text.encode("utf-8", "replace"))


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def _ms(milliseconds: float) -> float:
    """A duration as JSON can hold it: a record that is replayed may say anything."""
    try:
        return round(max(0.0, float(milliseconds)), 3) if isfinite(milliseconds) else 0.0
    except OverflowError:
        return 0.0


def _time(seconds: float) -> str:
    try:
        return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")
    except (ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(0, UTC).isoformat(timespec="milliseconds")
