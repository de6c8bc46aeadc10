"""Tickets and people outside the company (docs/reference/wecom.md §9.3 to §9.4)."""

import json

import pytest

from simulator.driver import Json, Sim

pytestmark = pytest.mark.anyio

PRIVATE = "snsapi_privateinfo"


async def info(sim: Sim, path: str, **authorize: object) -> Json:
    code = await sim.code(**authorize)
    return await sim.cgi(path, access_token=await sim.access_token(), code=code)


async def detail(sim: Sim, content: str) -> Json:
    params = {"access_token": await sim.access_token()}
    answer = await sim.http.post("/cgi-bin/auth/getuserdetail", params=params, content=content)
    return answer.json()


async def outsider(sim: Sim) -> None:
    """Zhangsan is a customer."""
    members = (await sim.steer("GET", "state")).json()["members"]
    members[0]["is_member"] = False
    await sim.patch(members=members)


@pytest.mark.parametrize(
    ("path", "keys"),
    [
        ("auth/getuserinfo", {"errcode", "errmsg", "userid", "user_ticket"}),
        ("user/getuserinfo", {"errcode", "errmsg", "UserId", "DeviceId", "user_ticket",
                              "expires_in"}),
    ],
)  # fmt: skip
async def test_private_scope_yields_a_ticket(sim: Sim, path: str, keys: set[str]) -> None:
    """The older endpoint also says how long it lives."""
    assert keys == set(await info(sim, path, scope=PRIVATE))


async def test_the_sdks_scope_yields_none(sim: Sim) -> None:
    """snsapi_base is what the SDK login asks for."""
    assert "user_ticket" not in await info(sim, "auth/getuserinfo")


async def test_no_ticket_outside_the_visible_range(sim: Sim) -> None:
    """The userid comes all the same."""
    code = await sim.code(scope=PRIVATE)
    await sim.steer("POST", "scenario", {"name": "member-not-visible"})
    answer = await sim.cgi("auth/getuserinfo", access_token=await sim.access_token(), code=code)
    assert ("zhangsan", False) == (answer["userid"], "user_ticket" in answer)


async def test_a_ticket_gives_the_details(sim: Sim) -> None:
    """Gender as text, the fields that the member consented to."""
    ticket = (await info(sim, "auth/getuserinfo", scope=PRIVATE))["user_ticket"]
    answer = await detail(sim, json.dumps({"user_ticket": ticket}))
    assert (0, "zhangsan", "0", "13800000001", "zhangsan@example.com") == (
        answer["errcode"], answer["userid"], answer["gender"], answer["mobile"], answer["email"],
    )  # fmt: skip


async def test_a_ticket_lives_half_an_hour(sim: Sim) -> None:
    """1,800 seconds."""
    ticket = (await info(sim, "auth/getuserinfo", scope=PRIVATE))["user_ticket"]
    await sim.advance(1_800)
    assert 84014 == (await detail(sim, json.dumps({"user_ticket": ticket})))["errcode"]


async def test_malformed_json_is_warned_of(sim: Sim) -> None:
    """In the errmsg, before the hint."""
    assert "Warning: wrong json format." in (await detail(sim, "{"))["errmsg"]


@pytest.mark.parametrize(("path", "key"), [("user/getuserinfo", "OpenId"),
                                           ("auth/getuserinfo", "openid")])  # fmt: skip
async def test_an_outsider_has_an_openid(sim: Sim, path: str, key: str) -> None:
    """And no userid; the same id each time."""
    await outsider(sim)
    first, second = await info(sim, path), await info(sim, path)
    assert {"errcode", "errmsg", key, "external_userid"} == set(first) - {"DeviceId"}
    assert first[key] == second[key]


@pytest.mark.parametrize("login", ["sign_in", "auth_by_code"])
async def test_authing_refuses_an_outsider(sim: Sim, login: str) -> None:
    """It says that the person is no member."""
    await outsider(sim)
    answer = await getattr(sim, login)()
    assert 499 == answer["statusCode"]
    assert "openid" in answer["message"]


async def test_a_visible_range_is_for_members(sim: Sim) -> None:
    """A person outside the company is in nobody's range and still gets a code."""
    await outsider(sim)
    agent = {"corp_id": sim.profile.corp_id, "agent_id": sim.profile.agent_id, "visible": []}
    await sim.patch(agents=[agent])
    assert await sim.code(member="zhangsan")
