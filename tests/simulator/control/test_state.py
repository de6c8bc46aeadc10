"""The state: shown without secrets, changed part by part, put as a scenario needs it."""

import json

import pytest

from simulator.driver import Sim
from wecom_console.simulator.control.scenarios import scenario_names

pytestmark = pytest.mark.anyio


async def state(sim: Sim) -> dict:
    return (await sim.steer("GET", "state")).json()


async def test_the_demo_world(sim: Sim) -> None:
    """One corp, one agent on three platforms, three members in range and two who are not able."""
    shown = await state(sim)
    assert [{"corp_id": sim.profile.corp_id, "name": "企业微信演示", "trusted_ips": []}] == (
        shown["corps"]
    )
    agent = shown["agents"][0]
    assert all(agent[platform] for platform in ("android", "ios", "harmony"))
    assert ["zhangsan", "lisi", "wangwu", "zhaoliu", "sunqi"] == [
        member["userid"] for member in shown["members"]
    ]
    assert shown["users"] == []


async def test_the_state_shows_no_secret(sim: Sim) -> None:
    """Neither the agent's nor the application's nor the pool's."""
    text = json.dumps(await state(sim))
    assert [] == [secret for secret in sim.world.secret_values() if secret in text]


async def test_what_is_shown_can_be_put_back(sim: Sim) -> None:
    """GET then PATCH changes nothing, and secrets survive it."""
    await sim.sign_in()
    before = await state(sim)
    answer = await sim.patch(**before)
    assert (200, before) == (answer.status_code, answer.json())
    assert (await sim.sign_in())["statusCode"] == 200


async def test_a_part_is_replaced_as_a_whole(sim: Sim) -> None:
    """Members that are not named are gone; other parts stay."""
    before = await state(sim)
    await sim.patch(members=[{"userid": "zhangsan", "active": False}, {"userid": "new"}])
    after = await state(sim)
    assert [("zhangsan", False), ("new", True)] == [
        (m["userid"], m["active"]) for m in after["members"]
    ]
    assert before["agents"] == after["agents"]


async def test_an_entry_keeps_what_it_does_not_name(sim: Sim) -> None:
    """Only `enabled` changes."""
    before = (await state(sim))["agents"][0]
    key = {"corp_id": before["corp_id"], "agent_id": before["agent_id"]}
    await sim.patch(agents=[key | {"enabled": False}])
    assert [before | {"enabled": False}] == (await state(sim))["agents"]


async def test_a_platform_can_be_taken_away(sim: Sim) -> None:
    """null means not set up."""
    agent = (await state(sim))["agents"][0]
    await sim.patch(agents=[agent | {"ios": None}])
    assert (await sim.authorize(platform="ios"))["reason"] == "phone.platform_not_set_up"
    assert (await sim.authorize(platform="android"))["reason"] == ""


async def test_a_bad_patch_changes_nothing(sim: Sim) -> None:
    """All parts or none."""
    before = await state(sim)
    answer = await sim.patch(members=[], users=[{"pool_id": "nowhere"}])
    assert (400, "users.0.pool_id") == (answer.status_code, answer.json()["field"])
    assert before == await state(sim)


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({"connections": [{"connection_id": "x"}]}, "connections.0.connection_id"),
        ({"applications": [{"app_id": "a", "pool_id": "x"}]}, "applications.0.pool_id"),
        (
            {"users": [{"identities": [{"connection_id": "x", "userid": "a"}]}]},
            "users.0.identities.0.connection_id",
        ),
        ({"corps": [{"corp_id": "ww1", "trusted_ips": ["x"]}]}, "corps.0.trusted_ips.0"),
        (
            {"agents": [{"corp_id": "w", "agent_id": "1", "schema": "javascript"}]},
            "agents.0.schema",
        ),
    ],
)
async def test_what_does_not_exist_is_named(sim: Sim, parts: dict, field: str) -> None:
    """The place in the body."""
    answer = await sim.patch(**parts)
    assert (400, field) == (answer.status_code, answer.json()["field"])


async def test_a_new_secret_is_a_reset_one(sim: Sim) -> None:
    """The old secret is 40001 from then on."""
    old = sim.secret
    agent = (await state(sim))["agents"][0]
    await sim.patch(agents=[agent | {"secret": "another-secret"}])
    answer = await sim.cgi("gettoken", corpid=sim.profile.corp_id, corpsecret=old)
    assert answer["errcode"] == 40001


async def test_a_linked_user_can_be_given(sim: Sim) -> None:
    """Identities bind a member through a connection."""
    identity = {"connection_id": sim.connection.connection_id, "userid": "lisi"}
    await sim.patch(users=[{"user_id": "u1", "name": "Li", "identities": [identity]}])
    signed_in = await sim.sign_in(await sim.code(member="lisi"))
    profile = await sim.http.get(
        "/api/v3/get-profile", headers={"authorization": signed_in["data"]["access_token"]}
    )
    assert profile.json()["data"]["userId"] == "u1"


# --- scenarios -----------------------------------------------------------------------------------


async def test_scenarios_are_listed(sim: Sim) -> None:
    """The login test's own names come first."""
    names = (await sim.steer("GET", "scenario")).json()["scenarios"]
    assert names[0] == "success"
    assert "login-only-unknown-user" in names


@pytest.mark.parametrize("name", scenario_names())
async def test_every_scenario_can_be_put(sim: Sim, name: str) -> None:
    """Its state and faults fit the simulator."""
    answer = await sim.steer("POST", "scenario", {"name": name})
    assert (200, {"name": name}) == (answer.status_code, answer.json())


async def test_an_unknown_scenario_is_404(sim: Sim) -> None:
    """And changes nothing."""
    assert (await sim.steer("POST", "scenario", {"name": "nothing"})).status_code == 404


async def test_a_scenario_starts_from_the_beginning(sim: Sim) -> None:
    """What an earlier scenario changed is undone, its faults are lifted."""
    await sim.steer("POST", "scenario", {"name": "agent-disabled"})
    await sim.fault("/cgi-bin/gettoken", errcode=-1)
    await sim.steer("POST", "scenario", {"name": "success"})
    assert (await sim.authorize())["reason"] == ""
    assert (await sim.steer("GET", "faults")).json()["faults"] == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("success", 200),
        ("login-only-unknown-user", 2004),
        ("registration-off", 2031),
        ("field-matching", 200),
        ("field-matching-withheld", 200),
        ("ask-to-bind", 1641),
        ("bind-only", 1640),
        ("ip-not-trusted", 499),
        ("connection-not-enabled", 403),
        ("secret-reset", 499),
        ("rs256", 200),
        ("wecom-busy", 499),
        ("wecom-down", 500),
    ],
)
async def test_a_scenario_shows_in_the_login(sim: Sim, name: str, expected: int) -> None:
    """How the v3 login ends in each."""
    await sim.steer("POST", "scenario", {"name": name})
    answer = await sim.sign_in()
    assert expected == answer.get("apiCode", answer["statusCode"])
