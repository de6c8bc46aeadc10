"""Authorization code with PKCE, the other grants, introspection and revocation
(docs/reference/authing.md §9)."""

import base64
import hashlib
from urllib.parse import parse_qs, urlsplit

import httpx
import jwt
import pytest

from simulator.driver import Json, Sim

pytestmark = pytest.mark.anyio

BACK = "http://127.0.0.1/cb"
VERIFIER = "a-verifier-of-at-least-forty-three-characters-"
CHALLENGE = (
    base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
)


async def session(sim: Sim) -> str:
    """The id_token of a mobile login."""
    return (await sim.auth_by_code())["data"]["token"]


async def authorize(sim: Sim, **changes: str) -> httpx.Response:
    params = {
        "client_id": sim.app.app_id,
        "redirect_uri": BACK,
        "response_type": "code",
        "scope": "openid profile",
        "state": "s 1",
        "nonce": "n1",
    } | changes
    if "id_token_hint" not in params:
        params["id_token_hint"] = await session(sim)
    return await sim.http.get("/oidc/auth", params=params)


def query(answer: httpx.Response) -> dict[str, list[str]]:
    return parse_qs(urlsplit(answer.headers["location"]).query)


async def code(sim: Sim, **changes: str) -> str:
    return query(await authorize(sim, **changes))["code"][0]


async def token(sim: Sim, **fields: str) -> httpx.Response:
    own = {"client_id": sim.app.app_id, "client_secret": sim.app.secret.reveal()}
    return await sim.http.post("/oidc/token", data=own | fields)


async def redeem(sim: Sim, code: str, **fields: str) -> httpx.Response:
    values = {"grant_type": "authorization_code", "code": code, "redirect_uri": BACK}
    return await token(sim, **(values | fields))


async def test_a_session_gives_a_code(sim: Sim) -> None:
    """302 to the redirect URI with code and state."""
    answer = await authorize(sim)
    assert (302, ["s 1"]) == (answer.status_code, query(answer)["state"])


async def test_the_code_gives_tokens(sim: Sim) -> None:
    """The nonce and the access token's hash are in the id_token."""
    answer = (await redeem(sim, await code(sim))).json()
    claims = jwt.decode(answer["id_token"], options={"verify_signature": False})
    half = hashlib.sha256(answer["access_token"].encode()).digest()[:16]
    at_hash = base64.urlsafe_b64encode(half).rstrip(b"=").decode()
    assert ("n1", at_hash) == (claims["nonce"], claims["at_hash"])


async def test_a_code_works_once(sim: Sim) -> None:
    """invalid_grant the second time."""
    once = await code(sim)
    first, second = await redeem(sim, once), await redeem(sim, once)
    assert (200, 400) == (first.status_code, second.status_code)


async def test_a_code_lives_ten_minutes(sim: Sim) -> None:
    """As it is published."""
    late = await code(sim)
    await sim.advance(600)
    assert 400 == (await redeem(sim, late)).status_code


async def test_another_redirect_uri_is_refused(sim: Sim) -> None:
    """The one of the request counts."""
    answer = await redeem(sim, await code(sim), redirect_uri="http://127.0.0.1/other")
    assert "invalid_grant" == answer.json()["error"]


@pytest.mark.parametrize(
    ("method", "challenge"), [("S256", CHALLENGE), ("plain", VERIFIER), ("", VERIFIER)]
)
async def test_pkce(sim: Sim, method: str, challenge: str) -> None:
    """S256 and plain, plain without a method."""
    asked = {"code_challenge": challenge} | ({"code_challenge_method": method} if method else {})
    answer = await redeem(sim, await code(sim, **asked), code_verifier=VERIFIER)
    assert 200 == answer.status_code


@pytest.mark.parametrize("verifier", ["", "another"])
async def test_pkce_refuses(sim: Sim, verifier: str) -> None:
    """Without the verifier, or with a wrong one."""
    asked = {"code_challenge": CHALLENGE, "code_challenge_method": "S256"}
    answer = await redeem(sim, await code(sim, **asked), code_verifier=verifier)
    assert "invalid_grant" == answer.json()["error"]


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"id_token_hint": ""}, "login_required"),
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"code_challenge": "x", "code_challenge_method": "S512"}, "invalid_request"),
    ],
)
async def test_errors_go_back_to_the_application(
    sim: Sim, changes: dict[str, str], error: str
) -> None:
    """With its state."""
    found = query(await authorize(sim, **changes))
    assert ([error], ["s 1"]) == (found["error"], found["state"])


@pytest.mark.parametrize(
    "uri", ["", "javascript:alert(1)", "/relative", "http://x/#f", "http://x/\r\nset-cookie: a=b"]
)
async def test_a_hostile_redirect_goes_nowhere(sim: Sim, uri: str) -> None:
    """400, and no Location."""
    answer = await authorize(sim, redirect_uri=uri)
    assert (400, False) == (answer.status_code, "location" in answer.headers)


async def test_only_listed_redirects_where_there_is_a_list(sim: Sim) -> None:
    """redirect_uri_mismatch otherwise."""
    await sim.patch(applications=[{"app_id": sim.app.app_id, "redirect_uris": ["app://cb"]}])
    refused, taken = await authorize(sim), await authorize(sim, redirect_uri="app://cb")
    assert ("redirect_uri_mismatch", 302) == (refused.json()["error"], taken.status_code)


async def test_the_password_grant(sim: Sim) -> None:
    """A user of the pool who has a password."""
    user = {"username": "zhang.san", "password": "correct horse"}
    await sim.patch(users=[user])
    right = await token(sim, grant_type="password", **user)
    wrong = await token(sim, grant_type="password", username="zhang.san", password="wrong")
    assert (200, "invalid_grant") == (right.status_code, wrong.json()["error"])


async def test_the_client_credentials_grant(sim: Sim) -> None:
    """A token for the application itself; its subject is the application."""
    answer = (await token(sim, grant_type="client_credentials", scope="thing:read")).json()
    claims = jwt.decode(answer["access_token"], options={"verify_signature": False})
    assert (sim.app.app_id, "thing:read") == (claims["sub"], claims["scope"])


async def test_client_credentials_need_the_secret(sim: Sim) -> None:
    """Also where the application proves itself by nothing otherwise."""
    answer = await token(sim, grant_type="client_credentials", client_secret="")
    assert "invalid_client" == answer.json()["error"]


async def introspect(sim: Sim, text: str) -> Json:
    body = {
        "client_id": sim.app.app_id,
        "client_secret": sim.app.secret.reveal(),
        "token": text,
    }
    return (await sim.http.post("/oidc/token/introspection", data=body)).json()


async def test_introspection(sim: Sim) -> None:
    """Active, with subject, client, scope and times."""
    data = (await sim.sign_in())["data"]
    found = await introspect(sim, data["access_token"])
    assert (True, sim.app.app_id, "openid profile") == (
        found["active"], found["client_id"], found["scope"],
    )  # fmt: skip
    assert {"active": False} == await introspect(sim, "nonsense")


@pytest.mark.parametrize("kind", ["access_token", "refresh_token"])
async def test_revocation(sim: Sim, kind: str) -> None:
    """200 with an empty body; the token is dead."""
    data = (await sim.sign_in(options={"scope": "openid offline_access"}))["data"]
    body = {
        "client_id": sim.app.app_id,
        "client_secret": sim.app.secret.reveal(),
        "token": data[kind],
    }
    answer = await sim.http.post("/oidc/token/revocation", data=body)
    assert (200, b"") == (answer.status_code, answer.content)
    assert {"active": False} == await introspect(sim, data[kind])


async def test_revoking_needs_the_client(sim: Sim) -> None:
    """401 for a wrong secret."""
    body = {"client_id": sim.app.app_id, "client_secret": "wrong", "token": "x"}
    assert 401 == (await sim.http.post("/oidc/token/revocation", data=body)).status_code


@pytest.mark.parametrize("name", ["access_token", "id_token"])
async def test_validate_token(sim: Sim, name: str) -> None:
    """The claims of a good token, code 400 for another."""
    data = (await sim.sign_in())["data"]
    good = await sim.http.get("/api/v2/oidc/validate_token", params={name: data[name]})
    bad = await sim.http.get("/api/v2/oidc/validate_token", params={name: "x"})
    assert (sim.app.app_id, {"code": 400, "message": f"{name} 不合法"}) == (
        good.json()["aud"], bad.json(),
    )  # fmt: skip


async def test_the_session_ends(sim: Sim) -> None:
    """The hint is no session any more, and the browser goes back."""
    hint = await session(sim)
    params = {"id_token_hint": hint, "post_logout_redirect_uri": BACK}
    answer = await sim.http.get("/oidc/session/end", params=params)
    again = query(await authorize(sim, id_token_hint=hint))
    assert (302, ["login_required"]) == (answer.status_code, again["error"])


async def test_every_named_endpoint_answers(sim: Sim) -> None:
    """Discovery names nothing that is not there."""
    document = (await sim.http.get("/oidc/.well-known/openid-configuration")).json()
    named = {k: v for k, v in document.items() if k.endswith(("_endpoint", "_uri"))}
    posted = [await sim.http.post(url) for url in named.values() if "jwks" not in url]
    assert len(named) == 7
    assert [] == [answer.url for answer in posted if answer.status_code == 404]
