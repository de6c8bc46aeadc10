"""The live preflight: what can be made sure of before anybody holds a phone. Read-only.

WeCom: ``gettoken`` once, then ``agent/get`` (Secret and agent belong together, enabled, visible
range; docs/reference/wecom.md §9.1, §9.6). Authing: ``public-config`` (connection there, its fields
the profile's, the only one), ``get-application-enabled-extidps``, discovery, key set
(docs/reference/authing.md §6.1, §6.5, §9). The clock: the ``date`` of an answer against this
computer's.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from enum import StrEnum
from typing import Final

from wecom_console.backends.authing import AuthingTarget, read_public_config
from wecom_console.backends.authing_answers import data_object, read_v3
from wecom_console.backends.authing_app import choose_connection, other_pool
from wecom_console.backends.wecom import WecomTarget, get_token, is_agent
from wecom_console.domain.problems import Params
from wecom_console.flow.commands import HttpCall
from wecom_console.flow.dialogue import Dialogue, ask_http
from wecom_console.protocol.answers import (
    host_of,
    not_answered,
    not_the_api,
    other_json,
    read_object,
    read_wecom,
)
from wecom_console.protocol.http_replies import HttpAnswer, HttpFailed
from wecom_console.protocol.json_values import JsonObject, list_of, number_of, object_of, text_of
from wecom_console.protocol.refusal import Refusal

CLOCK_WARNING_S: Final = 60.0
"""By how much two clocks may differ: id_tokens are verified with this leeway."""

OTHER_POOL: Final = "preflight.other_pool"
_NAMES: Final = 20


class CheckState(StrEnum):
    """How one check ended."""

    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class OnlineCheck:
    """One check by its id (messages ``preflight.<id>``). `code` says what was in the way; `items`
    are names and values that it rests on; `simulated`: our simulator gave the answer."""

    id: str
    state: CheckState
    code: str = ""
    params: Params = field(default_factory=dict)
    items: tuple[tuple[str, str], ...] = ()
    simulated: bool = False


Checks = tuple[OnlineCheck, ...]


def check_wecom(target: WecomTarget, *, is_ours: bool) -> Dialogue[Checks]:
    """Secret and agent at WeCom. `is_ours`: WeCom is called from here in a login, too; otherwise a
    refused address (60020) is a warning, because the platform calls from its own."""
    token = yield from get_token(target)
    if isinstance(token, Refusal):
        refused = _refused_here("wecom_secret", token, is_ours=is_ours)
        return (refused, *_skipped("wecom_agent", "wecom_visible"))
    found = [OnlineCheck("wecom_secret", CheckState.OK)]
    query = (("access_token", token.reveal()), ("agentid", target.agent_id))
    call = target.call("agent/get", *query)
    reply = yield from ask_http(call)
    answer = not_answered(reply) if isinstance(reply, HttpFailed) else read_wecom(reply, call.url)
    if not isinstance(answer, Refusal) and answer.errcode:
        answer = answer.refusal(agentid=target.agent_id, call="agent/get")
    if not isinstance(answer, Refusal) and not is_agent(answer.data, target.agent_id):
        answer = other_json(call.url)
    if isinstance(answer, Refusal):
        found.append(_refused_here("wecom_agent", answer, is_ours=is_ours))
        return (*found, *_skipped("wecom_visible"))
    found += _judge_agent(target, answer.data)
    return tuple(found)


def _refused_here(check: str, refusal: Refusal, *, is_ours: bool) -> OnlineCheck:
    """A refusal of WeCom's; of the address alone it says nothing about the platform's."""
    is_only_here = refusal.code == "wecom.60020" and not is_ours
    state = CheckState.WARNING if is_only_here else CheckState.FAILED
    return OnlineCheck(check, state, refusal.code, refusal.params)


def _judge_agent(target: WecomTarget, data: JsonObject) -> list[OnlineCheck]:
    items = (("agentid", text_of(data, "agentid")), ("name", text_of(data, "name")))
    is_closed = number_of(data, "close") == 1
    agent = OnlineCheck("wecom_agent", CheckState.OK, items=items)
    if is_closed:
        params: dict[str, str | int] = {"agentid": target.agent_id}
        agent = OnlineCheck(
            "wecom_agent", CheckState.FAILED, "identity.agent_closed", params, items
        )
    users = list_of(object_of(data, "allow_userinfos"), "user")
    parties = list_of(object_of(data, "allow_partys"), "partyid")
    tags = list_of(object_of(data, "allow_tags"), "tagid")
    names = [text_of(user, "userid") for user in users if isinstance(user, Mapping)]
    visible = (
        ("members", str(len(users))),
        ("departments", str(len(parties))),
        ("tags", str(len(tags))),
        ("userid", ", ".join(names[:_NAMES])),
    )
    is_empty = not (users or parties or tags)
    state = CheckState.WARNING if is_empty else CheckState.OK
    code = "preflight.nobody_visible" if is_empty else ""
    return [agent, OnlineCheck("wecom_visible", state, code, items=visible)]


def check_authing(target: AuthingTarget) -> Dialogue[Checks]:
    """The application and its connection at Authing."""
    application = yield from read_public_config(target)
    found: list[OnlineCheck] = []
    if isinstance(application, Refusal):
        found.append(_failed("authing_application", application))
        found += _skipped("authing_connection", "authing_only_one")
    else:
        items = (("name", application.name), ("userPoolId", application.user_pool_id))
        pool = other_pool(application, target.profile)
        found.append(
            OnlineCheck("authing_application", CheckState.OK, items=items)
            if pool is None
            else OnlineCheck(
                "authing_application", CheckState.FAILED, OTHER_POOL, pool.params, items
            )
        )
        chosen = choose_connection(application, target.profile, platform=target.platform)
        if isinstance(chosen, Refusal):
            found.append(_failed("authing_connection", chosen))
        else:
            fields = tuple(
                (key, text_of(chosen.fields, key)) for key in ("corpId", "agentId", "schema")
            )
            found.append(OnlineCheck("authing_connection", CheckState.OK, items=fields))
        alike = [c for c in application.connections if c.type == target.profile.type]
        names = ", ".join(c.identifier or c.id for c in alike)
        is_several = len(alike) > 1
        params: dict[str, str | int] = {"count": len(alike), "names": names}
        found.append(
            OnlineCheck(
                "authing_only_one",
                CheckState.WARNING if is_several else CheckState.OK,
                "preflight.several_connections" if is_several else "",
                params,
            )
        )
    found.append((yield from _check_listed(target)))
    found += yield from _check_oidc(target)
    return tuple(found)


def check_casdoor(host: str) -> Dialogue[Checks]:
    """Whether Casdoor answers and publishes its keys; its login cannot be tried without a code."""
    url = f"{host.rstrip('/')}/.well-known/jwks"
    keys = yield from _document(url)
    if isinstance(keys, Refusal):
        return (_failed("casdoor_keys", keys),)
    kids = [text_of(key, "kid") for key in list_of(keys, "keys") if isinstance(key, Mapping)]
    if not kids:
        return (_failed("casdoor_keys", Refusal("tokens.no_keys", {"host": host_of(url)})),)
    return (OnlineCheck("casdoor_keys", CheckState.OK, items=(("kid", ", ".join(kids[:_NAMES])),)),)


def _check_listed(target: AuthingTarget) -> Dialogue[OnlineCheck]:
    url = f"{target.app_host}/api/v3/get-application-enabled-extidps"
    backend = target.profile.backend
    query = (("appId", backend.app_id),)
    call = HttpCall("GET", url, query, headers=(("x-authing-app-id", backend.app_id),))
    reply = yield from ask_http(call)
    if isinstance(reply, HttpFailed):
        return _failed("authing_listed", not_answered(reply))
    answer = read_v3(reply, url)
    if isinstance(answer, Refusal):
        return _failed("authing_listed", answer)
    if not answer.is_ok:
        return _failed("authing_listed", answer.refusal())
    listed = answer.data if isinstance(answer.data, list) else list_of(data_object(answer), "list")
    names = [text_of(one, "extIdpConnIdentifier") for one in listed if isinstance(one, Mapping)]
    items = (("extIdpConnIdentifier", ", ".join(names[:_NAMES])),)
    if target.profile.identifier in names:
        return OnlineCheck("authing_listed", CheckState.OK, items=items)
    params: dict[str, str | int] = {"identifier": target.profile.identifier}
    return OnlineCheck(
        "authing_listed", CheckState.WARNING, "exchange.no_connection", params, items
    )


def _check_oidc(target: AuthingTarget) -> Dialogue[list[OnlineCheck]]:
    url = f"{target.app_host}/oidc/.well-known/openid-configuration"
    found = yield from _document(url)
    if isinstance(found, Refusal):
        return [_failed("authing_discovery", found), *_skipped("authing_keys")]
    issuer, expected = text_of(found, "issuer"), f"{target.app_host}/oidc"
    checks = [OnlineCheck("authing_discovery", CheckState.OK, items=(("issuer", issuer),))]
    if issuer != expected:
        params: dict[str, str | int] = {"found": issuer[:200], "expected": expected}
        checks = [OnlineCheck("authing_discovery", CheckState.FAILED, "tokens.issuer", params)]
    keys_url = text_of(found, "jwks_uri") or f"{target.app_host}/oidc/.well-known/jwks.json"
    keys = yield from _document(keys_url)
    if isinstance(keys, Refusal):
        checks.append(_failed("authing_keys", keys))
    else:
        kids = [text_of(key, "kid") for key in list_of(keys, "keys")]
        state = CheckState.OK if kids else CheckState.WARNING
        code = "" if kids else "tokens.no_keys"
        checks.append(OnlineCheck("authing_keys", state, code, {"host": host_of(keys_url)}))
    return checks


def _document(url: str) -> Dialogue[JsonObject | Refusal]:
    reply = yield from ask_http(HttpCall("GET", url))
    if isinstance(reply, HttpFailed):
        return not_answered(reply)
    found = read_object(reply) if reply.status == 200 else None
    return not_the_api(reply, url) if found is None else found


def check_clock(answer: HttpAnswer, *, now: float) -> OnlineCheck | None:
    """This computer's clock against the server's; None where the server says no time. `now` is
    when the answer came, in seconds since the epoch."""
    stated = dict(answer.headers).get("date", "")
    try:
        theirs = parsedate_to_datetime(stated).timestamp()
    except (ValueError, TypeError, OverflowError):
        return None
    seconds = round(now - theirs)
    if abs(seconds) <= CLOCK_WARNING_S:
        return OnlineCheck("clock", CheckState.OK, items=(("seconds", str(seconds)),))
    return OnlineCheck("clock", CheckState.FAILED, "preflight.clock", {"seconds": abs(seconds)})


def _failed(check: str, refusal: Refusal) -> OnlineCheck:
    return OnlineCheck(check, CheckState.FAILED, refusal.code, refusal.params)


def _skipped(*checks: str) -> list[OnlineCheck]:
    return [OnlineCheck(check, CheckState.SKIPPED) for check in checks]
