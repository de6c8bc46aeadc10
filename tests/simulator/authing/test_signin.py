"""Authing's mobile login, v2 and v3, and the accounts behind it
(docs/reference/authing.md §6 to §8)."""

import base64

import jwt
import pytest

from simulator.driver import Sim

pytestmark = pytest.mark.anyio


async def put(sim: Sim, **application: object) -> None:
    await sim.patch(applications=[{"app_id": sim.app.app_id} | application])


async def test_v3_gives_tokens(sim: Sim) -> None:
    """`expire_in`, not `expires_in`; no refresh token unless asked for."""
    answer = await sim.sign_in()
    assert (200, "操作成功") == (answer["statusCode"], answer["message"])
    assert ["access_token", "id_token", "token_type", "expire_in"] == list(answer["data"])


async def test_offline_access_gives_a_refresh_token(sim: Sim) -> None:
    """Only with that scope."""
    answer = await sim.sign_in(options={"scope": "openid offline_access"})
    assert answer["data"]["refresh_token"]


@pytest.mark.parametrize("by", ["identifier", "connection_id"])
async def test_v3_takes_identifier_or_id(sim: Sim, by: str) -> None:
    """Android sends the one, iOS the other."""
    answer = await sim.sign_in(extIdpConnidentifier=getattr(sim.connection, by))
    assert answer["statusCode"] == 200


async def test_v2_gives_the_user_and_a_token(sim: Sim) -> None:
    """An integer `code`, the user object, `token` as id_token; never password or salt."""
    answer = await sim.auth_by_code()
    assert (200, "获取用户信息成功") == (answer["code"], answer["message"])
    data = answer["data"]
    assert {"password", "salt"}.isdisjoint(data)
    claims = jwt.decode(
        data["token"],
        sim.app.secret.reveal(),
        algorithms=["HS256"],
        audience=sim.app.app_id,
        options={"verify_exp": False, "verify_iat": False},
    )
    assert data["id"] == claims["sub"]


@pytest.mark.parametrize("login", ["sign_in", "auth_by_code"])
async def test_a_reused_code_shows_wecoms_error(sim: Sim, login: str) -> None:
    """The message carries errcode and errmsg."""
    code = await sim.code()
    await sim.sign_in(code)
    answer = await getattr(sim, login)(code)
    assert answer["statusCode"] == 499
    assert "errcode: 40029, errmsg: invalid code, hint: [" in answer["message"]


async def test_an_expired_code_shows_wecoms_error(sim: Sim) -> None:
    """Five minutes by the simulator's clock."""
    code = await sim.code()
    await sim.advance(301)
    assert "errcode: 40029" in (await sim.sign_in(code))["message"]


async def test_a_wrong_secret_shows_wecoms_error(sim: Sim) -> None:
    """Authing uses the connection's own secret."""
    connection = {"connection_id": sim.connection.connection_id, "secret": "wrong"}
    await sim.patch(connections=[connection])
    assert "errcode: 40001" in (await sim.sign_in())["message"]


async def test_a_member_who_left_the_range_shows_60011(sim: Sim) -> None:
    """The code is good, the profile is not to be had."""
    code = await sim.code()
    await sim.steer("POST", "scenario", {"name": "member-not-visible"})
    assert "errcode: 60011" in (await sim.sign_in(code))["message"]


# --- who calls -----------------------------------------------------------------------------------


async def test_an_unknown_application_is_2011(sim: Sim) -> None:
    """In both generations."""
    v3 = await sim.sign_in(client_id="f" * 24)
    v2 = await sim.http.post("/api/v2/ecConn/wechat-work/authByCode", json={"connId": "x"})
    assert 2011 == v3["apiCode"]
    assert (2011, "2011") == (v2.json()["code"], v2.json()["apiCode"])


@pytest.mark.parametrize(
    ("setting", "given", "status"),
    [
        ("none", "nothing", 200),
        ("none", "body", 200),
        ("none", "basic", 200),
        ("none", "wrong", 401),
        ("client_secret_post", "body", 200),
        ("client_secret_post", "nothing", 401),
        ("client_secret_post", "basic", 401),
        ("client_secret_post", "wrong", 401),
        ("client_secret_basic", "basic", 200),
        ("client_secret_basic", "body", 401),
        ("client_secret_basic", "nothing", 401),
        ("client_secret_basic", "bad basic", 499),
    ],
)
async def test_client_authentication_follows_the_application(
    sim: Sim, setting: str, given: str, status: int
) -> None:
    """The three forms of docs/reference/authing.md §6.5; a secret that is sent must be right."""
    await put(sim, token_auth=setting)
    body = sim.sign_in_body(await sim.code(), client_id=None, client_secret=None)
    headers = {"x-authing-app-id": sim.app.app_id}
    secret = sim.app.secret.reveal()
    if given == "body":
        body |= {"client_id": sim.app.app_id, "client_secret": secret}
    elif given == "wrong":
        body |= {"client_id": sim.app.app_id, "client_secret": "wrong"}
    elif given == "basic":
        pair = base64.b64encode(f"{sim.app.app_id}:{secret}".encode()).decode()
        headers = {"authorization": f"Basic {pair}"}
    elif given == "bad basic":
        headers |= {"authorization": "Basic ***"}
    answer = await sim.http.post("/api/v3/signin-by-mobile", json=body, headers=headers)
    assert status == answer.json()["statusCode"]


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"extIdpConnidentifier": "no-such"}, 404),
        ({"extIdpConnidentifier": ""}, 404),
        ({"connection": "wechatwork_agency"}, 400),
        ({"wechatworkPayload": {}}, 400),
        ({"wechatworkPayload": "text"}, 400),
        ({"wechatworkPayload": {"code": ["x"]}}, 400),
    ],
)
async def test_what_does_not_fit_is_an_error(sim: Sim, changes: dict, status: int) -> None:
    """Modelled codes; the answer is an envelope with HTTP 200."""
    assert status == (await sim.sign_in(**changes))["statusCode"]


async def test_a_connection_must_be_switched_on(sim: Sim) -> None:
    """Not associated with the application: an error (its code is modelled), no code used."""
    await put(sim, connections=[])
    code = await sim.code()
    assert (await sim.sign_in(code))["statusCode"] == 403
    assert (await sim.auth_by_code(code))["statusCode"] == 403
    assert (await sim.steer("GET", "codes")).json()["codes"][0]["state"] == "fresh"


@pytest.mark.parametrize("body", [b"", b"[]", b"\xff", b'{"a": NaN}', b"{" * 5000])
async def test_a_body_that_is_no_object_is_400(sim: Sim, body: bytes) -> None:
    """In both generations, never a crash."""
    v3 = await sim.http.post("/api/v3/signin-by-mobile", content=body)
    v2 = await sim.http.post("/api/v2/ecConn/wechat-work/authByCode", content=body)
    assert (400, 400) == (v3.json()["statusCode"], v2.json()["code"])


async def test_english_is_spoken_on_request(sim: Sim) -> None:
    """x-authing-lang: en-US."""
    answer = await sim.http.post(
        "/api/v3/signin-by-mobile",
        json=sim.sign_in_body(await sim.code()),
        headers={"x-authing-lang": "en-US"},
    )
    assert answer.json()["message"] == "Success"


async def test_a_lone_surrogate_is_answered(sim: Sim) -> None:
    """JSON can spell what UTF-8 cannot."""
    body = b'{"connection": "wechatwork", "extIdpConnidentifier": "\\ud800", "client_id": "%s"}'
    content = body % sim.app.app_id.encode()
    answer = await sim.http.post("/api/v3/signin-by-mobile", content=content)
    assert answer.json()["statusCode"] == 404


# --- accounts ------------------------------------------------------------------------------------


async def test_the_first_login_creates_the_user(sim: Sim) -> None:
    """And the second finds it."""
    first, second = await sim.auth_by_code(), await sim.auth_by_code()
    assert first["data"]["id"] == second["data"]["id"]
    assert (1, 2) == (first["data"]["loginsCount"], second["data"]["loginsCount"])


async def test_login_only_refuses_an_unknown_user(sim: Sim) -> None:
    """2004, and nobody is created (docs/reference/authing.md §7)."""
    await put(sim, login_only=True)
    v2 = await sim.auth_by_code()
    assert (2004, 499, "用户不存在") == (v2["code"], v2["statusCode"], v2["message"])
    assert (await sim.steer("GET", "state")).json()["users"] == []


async def test_login_only_admits_a_known_user(sim: Sim) -> None:
    """Who has logged in before may do so again."""
    await sim.sign_in()
    await put(sim, login_only=True)
    assert (await sim.sign_in())["statusCode"] == 200


async def test_the_connections_own_switch_counts(sim: Sim) -> None:
    """Without an override on the application."""
    connection = {"connection_id": sim.connection.connection_id, "login_only": True}
    await sim.patch(connections=[connection])
    assert (await sim.sign_in())["apiCode"] == 2004


async def test_registration_off_refuses_a_new_user(sim: Sim) -> None:
    """2031."""
    await put(sim, registration=False)
    assert (await sim.sign_in())["apiCode"] == 2031


@pytest.mark.parametrize(
    ("fields", "user", "is_same"),
    [
        (["email"], {"email": "ZHANGSAN@example.com"}, True),
        (["phone"], {"phone": "13800000001"}, True),
        (["phone"], {"email": "zhangsan@example.com"}, False),
        (["email", "phone"], {"phone": "13800000001"}, True),
        (["email"], {"email": "lisi@example.com"}, False),
        (["email"], {"email": ""}, False),
    ],
)
async def test_field_matching_links_the_account(
    sim: Sim, fields: list[str], user: dict[str, str], is_same: bool
) -> None:
    """By e-mail or phone; no match creates a new user."""
    association = {"mode": "field", "fields": fields}
    await sim.patch(
        connections=[{"connection_id": sim.connection.connection_id, "association": association}],
        users=[{"user_id": "u1"} | user],
    )
    answer = await sim.auth_by_code()
    assert is_same == (answer["data"]["id"] == "u1")


async def test_a_match_binds_for_good(sim: Sim) -> None:
    """The next login finds the identity although the e-mail has changed."""
    await sim.steer("POST", "scenario", {"name": "field-matching"})
    first = await sim.auth_by_code()
    users = (await sim.steer("GET", "state")).json()["users"]
    await sim.patch(users=[user | {"email": "changed@example.com"} for user in users])
    assert first["data"]["id"] == (await sim.auth_by_code())["data"]["id"]


async def test_matching_fails_where_wecom_withholds_the_fields(sim: Sim) -> None:
    """What happens to apps created after 2022-06-20: a second account."""
    await sim.steer("POST", "scenario", {"name": "field-matching-withheld"})
    await sim.sign_in()
    assert len((await sim.steer("GET", "state")).json()["users"]) == 2


async def test_login_only_with_matching_admits_the_matched(sim: Sim) -> None:
    """Matched: signed in. Not matched: 2004."""
    await sim.steer("POST", "scenario", {"name": "field-matching"})
    await put(sim, login_only=True)
    matched = await sim.sign_in()
    unmatched = await sim.sign_in(await sim.code(member="wangwu"))
    assert (200, 2004) == (matched["statusCode"], unmatched["apiCode"])


@pytest.mark.parametrize(("login_only", "code"), [(False, 1641), (True, 1640)])
async def test_ask_to_bind_answers_with_its_code(sim: Sim, login_only: bool, code: int) -> None:
    """1641 = bind or create, 1640 = bind only; the body's statusCode is 301, HTTP stays 200."""
    name = "bind-only" if login_only else "ask-to-bind"
    await sim.steer("POST", "scenario", {"name": name})
    v2, v3 = await sim.auth_by_code(), await sim.sign_in()
    assert (code, 301) == (v2["code"], v2["statusCode"])
    assert ["phone-code", "email-code"] == v2["data"]["methods"]
    assert (code, 301) == (v3["apiCode"], v3["statusCode"])


async def test_a_linked_member_is_not_asked_again(sim: Sim) -> None:
    """Ask to bind is for the first login."""
    await sim.sign_in()
    await put(sim, association_mode="challenge")
    assert (await sim.sign_in())["statusCode"] == 200
