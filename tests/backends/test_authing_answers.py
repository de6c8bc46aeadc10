"""Authing's envelopes, and where its application configuration lies."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flow.playbook import answer
from wecom_console.backends.authing_answers import AuthingAnswer, read_v2, read_v3
from wecom_console.backends.authing_app import public_config_url, read_application
from wecom_console.domain.verdicts import Platform
from wecom_console.protocol.answers import find_wecom_error, read_wecom
from wecom_console.protocol.refusal import Refusal

URL = "https://acme.authing.cn/x"
any_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@pytest.mark.parametrize(
    ("body", "android", "ios"),
    [
        ({"code": 200, "data": {}}, 200, 200),
        ({"statusCode": 499, "apiCode": "2011", "code": 2004}, 2004, 2004),
        ({"statusCode": 499, "apiCode": "2011"}, 2011, 200),
        ({"statusCode": 499}, 499, 200),
        ({"token": "x"}, 200, 200),
    ],
)
def test_v2_is_read_as_guard_reads_it(body: object, android: int, ios: int) -> None:
    """The last of statusCode, apiCode, code wins on Android; iOS knows only code
    (docs/reference/authing.md §6.3)."""
    found = [read_v2(answer(body), URL, platform=p) for p in (Platform.ANDROID, Platform.IOS)]
    assert [android, ios] == [f.code for f in found]


def test_v2_without_a_code_is_all_data() -> None:
    """Guard takes the whole body then."""
    found = read_v2(answer({"id": "user-1"}), URL, platform=Platform.IOS)
    assert isinstance(found, AuthingAnswer)
    assert {"id": "user-1"} == found.data


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"statusCode": 200, "data": {}}, 200),
        ({"statusCode": 499, "apiCode": 2004}, 2004),
        ({"statusCode": 499, "apiCode": "2004"}, 2004),
        ({"statusCode": 403, "apiCode": 2120008}, 2120008),
        ({"statusCode": 401}, 401),
        ({"statusCode": 200, "apiCode": 7}, 200),
    ],
)
def test_v3_has_its_verdict_in_status_code(body: object, code: int) -> None:
    """``apiCode`` says why."""
    found = read_v3(answer(body), URL)
    assert isinstance(found, AuthingAnswer)
    assert code == found.code


def test_the_status_beside_an_api_code_is_kept() -> None:
    """It says more than a number that nobody knows."""
    found = read_v3(answer({"statusCode": 401, "apiCode": 1899, "message": "?"}), URL)
    assert isinstance(found, AuthingAnswer)
    assert {"code": 1899, "message": "?", "status_code": 401} == found.refusal().params


@given(any_json, st.sampled_from([200, 201, 400, 502]))
def test_any_json_is_judged(body: object, status: int) -> None:
    """Never an exception, whatever a server sends."""
    reply = answer(json.dumps(body).encode(), status=status)
    assert isinstance(read_v3(reply, URL), AuthingAnswer | Refusal)
    for platform in Platform:
        assert isinstance(read_v2(reply, URL, platform=platform), AuthingAnswer | Refusal)
    read_wecom(reply, URL)


@given(any_json)
def test_any_config_is_read(body: object) -> None:
    """What is missing or of another kind reads as empty."""
    if isinstance(body, dict):
        read_application(body)
    read_application({"ecConnections": body, "oidcConfig": body})


@pytest.mark.parametrize(
    ("text", "errcode"),
    [
        ("errcode: 40029, errmsg: invalid code", 40029),
        ('{"errcode":60020,"errmsg":"x"}', 60020),
        ("userIdResp.Errcode = 40029, userIdResp.Errmsg = x", 40029),
        ("pToken.Errcode = 40013, pToken.Errmsg = x", 40013),
        ('{"error":"{\\"errcode\\":40029}"}', 40029),
        ("more info at https://open.work.weixin.qq.com/devtool/query?e=40001", 40001),
        ("system busy, errcode -1", -1),
        ("errcode: 0", None),
        ("用户不存在", None),
        ("order 40029", None),
    ],
)
def test_a_wecom_error_is_found_in_anothers_words(text: str, errcode: int | None) -> None:
    """Only where the text says that it is one."""
    assert errcode == find_wecom_error(text)


@pytest.mark.parametrize(
    ("host", "app_host", "base"),
    [
        ("https://api.authing.cn", "https://acme.authing.cn", "https://console.authing.cn"),
        ("https://core.authing.cn", "https://acme.authing.cn", "https://console.authing.cn"),
        ("", "https://acme.authing.cn", "https://console.authing.cn"),
        ("", "https://acme.authing.com", "https://console.authing.com"),
        ("", "https://login.acme.com", "https://login.acme.com"),
        ("https://sso.acme.com", "https://app.acme.com", "https://sso.acme.com"),
        ("https://console.authing.cn", "", "https://console.authing.cn"),
        ("http://127.0.0.1:8080", "", "http://127.0.0.1:8080"),
        ("http://localhost", "", "http://localhost"),
        ("http://[::1]:8080", "", "http://[::1]:8080"),
        ("https://api.authing.cn:8443", "", "https://api.authing.cn:8443"),
    ],
)
def test_where_the_public_config_lies(host: str, app_host: str, base: str) -> None:
    """In Authing's cloud on the console; on an address, a port or one's own host there
    (docs/reference/authing.md §6.1)."""
    expected = f"{base}/api/v2/applications/app-1/public-config"
    assert expected == public_config_url(host, app_host, "app-1")
