"""``POST /api/login`` with a provider's code, in the order in which Casdoor looks at it.

The state is compared with a constant or with the application's name, never with a session: so a
code that was obtained elsewhere can be redeemed. Only ``method: signup`` signs in; the other one
binds to the session of a browser, which a mobile app does not have. Source:
docs/reference/authing.md §11 and Casdoor's public ``controllers/auth.go``,
``idp/wecom_internal.go``.
"""

from dataclasses import dataclass
from typing import Final

from wecom_console.protocol.json_values import JsonObject, text_of
from wecom_console.simulator.authing.signin.accounts import (
    ACCOUNT_LOCKED,
    AccountRefusal,
    account_of,
)
from wecom_console.simulator.authing.signin.wecom_calls import (
    NOT_A_MEMBER,
    WecomFailure,
    fetch_member,
)
from wecom_console.simulator.authing.signin.wecom_member import WecomMember
from wecom_console.simulator.casdoor.envelope import casdoor_error, casdoor_ok
from wecom_console.simulator.casdoor.tokens import ACCESS, REFRESH, casdoor_token
from wecom_console.simulator.wecom.envelope import USER_GET
from wecom_console.simulator.wecom.routes import GETTOKEN, USER_INFO
from wecom_console.simulator.wire.bodies import json_object
from wecom_console.simulator.wire.calls import Answer, Call
from wecom_console.simulator.world.entities import (
    Application,
    CasdoorApp,
    SimulatedConnection,
    User,
)
from wecom_console.simulator.world.world import World

SIGN_IN: Final = "signup"

_SENTENCES: Final = {GETTOKEN: "gettoken", USER_GET: "user_get"}


@dataclass(frozen=True, slots=True)
class _Place:
    """The application that is asked, with the connection behind its provider."""

    app: CasdoorApp
    connection: SimulatedConnection
    application: Application


async def login(world: World, call: Call) -> Answer:
    """``POST /api/login``."""
    body = json_object(call)
    if body is None:
        return casdoor_error("bad_body")
    place = _place(world, body)
    if isinstance(place, Answer):
        return place
    state = text_of(body, "state")
    if state not in (place.app.state, place.app.name):
        return casdoor_error("state", expected=place.app.state, state=state[:120])
    member = await fetch_member(
        world,
        call,
        place.connection,
        text_of(body, "code"),
        info_path=USER_INFO,
        caller="casdoor",
    )
    if isinstance(member, WecomFailure):
        return _passed_on(member)
    if text_of(body, "method") != SIGN_IN:
        organization = place.app.organization
        return casdoor_error("no_session", organization=organization, user=member.userid)
    user = account_of(world, place.application, place.connection, member)
    if isinstance(user, AccountRefusal):
        if user.code == ACCOUNT_LOCKED:
            return casdoor_error("forbidden")
        return casdoor_error("no_account", user=member.userid, name=member.name)
    if place.application.mfa:
        return casdoor_ok("NextMfa", [])
    return await _signed_in(world, call, place.app, user, member, text_of(body, "type"))


async def _signed_in(
    world: World, call: Call, app: CasdoorApp, user: User, member: WecomMember, kind: str
) -> Answer:
    name = user.username or member.userid
    match kind:
        case "login":
            return casdoor_ok(f"{app.organization}/{name}")
        case "code":
            return casdoor_ok(world.random.hex("casdoor.code", digits=40))
        case "token":
            access = await casdoor_token(world, call, app, user, kind=ACCESS, name=name)
            refresh = await casdoor_token(world, call, app, user, kind=REFRESH, name=name)
            return casdoor_ok(access, refresh)
        case _:
            return casdoor_error("response_type", type=kind[:60])


def _place(world: World, body: JsonObject) -> _Place | Answer:
    name, provider = text_of(body, "application"), text_of(body, "provider")
    state = world.state
    if not any(app.name == name for app in state.casdoor.values()):
        return casdoor_error("application", application=name[:120])
    app = state.casdoor.get((name, provider))
    connection = None if app is None else state.connections.get(app.connection_id)
    application = None if app is None else state.applications.get(app.client_id)
    if app is None or connection is None or application is None:
        return casdoor_error("provider", provider=provider[:120])
    if connection.connection_id not in application.connections:
        return casdoor_error("provider", provider=provider[:120])
    return _Place(app, connection, application)


def _passed_on(failure: WecomFailure) -> Answer:
    if failure.errcode:
        return casdoor_error(
            _SENTENCES.get(failure.path, "getuserinfo"),
            errcode=failure.errcode,
            errmsg=failure.errmsg,
            note=failure.note,
        )
    if failure.reason == NOT_A_MEMBER:
        return casdoor_error("outsider")
    return casdoor_error("unreachable", reason=failure.reason)
