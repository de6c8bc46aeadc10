"""Limits, bans and early revocation at WeCom (docs/reference/wecom.md §9.1 to §9.2, §10)."""

import pytest

from simulator.driver import Sim

pytestmark = pytest.mark.anyio


async def gettoken(sim: Sim, secret: str = "") -> int:
    values = {"corpid": sim.profile.corp_id, "corpsecret": secret or sim.secret}
    return (await sim.cgi("gettoken", **values))["errcode"]


async def test_wrong_secrets_ban_the_address_for_an_hour(sim: Sim) -> None:
    """Even the right secret answers 45009 until the hour is over."""
    await sim.patch(limits={"secret_errors": 3})
    wrong = [await gettoken(sim, "wrong") for _ in range(4)]
    banned = await gettoken(sim)
    await sim.advance(3_599)
    still = await gettoken(sim)
    await sim.advance(1)
    assert ([40001] * 3 + [45009], 45009, 45009, 0) == (wrong, banned, still, await gettoken(sim))


async def test_errors_of_another_hour_do_not_count(sim: Sim) -> None:
    """The count begins anew."""
    await sim.patch(limits={"secret_errors": 2})
    await gettoken(sim, "wrong")
    await sim.advance(3_600)
    await gettoken(sim, "wrong")
    assert 0 == await gettoken(sim)


async def test_nobody_is_banned_at_the_start(sim: Sim) -> None:
    """Modelled limits are off unless switched on."""
    for _ in range(50):
        await gettoken(sim, "wrong")
    assert 0 == await gettoken(sim)


async def test_calls_of_a_minute_are_limited_by_path(sim: Sim) -> None:
    """Another path and the next minute are free."""
    await sim.patch(limits={"wecom_per_minute": 2})
    token = await sim.access_token()

    async def call(path: str = "agent/get") -> int:
        return (await sim.cgi(path, access_token=token, agentid="1000002"))["errcode"]

    codes = [await call() for _ in range(3)]
    other = await call("get_api_domain_ip")
    await sim.advance(60)
    assert ([0, 0, 45009], 0, 0) == (codes, other, await call())


async def test_a_valid_code_does_not_count(sim: Sim) -> None:
    """A bad one does."""
    await sim.patch(limits={"wecom_per_minute": 1})
    token = await sim.access_token()
    good = [
        (await sim.cgi("auth/getuserinfo", access_token=token, code=await sim.code()))["errcode"]
        for _ in range(3)
    ]
    bad = [
        (await sim.cgi("auth/getuserinfo", access_token=token, code="x"))["errcode"]
        for _ in range(2)
    ]
    assert ([0, 0, 0], [40029, 45009]) == (good, bad)


async def test_debug_mode_has_five_calls_a_minute(sim: Sim) -> None:
    """Whatever the other limits are."""
    token = await sim.access_token()
    codes = [
        (await sim.cgi("getcallbackip", access_token=token, debug="1"))["errcode"] for _ in range(6)
    ]
    assert [0] * 5 + [45009] == codes


async def test_a_revoked_token_is_unknown(sim: Sim) -> None:
    """40014; gettoken gives a new one."""
    old = await sim.access_token()
    await sim.steer("POST", "revoke")
    refused = (await sim.cgi("getcallbackip", access_token=old))["errcode"]
    new = await sim.access_token()
    taken = (await sim.cgi("getcallbackip", access_token=new))["errcode"]
    assert (40014, 0, True) == (refused, taken, old != new)


async def test_a_new_secret_ends_the_old_token(sim: Sim) -> None:
    """As a reset in the admin console does."""
    old = await sim.access_token()
    await sim.steer("POST", "scenario", {"name": "secret-reset"})
    assert 40014 == (await sim.cgi("getcallbackip", access_token=old))["errcode"]
