"""Access tokens (RS256) and id_tokens (HS256 or RS256, as the application says;
docs/reference/authing.md §9)."""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import jwt

from wecom_console.simulator.authing.oidc.claims import user_claims
from wecom_console.simulator.authing.oidc.grants import Grant, GrantKind
from wecom_console.simulator.wire.calls import Call
from wecom_console.simulator.world.entities import Application, User
from wecom_console.simulator.world.world import World

LIFETIME_S: Final = 1_209_600
REFRESH_LIFETIME_S: Final = 2_592_000
RS256: Final = "RS256"
OTHER_ISSUER: Final = "https://another.example.com/oidc"
DEFAULT_SCOPE: Final = "openid profile"


@dataclass(frozen=True, slots=True)
class TokenSet:
    """What one login gives. Empty texts are tokens that the scope does not ask for."""

    access_token: str = field(repr=False)
    id_token: str = field(repr=False)
    refresh_token: str = field(repr=False)
    scope: str
    expires_in: int = LIFETIME_S


async def issue(
    world: World, call: Call, app: Application, user: User, scope: str, *, nonce: str = ""
) -> TokenSet:
    """Sign a set of tokens and remember them. ``openid`` asks for the id_token, ``offline_access``
    for the refresh token."""
    wanted = scope.split()
    access = await _access_token(world, call, app, user, scope)
    identity = ""
    if "openid" in wanted:
        more = {"at_hash": _half_hash(access)} | ({"nonce": nonce} if nonce else {})
        identity = await id_token(world, call, app, user, scope, more=more)
    refresh = ""
    if "offline_access" in wanted:
        refresh = world.random.token("refresh_token", length=43)
        _remember(world, refresh, GrantKind.REFRESH, app, user, scope)
    return TokenSet(access, identity, refresh, scope)


async def application_token(world: World, call: Call, app: Application, scope: str) -> TokenSet:
    """An access token that speaks for the application itself, not for a user."""
    access = await _access_token(world, call, app, None, scope)
    return TokenSet(access, "", "", scope)


async def id_token(
    world: World,
    call: Call,
    app: Application,
    user: User,
    scope: str = DEFAULT_SCOPE,
    *,
    more: Mapping[str, object] | None = None,
) -> str:
    """The id_token alone: what the v2 login calls ``token``. `more` are further claims."""
    claims = {**user_claims(user, scope), **_standard(world, call, app, user), **(more or {})}
    flaw = app.token_flaw
    claims = _flawed(claims, flaw)
    is_rs256 = (app.id_token_alg == RS256) != (flaw == "algorithm")
    if is_rs256:
        token = await _signed(world, claims)
    else:
        token = jwt.encode(claims, app.secret.reveal(), algorithm="HS256")
    if flaw == "signature":
        token = _broken_signature(token)
    _remember(world, token, GrantKind.ID, app, user, scope)
    return token


def _flawed(claims: dict[str, object], flaw: str) -> dict[str, object]:
    """The claims with what is wrong with them."""
    match flaw:
        case "issuer":
            return claims | {"iss": OTHER_ISSUER}
        case "audience":
            return claims | {"aud": "0" * 24}
        case "expired":
            past = int(str(claims["iat"])) - LIFETIME_S
            return claims | {"iat": past - 3_600, "exp": past}
        case _:
            return claims


def _broken_signature(token: str) -> str:
    signed, _, signature = token.rpartition(".")
    return f"{signed}.{signature[::-1]}"


async def _access_token(
    world: World, call: Call, app: Application, user: User | None, scope: str
) -> str:
    jti = world.random.token("jti", length=43)
    claims = {"jti": jti, **_standard(world, call, app, user), "scope": scope}
    token = await _signed(world, claims)
    _remember(world, token, GrantKind.ACCESS, app, user, scope)
    return token


async def _signed(world: World, claims: Mapping[str, object]) -> str:
    key = await world.keys.signing_key()
    return jwt.encode(dict(claims), key.private, algorithm="RS256", headers={"kid": key.kid})


def _half_hash(token: str) -> str:
    """``at_hash``: the left half of SHA-256, base64url (OpenID Connect Core 3.1.3.6)."""
    half = hashlib.sha256(token.encode("ascii")).digest()[:16]
    return base64.urlsafe_b64encode(half).rstrip(b"=").decode("ascii")


def _standard(world: World, call: Call, app: Application, user: User | None) -> dict[str, object]:
    now = int(world.now())
    return {
        "sub": app.app_id if user is None else user.user_id,
        "aud": app.app_id,
        "iat": now,
        "exp": now + LIFETIME_S,
        "iss": issuer(call),
    }


def issuer(call: Call) -> str:
    """The issuer: the host that was called, and ``/oidc``."""
    return f"{call.base_url}/oidc"


def _remember(
    world: World, token: str, kind: GrantKind, app: Application, user: User | None, scope: str
) -> None:
    lifetime = REFRESH_LIFETIME_S if kind is GrantKind.REFRESH else LIFETIME_S
    now = world.now()
    user_id = "" if user is None else user.user_id
    grant = Grant(kind, app.pool_id, now + lifetime, app.app_id, user_id, scope, now)
    world.grants.put(token, grant)
