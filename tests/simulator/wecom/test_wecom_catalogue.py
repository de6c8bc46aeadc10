"""Every code of the error catalogue can be provoked (docs/reference/wecom.md §11)."""

import pytest

from simulator.driver import Sim

pytestmark = pytest.mark.anyio

CATALOGUE = (
    -1, 40001, 40003, 40013, 40014, 40029, 40035, 40056, 40058, 40078, 40080, 40082, 40083,
    40084, 40085, 40086, 40091, 41021, 41022, 41023, 41024, 41025, 42009, 84014, 84015, 84090,
    41001, 41002, 41004, 41008, 41011, 42001, 42003, 43004, 45009, 45033, 48001, 48002, 48003,
    48006, 50001, 50002, 50003, 60011, 60020, 60111, 81013, 85005, 301002, 301007, 2000002,
)  # fmt: skip
USER_GET = "/cgi-bin/user/get"


@pytest.mark.parametrize("errcode", CATALOGUE)
async def test_by_fault(sim: Sim, errcode: int) -> None:
    """With a text of its own, the full envelope and the mirroring headers."""
    await sim.fault("/cgi-bin/auth/getuserinfo", times=1, errcode=errcode)
    answer = await sim.http.get("/cgi-bin/auth/getuserinfo")
    body = answer.json()
    assert (200, errcode) == (answer.status_code, body["errcode"])
    assert not body["errmsg"].startswith("error,")
    assert (
        f"more info at https://open.work.weixin.qq.com/devtool/query?e={errcode}"
        in (body["errmsg"])
    )
    # A header begins and ends with no blank, some of WeCom's sentences do.
    assert (str(errcode), body["errmsg"].strip()) == (
        answer.headers["error-code"], answer.headers["error-msg"],
    )  # fmt: skip


@pytest.mark.parametrize("errcode", CATALOGUE)
async def test_through_authing(sim: Sim, errcode: int) -> None:
    """The login names it."""
    await sim.fault("/cgi-bin/auth/getuserinfo", times=1, errcode=errcode)
    assert f"errcode: {errcode}," in (await sim.sign_in())["message"]


async def test_by_state(sim: Sim) -> None:
    """The codes that a state of the world or a wrong parameter brings about."""
    corp, secret = sim.profile.corp_id, sim.secret
    token = await sim.access_token()
    found = {
        41004: await sim.cgi("gettoken"),
        41002: await sim.cgi("gettoken", corpsecret=secret),
        40013: await sim.cgi("gettoken", corpid="ww0", corpsecret=secret),
        40001: await sim.cgi("gettoken", corpid=corp, corpsecret="wrong"),
        41001: await sim.cgi("user/get"),
        40014: await sim.cgi("user/get", access_token="x"),
        40003: await sim.cgi("user/get", access_token=token),
        60111: await sim.cgi("user/get", access_token=token, userid="nobody"),
        60011: await sim.cgi("user/get", access_token=token, userid="sunqi"),
        41008: await sim.cgi("auth/getuserinfo", access_token=token),
        40029: await sim.cgi("auth/getuserinfo", access_token=token, code="x"),
        41011: await sim.cgi("agent/get", access_token=token),
        40056: await sim.cgi("agent/get", access_token=token, agentid="one"),
        301002: await sim.cgi("agent/get", access_token=token, agentid="1000003"),
        40035: await sim.cgi("auth/getuserdetail", access_token=token),
    }
    await sim.steer("POST", "scenario", {"name": "ip-not-trusted"})
    found[60020] = await sim.cgi("user/get", access_token=token)
    await sim.steer("POST", "scenario", {"name": "agent-disabled"})
    found[50003] = await sim.cgi("user/get", access_token=token)
    await sim.steer("POST", "scenario", {"name": "wecom-busy"})
    found[-1] = await sim.cgi("gettoken")
    await sim.steer("POST", "reset")
    late = await sim.access_token()
    await sim.advance(7_200)
    found[42001] = await sim.cgi("user/get", access_token=late)
    assert list(found) == [answer["errcode"] for answer in found.values()]
