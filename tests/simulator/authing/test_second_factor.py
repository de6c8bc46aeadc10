"""Second factor, first-login password, disabled users (docs/reference/authing.md §7)."""

import pytest

from simulator.driver import Json, Sim

pytestmark = pytest.mark.anyio

PHONE, EMAIL = "13800000001", "zhangsan@example.com"


async def asked(sim: Sim) -> Json:
    """A login that is asked for its second factor."""
    await sim.steer("POST", "scenario", {"name": "field-matching"})
    await sim.patch(applications=[{"app_id": sim.app.app_id, "mfa": True}])
    return await sim.auth_by_code()


async def post(sim: Sim, path: str, token: str, body: Json) -> Json:
    headers = {"authorization": f"Bearer {token}"}
    return (await sim.http.post(f"/api/v2/{path}", json=body, headers=headers)).json()


async def code_for(sim: Sim, channel: str) -> str:
    messages = (await sim.steer("GET", "messages")).json()["messages"]
    return next(m["code"] for m in messages if m["channel"] == channel)


async def test_1636_says_how_to_go_on(sim: Sim) -> None:
    """The data that Guard reads."""
    answer = await asked(sim)
    data = answer["data"]
    assert (1636, 301, PHONE, EMAIL) == (
        answer["code"], answer["statusCode"], data["mfaPhone"], data["mfaEmail"],
    )  # fmt: skip
    assert ["OTP", "SMS", "EMAIL"] == [way["mfaPolicy"] for way in data["applicationMfa"]]


async def test_v3_asks_as_well(sim: Sim) -> None:
    """No tokens before the second factor."""
    await asked(sim)
    answer = await sim.sign_in()
    assert (1636, True) == (answer["apiCode"], bool(answer["data"]["mfaToken"]))


@pytest.mark.parametrize(
    ("channel", "send", "verify", "body"),
    [
        ("sms", "sms/send", "applications/mfa/sms/verify", {"phone": PHONE}),
        ("email", "email/send", "applications/mfa/email/verify", {"email": EMAIL}),
        ("totp", "", "mfa/totp/verify", {}),
    ],
)
async def test_the_right_code_signs_in(
    sim: Sim, channel: str, send: str, verify: str, body: dict[str, str]
) -> None:
    """The user, as without the step; the token of the step is used up."""
    token = (await asked(sim))["data"]["mfaToken"]
    if send:
        await post(sim, send, "", body)
    code = {"totp" if channel == "totp" else "code": await code_for(sim, channel)}
    answer = await post(sim, verify, token, body | code)
    assert (200, "张三") == (answer["code"], answer["data"]["name"])
    assert 2020 == (await post(sim, verify, token, body | code))["code"]


async def test_a_wrong_code(sim: Sim) -> None:
    """2001, and the step waits on."""
    token = (await asked(sim))["data"]["mfaToken"]
    assert 2001 == (await post(sim, "mfa/totp/verify", token, {"totp": "x"}))["code"]
    code = await code_for(sim, "totp")
    assert 200 == (await post(sim, "mfa/totp/verify", token, {"totp": code}))["code"]


async def test_somebody_elses_phone(sim: Sim) -> None:
    """A code that went to another phone proves nothing of this user."""
    token = (await asked(sim))["data"]["mfaToken"]
    other = {"phone": "13800000002"}
    await post(sim, "sms/send", "", other)
    code = {"code": await code_for(sim, "sms")}
    answer = await post(sim, "applications/mfa/sms/verify", token, other | code)
    assert 2001 == answer["code"]


@pytest.mark.parametrize(("phone", "is_free"), [("13800000002", False), ("13700000000", True)])
async def test_whether_a_phone_is_free(sim: Sim, phone: str, is_free: bool) -> None:
    """Taken by another user, or not."""
    token = (await asked(sim))["data"]["mfaToken"]
    answer = await post(sim, "applications/mfa/check", token, {"phone": phone})
    assert is_free is answer["data"]


async def test_a_first_login_sets_a_password(sim: Sim) -> None:
    """1639, the reset with its token, and the next login goes straight through."""
    await sim.steer("POST", "scenario", {"name": "first-login-password"})
    answer = await sim.auth_by_code()
    body = {"token": answer["data"]["token"], "password": "a new password"}
    done = await post(sim, "users/password/reset-by-first-login-token", "", body)
    assert (1639, 200, 200) == (answer["code"], done["code"], (await sim.auth_by_code())["code"])


async def test_the_reset_token_works_once(sim: Sim) -> None:
    """1600 after that."""
    await sim.steer("POST", "scenario", {"name": "first-login-password"})
    body = {"token": (await sim.auth_by_code())["data"]["token"], "password": "a new password"}
    await post(sim, "users/password/reset-by-first-login-token", "", body)
    again = await post(sim, "users/password/reset-by-first-login-token", "", body)
    assert 1600 == again["code"]


@pytest.mark.parametrize("login", ["sign_in", "auth_by_code"])
async def test_a_disabled_user_stays_outside(sim: Sim, login: str) -> None:
    """2005 (modelled)."""
    await sim.steer("POST", "scenario", {"name": "user-disabled"})
    assert 2005 == int((await getattr(sim, login)())["apiCode"])
