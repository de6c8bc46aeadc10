"""The mobile login's routes: v2 ``authByCode``, ``authByCodeIdentity`` and v3 ``signin-by-mobile``
(docs/reference/authing.md §6.3, §8 and §6.5)."""

from typing import Final

from wecom_console.domain.profile import AGENCY_MOBILE_TYPE, MOBILE_TYPE
from wecom_console.protocol.json_values import JsonObject, object_of, text_of
from wecom_console.simulator.authing.envelope import message, v2_error, v2_ok, v3_error, v3_ok
from wecom_console.simulator.authing.management.kinds import PAYLOADS
from wecom_console.simulator.authing.oidc.clients import ClientRefusal, authenticate, credentials
from wecom_console.simulator.authing.oidc.tokens import DEFAULT_SCOPE, TokenSet, id_token, issue
from wecom_console.simulator.authing.signin.login import (
    SignInRefusal,
    sign_in,
    v2_refusal,
    v3_refusal,
)
from wecom_console.simulator.authing.signin.profiles import v2_user
from wecom_console.simulator.wire.bodies import json_object
from wecom_console.simulator.wire.calls import Answer, Call, json_answer
from wecom_console.simulator.world.entities import Application, User
from wecom_console.simulator.world.world import World

APP_NOT_FOUND: Final = 2011


async def auth_by_code(world: World, call: Call) -> Answer:
    """``POST /api/v2/ecConn/wechat-work/authByCode``: what Guard 1.x sends."""
    return await _auth_by_code(world, call, kind=MOBILE_TYPE)


async def agency_auth_by_code(world: World, call: Call) -> Answer:
    """``POST /api/v2/ecConn/wechat-work-agency/authByCode``: the delegated development's twin."""
    return await _auth_by_code(world, call, kind=AGENCY_MOBILE_TYPE)


async def auth_by_code_identity(world: World, call: Call) -> Answer:
    """``POST …/authByCodeIdentity``: tokens at the top level, or what is to be bound. Published
    for WeChat mobile; modelled on it here."""
    body = json_object(call)
    if body is None:
        return _bad_body(world, call)
    scope = _scope(body)
    found = await _signed_in(
        world, call, body, app_id=text_of(body, "appId"), kind=MOBILE_TYPE, scope=scope
    )
    if isinstance(found, Answer):
        return found
    return await tokens_answer(world, call, *found, scope=scope)


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
    stated = text_of(body, "connection")
    if stated not in PAYLOADS:
        text = message(call, "connection_kind", connection=stated[:60])
        return v3_error(world, call, 400, text=text)
    payload, kind = PAYLOADS[stated]
    scope = _scope(body)
    user = await sign_in(
        world,
        call,
        app,
        wanted=text_of(body, "extIdpConnidentifier"),
        code=text_of(object_of(body, payload), "code"),
        kind=kind,
        scope=scope,
    )
    if isinstance(user, SignInRefusal):
        return v3_refusal(world, call, user)
    return v3_ok(call, _v3_tokens(await issue(world, call, app, user, scope)))


async def user_answer(world: World, call: Call, app: Application, user: User) -> Answer:
    """The signed-in user as v2 shows it, with the id_token as ``token``."""
    token = await id_token(world, call, app, user)
    return v2_ok(call, v2_user(user, app) | {"token": token}, key="signed_in")


async def tokens_answer(
    world: World, call: Call, app: Application, user: User, *, scope: str
) -> Answer:
    """The tokens at the top level, as the binding steps answer (docs/reference/authing.md §8)."""
    tokens = await issue(world, call, app, user, scope)
    document = {
        "access_token": tokens.access_token,
        "id_token": tokens.id_token,
        "refresh_token": tokens.refresh_token,
        "token_type": "Bearer",
        "expire_in": tokens.expires_in,
        "scope": tokens.scope,
    }
    return json_answer(document, errcode=0)


async def _auth_by_code(world: World, call: Call, *, kind: str) -> Answer:
    body = json_object(call)
    if body is None:
        return _bad_body(world, call)
    found = await _signed_in(world, call, body, app_id="", kind=kind, scope=DEFAULT_SCOPE)
    return found if isinstance(found, Answer) else await user_answer(world, call, *found)


def _bad_body(world: World, call: Call) -> Answer:
    return v2_error(world, call, 400, text=message(call, "bad_body"), status_code=400)


async def _signed_in(
    world: World, call: Call, body: JsonObject, *, app_id: str, kind: str, scope: str
) -> tuple[Application, User] | Answer:
    """Who logs in to which application; the header names it where the body did not."""
    app = world.state.applications.get(app_id or call.header("x-authing-app-id"))
    if app is None:
        return v2_error(world, call, APP_NOT_FOUND, text=message(call, "app_not_found"))
    wanted, code = text_of(body, "connId"), text_of(body, "code")
    user = await sign_in(world, call, app, wanted=wanted, code=code, kind=kind, scope=scope)
    return v2_refusal(world, call, user) if isinstance(user, SignInRefusal) else (app, user)


def _scope(body: JsonObject) -> str:
    return text_of(object_of(body, "options"), "scope") or DEFAULT_SCOPE


def _v3_tokens(tokens: TokenSet) -> dict[str, object]:
    data: dict[str, object] = {
        "access_token": tokens.access_token,
        "id_token": tokens.id_token,
        "token_type": "Bearer",
        "expire_in": tokens.expires_in,
    }
    return data | ({"refresh_token": tokens.refresh_token} if tokens.refresh_token else {})
