"""Ask to bind and its further steps (docs/reference/authing.md §8), modelled on WeChat mobile's."""

import base64

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import padding

from simulator.driver import Json, Sim

pytestmark = pytest.mark.anyio

FAMILIES = ("wechat-work", "wechatMobile")
KNOWN = {
    "user_id": "a" * 24,
    "name": "张三",
    "username": "zhang.san",
    "email": "zhang@example.com",
    "phone": "13900000001",
    "password": "correct horse",
}
METHODS = ["phone-code", "email-code", "username-password", "phone-password", "email-password"]
ACTIONS = {
    "register": "create-federation-account",
    "byAccount": "bind-identity-by-password",
    "byPhoneCode": "bind-identity-by-phone-code",
    "byEmailCode": "bind-identity-by-email-code",
    "select": "bind-identity-by-selection",
    "byAccountId": "bind-identity-by-account-id",
}


async def ask(sim: Sim, *, methods: list[str] = METHODS, login_only: bool = False) -> Json:
    """A first login that is asked to bind; its envelope."""
    association = {"mode": "challenge", "methods": methods}
    await sim.patch(
        connections=[{"connection_id": sim.connection.connection_id, "association": association}],
        applications=[{"app_id": sim.app.app_id, "login_only": login_only}],
        users=[KNOWN],
    )
    return await sim.auth_by_code()


async def step(sim: Sim, name: str, key: str, *, family: str = "wechat-work", **body: str) -> Json:
    """One further step; its answer."""
    document = {"action": ACTIONS[name], "key": key} | body
    return (await sim.http.post(f"/api/v2/ecConn/{family}/{name}", json=document)).json()


async def sent(sim: Sim, path: str, **body: str) -> str:
    """Asks for a verification code and reads it where the control API shows it."""
    await sim.http.post(f"/api/v2/{path}/send", json=body)
    return (await sim.steer("GET", "messages")).json()["messages"][-1]["code"]


@pytest.mark.parametrize(("login_only", "code"), [(False, 1641), (True, 1640)])
async def test_a_first_login_is_asked(sim: Sim, login_only: bool, code: int) -> None:
    """1641 binds or creates, 1640 only binds; a key, the methods, HTTP 200, statusCode 301."""
    answer = await ask(sim, login_only=login_only)
    assert (code, 301, METHODS) == (answer["code"], answer["statusCode"], answer["data"]["methods"])
    assert answer["data"]["key"]


async def test_v3_is_asked_as_well(sim: Sim) -> None:
    """The v3 envelope carries the same data."""
    await ask(sim)
    answer = await sim.sign_in()
    assert (301, 1641) == (answer["statusCode"], answer["apiCode"])
    assert {"key", "methods", "accounts"} == set(answer["data"])


@pytest.mark.parametrize("family", FAMILIES)
async def test_a_new_account(sim: Sim, family: str) -> None:
    """Tokens at the top level, with `expire_in`."""
    key = (await ask(sim))["data"]["key"]
    answer = await step(sim, "register", key, family=family)
    names = {"access_token", "id_token", "refresh_token", "token_type", "expire_in", "scope"}
    assert names == set(answer)
    assert len(sim.world.state.users) == 2


async def test_binding_only_creates_nobody(sim: Sim) -> None:
    """After 1640 `/register` is refused."""
    key = (await ask(sim, login_only=True))["data"]["key"]
    answer = await step(sim, "register", key)
    assert (403, 1) == (answer["code"], len(sim.world.state.users))


@pytest.mark.parametrize("family", FAMILIES)
async def test_a_phone_code_binds(sim: Sim, family: str) -> None:
    """The user keeps the identity: the next login goes straight through."""
    key = (await ask(sim))["data"]["key"]
    code = await sent(sim, "sms", phone=KNOWN["phone"])
    answer = await step(sim, "byPhoneCode", key, family=family, phone=KNOWN["phone"], code=code)
    assert "access_token" in answer
    again = await sim.auth_by_code()
    assert (200, KNOWN["user_id"]) == (again["code"], again["data"]["id"])


async def test_an_email_code_binds(sim: Sim) -> None:
    """Whatever the case of the address."""
    key = (await ask(sim))["data"]["key"]
    code = await sent(sim, "email", email=KNOWN["email"])
    answer = await step(sim, "byEmailCode", key, email=KNOWN["email"].upper(), code=code)
    assert "access_token" in answer


@pytest.mark.parametrize("account", [KNOWN["username"], KNOWN["email"], KNOWN["phone"]])
async def test_a_password_binds(sim: Sim, account: str) -> None:
    """User name, e-mail or phone."""
    key = (await ask(sim))["data"]["key"]
    answer = await step(sim, "byAccount", key, account=account, password=KNOWN["password"])
    assert "access_token" in answer


async def test_an_encrypted_password_binds(sim: Sim) -> None:
    """As clients send it: RSA with the public config's key."""
    key = (await ask(sim))["data"]["key"]
    config = await sim.http.get(f"/api/v2/applications/{sim.app.app_id}/public-config")
    public = serialization.load_pem_public_key(config.json()["data"]["publicKey"].encode())
    encrypted = public.encrypt(KNOWN["password"].encode(), padding.PKCS1v15())
    password = base64.b64encode(encrypted).decode()
    answer = await step(sim, "byAccount", key, account=KNOWN["username"], password=password)
    assert "access_token" in answer


@pytest.mark.parametrize(
    ("name", "body", "code"),
    [
        ("byAccount", {"account": KNOWN["username"], "password": "wrong"}, 2333),
        ("byAccount", {"account": "nobody", "password": KNOWN["password"]}, 2333),
        ("byPhoneCode", {"phone": KNOWN["phone"], "code": "000000"}, 2001),
        ("select", {"account": KNOWN["user_id"]}, 2004),
        ("byAccountId", {"accountId": KNOWN["user_id"]}, 2004),
    ],
)
async def test_what_does_not_fit_is_refused(
    sim: Sim, name: str, body: dict[str, str], code: int
) -> None:
    """And the key is still good: a person may try again."""
    key = (await ask(sim))["data"]["key"]
    assert code == (await step(sim, name, key, **body))["code"]
    again = await step(sim, "byAccount", key, account=KNOWN["username"], password=KNOWN["password"])
    assert "access_token" in again


async def test_a_method_that_is_off(sim: Sim) -> None:
    """Only the connection's own methods bind."""
    key = (await ask(sim, methods=["phone-code"]))["data"]["key"]
    answer = await step(
        sim, "byAccount", key, account=KNOWN["username"], password=KNOWN["password"]
    )
    assert 403 == answer["code"]


async def test_a_key_works_once(sim: Sim) -> None:
    """1600: the flow has ended."""
    key = (await ask(sim))["data"]["key"]
    await step(sim, "register", key)
    assert 1600 == (await step(sim, "register", key))["code"]


async def test_a_key_expires(sim: Sim) -> None:
    """After ten minutes."""
    key = (await ask(sim))["data"]["key"]
    await sim.advance(600)
    assert 1600 == (await step(sim, "register", key))["code"]


async def test_a_code_expires(sim: Sim) -> None:
    """After five minutes."""
    key = (await ask(sim))["data"]["key"]
    code = await sent(sim, "sms", phone=KNOWN["phone"])
    await sim.advance(300)
    answer = await step(sim, "byPhoneCode", key, phone=KNOWN["phone"], code=code)
    assert 2001 == answer["code"]


async def test_a_second_identity_of_the_type_is_refused(sim: Sim) -> None:
    """The account must not already hold one (docs/reference/authing.md §2)."""
    await ask(sim)
    connection = sim.connection.connection_id
    identities = [{"connection_id": connection, "userid": "lisi"}]
    await sim.patch(users=[KNOWN | {"identities": identities}])
    key = (await sim.auth_by_code())["data"]["key"]
    answer = await step(
        sim, "byAccount", key, account=KNOWN["username"], password=KNOWN["password"]
    )
    assert 409 == answer["code"]


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize(("name", "field"), [("select", "account"), ("byAccountId", "accountId")])
async def test_two_users_that_match_are_chosen_among(
    sim: Sim, family: str, name: str, field: str
) -> None:
    """2921 names them, `/select` and `/byAccountId` take one."""
    await sim.steer("POST", "scenario", {"name": "field-matching-ambiguous"})
    asked = await sim.auth_by_code()
    accounts = asked["data"]["accounts"]
    assert (2921, 2) == (asked["code"], len(accounts))
    chosen = {field: accounts[1]}
    answer = await step(sim, name, asked["data"]["key"], family=family, **chosen)
    assert "access_token" in answer
    assert accounts[1] == (await sim.auth_by_code())["data"]["id"]


@pytest.mark.parametrize("family", FAMILIES)
async def test_auth_by_code_identity(sim: Sim, family: str) -> None:
    """The entry that is published for WeChat mobile: tokens, or the same question."""
    body = {
        "code": await sim.code(),
        "appId": sim.app.app_id,
        "connId": sim.connection.connection_id,
        "options": {"scope": "openid offline_access"},
    }
    path = f"/api/v2/ecConn/{family}/authByCodeIdentity"
    answer = (await sim.http.post(path, json=body)).json()
    assert ("openid offline_access", True) == (answer["scope"], bool(answer["refresh_token"]))
