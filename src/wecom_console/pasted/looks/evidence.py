"""What the lines say beside a refusal that speaks for one of its causes: times, codes, calls."""

import re
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from itertools import islice
from typing import Final
from urllib.parse import unquote

from wecom_console.pasted.clues import Clue
from wecom_console.pasted.tokens import read_token

_TEXT: Final = 400_000
_LINES: Final = 5_000
_LINE: Final = 4_000
_CODE_LIFETIME_S: Final = 300
_LONGEST_LOGIN_S: Final = 6 * 3600
_SAME_MOMENT_S: Final = 120
_CODE: Final = re.compile(
    r"(?<![A-Za-z_])(?:auth_?)?code[\"'\\]{0,3}\s{0,2}[=:]\s{0,2}[\"'\\]{0,3}"
    r"((?:[A-Za-z0-9_%+-]{1,200} ){1,5}[A-Za-z0-9_%+-]{1,200}(?=[&\"'])|[A-Za-z0-9_%+-]{16,512})"
)
_TIME: Final = re.compile(
    r"(\d{4})[-/](\d{2})[-/](\d{2})[T ](\d{2}):(\d{2}):(\d{2})"
    r"|(?<![\d:])(\d{2}):(\d{2}):(\d{2})(?![\d:])"
)
_DATE: Final = re.compile(
    r"(?:^|\n)\W{0,3}date[\"']?\s?[:=]\s?[\"']?([A-Z][a-z]{2}, [0-9A-Za-z: +-]{15,30})",
    re.IGNORECASE,
)
_JWT: Final = re.compile(
    r"(?<![\w-])(?:3D)?(eyJ[\w-]{10,4000}+\.eyJ[\w-]{10,8000}+\.[\w-]{0,2000})"
)
_IAT: Final = re.compile(r"(?<![A-Za-z])iat[\"']?\s?[:=]\s?(\d{10})(?!\d)")
_SECRET: Final = re.compile(
    r"corpsecret[\"']?[=:]\s?[\"']?([A-Za-z0-9_-]{20,60})(?![A-Za-z0-9_%*.-])"
)
_USUAL_SECRET: Final = 43
_KEPT_TOKEN: Final = re.compile(
    r"(?:cache|redis|memcache|\u7f13\u5b58).{0,80}token|token.{0,80}(?:cache|redis|\u7f13\u5b58)",
    re.IGNORECASE,
)
"""In Chinese: cache."""
_AGENT_ID: Final = re.compile(
    r"agent_?id[\"'\\]{0,3}\s{0,2}[=:\uff1a]\s{0,2}[\"'\\]{0,3}(\d{5,9})(?!\d)", re.IGNORECASE
)


def noticed_beside(text: str, clue: Clue, others: frozenset[str]) -> tuple[str, ...]:
    """The flags that `text` raises for this clue; `others` are the codes of all its clues."""
    text = text[:_TEXT]
    match clue.code:
        case "wecom.40029" | "wecom.42003" | "wecom.42022":
            found = _of_code(text)
            if others & {"against.agent_id", "against.corp_id", "return.schema_differs"}:
                found = (*found, "of_other_app")
            return tuple(found)
        case "wecom.40001" | "wecom.40091":
            secret = _SECRET.search(text)
            is_odd = secret is not None and len(secret[1]) != _USUAL_SECRET
            return ("secret_length_odd",) if is_odd else ()
        case "wecom.301002" | "wecom.40056":
            named = ("other_agent_named",) if "against.agent_id" in others else ()
            return (*named, *_of_token_cache(text))
        case "wecom.41001" | "wecom.40014":
            empty = {"sent.token_not_filled", "client.answer_unread"} & others
            return ("token_not_filled",) if empty else ()
        case "tokens.expired" | "tokens.early":
            return ("just_issued",) if _is_just_issued(text) else ()
        case _:
            return ()


def _of_token_cache(text: str) -> Iterator[str]:
    """Whether the token was kept, and asked for once for two apps."""
    if _KEPT_TOKEN.search(text):
        yield "token_kept"
    agents = {found[1] for found in islice(_AGENT_ID.finditer(text), 200)}
    if len(agents) > 1 and text.lower().count("gettoken") < len(agents):
        yield "token_of_two_apps"


def _of_code(text: str) -> tuple[str, ...]:
    """How the code was handled between the link that brought it and the call that spent it."""
    seen: dict[str, list[float]] = {}
    raw: list[str] = []
    spent: dict[str, int] = {}
    moment = -1.0
    for line in text.splitlines()[:_LINES]:
        moment = _moment(line[:80] + line[80:_LINE], moment)
        for found in islice(_CODE.finditer(line[:_LINE]), 5):
            code = found[1].strip()
            raw.append(code)
            seen.setdefault(unquote(code), []).append(moment)
            if "getuserinfo" in line.lower() or "POST" in line:
                spent[code] = spent.get(code, 0) + 1
    flags: list[str] = []
    if any(_is_damaged(one, other) for one in seen for other in seen if one != other):
        flags.append("code_cut")
    if any(" " in code for code in seen):
        flags.append("code_has_space")
    elif any("%25" in code for code in raw):
        flags.append("code_has_percent")
    if any(count > 1 for count in spent.values()):
        flags.append("sent_twice")
    if flags == ["code_cut"] or not flags:
        end = _moment_of_refusal(text)
        starts = [t for times in seen.values() for t in times if t >= 0]
        ends = [*starts, end] if end >= 0 else starts
        if starts and _CODE_LIFETIME_S < max(ends) - min(starts) < _LONGEST_LOGIN_S:
            flags.append("code_old")
    return tuple(flags)


def _moment_of_refusal(text: str) -> float:
    moment, found = -1.0, -1.0
    for line in text.splitlines()[:_LINES]:
        moment = _moment(line[:_LINE], moment)
        if "40029" in line or "invalid code" in line.lower():
            found = moment
    return found


def _is_damaged(one: str, other: str) -> bool:
    """Whether `one` is what is left of `other`."""
    return (len(one) < len(other) and (other.startswith(one) or other.endswith(one))) or (
        one.replace(" ", "+") == other and " " in one
    )


def _moment(line: str, before: float) -> float:
    """The time that a line begins with, in seconds; `before` where it has none."""
    found = _TIME.search(line, 0, 120)
    if found is None:
        return before
    if found[1]:
        try:
            numbers = [int(found[n]) for n in range(1, 7)]
            return datetime(*numbers).timestamp()  # type: ignore[arg-type]  # noqa: DTZ001
        except (ValueError, OverflowError, OSError):
            return before
    return int(found[7]) * 3600.0 + int(found[8]) * 60 + int(found[9])


def _is_just_issued(text: str) -> bool:
    """Whether the server's own Date and the token's iat are of one moment."""
    stated = _DATE.search(text)
    if stated is None:
        return False
    try:
        date = parsedate_to_datetime(stated[1].strip()).timestamp()
    except (ValueError, TypeError, OverflowError):
        return False
    return any(abs(date - issued) < _SAME_MOMENT_S for issued in _issued(text))


def _issued(text: str) -> Iterator[float]:
    yield from (float(found[1]) for found in islice(_IAT.finditer(text), 20))
    for found in islice(_JWT.finditer(text), 5):
        token = read_token(found[1], now=0.0)
        for name, value in token[1] if token else ():
            if name == "iat":
                try:
                    yield datetime.fromisoformat(value).timestamp()
                except ValueError:
                    continue
