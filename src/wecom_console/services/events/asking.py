"""Asks an event URL as WeCom does when the URL is saved: a GET with an encrypted text, which must
come back in the clear (docs/reference/errors.md §3.1).

No event is posted: the server would act on it.
"""

import json
import re
import secrets
import time
from collections.abc import Sequence
from typing import Final
from urllib.parse import urlencode, urlsplit

from wecom_console.backends.httpx_port import open_http_port
from wecom_console.backends.route import USUAL, OpenHttp
from wecom_console.flow.commands import HttpCall
from wecom_console.flow.ports import HttpPort
from wecom_console.protocol.event_crypto import RANDOM_BYTES, event_signature, seal_event
from wecom_console.protocol.http_replies import HttpAnswer, HttpFailed
from wecom_console.services.events.findings import (
    ANSWER,
    KEY,
    RECEIVER,
    TOKEN,
    EventFinding,
    EventValues,
    fine,
    unknown,
    wrong,
)
from wecom_console.services.events.judging import judge_key_form, judge_token_form, usable_key
from wecom_console.services.events.receivers import shown_id
from wecom_console.services.runs.request import is_loopback

PATIENCE_MS: Final = 1_000
"""How long WeCom waits for the answer to its check."""

_TIMEOUT_S: Final = 10.0
_BOM: Final = b"\xef\xbb\xbf"
_LIBRARY_CODE: Final = re.compile(rb"(?<![\d-])-400(?:0[1-9]|1[0-2])(?!\d)")
_OF_CODE: Final = {
    -40001: TOKEN,
    -40004: KEY,
    -40005: RECEIVER,
    -40006: KEY,
    -40007: KEY,
    -40008: KEY,
}


def may_ask(url: str, own_hosts: Sequence[str]) -> str:
    """Why this URL is not asked, as a code; empty where it may be: it is on this computer, or its
    user says that the host is theirs."""
    try:
        parts = urlsplit(url)
        host, is_web = parts.hostname or "", parts.scheme in ("http", "https")
        is_whole = is_web and bool(host) and parts.port != 0 and "@" not in parts.netloc
    except ValueError:
        return "events_url"
    if not is_whole or not url.isascii() or any(c.isspace() for c in url):
        return "events_url"
    is_own = is_loopback(url) or host.lower() in [one.lower() for one in own_hosts]
    return "" if is_own else "events_host"


async def ask_url(
    values: EventValues, url: str, *, open_http: OpenHttp = open_http_port
) -> tuple[EventFinding, ...] | HttpFailed:
    """What the answer tells of the URL and of its values."""
    spelling = [judge_token_form(values), judge_key_form(values)]
    key = usable_key(values.key)
    if key is None:
        found = [one for one in spelling if one is not None]
        return (unknown(ANSWER, "not_asked"), *found)
    async with open_http(USUAL) as http:
        check = _Check(http, url, values, key)
        receivers = values.receivers or ("",)
        first, answer = await check.ask(receivers[0])
        if isinstance(answer, HttpFailed):
            return answer
        told = _judge(answer, first, check.sealed)
        if told.cause in ("right", "slow"):
            return (told, *await _further(check, receivers[0], spelling))
        for other in receivers[1:]:
            message, answer = await check.ask(other)
            if isinstance(answer, HttpAnswer) and _is_echo(answer, message):
                params = {"found": shown_id(other), "given": shown_id(receivers[0])}
                return (
                    fine(ANSWER, ms=round(answer.elapsed_ms)),
                    wrong(RECEIVER, "accepts_other", -40005, **params),
                )
    return (told, *_values_behind(told, spelling))


class _Check:
    """Asks with one set of values."""

    def __init__(self, http: HttpPort, url: str, values: EventValues, key: bytes) -> None:
        self._http, self._url, self._values, self._key = http, url, values, key
        self.sealed = ""

    async def ask(
        self, receiver: str, *, forged: bool = False
    ) -> tuple[str, HttpAnswer | HttpFailed]:
        """One question; the text that must come back, and what did."""
        message = str(secrets.randbelow(9 * 10**18) + 10**18)
        sealed = seal_event(self._key, message, receiver, random=secrets.token_bytes(RANDOM_BYTES))
        stamp, nonce = str(int(time.time())), str(secrets.randbelow(10**10))
        signature = event_signature(self._values.token, stamp, nonce, sealed)
        if forged:
            signature = secrets.token_hex(20)
        query = urlencode(
            {
                "msg_signature": signature,
                "timestamp": stamp,
                "nonce": nonce,
                "echostr": sealed,
            }
        )
        self.sealed = sealed
        joint = "&" if urlsplit(self._url).query else "?"
        url = f"{self._url.partition('#')[0]}{joint}{query}"
        return message, await self._http.call(HttpCall("GET", url, timeout_s=_TIMEOUT_S))


async def _further(
    check: _Check, receiver: str, spelling: Sequence[EventFinding | None]
) -> list[EventFinding]:
    """Of an URL that answers rightly: whether it would to anybody."""
    message, answer = await check.ask(receiver, forged=True)
    if isinstance(answer, HttpAnswer) and _is_echo(answer, message):
        return [wrong(TOKEN, "not_checked")]
    found = [one for one in spelling if one is not None]
    return found or [fine(TOKEN), fine(KEY), fine(RECEIVER, "accepted", found=shown_id(receiver))]


def _values_behind(
    told: EventFinding, spelling: Sequence[EventFinding | None]
) -> list[EventFinding]:
    """Which value a refusal is about, as far as it says."""
    found = [one for one in spelling if one is not None]
    about = _OF_CODE.get(told.error)
    if about and about not in [one.check for one in found]:
        found.append(wrong(about, "differs_there", told.error))
    return found


def _is_echo(answer: HttpAnswer, message: str) -> bool:
    return answer.status == 200 and answer.body == message.encode()


def _judge(answer: HttpAnswer, message: str, sealed: str) -> EventFinding:
    body, ms, plain = answer.body, round(answer.elapsed_ms), message.encode()
    code = _LIBRARY_CODE.search(body[:4000])
    if _is_echo(answer, message):
        if ms > PATIENCE_MS:
            return wrong(ANSWER, "slow", ms=ms)
        return fine(ANSWER, ms=ms)
    if code is not None:
        return wrong(ANSWER, "refused", int(code[0]), code=int(code[0]))
    if answer.status != 200:
        return wrong(ANSWER, _of_status(answer.status), status=answer.status)
    return wrong(ANSWER, _of_body(body, plain, sealed.encode()), count=len(body))


def _of_status(status: int) -> str:
    if 300 <= status < 400:
        return "redirect"
    if status in (401, 403):
        return "forbidden"
    if status in (404, 405):
        return "no_handler"
    return "status_5xx" if status >= 500 else "status"


def _of_body(body: bytes, plain: bytes, sealed: bytes) -> str:
    """What stands in place of, or around, the text alone."""
    text = body.strip()
    if not text:
        return "empty"
    if body == _BOM + plain:
        return "bom"
    if text == plain:
        return "line_break"
    if text.strip(b"\"'") == plain:
        return "quotes"
    if sealed in body:
        return "not_decrypted"
    if plain in body:
        return "around"
    if text.lower() == b"success":
        return "success"
    if text[:1] == b"<":
        return "page"
    return "json" if _is_json(text) else "other"


def _is_json(text: bytes) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False
