"""Judges what an address or a call carries.

Which call needs what: docs/reference/wecom.md §2.2, §9.1 to §9.6 and §12.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import combinations
from typing import Final

from wecom_console.domain.schema_rule import CORP_ID
from wecom_console.domain.verdicts import Leg
from wecom_console.pasted.clues import Clue
from wecom_console.pasted.looks.addresses import SentAddress
from wecom_console.pasted.looks.values import shape_of, state_of

_CORP: Final = ("corpid", "corp_id", "appid")
_AGENT: Final = ("agentid", "agent_id")
_EXPECTED: Final = {
    **dict.fromkeys(_CORP, "corp"),
    **dict.fromkeys(_AGENT, "agent"),
    "corpsecret": "secret",
    "code": "secret",
    "access_token": "token",
}
_OTHER_TOKENS: Final = (
    *("suite_access_token", "provider_access_token", "component_access_token"),
    *("corp_access_token", "accesstoken", "token", "authorization"),
)
_SCOPES: Final = ("snsapi_base", "snsapi_privateinfo")
_ID_LONGEST: Final = 200
_BARE_QUERY: Final = re.compile(r"[?&]redirect_uri=https?://[^&#?\s]{1,400}\?[^&#\s]{0,400}&")
"""An address with a query of its own that was not encoded: its second parameter is lost."""
_OPEN_CORP: Final = re.compile(r"wp\S{30}", re.IGNORECASE)


def judge_address(address: SentAddress) -> Iterator[Clue]:
    """What cannot work in this address, the gravest first."""
    swapped = list(_swapped(address))
    yield from swapped
    if swapped:
        return
    for judge in _JUDGES[address.kind]:
        yield from judge(address)


def _clue(code: str, address: SentAddress, **params: str) -> Clue:
    leg = Leg.REQUEST if address.kind == "page" else Leg.IDENTITY
    return Clue(code, {"name": "?", "found": "?", "other": "?", **params}, leg, address.name)


def _swapped(address: SentAddress) -> Iterator[Clue]:
    """Two values that stand each under the other's name."""
    names = [name for name in address.values if name in _EXPECTED]
    for one, other in combinations(names, 2):
        mine, theirs = _EXPECTED[one], _EXPECTED[other]
        if mine == theirs:
            continue
        found, behind = address.values[one], address.values[other]
        is_one = shape_of(found) == theirs or (theirs == "agent" and _is_number(found))
        is_other = shape_of(behind) == mine or (mine == "agent" and _is_number(behind))
        if is_one and is_other:
            yield _clue("sent.swapped", address, name=one, other=other)
            return


def _is_number(value: str) -> bool:
    return value.isascii() and value.isdecimal() and len(value) < 10


def _corp(address: SentAddress) -> Iterator[Clue]:
    is_service_app = address.values.get("login_type", "").lower() == "serviceapp"
    for name in _CORP:
        if name not in address.values or is_service_app:
            continue
        value = address.values[name]
        state = state_of(value)
        if state in ("empty", "placeholder", "example"):
            yield _clue("sent.corp_not_filled", address, name=name, found=value, state=state)
        elif state in ("quoted", "blank"):
            yield _clue("sent.decorated", address, name=name)
        elif not state and not CORP_ID.fullmatch(value) and not _OPEN_CORP.fullmatch(value):
            kind = shape_of(value) or "other"
            code = "sent.corp_is_schema" if kind == "schema" else "sent.corp_malformed"
            yield _clue(code, address, name=name, found=value[:_ID_LONGEST], kind=kind)


def _agent(address: SentAddress) -> Iterator[Clue]:
    for name in _AGENT:
        if name not in address.values:
            continue
        value = address.values[name]
        state = state_of(value)
        if state in ("empty", "placeholder", "example"):
            yield _clue("sent.agent_not_filled", address, name=name, found=value, state=state)
        elif state in ("quoted", "blank"):
            yield _clue("sent.decorated", address, name=name)
        elif not state and not _is_number(value):
            yield _clue("sent.agent_malformed", address, name=name, found=value[:_ID_LONGEST])


def _scope(address: SentAddress) -> Iterator[Clue]:
    value = address.values.get("scope", "")
    if value and not state_of(value) and any(one not in _SCOPES for one in value.split(",")):
        yield _clue("sent.scope", address, name="scope", found=value[:_ID_LONGEST])


def _redirect(address: SentAddress) -> Iterator[Clue]:
    value = address.values.get("redirect_uri", "?")
    if shape_of(value) == "schema":
        yield _clue("sent.redirect_is_schema", address, name="redirect_uri")
    elif re.fullmatch(r"https?:/{0,2}", value) or _BARE_QUERY.search(address.request.url):
        yield _clue("sent.redirect_cut", address, name="redirect_uri", found=value[:_ID_LONGEST])
    elif state_of(value) in ("empty", "placeholder"):
        yield _clue("sent.redirect_not_filled", address, name="redirect_uri", found=value)


def _token(address: SentAddress) -> Iterator[Clue]:
    values = address.values
    if address.request.api == "gettoken" or address.request.path.endswith("/gettoken"):
        return
    value = values.get("access_token", "")
    state = state_of(value)
    if state in ("quoted", "blank"):
        yield _clue("sent.decorated", address, name="access_token")
    elif state in ("empty", "placeholder", "example"):
        given = (name for name in values if name.lower() in _OTHER_TOKENS and values[name].strip())
        other = next(given, "")
        if other:
            yield _clue("sent.token_other_name", address, name="access_token", other=other)
        elif "access_token" in values:
            yield _clue("sent.token_not_filled", address, name="access_token", state=state)


def _service_token(address: SentAddress) -> Iterator[Clue]:
    for name in ("suite_access_token", "provider_access_token", "access_token"):
        if name in address.values and state_of(address.values[name]) in ("empty", "placeholder"):
            yield _clue("sent.token_not_filled", address, name=name, state="empty")


def _secret(address: SentAddress) -> Iterator[Clue]:
    if "corpsecret" not in address.values:
        return
    value = address.values["corpsecret"]
    state = state_of(value)
    if state in ("empty", "placeholder", "example"):
        yield _clue("sent.secret_not_filled", address, name="corpsecret", state=state)
    elif state == "quoted":
        yield _clue("sent.decorated", address, name="corpsecret")
    elif state == "blank":
        yield _clue("sent.secret_blank", address, name="corpsecret")
    elif shape_of(value) in ("corp", "schema", "agent"):
        yield _clue("sent.secret_is_id", address, name="corpsecret", kind=shape_of(value))


def _code(address: SentAddress) -> Iterator[Clue]:
    state = state_of(address.values.get("code", "?"))
    if state in ("placeholder", "example"):
        yield _clue("sent.code_not_filled", address, name="code", state=state)


_JUDGES: Final[Mapping[str, tuple[Callable[[SentAddress], Iterator[Clue]], ...]]] = {
    "api": (_secret, _corp, _token, _agent, _code),
    "service": (_service_token,),
    "page": (_corp, _agent, _redirect, _scope),
    "callback": (_code,),
}


def is_example(clue: Clue) -> bool:
    """Whether the value may have been put there only to show the call, as in a manual."""
    return clue.params.get("state") == "example"
