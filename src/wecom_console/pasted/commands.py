"""curl commands and HTTP archives: requests as others have recorded them."""

import json
import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

from wecom_console.domain.schema_rule import CORP_ID
from wecom_console.domain.verdicts import Leg
from wecom_console.flow.answers import host_of, not_the_api, read_json
from wecom_console.flow.commands import HttpAnswer
from wecom_console.flow.redaction import is_sensitive
from wecom_console.pasted.answers import clues_of_answer, clues_of_text
from wecom_console.pasted.clues import Clue, safe

ENTRY_LIMIT: Final = 500
_SECRET_LENGTH: Final = 43
_APIS: Final = (
    ("/cgi-bin/gettoken", "gettoken"),
    ("getuserinfo", "getuserinfo"),
    ("/cgi-bin/user/get", "user/get"),
    ("/cgi-bin/agent/get", "agent/get"),
    ("authByCode", "authByCode"),
    ("signin-by-mobile", "signin-by-mobile"),
    ("public-config", "public-config"),
    ("/oidc/token", "oidc/token"),
    ("/api/login", "casdoor login"),
)
_NEEDED: Final = {
    "gettoken": (("corpid", 41002), ("corpsecret", 41004)),
    "getuserinfo": (("access_token", 41001), ("code", 41008)),
    "user/get": (("access_token", 41001),),
    "agent/get": (("access_token", 41001), ("agentid", 41011)),
}
_VALUED: Final = (
    "-H",
    "--header",
    "-d",
    "--data",
    "--data-raw",
    "--data-binary",
    "-X",
    "--request",
)
_DATA: Final = ("-d", "--data", "--data-raw", "--data-binary", "--data-urlencode", "--json")
_ANSI_QUOTE: Final = re.compile(r"\$'((?:[^'\\]|\\.){0,100000})'")

Facts = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Request:
    """A request that somebody recorded."""

    method: str
    url: str
    body: str = ""

    @property
    def values(self) -> dict[str, str]:
        """Query and body by name, texts only."""
        try:
            query = dict(parse_qsl(urlsplit(self.url).query, keep_blank_values=True))
        except ValueError:
            query = {}
        document = read_json(self.body.encode("utf-8", errors="replace"))
        if isinstance(document, Mapping):
            body = {str(k): str(v) for k, v in document.items() if isinstance(v, str | int)}
            inner = document.get("wechatworkPayload")
            if isinstance(inner, Mapping):
                body |= {str(k): str(v) for k, v in inner.items()}
        else:
            body = dict(parse_qsl(self.body, keep_blank_values=True)) if self.body else {}
        return query | body

    @property
    def api(self) -> str:
        """Which function it calls, empty for one that is not part of this login."""
        return next((name for part, name in _APIS if part in self.url), "")


def parse_curl(text: str) -> Request | None:
    """The request of a curl command; None where it is none."""
    joined = re.sub(r"[\\^`]\r?\n", " ", text.strip())
    joined = _ANSI_QUOTE.sub(lambda m: shlex.quote(m[1].replace("\\'", "'")), joined)
    try:
        words = shlex.split(joined)
    except ValueError:
        return None
    if not words or words[0].rpartition("/")[2] not in ("curl", "curl.exe"):
        return None
    method, url, body = "", "", []
    position = 1
    while position < len(words):
        word = words[position]
        value = words[position + 1] if position + 1 < len(words) else ""
        if word in ("-X", "--request"):
            method = value
        elif word in _DATA:
            body.append(value)
        elif word == "--url":
            url = value
        elif not word.startswith("-") and "://" in word:
            url = url or word
        position += 2 if word in _VALUED or word in (*_DATA, "--url", "-b", "--cookie") else 1
    if not url:
        return None
    return Request(method or ("POST" if body else "GET"), url, "&".join(body))


def facts_of_request(request: Request) -> Facts:
    """What it calls and with which values; secrets by their length only."""
    facts = [("method", request.method), ("host", host_of(request.url))]
    if request.api:
        facts.append(("api", request.api))
    for name, value in list(request.values.items())[:30]:
        shown = f"[{len(value)}]" if is_sensitive(name) else safe(value, limit=80)
        facts.append((safe(name, limit=40), shown))
    return tuple(facts)


def clues_of_request(request: Request) -> Iterator[Clue]:
    """What is wrong in the request itself, before anybody answers."""
    values = request.values
    source = f"{request.method} {host_of(request.url)} {request.api}".strip()
    for name, errcode in _NEEDED.get(request.api, ()):
        if not values.get(name):
            yield Clue(f"wecom.{errcode}", {"errcode": errcode}, Leg.IDENTITY, source)
    corp = values.get("corpid", "")
    if corp and not CORP_ID.fullmatch(corp):
        yield Clue("wecom.40013", {"errcode": 40013, "errmsg": ""}, Leg.IDENTITY, source)
    code = values.get("code", "")
    if code and (" " in code or "%" in code):
        yield Clue("wecom.40029", {"errcode": 40029, "errmsg": ""}, Leg.IDENTITY, source)
    secret = values.get("corpsecret", "")
    if secret and len(secret) != _SECRET_LENGTH:
        yield Clue("wecom.40001", {"errcode": 40001, "agentid": "?"}, Leg.IDENTITY, source)


def is_har(document: object) -> bool:
    """Whether a JSON document is an HTTP archive."""
    log = document.get("log") if isinstance(document, Mapping) else None
    return isinstance(log, Mapping) and isinstance(log.get("entries"), list)


def clues_of_har(document: Any) -> tuple[tuple[Clue, ...], Facts]:
    """What its calls refuse, in their order, and how many there are."""
    entries = document["log"]["entries"]
    clues: list[Clue] = []
    counted = 0
    for entry in entries[:ENTRY_LIMIT]:
        if not isinstance(entry, Mapping):
            continue
        counted += 1
        clues += _of_entry(entry)
    return tuple(clues), (("entries", str(len(entries))), ("read", str(counted)))


def _of_entry(entry: Mapping[str, Any]) -> Iterator[Clue]:
    asked, answer = entry.get("request"), entry.get("response")
    if not isinstance(asked, Mapping) or not isinstance(answer, Mapping):
        return
    url = str(asked.get("url", ""))
    source = f"{asked.get('method', '')} {safe(url.partition('?')[0], limit=120)}"
    error = str(entry.get("_error", ""))
    status = answer.get("status")
    if status == 0 or error:
        from wecom_console.pasted.logs import clues_of_log  # it knows the libraries' words

        found = list(clues_of_log(error))
        host = {"host": host_of(url)}
        yield from found or [Clue("transport.connect", host, Leg.EXCHANGE, source)]
        return
    content = answer.get("content")
    text = str(content.get("text", "")) if isinstance(content, Mapping) else ""
    document = read_json(text.encode("utf-8", errors="replace"))
    if isinstance(document, Mapping):
        yield from clues_of_answer(document, source=source)
        return
    if isinstance(status, int) and (status >= 300 or Request("", url).api):
        headers = tuple(
            (str(h.get("name", "")).lower(), str(h.get("value", "")))
            for h in answer.get("headers", ())
            if isinstance(h, Mapping)
        )
        body = text.encode("utf-8", errors="replace")
        refusal = not_the_api(HttpAnswer(status, headers, body, 0.0), url)
        yield Clue(refusal.code, refusal.params, Leg.EXCHANGE, source)
        return
    yield from clues_of_text(text, source=source)


def read_document(text: str) -> object:
    """The JSON document of a text, None where it is none or nested too deep."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
