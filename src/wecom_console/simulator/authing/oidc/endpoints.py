"""Authing's OIDC provider: what it says of itself, and ``/oidc/me``
(docs/reference/authing.md §9)."""

from typing import Final

from wecom_console.simulator.authing.envelope import oauth_error
from wecom_console.simulator.authing.oidc.authorization import CHALLENGE_METHODS
from wecom_console.simulator.authing.oidc.claims import user_claims
from wecom_console.simulator.authing.oidc.clients import METHODS
from wecom_console.simulator.authing.oidc.token_endpoint import GRANT_TYPES
from wecom_console.simulator.authing.oidc.tokens import issuer
from wecom_console.simulator.authing.signin.profiles import bearer, signed_in_user
from wecom_console.simulator.wire.calls import Answer, Call, json_answer
from wecom_console.simulator.world.world import World

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
            "authorization_endpoint": f"{base}/auth",
            "token_endpoint": f"{base}/token",
            "userinfo_endpoint": f"{base}/me",
            "jwks_uri": f"{base}/.well-known/jwks.json",
            "introspection_endpoint": f"{base}/token/introspection",
            "revocation_endpoint": f"{base}/token/revocation",
            "end_session_endpoint": f"{base}/session/end",
            "response_types_supported": ["code"],
            "response_modes_supported": ["query"],
            "grant_types_supported": list(GRANT_TYPES),
            "code_challenge_methods_supported": list(CHALLENGE_METHODS),
            "id_token_signing_alg_values_supported": ["HS256", "RS256"],
            "scopes_supported": list(SCOPES),
            "subject_types_supported": ["public"],
            "token_endpoint_auth_methods_supported": list(METHODS),
            "introspection_endpoint_auth_methods_supported": list(METHODS),
            "revocation_endpoint_auth_methods_supported": list(METHODS),
        }
    )


async def jwks(world: World, _call: Call) -> Answer:
    """``GET /oidc/.well-known/jwks.json``."""
    key = await world.keys.signing_key()
    return json_answer({"keys": [key.jwk()]})


async def me(world: World, call: Call) -> Answer:
    """``/oidc/me``: GET with Bearer, GET with ``?access_token=``, POST with Bearer
    (docs/reference/authing.md §5.9)."""
    token = bearer(call) or call.param("access_token")
    if not token:
        return oauth_error("invalid_request", "no access token provided", status=401)
    found = signed_in_user(world, token)
    if found is None:
        return oauth_error("invalid_token", "invalid token provided", status=401)
    grant, user = found
    return json_answer(user_claims(user, grant.scope))
