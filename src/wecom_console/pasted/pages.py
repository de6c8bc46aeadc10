"""HTML pages that came in place of an API's answer: whose page it is, and the status it names."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Final

from wecom_console.domain.verdicts import Leg
from wecom_console.pasted.clues import Clue, FactPairs
from wecom_console.pasted.faults import phone_word
from wecom_console.pasted.texts import clues_of_text
from wecom_console.protocol.answers import guard_in

LOOK: Final = 64_000
"""Characters of a page that are looked at."""

_START: Final = re.compile(
    r"<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]|<title>", re.IGNORECASE
)
_TITLE: Final = re.compile(r"<title[^>]{0,200}>([^<]{0,400})", re.IGNORECASE)
_HEADING: Final = re.compile(r"<h[12][^>]{0,200}>([^<]{0,200})", re.IGNORECASE)
_UNSEEN: Final = re.compile(r"<(script|style)\b[^<>]{0,500}>", re.IGNORECASE)
_TAG: Final = re.compile(r"<[^<>]{0,1000}>")
_STATUS: Final = re.compile(
    r"(?:^\s{0,5}|\berror(?: code)?[: ]{0,3}|\bHTTP(?: ERROR| status)?[: ]{1,3}|\| ?)([45]\d\d)\b",
    re.IGNORECASE,
)
_PAGES: Final = (
    ("cloudflare", ("cf-error", "cf-ray", "cloudflare", "cf_chl_", "cf-browser-verification")),
    ("captive", ("wispaccessgateway", "captive", "hotspot", "wifi portal", "wlan portal")),
    (
        "wecom",
        ("work.weixin.qq.com", "wwcdn.weixin.qq.com", "\u4f01\u4e1a\u5fae\u4fe1", ">wecom<"),
    ),
    ("openresty", ("<center>openresty",)),
    ("nginx", ("<center>nginx",)),
    ("apache", ("<address>apache", "httpd error document")),
    ("iis", ("internet information services", "iis detailed error")),
    ("proxy", ("squid", "zscaler", "blue coat", "forcepoint", "err_access_denied")),
    ("authing", ("authing",)),
    ("login", ('type="password"', "type='password'", "type=password", "sign in", "log in")),
)


def is_page(text: str) -> bool:
    """Whether a text is an HTML page, comments and declarations before it allowed."""
    return text.startswith("<") and _START.search(text[:2_000]) is not None


def read_page(text: str) -> tuple[tuple[Clue, ...], FactPairs]:
    """What a page tells: the codes in its words first, then that it is a page."""
    html = text[:LOOK]
    low = html.lower()
    title = _first(_TITLE, html)
    heading = _first(_HEADING, html)
    status = next((s for t in (title, heading, _words(html)[:2_000]) if (s := _status(t))), 0)
    page = next((name for name, words in _PAGES if any(word in low for word in words)), "")
    facts = [("title", title)] if title else []
    facts += [("heading", heading)] if heading and heading != title else []
    facts += [("status", str(status))] if status else []
    facts += [("page", page)] if page else []
    return tuple(_clues(html, title or heading, status)), tuple(facts)


def _clues(html: str, title: str, status: int) -> Iterator[Clue]:
    words = _words(html)
    known = phone_word(words.lower())
    if known:
        code, leg = known
        yield Clue(code, {"errcode": code.rpartition(".")[2], "sdk": "?"}, leg, title)
    yield from clues_of_text(words[:4_000], source=title)
    if status:
        params: dict[str, str | int] = {"status": status, "host": "?", "title": title or "?"}
        if guard := guard_in("", html.lower()):
            params["guard"] = guard
        yield Clue("http.status", params, Leg.EXCHANGE, title)
    else:
        params = {"status": 200, "host": "?", "title": title or "?"}
        yield Clue("http.html", params, Leg.EXCHANGE, title)


def _words(html: str) -> str:
    """What a reader would see of the page, in one line."""
    seen: list[str] = []
    place = 0
    low = html.lower()
    for found in _UNSEEN.finditer(html):
        if found.start() >= place:
            seen.append(html[place : found.start()])
            end = low.find(f"</{found[1].lower()}", found.end())
            place = len(html) if end < 0 else end
    seen.append(html[place:])
    return " ".join(unescape(_TAG.sub(" ", " ".join(seen))).split())


def _first(pattern: re.Pattern[str], html: str) -> str:
    found = pattern.search(html)
    return " ".join(unescape(found[1]).split()) if found else ""


def _status(text: str) -> int:
    found = _STATUS.search(text)
    return int(found[1]) if found else 0
