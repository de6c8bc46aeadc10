"""authing 5.1.0 (docs/reference/authing.md §10)."""

from collections.abc import Iterator
from typing import Any

import httpx
import jwt
import pytest
from authing import AuthenticationClient, ManagementClient
from authing.AuthingException import AuthingException

from wecom_console.simulator import SimulatorHandle


@pytest.fixture
def about(simulator: SimulatorHandle) -> dict[str, Any]:
    return simulator.description()


@pytest.fixture
def management(simulator: SimulatorHandle, about: dict[str, Any]) -> ManagementClient:
    authing = about["authing"]
    return ManagementClient(
        access_key_id=authing["access_key_id"],
        access_key_secret=authing["access_key_secret"],
        host=simulator.url,
        lang="zh-CN",
    )


@pytest.fixture
def authentication(
    simulator: SimulatorHandle, about: dict[str, Any]
) -> Iterator[AuthenticationClient]:
    authing = about["authing"]
    return AuthenticationClient(
        app_id=authing["app_id"],
        app_host=simulator.url,
        app_secret=authing["app_secret"],
        redirect_uri="http://127.0.0.1/cb",
        lang="zh-CN",
    )


def fields(about: dict[str, Any]) -> dict[str, str]:
    wecom = about["wecom"]
    return {
        "corpId": wecom["corp_id"],
        "agentId": wecom["agent_id"],
        "secret": wecom["secret"],
        "schema": wecom["schema"],
    }


def sign_in(client: AuthenticationClient, code: str, *, identifier: str) -> dict[str, Any]:
    return client.sign_in_by_mobile(
        ext_idp_connidentifier=identifier,
        connection="wechatwork",
        wechatwork_payload={"code": code},
        options={"scope": "openid profile"},
        client_id=client.app_id,
        client_secret=client.app_secret,
    )


def test_the_documented_session(
    management: ManagementClient,
    authentication: AuthenticationClient,
    about: dict[str, Any],
    code: str,
) -> None:
    """The snippet of docs/reference/authing.md §10 from the first to the last line."""
    app = about["authing"]["app_id"]
    iid = management.create_ext_idp(name="企业微信", type="wechatwork")["data"]["id"]
    connection = management.create_ext_idp_conn(
        ext_idp_id=iid,
        type="wechatwork:mobile",
        identifier="wecom-mobile",
        display_name="企业微信移动端",
        fields=fields(about),
        login_only=False,
    )["data"]
    switched = management.change_ext_idp_conn_state(id=connection["id"], enabled=True, app_id=app)
    assert switched["data"]["success"]
    assert management.list_ext_idp()["data"]["totalCount"] == 2
    assert management.get_ext_idp(id=iid)["data"]["connections"][0]["id"] == connection["id"]

    signed_in = sign_in(authentication, code, identifier="wecom-mobile")
    assert signed_in["statusCode"] == 200
    authentication.set_access_token(signed_in["data"]["access_token"])
    profile = authentication.get_profile(with_identities=True)
    assert profile["data"]["identities"][0]["userIdInIdp"] == "zhangsan"

    updated = management.update_ext_idp_conn(
        id=connection["id"], display_name="企微", fields={"agentId": "1000003"}, login_only=True
    )
    assert ("企微", True) == (updated["data"]["displayName"], updated["data"]["loginOnly"])
    assert management.delete_ext_idp_conn(id=connection["id"])["data"]["success"]
    assert management.delete_ext_idp(id=iid)["data"]["success"]


def test_further_management_methods(
    management: ManagementClient, about: dict[str, Any], control: httpx.Client
) -> None:
    """Association state and applications of a connection."""
    authing = about["authing"]
    changed = management.change_ext_idp_conn_association_state(
        id=authing["connection_id"], association=True
    )
    apps = management.ext_idp_conn_state_by_apps(id=authing["connection_id"])
    assert (True, 1) == (changed["data"]["success"], apps["data"]["totalCount"])


def test_a_wrong_secret_raises(simulator: SimulatorHandle, about: dict[str, Any]) -> None:
    """The one call that judges: the fetch of the management token."""
    client = ManagementClient(
        access_key_id=about["authing"]["user_pool_id"],
        access_key_secret="wrong",
        host=simulator.url,
    )
    with pytest.raises(AuthingException):
        client.list_ext_idp()


def test_the_enabled_connections_of_the_application(
    authentication: AuthenticationClient, about: dict[str, Any]
) -> None:
    """get_application_enabled_ext_idps."""
    found = authentication.get_application_enabled_ext_idps()["data"]
    assert [about["authing"]["connection_id"]] == [c["extIdpConnId"] for c in found]


def test_tokens_pass_its_own_checks(
    authentication: AuthenticationClient, about: dict[str, Any], code: str
) -> None:
    """Offline introspection by the JWKS, user info by POST, the id_token by the app secret."""
    data = sign_in(authentication, code, identifier="demo-wecom")["data"]
    offline = authentication.introspect_token_offline(data["access_token"])
    user_info = authentication.get_user_info_by_access_token(data["access_token"])
    claims = jwt.decode(
        data["id_token"],
        about["authing"]["app_secret"],
        algorithms=["HS256"],
        audience=about["authing"]["app_id"],
    )
    assert offline["sub"] == user_info["sub"] == claims["sub"]
    assert user_info["name"] == "张三"


def test_a_reused_code_comes_back_in_the_envelope(
    authentication: AuthenticationClient, code: str
) -> None:
    """The SDK judges nothing, so the caller sees statusCode and message."""
    sign_in(authentication, code, identifier="demo-wecom")
    again = sign_in(authentication, code, identifier="demo-wecom")
    assert again["statusCode"] == 499
    assert "40029" in again["message"]


def test_an_unknown_oidc_code_is_an_oauth_error(authentication: AuthenticationClient) -> None:
    """get_access_token_by_code: the grant is not part of the mobile login."""
    assert "error" in authentication.get_access_token_by_code("CODE")
