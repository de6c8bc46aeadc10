"""Is this token still good, and make it bad: introspection, revocation, ``validate_token``
(docs/reference/authing.md §9)."""

from collections.abc import Mapping

import jwt

from wecom_console.simulator.authing.envelope import message, oauth_error
from wecom_console.simulator.authing.oidc.clients import ClientRefusal, authenticate, credentials
from wecom_console.simulator.authing.oidc.grants import Grant, GrantKind
from wecom_console.simulator.authing.oidc.tokens import issuer
from wecom_console.simulator.wire.bodies import form
from wecom_console.simulator.wire.calls import Answer, Call, json_answer
from wecom_console.simulator.world.entities import Application
from wecom_console.simulator.world.world import World


async def introspect(world: World, call: Call) -> Answer:
    """``POST /oidc/token/introspection`` of an access or refresh token of this application."""
    found = _client(world, call)
    if isinstance(found, Answer):
        return found
    app, fields = found
    grant = _own(world, app, fields)
    if grant is None:
        return json_answer({"active": False})
    return json_answer(
        {
            "active": True,
            "sub": grant.user_id or app.app_id,
            "client_id": app.app_id,
            "exp": int(grant.expires_at),
            "iat": int(grant.issued_at),
            "iss": issuer(call),
            "scope": grant.scope,
            "token_type": "Bearer",
        }
    )


async def revoke(world: World, call: Call) -> Answer:
    """``POST /oidc/token/revocation``: 200 with an empty body, also for an unknown token."""
    found = _client(world, call)
    if isinstance(found, Answer):
        return found
    app, fields = found
    if _own(world, app, fields) is not None:
        world.grants.revoke(fields.get("token", ""))
    return Answer(200)


async def validate_token(world: World, call: Call) -> Answer:
    """``GET /api/v2/oidc/validate_token?access_token=|id_token=``: the claims, or code 400."""
    name, kind = ("id_token", GrantKind.ID)
    if call.param("access_token"):
        name, kind = ("access_token", GrantKind.ACCESS)
    token = call.param(name)
    if world.grants.find(token, kind, now=world.now()) is None:
        return json_answer(
            {"code": 400, "message": message(call, "token_invalid", name=name)}, errcode=400
        )
    return json_answer(jwt.decode(token, options={"verify_signature": False}), errcode=0)


def _client(world: World, call: Call) -> tuple[Application, Mapping[str, str]] | Answer:
    fields = form(call)
    given = credentials(
        call, body_id=fields.get("client_id", ""), body_secret=fields.get("client_secret", "")
    )
    app = authenticate(world.state, given)
    if isinstance(app, ClientRefusal):
        return oauth_error("invalid_client", "client authentication failed", status=401)
    return app, fields


def _own(world: World, app: Application, fields: Mapping[str, str]) -> Grant | None:
    kinds = (GrantKind.ACCESS, GrantKind.REFRESH)
    grant = world.grants.find(fields.get("token", ""), *kinds, now=world.now())
    return grant if grant is not None and grant.app_id == app.app_id else None
