"""Log lines and stack traces: what network libraries, phones and servers write."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from wecom_console.domain.problems import Params
from wecom_console.domain.verdicts import Leg
from wecom_console.pasted.answers import clues_of_answer, documents_in
from wecom_console.pasted.clues import CLUE_LIMIT, Clue
from wecom_console.pasted.faults import fault_of, phone_word
from wecom_console.pasted.texts import clues_of_text
from wecom_console.pasted.wording.numbers import has_long_number
from wecom_console.pasted.wording.owners import owner_of
from wecom_console.pasted.wording.sentences import may_say

LINE_LIMIT: Final = 20_000
"""Lines that are looked at; of each so many characters."""
_LINE_LENGTH: Final = 4_000

_REPEATED_LIMIT: Final = 200
_HOST: Final = re.compile(
    r"(?:https?://|host[=: \"']{1,4}|resolved? (?:host )?[\"':]{0,2} ?|ENOTFOUND |EAI_AGAIN |"
    r"name |traffic to |communication to |(?:ECONNREFUSED|ETIMEDOUT|ECONNRESET) |"
    r"connect(?:ing)? to /?|lookup )"
    r"((?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}|\d{1,3}(?:\.\d{1,3}){3})(?![A-Za-z0-9.-]*\()",
    re.IGNORECASE,
)
_STATUS: Final = re.compile(
    r"""(?:HTTP/\d(?:\.\d)?"? |status(?: code| )?["':= ]{1,4}|status_code["':= ]{1,4}"""
    r"""|response code:? ?|(?:client|server) error '?)([45]\d\d)(?!\d)"""
    r"""|(?<!\d)([45]\d\d) (?:Client Error|Server Error|Bad Gateway|Service (?:Temporarily )?"""
    r"""Unavailable|Gateway Time|Too Many Requests|Forbidden|Unauthorized|Not Found)""",
    re.IGNORECASE,
)
_CONNECTING: Final = re.compile(
    r"connect(?:timeout|ion timed out| etimedout|ing to|(?:ion)? to \S)"
)
_STATUS_WORDS: Final = ("http", "status", "error", "response code", " 4", " 5")
_CODE_WORDS: Final = (
    *("code", "\u9519\u8bef\u7801", "devtool", "authing"),
    *("_client", "_grant", "_scope", "_denied", "_error", "_request", "unavailable", "ret"),
)
_ACCESS_LOG: Final = re.compile(
    r'"(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) [^"]{1,3000} HTTP/[\d.]{1,3}" [45]\d\d (?:-|\d)'
)
_LOOKS_LOGGED: Final = re.compile(
    r"^\s{0,20}(?:\[?\d{2,4}[-/]\d{2}[-/ T]|\d{2}:\d{2}:\d{2}|[VDIWEF]/"
    r"|\[?(?:DEBUG|INFO|WARN|ERROR)\b)"
    r"|Exception\b|\bat [\w.$]{1,200}\(|Traceback|OAuthError"
)


def looks_logged(text: str) -> bool:
    """Whether a single line is a log's and not a bare message."""
    return _LOOKS_LOGGED.search(text[:_LINE_LENGTH]) is not None


def clues_of_log(text: str) -> Iterator[Clue]:
    """What the lines tell of, each code once, in their order; a line that repeats tells no more. A
    handshake that failed for a reason is told by its reason alone."""
    found: dict[str, Clue] = {}
    repeated = 0
    for line in dict.fromkeys(text.splitlines()[:LINE_LIMIT]):
        for clue in _of_line(_cut(line).strip()):
            repeated += clue.code in found
            found.setdefault(_key(clue, found, repeated), clue)
        if len(found) >= CLUE_LIMIT:
            break
    if any(code.startswith("transport.tls_") for code in found):
        found.pop("transport.tls", None)
    if "transport.tls_expected" in found:  # the 400 is how the server says it
        found.pop("http.status", None)
    yield from found.values()


def _key(clue: Clue, found: Mapping[str, Clue], repeated: int) -> str:
    """The code; where the log has it already, with whose it is: WeChat shares WeCom's numbers."""
    if clue.code not in found or repeated > _REPEATED_LIMIT:
        return clue.code
    owner = owner_of(clue.source)
    return clue.code if owner == owner_of(found[clue.code].source) else f"{clue.code} {owner}"


def _cut(line: str) -> str:
    """The line's beginning, without a number that the cut divides."""
    return line if len(line) <= _LINE_LENGTH else line[:_LINE_LENGTH].rpartition(" ")[0]


def _of_line(line: str) -> Iterator[Clue]:
    low = line.lower()
    answered = says_event = False
    if '{"' in line:
        for document in documents_in(line):
            for clue in clues_of_answer(document, source=line):
                answered = True
                yield clue
    if not answered and (
        may_say(line) or has_long_number(line) or any(word in low for word in _CODE_WORDS)
    ):
        for clue in clues_of_text(line, source=line):
            answered = True
            says_event = says_event or clue.code.startswith("event.")
            yield clue
    fault = fault_of(low)
    if fault:
        host = host_in(line)
        noticed = ("seen_connecting",) if fault == "timeout" and _CONNECTING.search(low) else ()
        yield Clue(f"transport.{fault}", {"host": host}, leg_of_host(host), line, noticed)
    elif not answered and any(word in low for word in _STATUS_WORDS):
        status = _STATUS.search(line)
        if status:
            host = host_in(line)
            params: Params = {"status": int(status[1] or status[2]), "host": host}
            noticed = ("seen_access_log",) if _ACCESS_LOG.search(line) else ()
            yield Clue("http.status", params, leg_of_host(host), line, noticed)
    known = phone_word(low)
    if known and not says_event:
        code, leg = known
        yield Clue(code, {"errcode": "?", "sdk": "?"} if leg is Leg.CONFIRM else {}, leg, line)


def host_in(line: str) -> str:
    """The host that a line names, ``?`` where it names none."""
    found = _HOST.search(line)
    return found[1].lower() if found else "?"


def leg_of_host(host: str) -> Leg:
    """Where in the login a host is asked: WeCom's own by the backend, any other by the app."""
    return Leg.IDENTITY if host.startswith("qyapi.weixin.qq.com") else Leg.EXCHANGE
