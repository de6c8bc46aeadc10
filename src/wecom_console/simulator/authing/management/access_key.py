"""Who may manage: the management token and the signed call
(docs/reference/authing.md §5.1 to §5.3)."""

import hmac
from dataclasses import replace
from typing import Final

import jwt

from wecom_console.domain.secrets import Secret
from wecom_console.protocol.json_values import text_of
from wecom_console.simulator.authing.envelope import message, v3_error, v3_ok
from wecom_console.simulator.authing.management.signature import is_signed
from wecom_console.simulator.authing.oidc.grants import Grant, GrantKind
from wecom_console.simulator.wire.bodies import json_object
from wecom_console.simulator.wire.calls import Answer, Call
from wecom_console.simulator.world.entities import UserPool
from wecom_console.simulator.world.world import World

TOKEN_LIFETIME_S: Final = 7_200
BAD_ACCESS_KEY: Final = 1300
NOT_SIGNED_IN: Final = 2020
SIGNED: Final = "authing "


async def get_management_token(world: World, call: Call) -> Answer:
    """``POST /api/v3/get-management-token``. Clients read ``scoped_userpool_id`` from the token."""
    body = json_object(call)
    if body is None:
        return v3_error(world, call, 400, text=message(call, "bad_body"))
    pool = world.state.pool_by_key(text_of(body, "accessKeyId"))
    if pool is None or not same_secret(pool.access_key_secret, text_of(body, "accessKeySecret")):
        return _bad_key(world, call, "bad_access_key")
    now = int(world.now())
    # authing 5.1.0 decodes the payload with standard base64, so it is ASCII without > ? ~
    # (docs/reference/authing.md §5.2).
    token = jwt.encode(
        {
            "scoped_userpool_id": pool.pool_id,
            "iat": now,
            "exp": now + TOKEN_LIFETIME_S,
            "jti": world.random.hex("management", digits=32),
        },
        pool.access_key_secret.reveal(),
        algorithm="HS256",
    )
    world.grants.put(token, Grant(GrantKind.MANAGEMENT, pool.pool_id, now + TOKEN_LIFETIME_S))
    return v3_ok(call, {"access_token": token, "expires_in": TOKEN_LIFETIME_S})


def managed_pool(world: World, call: Call) -> UserPool | Answer:
    """The pool that this call may manage: raw token, ``Bearer``, or ``authing AK:signature``. Past
    the pool's limit the HTTP status itself is 429 (docs/reference/authing.md §5.1)."""
    pool = _authorized_pool(world, call)
    if isinstance(pool, Answer):
        return pool
    limit = world.state.limits.management_qps
    if world.rates.take("management", pool.pool_id, limit=limit, window_s=1, now=world.now()):
        return pool
    return replace(v3_error(world, call, 429, text=message(call, "too_often")), status=429)


def _authorized_pool(world: World, call: Call) -> UserPool | Answer:
    authorization = call.header("authorization")
    if authorization.startswith(SIGNED):
        return _signed_pool(world, call, authorization.removeprefix(SIGNED))
    token = authorization.removeprefix("Bearer ").strip()
    grant = world.grants.find(token, GrantKind.MANAGEMENT, now=world.now())
    pool = None if grant is None else world.state.pools.get(grant.pool_id)
    if pool is None:
        text = message(call, "management_token")
        return v3_error(world, call, 401, text=text, api_code=NOT_SIGNED_IN)
    stated = call.header("x-authing-userpool-id")
    if stated and stated != pool.pool_id:
        return v3_error(world, call, 403, text=message(call, "pool_mismatch"))
    return pool


def same_secret(secret: Secret, given: str) -> bool:
    """Compares in constant time."""
    return hmac.compare_digest(
        secret.reveal().encode("utf-8", errors="replace"), given.encode("utf-8", errors="replace")
    )


def _signed_pool(world: World, call: Call, credentials: str) -> UserPool | Answer:
    key_id, _, given = credentials.partition(":")
    pool = world.state.pool_by_key(key_id.strip())
    if pool is None:
        return _bad_key(world, call, "bad_access_key")
    if not is_signed(call, given.strip(), pool.access_key_secret.reveal()):
        return _bad_key(world, call, "bad_signature")
    return pool


def _bad_key(world: World, call: Call, key: str) -> Answer:
    return v3_error(world, call, 403, text=message(call, key), api_code=BAD_ACCESS_KEY)
