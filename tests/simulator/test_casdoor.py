"""Casdoor's login and a custom backend's, in front of the same WeCom
(docs/reference/authing.md §11)."""

import jwt
import pytest

from simulator.driver import Json, Sim
from wecom_console.simulator.wire.protocol_texts import casdoor_message

pytestmark = pytest.mark.anyio


async def casdoor(sim: Sim, code: str | None = None, **changes: object) -> Json:
    """A login that should work, but for `changes`."""
    body = {
        "type": "token",
        "application": sim.profile.identifier,
        "organization": "built-in",
        "provider": "provider_wecom",
        "code": await sim.code() if code is None else code,
        "state": "casdoor",
        "redirectUri": "https://door.acme.cn/callback",
        "method": "signup",
    } | changes
    answer = await sim.http.post("/api/login", json=body)
    assert answer.status_code == 200
    return answer.json()


async def test_a_token_is_for_the_application(sim: Sim) -> None:
    """An RS256 JWT that the published keys verify; the refresh token is another."""
    answer = await casdoor(sim)
    assert ("ok", "") == (answer["status"], answer["msg"])
    [key] = (await sim.http.get("/.well-known/jwks")).json()["keys"]
    access, refresh = (
        jwt.decode(
            answer[name],
            jwt.PyJWK(key),
            algorithms=["RS256"],
            audience=sim.app.app_id,
            issuer="http://simulator.test",
            options={"verify_exp": False, "verify_iat": False, "verify_nbf": False},
        )
        for name in ("data", "data2")
    )
    assert ("access-token", "refresh-token") == (access["tokenType"], refresh["tokenType"])
    assert ("built-in", "zhangsan") == (access["owner"], access["name"])
    assert access["sub"] in sim.world.state.users


async def test_a_session_login_names_the_user(sim: Sim) -> None:
    """``<organization>/<user>``."""
    assert "built-in/zhangsan" == (await casdoor(sim, type="login"))["data"]


async def test_a_code_is_an_opaque_text(sim: Sim) -> None:
    """For the code flow of an app."""
    assert (await casdoor(sim, type="code"))["data"].isalnum()


@pytest.mark.parametrize("state", ["casdoor", "demo-wecom"])
async def test_the_state_is_a_constant_or_the_applications_name(sim: Sim, state: str) -> None:
    """No session takes part."""
    assert "ok" == (await casdoor(sim, state=state))["status"]


@pytest.mark.parametrize(
    ("change", "msg"),
    [
        ({"application": "x"}, casdoor_message("application", application="x")),
        ({"provider": "x"}, casdoor_message("provider", provider="x")),
        ({"state": "x"}, casdoor_message("state", expected="casdoor", state="x")),
        ({"type": "cas"}, casdoor_message("response_type", type="cas")),
        (
            {"method": "signin"},
            casdoor_message("no_session", organization="built-in", user="zhangsan"),
        ),
    ],
)
async def test_what_casdoor_refuses(sim: Sim, change: Json, msg: str) -> None:
    """HTTP 200, and a sentence in ``msg``."""
    answer = await casdoor(sim, **change)
    assert ("error", msg, None) == (answer["status"], answer["msg"], answer["data"])


async def test_wecoms_errors_are_passed_on_as_text(sim: Sim) -> None:
    """Each call of Casdoor's has its own words for it."""
    code = await sim.code()
    await casdoor(sim, code)
    again = (await casdoor(sim, code))["msg"]
    assert again.startswith(
        "Failed to login in: userIdResp.Errcode = 40029, userIdResp.Errmsg = invalid code, hint: ["
    )
    await sim.fault("/cgi-bin/gettoken", errcode=60020, times=1)
    assert (await casdoor(sim))["msg"].startswith("pToken.Errcode = 60020, pToken.Errmsg = not")
    await sim.fault("/cgi-bin/user/get", errcode=60011, times=1)
    assert "userInfoResp.errcode = 60011" in (await casdoor(sim))["msg"]


@pytest.mark.parametrize("path", ["user/getuserinfo", "auth/getuserinfo"])
async def test_a_fault_shows_on_either_path(sim: Sim, path: str) -> None:
    """Casdoor calls the one; a fault at the other is meant for it all the same."""
    await sim.fault(f"/cgi-bin/{path}", errcode=-1, times=1)
    assert "userIdResp.Errcode = -1" in (await casdoor(sim))["msg"]


async def test_the_journal_says_that_casdoor_called(sim: Sim) -> None:
    """Its own three calls, and what WeCom does not say of the code."""
    code = await sim.code()
    await casdoor(sim, code)
    await casdoor(sim, code)
    journal = (await sim.steer("GET", "journal")).json()["journal"]
    calls = [(e["caller"], e["path"]) for e in journal if e["caller"] == "casdoor"]
    assert [
        ("casdoor", f"/cgi-bin/{path}")
        for path in ("gettoken", "user/getuserinfo", "user/get", "gettoken", "user/getuserinfo")
    ] == calls
    logins = [e for e in journal if e["path"] == "/api/login"]
    assert [(0, ""), (40029, "code.used")] == [(e["errcode"], e["note"]) for e in logins]


async def test_a_kept_exchange_holds_no_token(sim: Sim) -> None:
    """The token's key is ``data``: it is known by its form."""
    token = (await casdoor(sim))["data"]
    journal = (await sim.steer("GET", "journal")).json()["journal"]
    [entry] = [e for e in journal if e["path"] == "/api/login"]
    kept = (await sim.steer("GET", f"journal/{entry['number']}")).text
    assert "/api/login" in kept
    assert token not in kept
    assert token.split(".")[1] not in kept


async def test_an_outsider_is_not_let_in(sim: Sim) -> None:
    """WeCom names an OpenId and no member."""
    await sim.patch(members=[{"userid": "zhangsan", "is_member": False}])
    assert "Failed to login in: not an internal user" == (await casdoor(sim))["msg"]


@pytest.mark.parametrize(
    ("app", "user", "found"),
    [
        ({"registration": False}, None, "not allowed to sign up"),
        ({"association_mode": "field"}, {"status": "Suspended"}, "forbidden to sign in"),
    ],
)
async def test_accounts_are_those_of_the_user_table(
    sim: Sim, app: Json, user: Json | None, found: str
) -> None:
    """Matched, created or refused as the application says."""
    users = [] if user is None else [{"email": "zhangsan@example.com"} | user]
    await sim.patch(applications=[{"app_id": sim.app.app_id} | app], users=users)
    assert found in (await casdoor(sim))["msg"]


async def test_a_second_factor_comes_before_the_tokens(sim: Sim) -> None:
    """``NextMfa`` in place of a token, with status ok."""
    await sim.patch(applications=[{"app_id": sim.app.app_id, "mfa": True}])
    answer = await casdoor(sim)
    assert ("ok", "NextMfa") == (answer["status"], answer["data"])


async def test_a_connection_that_is_switched_off_is_no_provider(sim: Sim) -> None:
    """As Casdoor says of a provider that is not in the application."""
    await sim.patch(applications=[{"app_id": sim.app.app_id, "connections": []}])
    assert "is not enabled for the application" in (await casdoor(sim))["msg"]


@pytest.mark.parametrize("body", [b"", b"[]", b"no"])
async def test_a_body_that_is_no_object(sim: Sim, body: bytes) -> None:
    """An error in the same envelope."""
    answer = await sim.http.post("/api/login", content=body)
    assert (200, "error") == (answer.status_code, answer.json()["status"])


async def test_faults_hit_the_backends(sim: Sim) -> None:
    """In the envelope of each, or as broken goods."""
    for path in ("/api/login", "/custom/login"):
        await sim.fault(path, errcode=40029, times=1)
        await sim.fault(path, status=502, times=1)
    assert ("error", True) == ((one := await casdoor(sim))["status"], "40029" in one["msg"])
    assert 502 == (await sim.http.post("/api/login", json={})).status_code
    answer = await custom(sim)
    assert (401, 40029) == (answer[0], answer[1]["error"]["code"])
    assert 502 == (await sim.http.post("/custom/login", json={})).status_code


# --- a backend of one's own ---


async def custom(sim: Sim, *, form: bool = False, **body: str) -> tuple[int, Json]:
    """A login with a fresh code."""
    values = {"code": await sim.code()} | body
    sent = {"data": values} if form else {"json": values}
    answer = await sim.http.post("/custom/login", **sent)
    return answer.status_code, answer.json()


@pytest.mark.parametrize("form", [False, True])
async def test_the_custom_backend_names_user_and_token(sim: Sim, form: bool) -> None:
    """As JSON or as a form."""
    status, answer = await custom(sim, form=form)
    assert (200, True, "张三") == (status, answer["ok"], answer["user"]["name"])
    assert answer["user"]["id"] in sim.world.state.users
    assert len(answer["token"]) == 43


async def test_the_custom_backend_passes_wecoms_errcode_on(sim: Sim) -> None:
    """HTTP 401 and the number."""
    code = await sim.code()
    await custom(sim, code=code)
    status, answer = await custom(sim, code=code)
    assert (401, False, 40029) == (status, answer["ok"], answer["error"]["code"])
    assert answer["error"]["message"].startswith("invalid code")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"code": ""}, 400, "code_missing"),
        ({"connection": "x"}, 404, "unknown_app"),
        ({"agent_id": "1000009"}, 404, "unknown_app"),
        ({"connection": "demo-wecom", "agent_id": "1000002"}, 200, ""),
    ],
)
async def test_the_custom_backends_own_refusals(
    sim: Sim, body: dict[str, str], status: int, code: str
) -> None:
    """With the status that fits."""
    found, answer = await custom(sim, **body)
    assert (status, code) == (found, answer.get("error", {}).get("code", ""))


async def test_the_custom_backend_knows_outsiders_and_strangers(sim: Sim) -> None:
    """Words where WeCom has no number."""
    await sim.patch(applications=[{"app_id": sim.app.app_id, "registration": False}])
    assert (403, "no_account") == ((one := await custom(sim))[0], one[1]["error"]["code"])
    await sim.patch(members=[{"userid": "zhangsan", "is_member": False}])
    assert (401, "not_a_member") == ((two := await custom(sim))[0], two[1]["error"]["code"])
    await sim.fault("/cgi-bin/gettoken", status=500)
    assert 502 == (await custom(sim))[0]
