"""Tenants, filters, pages and the rate limit of Authing's management API
(docs/reference/authing.md §5.1, §5.4)."""

import pytest

from simulator.driver import Json, Sim

pytestmark = pytest.mark.anyio

ASSOCIATE = "change-ext-idp-conn-association-state"
POOL_SWITCH = "change-userpool-tenant-ext-idp-conn-state"


async def source(sim: Sim, name: str, **more: str) -> str:
    body = {"name": name, "type": "wechatwork"} | more
    return (await sim.manage("POST", "create-ext-idp", body))["data"]["id"]


async def listed(sim: Sim, path: str = "list-tenant-ext-idp", **query: str) -> list[str]:
    answer = await sim.manage("GET", path, **query)
    return [row["name"] for row in answer["data"]["list"]]


async def test_a_tenant_has_what_it_is_associated_with(sim: Sim) -> None:
    """And loses it again."""
    body = {"id": sim.connection.connection_id, "tenantId": "t1"}
    before = await listed(sim, tenantId="t1")
    await sim.manage("POST", ASSOCIATE, body | {"association": True})
    during, other = await listed(sim, tenantId="t1"), await listed(sim, tenantId="t2")
    await sim.manage("POST", ASSOCIATE, body | {"association": False})
    after = await listed(sim, tenantId="t1")
    assert ([], ["企业微信"], [], []) == (before, during, other, after)


@pytest.mark.parametrize("path", [ASSOCIATE, "association-ext-idp"])
async def test_the_older_name_does_the_same(sim: Sim, path: str) -> None:
    """Old SDKs only."""
    body = {"id": sim.connection.connection_id, "tenantId": "t1", "association": True}
    answer = await sim.manage("POST", path, body)
    assert ({"success": True}, ["企业微信"]) == (answer["data"], await listed(sim, tenantId="t1"))


async def test_the_pools_switch_is_for_every_tenant(sim: Sim) -> None:
    """`connIds` and `enabled`."""
    body = {"connIds": [sim.connection.connection_id], "enabled": True}
    await sim.manage("POST", POOL_SWITCH, body)
    on = await listed(sim, tenantId="any")
    await sim.manage("POST", POOL_SWITCH, body | {"enabled": False})
    assert (["企业微信"], []) == (on, await listed(sim, tenantId="any"))


async def test_one_unknown_connection_stops_all(sim: Sim) -> None:
    """404, and nothing has changed."""
    body = {"connIds": [sim.connection.connection_id, "0" * 24], "enabled": True}
    answer = await sim.manage("POST", POOL_SWITCH, body)
    assert (404, []) == (answer["statusCode"], await listed(sim, tenantId="any"))


@pytest.mark.parametrize(
    ("path", "body"),
    [
        (POOL_SWITCH, {"connIds": "x", "enabled": True}),
        (POOL_SWITCH, {"connIds": [], "enabled": "yes"}),
        (ASSOCIATE, {"association": "yes"}),
    ],
)
async def test_wrong_types_are_400(sim: Sim, path: str, body: Json) -> None:
    """In the envelope."""
    body = {"id": sim.connection.connection_id} | body
    assert 400 == (await sim.manage("POST", path, body))["statusCode"]


async def test_pages(sim: Sim) -> None:
    """From 1; the total counts all."""
    for number in range(3):
        await source(sim, f"s{number}")
    answer = await sim.manage("GET", "list-tenant-ext-idp", page="2", limit="3")
    names = [row["name"] for row in answer["data"]["list"]]
    assert (4, ["s2"]) == (answer["data"]["totalCount"], names)


async def test_the_list_is_filtered_by_tenant(sim: Sim) -> None:
    """Those that were created for it."""
    await source(sim, "own", tenantId="t1")
    assert ["own"] == await listed(sim, "list-ext-idp", tenantId="t1")


async def test_the_list_is_filtered_by_application(sim: Sim) -> None:
    """Those that it uses."""
    await source(sim, "unused")
    assert ["企业微信"] == await listed(sim, "list-ext-idp", appId=sim.app.app_id)


@pytest.mark.parametrize(("kind", "names"), [("enterprise", ["企业微信"]), ("social", ["qq"])])
async def test_the_list_is_filtered_by_kind(sim: Sim, kind: str, names: list[str]) -> None:
    """Social or enterprise."""
    await sim.manage("POST", "create-ext-idp", {"name": "qq", "type": "qq"})
    assert names == await listed(sim, type=kind)


async def test_a_connection_belongs_to_its_source(sim: Sim) -> None:
    """A WeCom connection below a source of another type is refused."""
    other = await sim.manage("POST", "create-ext-idp", {"name": "qq", "type": "qq"})
    body = {
        "extIdpId": other["data"]["id"],
        "type": "wechatwork:mobile",
        "identifier": "x",
        "displayName": "x",
        "fields": {},
    }
    assert 400 == (await sim.manage("POST", "create-ext-idp-conn", body))["statusCode"]


@pytest.mark.parametrize("by", ["connection_id", "ext_idp_id"])
async def test_the_applications_of_a_connection(sim: Sim, by: str) -> None:
    """By the connection's id, or its source's."""
    answer = await sim.manage("GET", "ext-idp-conn-apps", id=getattr(sim.connection, by))
    expected = [{"id": sim.app.app_id, "name": sim.app.name, "enabled": True}]
    assert expected == answer["data"]["list"]


async def test_several_applications_at_once(sim: Sim) -> None:
    """`appIds` beside `appId`."""
    apps = [{"app_id": sim.app.app_id, "connections": []}, {"app_id": "b" * 24}]
    await sim.patch(applications=apps)
    body = {
        "id": sim.connection.connection_id,
        "enabled": True,
        "appId": sim.app.app_id,
        "appIds": ["b" * 24],
    }
    await sim.manage("POST", "change-ext-idp-conn-state", body)
    used = [app.connections for app in sim.world.state.applications.values()]
    assert [(sim.connection.connection_id,)] * 2 == used


@pytest.mark.parametrize("what", ["connection", "source"])
async def test_what_is_deleted_leaves_the_applications(sim: Sim, what: str) -> None:
    """No dangling id."""
    connection = sim.connection
    path, gone = (
        ("delete-ext-idp-conn", connection.connection_id)
        if what == "connection"
        else ("delete-ext-idp", connection.ext_idp_id)
    )
    await sim.manage("POST", path, {"id": gone})
    assert () == sim.app.connections


async def test_past_the_limit_it_is_a_real_429(sim: Sim) -> None:
    """The one failure with an HTTP status; the next second is free again."""
    await sim.patch(limits={"management_qps": 2})
    headers = {"authorization": await sim.management_token()}

    async def call() -> int:
        return (await sim.http.get("/api/v3/list-ext-idp", headers=headers)).status_code

    first = [await call() for _ in range(3)]
    await sim.advance(1)
    assert ([200, 200, 429], 200) == (first, await call())


async def test_without_a_limit_there_is_none(sim: Sim) -> None:
    """As the simulator starts."""
    headers = {"authorization": await sim.management_token()}
    answers = [await sim.http.get("/api/v3/list-ext-idp", headers=headers) for _ in range(400)]
    assert {200} == {answer.status_code for answer in answers}
