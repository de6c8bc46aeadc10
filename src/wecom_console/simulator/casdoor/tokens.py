"""Casdoor's tokens: RS256 JWTs for the application's client id, issued by the host itself."""

from typing import Final

import jwt

from wecom_console.simulator.wire.calls import Call
from wecom_console.simulator.world.entities import CasdoorApp, User
from wecom_console.simulator.world.world import World

ACCESS: Final = "access-token"
REFRESH: Final = "refresh-token"
LIFETIME_S: Final = 7 * 86_400
REFRESH_LIFETIME_S: Final = 30 * 86_400


async def casdoor_token(
    world: World, call: Call, app: CasdoorApp, user: User, *, kind: str, name: str
) -> str:
    """One token. `kind` is `ACCESS` or `REFRESH`, `name` the user's name in Casdoor."""
    now = int(world.now())
    key = await world.keys.signing_key()
    claims = {
        "owner": app.organization,
        "name": name,
        "id": user.user_id,
        "displayName": user.name,
        "email": user.email,
        "phone": user.phone,
        "tokenType": kind,
        "iss": call.base_url,
        "sub": user.user_id,
        "aud": [app.client_id],
        "exp": now + (REFRESH_LIFETIME_S if kind == REFRESH else LIFETIME_S),
        "nbf": now,
        "iat": now,
        "jti": f"admin/{world.random.uuid('casdoor.jti')}",
    }
    return jwt.encode(claims, key.private, algorithm="RS256", headers={"kid": key.kid})
