"""A signed-in user as v2 and v3 show it, and ``get-profile``
(docs/reference/authing.md §6.3, §6.5)."""

from datetime import UTC, datetime

from wecom_console.simulator.authing.envelope import message, v3_error, v3_ok
from wecom_console.simulator.authing.oidc.grants import Grant, GrantKind
from wecom_console.simulator.wire.calls import Answer, Call
from wecom_console.simulator.world.entities import Application, Identity, User
from wecom_console.simulator.world.world import World


def iso_time(seconds: float) -> str:
    """ISO 8601 in UTC with milliseconds, as Authing writes it."""
    moment = datetime.fromtimestamp(seconds, UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def bearer(call: Call) -> str:
    """The token in ``authorization``, raw or after ``Bearer``."""
    return call.header("authorization").removeprefix("Bearer ").strip()


def signed_in_user(world: World, token: str) -> tuple[Grant, User] | None:
    """The user that an access token or id_token speaks for."""
    grant = world.grants.find(token, GrantKind.ACCESS, GrantKind.ID, now=world.now())
    user = None if grant is None else world.state.users.get(grant.user_id)
    return None if grant is None or user is None else (grant, user)


async def get_profile(world: World, call: Call) -> Answer:
    """``GET /api/v3/get-profile``: flags come as ``true`` or ``True``
    (docs/reference/authing.md §5.9)."""
    found = signed_in_user(world, bearer(call))
    if found is None:
        return v3_error(world, call, 401, text=message(call, "not_signed_in"), api_code=2020)
    _, user = found
    profile: dict[str, object] = {
        "userId": user.user_id,
        "createdAt": iso_time(user.created_at),
        "updatedAt": iso_time(user.updated_at),
        "status": user.status,
        "name": user.name or None,
        "username": user.username or None,
        "email": user.email or None,
        "phone": user.phone or None,
        "photo": None,
        "nickname": None,
        "gender": "U",
        "emailVerified": False,
        "phoneVerified": False,
        "loginsCount": user.logins_count,
    }
    if _flag(call, "withCustomData"):
        profile["customData"] = {}
    if _flag(call, "withIdentities"):
        profile["identities"] = [_identity_view(user, i) for i in user.identities]
    if _flag(call, "withDepartmentIds"):
        profile["departmentIds"] = []
    return v3_ok(call, profile)


def v2_user(user: User, app: Application) -> dict[str, object]:
    """The user object of v2 logins. Never ``password`` or ``salt``."""
    return {
        "id": user.user_id,
        "createdAt": iso_time(user.created_at),
        "updatedAt": iso_time(user.updated_at),
        "userPoolId": app.pool_id,
        "isRoot": False,
        "status": user.status,
        "oauth": None,
        "email": user.email or None,
        "phone": user.phone or None,
        "username": user.username or None,
        "unionid": None,
        "openid": None,
        "nickname": None,
        "company": None,
        "photo": None,
        "browser": None,
        "device": None,
        "loginsCount": user.logins_count,
        "name": user.name or None,
        "gender": "U",
        "thirdPartyIdentity": None,
    }


def _identity_view(user: User, identity: Identity) -> dict[str, object]:
    return {
        "identityId": f"{identity.ext_idp_id}:{identity.userid}",
        "extIdpId": identity.ext_idp_id,
        "provider": "wechatwork",
        "type": "userid",
        "userIdInIdp": identity.userid,
        "userInfoInIdp": {"corpId": identity.corp_id, "userId": identity.userid},
        "userId": user.user_id,
        "originConnIds": [identity.connection_id],
    }


def _flag(call: Call, name: str) -> bool:
    return call.param(name).lower() == "true"
