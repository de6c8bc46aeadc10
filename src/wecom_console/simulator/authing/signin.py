"""The mobile login: v2 ``authByCode`` (§6.3) and v3 ``signin-by-mobile`` (§6.5).

Modelled, because the real codes are not public: a connection that is unknown (404) or not enabled
for the application (403), and how a WeCom error is passed on (499 with errcode in the message).
"""

from dataclasses import dataclass
from typing import Final

from wecom_console.simulator.authing.accounts import (
    BIND_ONLY,
    BIND_OR_CREATE,
    AccountRefusal,
    account_of,
)
from wecom_console.simulator.authing.clients import ClientRefusal, authenticate, credentials
from wecom_console.simulator.authing.envelope import message, v2_error, v2_ok, v3_error, v3_ok
from wecom_console.simulator.authing.profiles import v2_user
from wecom_console.simulator.authing.tokens import DEFAULT_SCOPE, id_token, issue
from wecom_console.simulator.authing.wecom_calls import WecomFailure, fetch_member
from wecom_console.simulator.bodies import json_object, object_of, text_of
from wecom_console.simulator.calls import Answer, Call
from wecom_console.simulator.entities import Application, Connection, User
from wecom_console.simulator.world import World

APP_NOT_FOUND: Final = 2011
PASSED_ON: Final = 499


@dataclass(frozen=True, slots=True)
class SignInRefusal:
    """Why nobody is signed in: ``statusCode``, the finer code, the sentence, the data."""

    status_code: int
    code: int
    text: str
    data: object = None


async def auth_by_code(world: World, call: Call) -> Answer:
    """``POST /api/v2/ecConn/wechat-work/authByCode``: what Guard 1.x sends."""
    body = json_object(call)
    if body is None:
        return v2_error(world, call, 400, text=message(call, "bad_body"), status_code=400)
    app = world.state.applications.get(call.header("x-authing-app-id"))
    if app is None:
        return v2_error(world, call, APP_NOT_FOUND, text=message(call, "app_not_found"))
    user = await sign_in(world, call, app, text_of(body, "connId"), text_of(body, "code"))
    if isinstance(user, SignInRefusal):
        return v2_error(
            world, call, user.code, text=user.text, status_code=user.status_code, data=user.data
        )
    token = await id_token(world, call, app, user)
    return v2_ok(call, v2_user(user, app) | {"token": token}, key="signed_in")


async def signin_by_mobile(world: World, call: Call) -> Answer:
    """``POST /api/v3/signin-by-mobile``: by the connection's identifier or id."""
    body = json_object(call)
    if body is None:
        return v3_error(world, call, 400, text=message(call, "bad_body"))
    given = credentials(
        call, body_id=text_of(body, "client_id"), body_secret=text_of(body, "client_secret")
    )
    app = authenticate(world.state, given)
    if isinstance(app, ClientRefusal):
        if app.is_known:
            text = message(call, "bad_client", method=app.method)
            return v3_error(world, call, 401, text=text)
        text = message(call, "app_not_found")
        return v3_error(world, call, 499, text=text, api_code=APP_NOT_FOUND)
    kind = text_of(body, "connection")
    if kind != "wechatwork":
        text = message(call, "connection_kind", connection=kind[:60])
        return v3_error(world, call, 400, text=text)
    wanted = text_of(body, "extIdpConnidentifier")
    code = text_of(object_of(body, "wechatworkPayload"), "code")
    user = await sign_in(world, call, app, wanted, code)
    if isinstance(user, SignInRefusal):
        return v3_error(world, call, user.status_code, text=user.text, api_code=user.code)
    scope = text_of(object_of(body, "options"), "scope") or DEFAULT_SCOPE
    tokens = await issue(world, call, app, user, scope)
    data = {
        "access_token": tokens.access_token,
        "id_token": tokens.id_token,
        "token_type": "Bearer",
        "expire_in": tokens.expires_in,
    }
    more = {"refresh_token": tokens.refresh_token} if tokens.refresh_token else {}
    return v3_ok(call, data | more)


async def sign_in(
    world: World, call: Call, app: Application, wanted: str, code: str
) -> User | SignInRefusal:
    """The login itself, by the connection's identifier or id."""
    connection = _connection(world, app, wanted)
    if connection is None:
        text = message(call, "connection_not_found", identifier=wanted[:60])
        return SignInRefusal(404, 404, text)
    if connection.connection_id not in app.connections:
        text = message(call, "connection_not_enabled", identifier=wanted[:60])
        return SignInRefusal(403, 403, text)
    if not code:
        return SignInRefusal(400, 400, message(call, "code_missing"))
    member = await fetch_member(world, call, connection, code)
    if isinstance(member, WecomFailure):
        return _passed_on(call, member)
    user = account_of(world, app, connection, member)
    if isinstance(user, AccountRefusal):
        return _no_account(world, call, user)
    return user


def _connection(world: World, app: Application, wanted: str) -> Connection | None:
    return next(
        (
            connection
            for connection in world.state.connections_of(app.pool_id)
            if wanted in (connection.identifier, connection.connection_id)
        ),
        None,
    )


def _passed_on(call: Call, failure: WecomFailure) -> SignInRefusal:
    if failure.errcode:
        text = message(call, "wecom_refused", errcode=failure.errcode, errmsg=failure.errmsg)
        return SignInRefusal(PASSED_ON, PASSED_ON, text)
    if failure.reason == "userid":
        return SignInRefusal(PASSED_ON, PASSED_ON, message(call, "wecom_incomplete"))
    return SignInRefusal(500, 500, message(call, "wecom_unreachable", reason=failure.reason))


def _no_account(world: World, call: Call, refusal: AccountRefusal) -> SignInRefusal:
    text = message(call, refusal.key)
    if refusal.code not in (BIND_ONLY, BIND_OR_CREATE):
        return SignInRefusal(PASSED_ON, refusal.code, text)
    data = {
        "key": world.random.uuid("binding"),
        "methods": list(refusal.methods),
        "accounts": [],
    }
    return SignInRefusal(301, refusal.code, text, data)
