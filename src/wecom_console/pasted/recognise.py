"""The one door: any text becomes a kind, clues and facts. It never raises nor shows a secret."""

import re
import time
from typing import Final

from wecom_console.domain.profile import Profile
from wecom_console.pasted.answers import (
    clues_of_answer,
    facts_of_answer,
    read_document,
    sentences_of,
)
from wecom_console.pasted.clues import (
    CLUE_LIMIT,
    TEXT_LIMIT,
    Clue,
    PastedText,
    hint_time,
    length_of,
    unique,
)
from wecom_console.pasted.curl import answer_behind, is_curl, parse_curl
from wecom_console.pasted.deep_links import links_in, read_link
from wecom_console.pasted.faults import fault_of_number
from wecom_console.pasted.har import (
    bodies_of,
    clues_of_entries,
    entries_of,
    entries_of_cut,
    facts_of_entries,
)
from wecom_console.pasted.harmless import is_told
from wecom_console.pasted.logs import clues_of_log, looks_logged
from wecom_console.pasted.looks.looking import look
from wecom_console.pasted.pages import is_page, read_page
from wecom_console.pasted.redactor import PastedRedactor, secrets_in
from wecom_console.pasted.requests import Request, clues_of_request, facts_of_request
from wecom_console.pasted.texts import (
    authing_clue,
    clues_of_text,
    is_oauth_error,
    oauth_clue,
    refusal_clue,
    wecom_clue,
)
from wecom_console.pasted.tokens import read_token
from wecom_console.pasted.wording.claims import claimed
from wecom_console.pasted.wording.places import is_errors, tells_of_errors
from wecom_console.protocol.authing_codes import TENANT_CODES
from wecom_console.protocol.secret_names import is_secret_name
from wecom_console.protocol.wecom_codes import KNOWN_ERRCODES

__all__ = ["Clue", "PastedText", "recognise"]

_BARE: Final = re.compile(
    r"(?:err_?code|error ?code|code|error|wecom)?[\s:=#]{0,3}(-?\d{1,7})", re.IGNORECASE
)
_NSURL: Final = re.compile(
    r"(?:NSURLErrorDomain\s{0,3})?(?:Code\s{0,2}=\s{0,2})?(-1\d{3})", re.IGNORECASE
)
_STATUS: Final = re.compile(r"(?:HTTP|status)[\s:=/#]{0,3}([3-5]\d\d)", re.IGNORECASE)
_AUTHING: Final = re.compile(
    r"(?:authing|api_?code|status_?code)[\s:=#.\"']{0,4}(\d{3,4}|2[18]\d{5})", re.IGNORECASE
)
_CATALOGUE: Final = re.compile(
    r"(?:wecom\.-?\d{1,7}|authing\.(?:\d{1,5}|2[18]\d{5})|event\.400\d\d|confirm\.result\.\d{1,3}"
    r"|(?:transport|http|confirm|return|link|phone|tokens|casdoor|foreign|sdk|oidc)\.[a-z_]{2,30}(?:\.[a-z_]{2,30})?)"
)
# In Chinese: more information, details, see.
_DEVTOOL: Final = re.compile(
    r"(?:(?:more info(?:rmation)?(?: at)?|see|\u66f4\u591a\u4fe1\u606f|\u8be6\u60c5|\u8be6\u89c1)"
    r"[\s:\uff1a]{0,3})?\??e\s?=\s?(-?\d{5,7})",
    re.IGNORECASE,
)
_FOLD: Final = re.compile(r"=\r?\n(?:> ?){0,9}")
_ALONE: Final = re.compile(r"(?<![A-Za-z0-9_.:/#-])\d{5,7}(?![A-Za-z0-9_.])")
_AGENT: Final = re.compile(r"1000\d{3}")
_AUTHING_CODES: Final = (*range(1000, 4300), *range(6001, 6005), *TENANT_CODES)
_ANSWERS: Final = {"wecom", "authing", "casdoor", "foreign", "sdk", "event", "oidc"}
_ITEM_LIMIT: Final = 200
_ERRMSG_LIMIT: Final = 1_000


def recognise(text: str, *, now: float | None = None, profile: Profile | None = None) -> PastedText:
    """What `text` is, and what it tells. `now` is in seconds since the epoch, and decides whether
    a token has expired. What does not fit `profile` is told too."""
    whole = len(text)
    # A lone surrogate has no bytes, and every reader behind this would have to think of it.
    text = text[:TEXT_LIMIT].encode("utf-8", errors="replace").decode("utf-8")
    # Of UTF-16 that was read as UTF-8, every other character is a NUL.
    text = text.replace("\0", "").lstrip("\ufeff\ufffd").strip()
    text = _unfolded(text)
    redactor = PastedRedactor(text)
    found = claimed(_read(text, redactor, time.time() if now is None else now), text)
    found = look(text, found, profile)
    facts = found.facts
    if moment := hint_time(text):
        facts = (*facts, ("hint_time", moment))
    shown = redactor.pasted(PastedText(found.kind, found.clues, facts))
    if whole > TEXT_LIMIT:
        facts = (*shown.facts, ("cut", f"{TEXT_LIMIT} / {whole}"))
        return PastedText(shown.kind, shown.clues, facts)
    return shown


def _unfolded(text: str) -> str:
    """A mail's quoted-printable lines as they were written, quotation marks at their start
    included."""
    if "=3D" not in text or not _FOLD.search(text):
        return text
    return _FOLD.sub("", text).replace("=3D", "=").replace("=20", " ")


def _read(text: str, redactor: PastedRedactor, now: float) -> PastedText:
    found = _code(text) or read_link(text, redactor) or _curl(text) or _json(text, redactor)
    if found is not None:
        return found
    token = read_token(text, now=now)
    if token is not None:
        return PastedText("jwt", *token)
    if is_page(text):
        clues, facts = read_page(text)
        return PastedText("html", unique(clues), facts)
    return _url(text) or _lines(text, redactor)


def _code(text: str) -> PastedText | None:
    """A code alone: ``60020``, ``errcode 40029``, ``e=60020``, ``authing 2004``,
    ``transport.dns``."""
    if len(text) > 60:
        return None
    if found := _AUTHING.fullmatch(text):
        return PastedText("code", (authing_clue(int(found[1]), ""),))
    if _CATALOGUE.fullmatch(text) and is_told(text.replace("_", " ")):
        return PastedText("code", (_of_catalogue(text),))
    if is_oauth_error(text):
        return PastedText("code", (oauth_clue(text, ""),))
    found = _NSURL.fullmatch(text)
    if found and (fault := fault_of_number(int(found[1]))):
        return PastedText("code", (Clue(f"transport.{fault}", {"host": "?"}),))
    if found := _STATUS.fullmatch(text):
        return PastedText("code", (Clue("http.status", {"status": int(found[1]), "host": "?"}),))
    found = _DEVTOOL.fullmatch(text)
    if found and int(found[1]) in KNOWN_ERRCODES:
        return PastedText("code", (wecom_clue(int(found[1]), ""),))
    found = _BARE.fullmatch(text)
    if _AGENT.fullmatch(text):
        return None
    return None if found is None else PastedText("code", _of_number(int(found[1])))


def _said_in_passing(text: str) -> PastedText | None:
    """Known errcodes in a few words of one's own: ``60020, 40029``, ``WeCom says 60020``."""
    if len(text) > 120:
        return None
    if not tells_of_errors(text):
        return None
    found = (one for one in _ALONE.finditer(text) if is_errors(text, *one.span()))
    numbers = (int(one[0]) for one in found)
    known = dict.fromkeys(number for number in numbers if number in KNOWN_ERRCODES)
    return PastedText("code", tuple(wecom_clue(number, "") for number in known)) if known else None


def _of_catalogue(code: str) -> Clue:
    family, _, rest = code.partition(".")
    if family == "wecom":
        return refusal_clue(int(rest), "")
    return authing_clue(int(rest), "") if family == "authing" else Clue(code)


def _of_number(number: int) -> tuple[Clue, ...]:
    if number in _AUTHING_CODES:
        return (authing_clue(number, ""),)
    if 300 <= number < 600:
        return (Clue("http.status", {"status": number, "host": "?"}),)
    return (refusal_clue(number, ""),) if number else ()


def _curl(text: str) -> PastedText | None:
    if not is_curl(text):
        return None
    request = parse_curl(text)
    if request is None:
        is_broken = "://" in text
        told = tuple(clues_of_log(text))
        return PastedText("curl", told, (("problem", "quotes"),)) if is_broken else None
    told = tuple(clues_of_log(answer_behind(text)))
    return PastedText(
        "curl", unique([*told, *clues_of_request(request)]), facts_of_request(request)
    )


def _json(text: str, redactor: PastedRedactor) -> PastedText | None:
    if not text.startswith(("{", "[")):
        return None
    document = read_document(text)
    entries = entries_of(document) if document is not None else entries_of_cut(text)
    if entries is not None:
        redactor.learn(*(secret for body in bodies_of(entries) for secret in secrets_in(body)))
        clues = unique(clues_of_entries(entries), by_source=True)
        failed = len({clue.source for clue in clues})
        return PastedText("har", clues, facts_of_entries(entries, failed))
    if document is None:
        return None
    redactor.learn_from(document)
    items = document if isinstance(document, list) else [document]
    found = unique(clue for item in items[:_ITEM_LIMIT] for clue in clues_of_answer(item))
    found = found or unique(clues_of_log("\n".join(sentences_of(document))))
    if not found and isinstance(document, list) and not any(isinstance(i, dict) for i in items):
        return None
    return PastedText("json", found, facts_of_answer(document))


def _url(text: str) -> PastedText | None:
    if not re.fullmatch(r"https?://\S{1,60000}", text, re.IGNORECASE):
        return None
    request = Request("", text)
    facts = [("host", request.host), ("path", request.path or "/")]
    facts += [("api", request.api)] if request.api else []
    values = request.values
    for name, value in list(values.items())[:40]:
        facts.append((name, length_of(value) if is_secret_name(name) else value))
    error = values.get("error", "")
    told = values.get("error_description", "")
    clues = [oauth_clue(error, told)] if is_oauth_error(error) else list(clues_of_text(text))
    return PastedText("url", unique(clues), tuple(facts))


def _lines(text: str, redactor: PastedRedactor) -> PastedText:
    """A message, log lines, or neither; links inside them count too."""
    links = list(links_in(text, redactor))
    told = tuple(clues_of_log(text))
    codes = {clue.code for clue in told}
    of_links = unique(c for link in links for c in link.clues if c.code not in codes)
    clues = (*told, *of_links)[:CLUE_LIMIT]
    if links and not told:
        return PastedText(links[0].kind, clues, links[0].facts)
    if not clues:
        return _said_in_passing(text) or PastedText("unknown")
    families = {clue.code.partition(".")[0] for clue in clues}
    is_message = "\n" not in text and len(text) <= _ERRMSG_LIMIT and not looks_logged(text)
    is_errmsg = is_message and families <= _ANSWERS
    return PastedText("errmsg" if is_errmsg else "log", clues, links[0].facts if links else ())
