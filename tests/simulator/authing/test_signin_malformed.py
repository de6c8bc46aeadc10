"""Login bodies of the wrong types (docs/reference/authing.md §6 to §8)."""

import pytest

from simulator.driver import Sim

pytestmark = pytest.mark.anyio

WRONG = (None, 7, True, [], {}, ["x"])
ROUTES = {
    "/api/v2/ecConn/wechat-work/authByCode": ("connId", "code"),
    "/api/v2/ecConn/wechat-work-agency/authByCode": ("connId", "code"),
    "/api/v2/ecConn/wechatMobile/authByCodeIdentity": ("appId", "connId", "code", "options"),
    "/api/v2/ecConn/wechat-work/register": ("key", "action"),
    "/api/v2/ecConn/wechat-work/byAccount": ("key", "action", "account", "password"),
    "/api/v2/ecConn/wechat-work/byPhoneCode": ("key", "action", "phone", "code"),
    "/api/v2/ecConn/wechat-work/select": ("key", "action", "account"),
    "/api/v2/sms/send": ("phone",),
    "/api/v2/email/send": ("email",),
    "/api/v3/signin-by-mobile": ("connection", "wechatworkPayload", "options", "client_id"),
    "/api/v2/applications/mfa/sms/verify": ("phone", "code"),
    "/api/v2/mfa/totp/verify": ("totp",),
    "/api/v2/users/password/reset-by-first-login-token": ("token", "password"),
}


@pytest.mark.parametrize("wrong", WRONG, ids=repr)
@pytest.mark.parametrize("path", ROUTES)
async def test_wrong_types_are_answered(sim: Sim, path: str, wrong: object) -> None:
    """Never HTTP 500."""
    body = dict.fromkeys(ROUTES[path], wrong)
    headers = {"x-authing-app-id": sim.app.app_id}
    answer = await sim.http.post(path, json=body, headers=headers)
    assert answer.status_code < 500


@pytest.mark.parametrize("wrong", WRONG, ids=repr)
@pytest.mark.parametrize(
    ("step", "action"),
    [
        ("byAccount", "bind-identity-by-password"),
        ("byPhoneCode", "bind-identity-by-phone-code"),
        ("byEmailCode", "bind-identity-by-email-code"),
    ],
)
async def test_wrong_types_with_a_good_key(sim: Sim, step: str, action: str, wrong: object) -> None:
    """A real pending binding meets them as well: an answer without tokens, never HTTP 500."""
    association = {"mode": "challenge", "methods": ["phone-code", "email-code", "phone-password"]}
    connection = {"connection_id": sim.connection.connection_id, "association": association}
    await sim.patch(connections=[connection])
    key = (await sim.auth_by_code())["data"]["key"]
    body = dict.fromkeys(("account", "password", "phone", "email", "code"), wrong)
    body |= {"key": key, "action": action}
    answer = await sim.http.post(f"/api/v2/ecConn/wechat-work/{step}", json=body)
    assert answer.status_code < 500
    assert "access_token" not in answer.json()
