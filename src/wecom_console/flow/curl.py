"""A request of a run as a curl command, its secrets left out."""

import shlex
from urllib.parse import quote

from wecom_console.flow.events import Exchanged
from wecom_console.flow.markers import Redacted, split_markers


def as_curl(exchanged: Exchanged) -> str:
    """The request that `exchanged` tells of, quoted for a POSIX shell. Each secret becomes the
    placeholder ``SECRET`` in capitals: the event does not hold it."""
    url = exchanged.url
    if exchanged.query:
        pairs = (f"{quote(k, safe='')}={_value(v)}" for k, v in exchanged.query)
        url += ("&" if "?" in url else "?") + "&".join(pairs)
    parts = ["curl", "--globoff"]
    parts += [] if exchanged.method == "GET" else ["-X", exchanged.method]
    parts.append(url)
    for name, value in exchanged.request_headers:
        parts += ["-H", f"{name}: {_plain(value)}"]
    if exchanged.request_body:
        if exchanged.request_body.startswith("{"):
            parts += ["-H", "content-type: application/json"]
        parts += ["--data-raw", _plain(exchanged.request_body)]
    return " ".join(shlex.quote(part) for part in parts)


def _plain(text: str) -> str:
    return "".join("SECRET" if isinstance(p, Redacted) else p for p in split_markers(text))


def _value(text: str) -> str:
    pieces = split_markers(text)
    return "".join("SECRET" if isinstance(p, Redacted) else quote(p, safe="") for p in pieces)
