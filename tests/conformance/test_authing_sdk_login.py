"""authing 5.1.0: OIDC's code flow and ask to bind (docs/reference/authing.md §8 to §10)."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from authing import AuthenticationClient

from wecom_console.simulator import SimulatorHandle

BACK = "http://127.0.0.1/cb"
PHONE = "13900000001"
USER = "a" * 24


@pytest.fixture
def about(simulator: SimulatorHandle) -> dict[str, Any]:
    described: dict[str, Any] = simulator.description()["authing"]
    return described


@pytest.fixture
def authentication(simulator: SimulatorHandle, about: dict[str, Any]) -> AuthenticationClient:
    return AuthenticationClient(
        app_id=about["app_id"],
        app_host=simulator.url,
        app_secret=about["app_secret"],
        redirect_uri=BACK,
        lang="zh-CN",
    )


@pytest.fixture
def tokens(
    authentication: AuthenticationClient,
    control: httpx.Client,
    about: dict[str, Any],
    code: str,
) -> dict[str, Any]:
    """What the SDK gets for a code of `/oidc/auth`, after a mobile login."""
    session = authentication.auth_by_code_identity(
        code, app_id=about["app_id"], conn_id=about["connection_identifier"]
    )
    answer = control.get(
        "/oidc/auth",
        params={
            "client_id": about["app_id"],
            "redirect_uri": BACK,
            "response_type": "code",
            "scope": "openid profile",
            "id_token_hint": session["id_token"],
        },
    )
    granted = parse_qs(urlsplit(answer.headers["location"]).query)["code"][0]
    given: dict[str, Any] = authentication.get_access_token_by_code(granted)
    return given


def test_a_code_becomes_tokens_that_pass_offline(
    authentication: AuthenticationClient, about: dict[str, Any], tokens: dict[str, Any]
) -> None:
    """The SDK checks the access token (RS256) by the served JWKS."""
    claims = authentication.introspect_token_offline(tokens["access_token"])
    assert about["app_id"] == claims["aud"]


def test_the_access_token_names_its_user(
    authentication: AuthenticationClient, tokens: dict[str, Any]
) -> None:
    """User info and access token agree on the subject."""
    claims = authentication.introspect_token_offline(tokens["access_token"])
    info = authentication.get_user_info_by_access_token(tokens["access_token"])
    assert claims["sub"] == info["sub"]


def test_a_phone_code_binds(
    authentication: AuthenticationClient,
    control: httpx.Client,
    about: dict[str, Any],
    code: str,
) -> None:
    """Asked to bind, the SDK gives the phone's code and is signed in as that user."""
    association = {"mode": "challenge", "methods": ["phone-code"]}
    known = {"user_id": USER, "name": "张三", "phone": PHONE}
    connection = {"connection_id": about["connection_id"], "association": association}
    changed = control.patch("/_sim/state", json={"connections": [connection], "users": [known]})
    assert 200 == changed.status_code, changed.text
    asked = authentication.auth_by_code_identity(
        code, app_id=about["app_id"], conn_id=about["connection_identifier"]
    )
    control.post("/api/v2/sms/send", json={"phone": PHONE})
    sent = control.get("/_sim/messages").json()["messages"][-1]["code"]
    bound = authentication.bind_by_phone_code(
        asked["data"]["key"], "bind-identity-by-phone-code", sent, PHONE
    )
    claims = authentication.introspect_token_offline(bound["access_token"])
    assert USER == claims["sub"]
