"""``POST /oidc/token``: five grants (docs/reference/authing.md §6.6, §9, §12)."""

import base64
import hashlib
import hmac
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Final

from wecom_console.simulator.authing.envelope import oauth_error
from wecom_console.simulator.authing.oidc.clients import ClientRefusal, authenticate, credentials
from wecom_console.simulator.authing.oidc.grants import GrantKind
from wecom_console.simulator.authing.oidc.tokens import DEFAULT_SCOPE, application_token, issue
from wecom_console.simulator.authing.signin.accounts import ACTIVE
from wecom_console.simulator.authing.signin.passwords import is_password
from wecom_console.simulator.authing.signin.pending import StepKind
from wecom_console.simulator.wire.bodies import form
from wecom_console.simulator.wire.calls import Answer, Call, json_answer
from wecom_console.simulator.world.entities import Application, User
from wecom_console.simulator.world.world import World

AUTHING_TOKEN: Final = "http://authing.cn/oidc/grant_type/authing_token"  # noqa: S105 a name
_NO_STORE: Final = (("cache-control", "no-store"),)


@dataclass(frozen=True, slots=True)
class Granted:
    """For whom tokens are issued, and what of it goes into the id_token."""

    user: User
    scope: str
    nonce: str = ""


Fields = Mapping[str, str]
GrantRule = Callable[[World, Application, Fields], Awaitable[Granted | None]]


async def token(world: World, call: Call) -> Answer:
    """``POST /oidc/token``."""
    fields = form(call)
    given = credentials(
        call, body_id=fields.get("client_id", ""), body_secret=fields.get("client_secret", "")
    )
    app = authenticate(world.state, given)
    if isinstance(app, ClientRefusal):
        return oauth_error("invalid_client", "client authentication failed", status=401)
    grant_type = fields.get("grant_type", "")
    if not grant_type:
        return oauth_error("invalid_request", "missing required parameter(s) (grant_type)")
    if grant_type == CLIENT_CREDENTIALS:
        if not given.secret:
            return oauth_error("invalid_client", "client authentication failed", status=401)
        return await _for_the_application(world, call, app, fields)
    rule = _RULES.get(grant_type)
    if rule is None:
        return oauth_error("unsupported_grant_type", "unsupported grant_type requested")
    granted = await rule(world, app, fields)
    if granted is None or granted.user.status != ACTIVE:
        return oauth_error("invalid_grant", "grant request is invalid")
    tokens = await issue(world, call, app, granted.user, granted.scope, nonce=granted.nonce)
    document: dict[str, object] = {
        "scope": tokens.scope,
        "token_type": "Bearer",
        "access_token": tokens.access_token,
        "expires_in": tokens.expires_in,
    }
    if tokens.id_token:
        document["id_token"] = tokens.id_token
    if tokens.refresh_token:
        document["refresh_token"] = tokens.refresh_token
    return json_answer(document, headers=_NO_STORE)


async def _authing_token(world: World, app: Application, fields: Fields) -> Granted | None:
    grant = world.grants.find(
        fields.get("token", ""), GrantKind.ID, GrantKind.ACCESS, now=world.now()
    )
    user = None if grant is None else world.state.users.get(grant.user_id)
    if grant is None or user is None or grant.app_id != app.app_id:
        return None
    return Granted(user, fields.get("scope", "") or DEFAULT_SCOPE)


async def _refresh(world: World, app: Application, fields: Fields) -> Granted | None:
    presented = fields.get("refresh_token", "")
    grant = world.grants.find(presented, GrantKind.REFRESH, now=world.now())
    user = None if grant is None else world.state.users.get(grant.user_id)
    if grant is None or user is None or grant.app_id != app.app_id:
        return None
    world.grants.revoke(presented)
    return Granted(user, grant.scope)


async def _code(world: World, app: Application, fields: Fields) -> Granted | None:
    code = fields.get("code", "")
    step = world.pending.find(code, StepKind.AUTHORIZATION, now=world.now())
    if step is None or step.app_id != app.app_id:
        return None
    world.pending.done(code)
    user = world.state.users.get(step.user_id)
    if user is None or fields.get("redirect_uri", "") != step.redirect_uri:
        return None
    if not _is_verified(step.challenge, step.challenge_method, fields.get("code_verifier", "")):
        return None
    return Granted(user, step.scope, step.nonce)


async def _password(world: World, app: Application, fields: Fields) -> Granted | None:
    name = fields.get("username", "")
    user = next(
        (
            u
            for u in world.state.users_of(app.pool_id)
            if name and name in (u.username, u.email, u.phone)
        ),
        None,
    )
    if user is None or not await is_password(world, user, fields.get("password", "")):
        return None
    return Granted(user, fields.get("scope", "") or DEFAULT_SCOPE)


async def _for_the_application(
    world: World, call: Call, app: Application, fields: Fields
) -> Answer:
    scope = fields.get("scope", "")
    made = await application_token(world, call, app, scope)
    document = {
        "access_token": made.access_token,
        "expires_in": made.expires_in,
        "token_type": "Bearer",
        "scope": scope,
    }
    return json_answer(document, headers=_NO_STORE)


def _is_verified(challenge: str, method: str, verifier: str) -> bool:
    """PKCE: without a challenge there is nothing to prove."""
    if not challenge:
        return True
    text = verifier.encode("ascii", errors="replace")
    if method == "S256":
        text = base64.urlsafe_b64encode(hashlib.sha256(text).digest()).rstrip(b"=")
    return hmac.compare_digest(challenge.encode("utf-8", errors="replace"), text)


CLIENT_CREDENTIALS: Final = "client_credentials"
_RULES: Final[Mapping[str, GrantRule]] = {
    "authorization_code": _code,
    "refresh_token": _refresh,
    "password": _password,
    AUTHING_TOKEN: _authing_token,
}
GRANT_TYPES: Final = (*_RULES, CLIENT_CREDENTIALS)
