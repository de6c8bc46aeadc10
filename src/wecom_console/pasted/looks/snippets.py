"""Source code that registers an app with WeCom's SDK, in any of its languages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from wecom_console.domain.check import check
from wecom_console.domain.schema_rule import THIRD_PARTY
from wecom_console.domain.verdicts import Leg
from wecom_console.pasted.clues import Clue
from wecom_console.pasted.looks.values import shape_of, state_of

_TEXT: Final = 200_000
_LIMIT: Final = 60
_SDK: Final = re.compile(
    r"registerApp|WWKApi|WWKSSOReq|WWAuthMessage|createWWAPI|IWWAPI|WWAPIFactory|wwauth|wxworksdk"
)
_WECHAT_SDK: Final = re.compile(
    r"we_?chat\w*\.registerApp|WXApi|WXAPIFactory|fluwx\b(?!_worker)|universalLink", re.IGNORECASE
)
_STRING: Final = r"@?[\"'](?P<{0}>[^\"'\r\n]{{0,120}})[\"']"
_FIRST: Final = re.compile(rf"registerApp\s?\(?\s{{0,3}}:?\s{{0,20}}{_STRING.format('value')}")
_NAMED: Final = re.compile(
    rf"(?<![A-Za-z])(?P<name>(?:[A-Za-z]{{0,20}}[._]?)?(?:schema|scheme|sch|corp_?id|app_?id|agent_?id))"
    rf"[\"']?\s{{0,3}}(?::\s?(?:NS)?String\??)?\s{{0,3}}[:=,]\s{{0,20}}{_STRING.format('value')}",
    re.IGNORECASE,
)
_DEMO: Final = frozenset(
    ("wxworksdktest", "wwauthdemo", "wxworksdk", "wwauthxxxxxxxxxxxxxxxx000000")
)
_FIELDS: Final = ("corp_id", "agent_id", "schema")
_OTHERS: Final = {"identifier": "a", "display_name": "a", "secret": "keyring:"}
_USUAL: Final = {"corp_id": "ww0000000000000000", "agent_id": "1000002", "schema": ""}


@dataclass(frozen=True, slots=True)
class Registered:
    """What an app tells WeCom's SDK of itself, by the names of a connection's fields."""

    values: tuple[tuple[str, str], ...]


def registered_in(text: str) -> Registered | None:
    """The values of a snippet, None where the text is none."""
    text = text[:_TEXT]
    if _WECHAT_SDK.search(text) and not re.search(r"WWK|wwauth|WWAPI|wework|wxwork", text):
        return None
    if not _SDK.search(text) or not re.search(
        r"registerApp|WWAuthMessage|WWKSSOReq|createWWAPI", text
    ):
        return None
    found: dict[str, str] = {}
    for first in islice(_FIRST.finditer(text), 3):
        found.setdefault("schema", first["value"])
    for named in islice(_NAMED.finditer(text), _LIMIT):
        field = _field(named["name"])
        if field and state_of(named["value"]) != "masked":
            found.setdefault(field, named["value"])
    return Registered(tuple((f, found[f]) for f in _FIELDS if f in found)) if found else None


def _field(name: str) -> str:
    bare = re.sub(r"[^a-z]", "", name.lower())
    if bare.endswith("agentid"):
        return "agent_id"
    if bare.endswith(("corpid", "appid")):  # `appId` is the CorpID here, despite its name
        return "corp_id"
    return "schema" if bare.endswith(("schema", "scheme", "sch")) else ""


def judge_snippet(found: Registered) -> Iterator[Clue]:
    """What `check` would say of these values in a connection."""
    values = dict(found.values)
    if values.get("schema", "") in _DEMO:
        yield Clue("sent.schema_is_demo", {"found": values.pop("schema")}, Leg.REQUEST)
    if (
        shape_of(values.get("schema", "")) == "corp"
        and shape_of(values.get("corp_id", "")) == "schema"
    ):
        params = {"name": "schema", "other": "corpId", "found": "?"}
        yield Clue("sent.swapped", params, Leg.REQUEST)
        return
    if (shape_of(values.get("corp_id", "")), shape_of(values.get("agent_id", ""))) == (
        "agent",
        "corp",
    ):
        params = {"name": "appId", "other": "agentId", "found": "?"}
        yield Clue("sent.swapped", params, Leg.REQUEST)
        return
    problems = check({**_OTHERS, **_USUAL, **values}).problems
    given = [problem for problem in problems if problem.field in values]
    is_derived = {"corp_id", "agent_id"} <= values.keys()
    for problem in given:
        if problem.code.startswith("schema.mismatch") and not is_derived:
            continue
        if THIRD_PARTY.fullmatch(values.get("schema", "")) and problem.code == "schema.mismatch":
            continue
        yield Clue(problem.code, {**problem.params, "field": problem.field}, Leg.REQUEST)
