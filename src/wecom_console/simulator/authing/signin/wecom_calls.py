"""A backend's own calls to WeCom: the same functions, faults and journal that other callers meet.

Which of the two getuserinfo endpoints Authing calls is not public (docs/reference/authing.md §14,
item 8). The simulator uses ``auth/getuserinfo``, or the other one while a fault waits there: so an
injected fault shows in Authing's login on either path.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from wecom_console.domain.profile import AGENCY_MOBILE_TYPE
from wecom_console.protocol.json_values import JsonObject, text_of
from wecom_console.simulator.authing.signin.template import template_of
from wecom_console.simulator.authing.signin.wecom_member import WecomMember
from wecom_console.simulator.routing import Handler
from wecom_console.simulator.server.dispatch import perform
from wecom_console.simulator.wecom.envelope import USER_GET
from wecom_console.simulator.wecom.routes import (
    AUTH_INFO,
    GETTOKEN,
    USER_DETAIL,
    USER_INFO,
    WECOM_ROUTES,
)
from wecom_console.simulator.wecom.suites import SUITE_AUTH_INFO, SUITE_TOKEN
from wecom_console.simulator.wire.calls import Answer, Call
from wecom_console.simulator.world.entities import SimulatedConnection
from wecom_console.simulator.world.world import World

EGRESS: Final = "203.0.113.24"
"""The address that WeCom sees when the simulated backend calls: one of those for documentation,
since the backend stands for a machine elsewhere, and nobody should be told to trust a loopback."""

NO_USERID: Final = "userid"
NOT_A_MEMBER: Final = "not a member"

_HANDLERS: Final[Mapping[str, Handler]] = {route.path: route.handler for route in WECOM_ROUTES}


@dataclass(frozen=True, slots=True)
class WecomFailure:
    """WeCom refused the call of `path` (an errcode that is not 0), or could not be understood
    (`reason`). `note` is what only the simulator knows of it."""

    errcode: int = 0
    errmsg: str = ""
    reason: str = ""
    note: str = ""
    path: str = ""


async def fetch_member(
    world: World,
    call: Call,
    connection: SimulatedConnection,
    code: str,
    *,
    info_path: str = AUTH_INFO,
    caller: str = "authing",
) -> WecomMember | WecomFailure:
    """gettoken, getuserinfo, user/get with the connection's own values. `info_path` is the one of
    the two getuserinfo that is usually called, `caller` whom the journal names."""
    fields = connection.fields
    if connection.type == AGENCY_MOBILE_TYPE and connection.suite_id:
        refused = await _authorised(world, call, connection, caller)
        if refused is not None:
            return refused
    granted = await _get(
        world,
        call,
        GETTOKEN,
        caller,
        corpid=text_of(fields, "corpId"),
        corpsecret=text_of(fields, connection.secret_field),
    )
    if isinstance(granted, WecomFailure):
        return granted
    token = text_of(granted, "access_token")
    other = AUTH_INFO if info_path == USER_INFO else USER_INFO
    is_other = world.faults.is_waiting(other) and not world.faults.is_waiting(info_path)
    info = await _get(
        world, call, other if is_other else info_path, caller, access_token=token, code=code
    )
    if isinstance(info, WecomFailure):
        return info
    userid = text_of(info, "userid") or text_of(info, "UserId")
    if not userid:
        is_stranger = bool(text_of(info, "openid") or text_of(info, "OpenId"))
        return WecomFailure(reason=NOT_A_MEMBER if is_stranger else NO_USERID)
    profile = await _get(world, call, USER_GET, caller, access_token=token, userid=userid)
    if isinstance(profile, WecomFailure):
        return profile
    if connection.contact_source == "user_ticket":
        ticket = {"user_ticket": text_of(info, "user_ticket")}
        profile = await _post(world, call, USER_DETAIL, caller, ticket, access_token=token)
        if isinstance(profile, WecomFailure):
            return profile
    return WecomMember(
        userid, text_of(profile, "name"), text_of(profile, "email"), text_of(profile, "mobile")
    )


async def _authorised(
    world: World, call: Call, connection: SimulatedConnection, caller: str
) -> WecomFailure | None:
    """Whether the company authorises the template: get_suite_token, get_auth_info."""
    template = template_of(world, connection)
    token = template.token
    if not token:
        body = {
            "suite_id": template.suite_id,
            "suite_secret": template.secret,
            "suite_ticket": template.ticket,
        }
        granted = await _post(world, call, SUITE_TOKEN, caller, body)
        if isinstance(granted, WecomFailure):
            return granted
        token = text_of(granted, "suite_access_token")
    body = {
        "suite_id": template.suite_id,
        "auth_corpid": text_of(connection.fields, "corpId"),
        "permanent_code": template.permanent_code,
    }
    found = await _post(world, call, SUITE_AUTH_INFO, caller, body, suite_access_token=token)
    return found if isinstance(found, WecomFailure) else None


async def _post(
    world: World, call: Call, path: str, caller: str, body: JsonObject, /, **query: str
) -> JsonObject | WecomFailure:
    inner = Call(
        "POST",
        path,
        call.base_url,
        client=EGRESS,
        query=tuple(query.items()),
        body=json.dumps(body).encode(),
        caller=caller,
    )
    return _read(await perform(world, inner, _HANDLERS[path]), path)


async def _get(
    world: World, call: Call, path: str, caller: str, /, **query: str
) -> JsonObject | WecomFailure:
    inner = Call(
        "GET",
        path,
        call.base_url,
        client=EGRESS,
        query=tuple(query.items()),
        caller=caller,
    )
    return _read(await perform(world, inner, _HANDLERS[path]), path)


def _read(answer: Answer, path: str) -> JsonObject | WecomFailure:
    if answer.broken is not None:
        return WecomFailure(reason=f"connection {answer.broken.value}")
    if answer.status != 200:
        return WecomFailure(reason=f"HTTP {answer.status}")
    try:
        document = json.loads(answer.body)
    except (ValueError, RecursionError):
        return WecomFailure(reason="not JSON")
    if not isinstance(document, dict):
        return WecomFailure(reason="not JSON")
    errcode = document.get("errcode", 0)
    if errcode:
        return WecomFailure(errcode, text_of(document, "errmsg"), note=answer.note, path=path)
    return document
