"""Authing's OIDC provider (reference authing.md §6.6, §9)."""

from typing import Final

from wecom_console.simulator.authing.claims import user_claims
from wecom_console.simulator.authing.clients import (
    METHODS,
    ClientRefusal,
    authenticate,
    credentials,
)
from wecom_console.simulator.authing.envelope import oauth_error
from wecom_console.simulator.authing.grants import GrantKind
from wecom_console.simulator.authing.profiles import bearer, signed_in_user
from wecom_console.simulator.authing.tokens import DEFAULT_SCOPE, issue, issuer
from wecom_console.simulator.bodies import form
from wecom_console.simulator.calls import Answer, Call, json_answer
from wecom_console.simulator.world import World

AUTHING_TOKEN: Final = "http://authing.cn/oidc/grant_type/authing_token"  # noqa: S105 a name
REFRESH_TOKEN: Final = "refresh_token"  # noqa: S105 a name
_SESSION: Final[tuple[GrantKind, ...]] = (GrantKind.ID, GrantKind.ACCESS)
_REFRESH: Final[tuple[GrantKind, ...]] = (GrantKind.REFRESH,)
SCOPES: Final = (
    "openid",
    "offline_access",
    "username",
    "phone",
    "email",
    "address",
    "profile",
    "role",
    "roles",
    "unionid",
    "external_id",
    "extended_fields",
    "tenant_id",
    "userpool_id",
)


async def discovery(_world: World, call: Call) -> Answer:
    """``GET /oidc/.well-known/openid-configuration``: only what this provider serves."""
    base = issuer(call)
    return json_answer(
        {
            "issuer": base,
            "token_endpoint": f"{base}/token",
            "userinfo_endpoint": f"{base}/me",
            "jwks_uri": f"{base}/.well-known/jwks.json",
            "grant_types_supported": [REFRESH_TOKEN, AUTHING_TOKEN],
            "id_token_signing_alg_values_supported": ["HS256", "RS256"],
            "scopes_supported": list(SCOPES),
            "subject_types_supported": ["public"],
            "token_endpoint_auth_methods_supported": list(METHODS),
        }
    )


async def jwks(world: World, _call: Call) -> Answer:
    """``GET /oidc/.well-known/jwks.json``."""
    key = await world.keys.signing_key()
    return json_answer({"keys": [key.jwk()]})


async def me(world: World, call: Call) -> Answer:
    """``/oidc/me``: GET with Bearer, GET with ``?access_token=``, POST with Bearer (§5.9)."""
    token = bearer(call) or call.param("access_token")
    if not token:
        return oauth_error("invalid_request", "no access token provided", status=401)
    found = signed_in_user(world, token)
    if found is None:
        return oauth_error("invalid_token", "invalid token provided", status=401)
    grant, user = found
    return json_answer(user_claims(user, grant.scope))


async def token(world: World, call: Call) -> Answer:
    """``POST /oidc/token``: the ``authing_token`` grant of §6.6, and ``refresh_token``."""
    fields = form(call)
    given = credentials(
        call, body_id=fields.get("client_id", ""), body_secret=fields.get("client_secret", "")
    )
    app = authenticate(world.state, given)
    if isinstance(app, ClientRefusal):
        return oauth_error("invalid_client", "client authentication failed", status=401)
    grant_type = fields.get("grant_type", "")
    if grant_type == AUTHING_TOKEN:
        presented, kinds = fields.get("token", ""), _SESSION
    elif grant_type == REFRESH_TOKEN:
        presented, kinds = fields.get("refresh_token", ""), _REFRESH
    elif not grant_type:
        return oauth_error("invalid_request", "missing required parameter(s) (grant_type)")
    else:
        return oauth_error("unsupported_grant_type", "unsupported grant_type requested")
    grant = world.grants.find(presented, *kinds, now=world.now())
    user = None if grant is None else world.state.users.get(grant.user_id)
    if grant is None or user is None or grant.app_id != app.app_id:
        return oauth_error("invalid_grant", "grant request is invalid")
    if grant.kind is GrantKind.REFRESH:
        world.grants.revoke(presented)
        scope = grant.scope
    else:
        scope = fields.get("scope", "") or DEFAULT_SCOPE
    tokens = await issue(world, call, app, user, scope)
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
    return json_answer(document, headers=(("cache-control", "no-store"),))
