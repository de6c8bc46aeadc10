"""gettoken, access tokens, and WeCom's envelope (docs/reference/wecom.md §9.1 to §9.2)."""

import re

import pytest

from simulator.driver import START, Sim

pytestmark = pytest.mark.anyio


async def test_no_parameters_miss_the_secret_first(sim: Sim) -> None:
    """gettoken looks for the secret before anything else."""
    assert (await sim.cgi("gettoken"))["errcode"] == 41004


async def test_a_missing_corp_is_named_next(sim: Sim) -> None:
    """With a secret, the corp is what is missing."""
    assert (await sim.cgi("gettoken", corpsecret="x"))["errcode"] == 41002


async def test_an_unknown_corp_is_40013(sim: Sim) -> None:
    """The corp is judged before the pair."""
    answer = await sim.cgi("gettoken", corpid="wwffffffffffffffff", corpsecret=sim.secret)
    assert answer["errcode"] == 40013


async def test_a_wrong_secret_is_40001(sim: Sim) -> None:
    """The pair is judged last."""
    answer = await sim.cgi("gettoken", corpid=sim.profile.corp_id, corpsecret="x" * 43)
    assert answer["errcode"] == 40001


async def test_a_right_pair_gets_a_token_for_two_hours(sim: Sim) -> None:
    """errcode, errmsg, access_token, expires_in."""
    answer = await sim.cgi("gettoken", corpid=sim.profile.corp_id, corpsecret=sim.secret)
    assert ["errcode", "errmsg", "access_token", "expires_in"] == list(answer)
    assert (0, "ok", 7200) == (answer["errcode"], answer["errmsg"], answer["expires_in"])
    assert len(answer["access_token"]) <= 512


async def test_a_corp_id_is_compared_without_case(sim: Sim) -> None:
    """Tencent's own sample has an upper-case WW."""
    answer = await sim.cgi("gettoken", corpid=sim.profile.corp_id.upper(), corpsecret=sim.secret)
    assert answer["errcode"] == 0


async def test_repeated_calls_give_the_same_token(sim: Sim) -> None:
    """One token per app until it expires; the time that is left counts down."""
    first = await sim.cgi("gettoken", corpid=sim.profile.corp_id, corpsecret=sim.secret)
    await sim.advance(100)
    again = await sim.cgi("gettoken", corpid=sim.profile.corp_id, corpsecret=sim.secret)
    assert first["access_token"] == again["access_token"]
    assert again["expires_in"] == 7100


async def test_an_expired_token_is_42001_and_replaced(sim: Sim) -> None:
    """After two hours the token is refused by its own code, and gettoken gives another."""
    old = await sim.access_token()
    await sim.advance(7200)
    assert (await sim.cgi("agent/get", access_token=old, agentid="1000002"))["errcode"] == 42001
    assert old != await sim.access_token()


async def test_a_disabled_app_gets_no_token(sim: Sim) -> None:
    """A switched-off app answers 40001 at gettoken and 50003 to a token it still has."""
    token = await sim.access_token()
    await sim.steer("POST", "scenario", {"name": "agent-disabled"})
    refused = await sim.cgi("gettoken", corpid=sim.profile.corp_id, corpsecret=sim.secret)
    later = await sim.cgi("user/get", access_token=token, userid="zhangsan")
    assert (40001, 50003) == (refused["errcode"], later["errcode"])


@pytest.mark.parametrize("place", ["header", "body"])
async def test_the_token_counts_only_in_the_query(sim: Sim, place: str) -> None:
    """In a header or a body an access token is not seen at all."""
    token = await sim.access_token()
    headers = {"authorization": f"Bearer {token}"} if place == "header" else {}
    body = {"access_token": token} if place == "body" else None
    answer = await sim.http.request(
        "POST", "/cgi-bin/user/get?userid=zhangsan", headers=headers, json=body
    )
    assert answer.json()["errcode"] == 41001


@pytest.mark.parametrize(
    "path", ["user/getuserinfo", "auth/getuserinfo", "user/get", "agent/get", "get_api_domain_ip"]
)
async def test_the_token_is_checked_before_other_parameters(sim: Sim, path: str) -> None:
    """A bad token is reported although every other parameter is missing as well."""
    assert (await sim.cgi(path, access_token="nonsense"))["errcode"] == 40014


async def test_an_error_has_wecoms_envelope(sim: Sim) -> None:
    """A 25 digit hint that begins with the time, the caller's address, the help link."""
    answer = await sim.cgi("gettoken")
    pattern = (
        r"corpsecret missing, hint: \[(\d{25})\], from ip: 127\.0\.0\.1, more info at "
        r"https://open\.work\.weixin\.qq\.com/devtool/query\?e=41004"
    )
    found = re.fullmatch(pattern, answer["errmsg"])
    assert found is not None
    assert found[1].startswith(str(int(START)))


async def test_an_error_is_mirrored_in_the_headers(sim: Sim) -> None:
    """HTTP 200, WeCom's content type, Error-Code and Error-Msg."""
    answer = await sim.http.get("/cgi-bin/gettoken")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json; charset=UTF-8"
    assert answer.headers["error-code"] == "41004"
    assert answer.json()["errmsg"] == answer.headers["error-msg"]


async def test_a_success_has_no_error_headers(sim: Sim) -> None:
    """The mirroring headers come with errors only."""
    token = await sim.access_token()
    answer = await sim.http.get("/cgi-bin/getcallbackip", params={"access_token": token})
    assert "error-code" not in answer.headers
    assert answer.json()["ip_list"]


async def test_a_plain_40014_on_user_get_has_no_suffix(sim: Sim) -> None:
    """Seen live: no hint there, and the API's empty default fields stay."""
    expected = {
        "errcode": 40014,
        "errmsg": "invalid access_token",
        "department": [],
        "order": [],
        "is_leader_in_dept": [],
        "direct_leader": [],
    }
    assert expected == await sim.cgi("user/get", access_token="nonsense", userid="x")


async def test_an_error_of_the_ip_list_keeps_its_empty_list(sim: Sim) -> None:
    """The same for get_api_domain_ip."""
    assert (await sim.cgi("get_api_domain_ip"))["ip_list"] == []


@pytest.mark.parametrize("path", ["/cgi-bin/nothing", "/cgi-bin", "/cgi-bin/user/get/x"])
async def test_an_unknown_path_is_404_without_a_body(sim: Sim, path: str) -> None:
    """No JSON at all, unlike every API error."""
    answer = await sim.http.get(path)
    assert (404, b"") == (answer.status_code, answer.content)


@pytest.mark.parametrize(
    ("trusted", "errcode"),
    [
        ([], 0),
        (["127.0.0.1"], 0),
        (["127.0.0.0/8"], 0),
        (["203.0.113.7"], 60020),
        (["2001:db8::/32"], 60020),
    ],
)
async def test_trusted_ips_gate_the_calls(sim: Sim, trusted: list[str], errcode: int) -> None:
    """Addresses and networks; none at all lets everyone in."""
    corp = sim.profile.corp_id
    await sim.patch(corps=[{"corp_id": corp, "trusted_ips": trusted}])
    answer = await sim.cgi("gettoken", corpid=corp, corpsecret=sim.secret)
    assert errcode == answer["errcode"]


async def test_an_untrusted_caller_reads_its_own_address(sim: Sim) -> None:
    """60020 names the address to add, also for a token from before."""
    token = await sim.access_token()
    await sim.steer("POST", "scenario", {"name": "ip-not-trusted"})
    answer = await sim.cgi("user/get", access_token=token, userid="zhangsan")
    assert answer["errcode"] == 60020
    assert "from ip: 127.0.0.1" in answer["errmsg"]


async def test_every_answer_names_the_simulator(sim: Sim) -> None:
    """So that a tester never takes it for the real one."""
    for path in ("/cgi-bin/gettoken", "/oidc/me", "/phone/", "/_sim/state", "/nothing"):
        assert (await sim.http.get(path)).headers["server"] == "wecom-console-simulator"
