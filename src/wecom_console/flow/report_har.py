"""Runs as HTTP Archive 1.2: what browsers' developer tools and API clients open.

Every value has been redacted in the events already.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Final
from urllib.parse import parse_qsl, urlencode

from wecom_console.flow.events import Event, Exchanged
from wecom_console.flow.summary import RunSummary, verdict_summary

_VERSION: Final = "1.2"
_PROTOCOL: Final = "HTTP/1.1"

Pairs = tuple[tuple[str, str], ...]
JsonObject = dict[str, object]


def har_text(runs: Iterable[Sequence[Event]], *, version: str) -> str:
    """The archive as JSON text; `version` is the product's."""
    return json.dumps(har_object(runs, version=version), ensure_ascii=False, indent=2) + "\n"


def har_object(runs: Iterable[Sequence[Event]], *, version: str) -> JsonObject:
    """A page a run, an entry a request. A request without an answer has status 0 and ``_error``."""
    pages: list[JsonObject] = []
    entries: list[JsonObject] = []
    for events in runs:
        run = verdict_summary(events)
        if run is None:
            continue
        pages.append(_page(run))
        entries += [_entry(run, e) for e in events if isinstance(e, Exchanged)]
    creator = {"name": "WeCom Console", "version": version}
    return {"log": {"version": _VERSION, "creator": creator, "pages": pages, "entries": entries}}


def _page(run: RunSummary) -> JsonObject:
    return {
        "startedDateTime": _time(run.at),
        "id": run.run_id,
        "title": f"{run.connection} {run.backend.value} {run.platform.value} {run.scenario}",
        "pageTimings": {"onContentLoad": None, "onLoad": round(run.elapsed_ms, 3)},
    }


def _entry(run: RunSummary, event: Exchanged) -> JsonObject:
    took = round(event.elapsed_ms, 3)
    entry: JsonObject = {
        "pageref": run.run_id,
        "startedDateTime": _time(event.at),
        "time": took,
        "request": _request(event),
        "response": _response(event),
        "cache": {},
        "timings": {"send": 0, "wait": took, "receive": 0},
        "comment": f"leg {event.leg.number} {event.leg.value}",
    }
    if event.fault:
        entry["_error"] = event.fault
    return entry


def _request(event: Exchanged) -> JsonObject:
    url = event.url + (f"?{urlencode(event.query)}" if event.query else "")
    request: JsonObject = {
        "method": event.method,
        "url": url,
        "httpVersion": _PROTOCOL,
        "cookies": [],
        "headers": _named(event.request_headers),
        "queryString": _named(event.query),
        "headersSize": -1,
        "bodySize": len(event.request_body.encode("utf-8")),
    }
    if event.request_body:
        request["postData"] = _post_data(event.request_body)
    return request


def _post_data(body: str) -> JsonObject:
    """HAR wants either the parameters of a form or the text."""
    if body.startswith(("{", "[")):
        return {"mimeType": "application/json", "text": body}
    params = [{"name": n, "value": v} for n, v in parse_qsl(body, keep_blank_values=True)]
    return {"mimeType": "application/x-www-form-urlencoded", "params": params}


def _response(event: Exchanged) -> JsonObject:
    headers = {name.lower(): value for name, value in event.answer_headers}
    size = len(event.answer_body.encode("utf-8"))
    return {
        "status": event.status,
        "statusText": _phrase(event.status),
        "httpVersion": _PROTOCOL,
        "cookies": [],
        "headers": _named(event.answer_headers),
        "content": {
            "size": size,
            "mimeType": headers.get("content-type", ""),
            "text": event.answer_body,
        },
        "redirectURL": headers.get("location", ""),
        "headersSize": -1,
        "bodySize": size if event.status else -1,
    }


def _named(pairs: Pairs) -> list[JsonObject]:
    return [{"name": name, "value": value} for name, value in pairs]


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def _time(seconds: float) -> str:
    try:
        return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")
    except (ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(0, UTC).isoformat(timespec="milliseconds")
