"""Tokens and the OIDC provider, profile and public config (docs/reference/authing.md §9, §6)."""

import json

import jwt
import pytest
from jwt.algorithms import RSAAlgorithm

from simulator.driver import BASE, START, Sim

pytestmark = pytest.mark.anyio

GRANT = "http://authing.cn/oidc/grant_type/authing_token"
LATER = {"verify_exp": False, "verify_iat": False}


async def public_key(sim: Sim, token: str):
    keys = (await sim.http.get("/oidc/.well-known/jwks.json")).json()["keys"]
    kid = jwt.get_unverified_header(token)["kid"]
    return RSAAlgorithm.from_jwk(json.dumps(next(k for k in keys if k["kid"] == kid)))


async def claims(sim: Sim, token: str, *, algorithm: str) -> dict:
    key = sim.app.secret.reveal() if algorithm == "HS256" else await public_key(sim, token)
    return jwt.decode(
        token, key, algorithms=[algorithm], audience=sim.app.app_id, issuer=f"{BASE}/oidc",
        options=LATER,
    )  # fmt: skip


@pytest.mark.parametrize("algorithm", ["HS256", "RS256"])
async def test_the_id_token_is_signed_as_the_application_says(sim: Sim, algorithm: str) -> None:
    """HS256 by the app secret, RS256 by the key in the JWKS."""
    await sim.patch(applications=[{"app_id": sim.app.app_id, "id_token_alg": algorithm}])
    token = (await sim.sign_in())["data"]["id_token"]
    assert algorithm == jwt.get_unverified_header(token)["alg"]
    found = await claims(sim, token, algorithm=algorithm)
    assert (int(START), "张三") == (found["iat"], found["name"])


async def test_the_access_token_is_rs256(sim: Sim) -> None:
    """jti, sub, iat, exp, scope, iss, aud."""
    token = (await sim.sign_in())["data"]["access_token"]
    found = await claims(sim, token, algorithm="RS256")
    assert {"jti", "sub", "iat", "exp", "scope", "iss", "aud"} == set(found)
    assert found["scope"] == "openid profile"


@pytest.mark.parametrize(
    ("scope", "names"),
    [
        ("openid", set()),
        ("openid email", {"email", "email_verified"}),
        ("openid phone", {"phone_number", "phone_number_verified"}),
        ("openid username", {"username"}),
    ],
)
async def test_claims_follow_the_scope(sim: Sim, scope: str, names: set[str]) -> None:
    """Beside the standard ones."""
    token = (await sim.sign_in(options={"scope": scope}))["data"]["id_token"]
    found = await claims(sim, token, algorithm="HS256")
    assert names == set(found) - {"sub", "aud", "iat", "exp", "iss", "at_hash"}


async def test_without_openid_there_is_no_id_token(sim: Sim) -> None:
    """An empty text in its place."""
    assert (await sim.sign_in(options={"scope": "profile"}))["data"]["id_token"] == ""


@pytest.mark.parametrize("form", ["get bearer", "get query", "post bearer"])
async def test_me_takes_three_forms(sim: Sim, form: str) -> None:
    """All three are sent by real clients (docs/reference/authing.md §5.9)."""
    token = (await sim.sign_in())["data"]["access_token"]
    bearer = {"authorization": f"Bearer {token}"}
    if form == "get query":
        answer = await sim.http.get("/oidc/me", params={"access_token": token})
    elif form == "get bearer":
        answer = await sim.http.get("/oidc/me", headers=bearer)
    else:
        answer = await sim.http.post("/oidc/me", headers=bearer | {"content-length": "0"})
    assert (200, "张三") == (answer.status_code, answer.json()["name"])


@pytest.mark.parametrize("token", ["", "nonsense", "expired"])
async def test_me_refuses_other_tokens(sim: Sim, token: str) -> None:
    """401 with an OAuth error."""
    if token == "expired":
        token = (await sim.sign_in())["data"]["access_token"]
        await sim.advance(1_209_600)
    answer = await sim.http.get("/oidc/me", headers={"authorization": f"Bearer {token}"})
    assert answer.status_code == 401
    assert "error_description" in answer.json()
    assert "www-authenticate" in answer.headers


async def exchange(sim: Sim, **fields: str):
    values = {
        "client_id": sim.app.app_id,
        "client_secret": sim.app.secret.reveal(),
        "grant_type": GRANT,
    }
    return await sim.http.post("/oidc/token", data=values | fields)


async def test_the_authing_token_grant(sim: Sim) -> None:
    """What Guard does in OIDC mode: data.token for tokens, with the standard `expires_in`."""
    token = (await sim.auth_by_code())["data"]["token"]
    answer = (await exchange(sim, token=token, scope="openid profile offline_access")).json()
    assert {"access_token", "id_token", "refresh_token", "expires_in", "scope", "token_type"} == (
        set(answer)
    )
    me = await sim.http.get("/oidc/me", params={"access_token": answer["access_token"]})
    assert me.status_code == 200


async def test_a_refresh_token_works_once(sim: Sim) -> None:
    """It is replaced by the new one."""
    first = (await sim.sign_in(options={"scope": "openid offline_access"}))["data"]
    fields = {"grant_type": "refresh_token", "refresh_token": first["refresh_token"]}
    again, reused = await exchange(sim, **fields), await exchange(sim, **fields)
    assert (200, 400) == (again.status_code, reused.status_code)
    assert reused.json() == {
        "error": "invalid_grant",
        "error_description": "grant request is invalid",
    }


@pytest.mark.parametrize(
    ("fields", "status", "error"),
    [
        ({"token": "nonsense"}, 400, "invalid_grant"),
        ({"grant_type": "urn:other"}, 400, "unsupported_grant_type"),
        ({"grant_type": ""}, 400, "invalid_request"),
        ({"client_secret": "wrong"}, 401, "invalid_client"),
        ({"client_id": "unknown"}, 401, "invalid_client"),
    ],
)
async def test_token_errors(sim: Sim, fields: dict[str, str], status: int, error: str) -> None:
    """OAuth errors carry a real status."""
    answer = await exchange(sim, **fields)
    assert (status, error) == (answer.status_code, answer.json()["error"])


async def test_discovery_names_what_is_served(sim: Sim) -> None:
    """Every endpoint it names answers, the issuer is that of the tokens."""
    document = (await sim.http.get("/oidc/.well-known/openid-configuration")).json()
    assert f"{BASE}/oidc" == document["issuer"]
    for key in ("token_endpoint", "userinfo_endpoint", "jwks_uri"):
        assert (await sim.http.get(document[key])).status_code in (200, 401, 404)
    assert ["HS256", "RS256"] == document["id_token_signing_alg_values_supported"]


async def test_a_public_config_has_no_secret(sim: Sim) -> None:
    """Clients read corpId, agentId and schema; the secret is not among them."""
    answer = await sim.http.get(f"/api/v2/applications/{sim.app.app_id}/public-config")
    data = answer.json()["data"]
    connection = data["ecConnections"][0]
    assert {"corpId", "agentId", "schema"} == set(connection["fields"])
    assert ("wechatwork:mobile", "demo-wecom") == (connection["type"], connection["identifier"])
    assert data["publicKey"].startswith("-----BEGIN PUBLIC KEY-----")
    assert [] == [secret for secret in sim.world.secret_values() if secret in answer.text]


async def test_the_public_config_of_an_unknown_application(sim: Sim) -> None:
    """2011."""
    answer = (await sim.http.get("/api/v2/applications/nothing/public-config")).json()
    assert (2011, 499) == (answer["code"], answer["statusCode"])


async def test_only_enabled_connections_are_listed(sim: Sim) -> None:
    """The read-only pre-check of the association."""
    headers = {"x-authing-app-id": sim.app.app_id}
    path = "/api/v3/get-application-enabled-extidps"
    before = (await sim.http.get(path, headers=headers)).json()["data"]
    await sim.steer("POST", "scenario", {"name": "connection-not-enabled"})
    after = (await sim.http.get(path, headers=headers)).json()["data"]
    assert (["demo-wecom"], []) == ([c["extIdpConnIdentifier"] for c in before], after)


@pytest.mark.parametrize("prefix", ["", "Bearer "])
@pytest.mark.parametrize("flag", ["True", "true"])
async def test_the_profile_takes_raw_tokens_and_capital_flags(
    sim: Sim, prefix: str, flag: str
) -> None:
    """As Authing's own SDKs send them."""
    token = (await sim.sign_in())["data"]["access_token"]
    answer = await sim.http.get(
        "/api/v3/get-profile",
        params={"withIdentities": flag},
        headers={"authorization": f"{prefix}{token}"},
    )
    identity = answer.json()["data"]["identities"][0]
    assert ("zhangsan", "wechatwork") == (identity["userIdInIdp"], identity["provider"])


async def test_the_profile_of_nobody(sim: Sim) -> None:
    """2020."""
    answer = (await sim.http.get("/api/v3/get-profile")).json()
    assert (401, 2020) == (answer["statusCode"], answer["apiCode"])


@pytest.mark.parametrize(
    ("path", "status", "key"),
    [
        ("/api/v3/nothing", 200, "statusCode"),
        ("/api/v2/nothing", 200, "code"),
        ("/oidc/nothing", 404, "error"),
    ],
)
async def test_unknown_paths_answer_in_their_envelope(
    sim: Sim, path: str, status: int, key: str
) -> None:
    """404 as each API says it."""
    answer = await sim.http.get(path)
    assert status == answer.status_code
    assert key in answer.json()
