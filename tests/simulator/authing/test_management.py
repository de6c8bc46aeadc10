"""Authing's management API: tokens, signatures, identity sources, connections
(docs/reference/authing.md §5)."""

import base64
import json

import pytest

from simulator.driver import Sim
from wecom_console.simulator.authing.management.signature import signature, strings_to_sign
from wecom_console.simulator.wire.calls import Call

pytestmark = pytest.mark.anyio

DATE = "Sun, 22 Nov 2026 06:10:42 GMT"
HEADERS = {
    "date": DATE,
    "x-authing-lang": "zh-CN",
    "x-authing-sdk-version": "example-sdk:1.0.0",
    "x-authing-signature-method": "HMAC-SHA1",
    "x-authing-signature-nonce": "7e4c556d4a6c0c58cd9f8e826a10b709",
    "x-authing-signature-version": "1.0",
}


def test_the_published_vector_of_the_signature() -> None:
    """The vector of docs/reference/authing.md §5.3."""
    body = json.dumps({"name": "企业微信", "type": "wechatwork"}).encode()
    call = Call("POST", "/api/v3/create-ext-idp", "http://x", headers=HEADERS, body=body)
    (text,) = strings_to_sign(call)
    assert "oVPRAabFm+4RBqy/emCy4UFacPQ=" == signature(text, "sk")


async def signed(sim: Sim, method: str, path: str, *, tail: str, body: object = None):
    secret = sim.pool.access_key_secret.reveal()
    head = "".join(f"{name}:{value}\n" for name, value in sorted(HEADERS.items()))
    given = signature(f"{method}\n{head}/api/v3/{path}{tail}", secret)
    headers = HEADERS | {"authorization": f"authing {sim.pool.access_key_id}:{given}"}
    return (await sim.http.request(method, f"/api/v3/{path}", json=body, headers=headers)).json()


@pytest.mark.parametrize("tail", ["", "?"])
async def test_a_signed_call_needs_no_pool_header(sim: Sim, tail: str) -> None:
    """Also with the bare question mark that some SDKs sign."""
    answer = await signed(sim, "GET", "list-ext-idp", tail=tail)
    assert (200, 1) == (answer["statusCode"], answer["data"]["totalCount"])


async def test_nested_bodies_are_signed_compactly(sim: Sim) -> None:
    """Objects as compact JSON in their order, booleans in lower case, raw UTF-8."""
    ext_idp = sim.connection.ext_idp_id
    body = {
        "extIdpId": ext_idp,
        "type": "wechatwork:mobile",
        "identifier": "second",
        "displayName": "企业微信",
        "fields": {"corpId": "ww1", "agentId": "1000002"},
        "loginOnly": False,
    }
    tail = (
        f"?displayName=企业微信&extIdpId={ext_idp}"
        '&fields={"corpId":"ww1","agentId":"1000002"}&identifier=second&loginOnly=false'
        "&type=wechatwork:mobile"
    )
    answer = await signed(sim, "POST", "create-ext-idp-conn", tail=tail, body=body)
    assert (200, "second") == (answer["statusCode"], answer["data"]["identifier"])


@pytest.mark.parametrize(
    ("authorization", "status", "code"),
    [
        ("", 401, 2020),
        ("nonsense", 401, 2020),
        ("Bearer nonsense", 401, 2020),
        ("authing nobody:xxx", 403, 1300),
        ("authing", 401, 2020),
        ("authing :", 403, 1300),
    ],
)
async def test_other_credentials_are_refused(
    sim: Sim, authorization: str, status: int, code: int
) -> None:
    """In the envelope, with HTTP 200."""
    answer = await sim.http.get("/api/v3/list-ext-idp", headers={"authorization": authorization})
    assert answer.status_code == 200
    assert (status, code) == (answer.json()["statusCode"], answer.json()["apiCode"])


async def test_a_wrong_signature_is_1300(sim: Sim) -> None:
    """The path was signed with something else in it."""
    assert (await signed(sim, "GET", "list-ext-idp", tail="?x=1"))["apiCode"] == 1300


@pytest.mark.parametrize("prefix", ["", "Bearer "])
async def test_a_management_token_comes_raw_or_as_bearer(sim: Sim, prefix: str) -> None:
    """Both forms are sent by SDKs."""
    headers = {"authorization": f"{prefix}{await sim.management_token()}"}
    answer = await sim.http.get("/api/v3/list-ext-idp", headers=headers)
    assert answer.json()["statusCode"] == 200


async def test_the_management_token_can_be_read_with_standard_base64(sim: Sim) -> None:
    """authing 5.1.0 decodes the payload so, and reads scoped_userpool_id
    (docs/reference/authing.md §5.2)."""
    payload = (await sim.management_token()).split(".")[1]
    assert {"-", "_"}.isdisjoint(payload)
    decoded = json.loads(base64.b64decode(payload + "=" * (-len(payload) % 4)))
    assert sim.pool.pool_id == decoded["scoped_userpool_id"]


async def test_a_management_token_expires(sim: Sim) -> None:
    """After 7200 seconds of the simulator's clock."""
    headers = {"authorization": await sim.management_token()}
    await sim.advance(7200)
    answer = await sim.http.get("/api/v3/list-ext-idp", headers=headers)
    assert answer.json()["statusCode"] == 401


async def test_another_pools_header_is_refused(sim: Sim) -> None:
    """The header must fit the token."""
    headers = {"authorization": await sim.management_token(), "x-authing-userpool-id": "other"}
    answer = await sim.http.get("/api/v3/list-ext-idp", headers=headers)
    assert answer.json()["statusCode"] == 403


@pytest.mark.parametrize("key", ["access_key_id", "pool_id"])
async def test_the_pools_own_id_is_a_key_too(sim: Sim, key: str) -> None:
    """AK is the pool id or a collaborator's."""
    body = {
        "accessKeyId": getattr(sim.pool, key),
        "accessKeySecret": sim.pool.access_key_secret.reveal(),
    }
    answer = await sim.http.post("/api/v3/get-management-token", json=body)
    assert answer.json()["data"]["expires_in"] == 7200


async def test_a_wrong_access_key_secret_is_1300(sim: Sim) -> None:
    """statusCode 403, as authing 5.1.0 expects it."""
    body = {"accessKeyId": sim.pool.access_key_id, "accessKeySecret": "wrong"}
    answer = (await sim.http.post("/api/v3/get-management-token", json=body)).json()
    assert (403, 1300) == (answer["statusCode"], answer["apiCode"])


async def created(sim: Sim, **changes: object) -> dict:
    body = {
        "extIdpId": sim.connection.ext_idp_id,
        "type": "wechatwork:mobile",
        "identifier": "acme",
        "displayName": "Acme",
        "fields": {"corpId": "ww1", "agentId": "1000002", "secret": "S", "schema": "wwauth"},
    }
    return await sim.manage("POST", "create-ext-idp-conn", body | changes)


async def test_a_connection_is_created(sim: Sim) -> None:
    """ExtIdpConnDetail, without the fields."""
    data = (await created(sim))["data"]
    assert ("acme", "Acme", False, "none") == (
        data["identifier"],
        data["displayName"],
        data["loginOnly"],
        data["associationMode"],
    )
    assert "fields" not in data


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"identifier": "demo-wecom"}, 409),
        ({"identifier": "Upper"}, 400),
        ({"identifier": "x" * 32}, 400),
        ({"type": "wechatwork:unheard-of"}, 400),
        ({"extIdpId": "f" * 24}, 404),
        ({"fields": "text"}, 400),
        ({"displayName": ""}, 400),
    ],
)
async def test_what_cannot_be_created(sim: Sim, changes: dict, status: int) -> None:
    """Taken, badly formed, unknown."""
    assert status == (await created(sim, **changes))["statusCode"]


async def test_fields_are_merged_and_shown_with_the_secret(sim: Sim) -> None:
    """Incremental update; list-ext-idp-conns is a bare array with everything in it."""
    connection = (await created(sim))["data"]
    await sim.manage(
        "POST",
        "update-ext-idp-conn",
        {
            "id": connection["id"],
            "displayName": "New",
            "fields": {"agentId": "1000003"},
            "loginOnly": True,
            "identifier": "ignored",
            "type": "ignored",
        },
    )
    listed = (await sim.manage("GET", "list-ext-idp-conns", id=connection["extIdpId"]))["data"]
    found = next(c for c in listed if c["id"] == connection["id"])
    expected = {"corpId": "ww1", "agentId": "1000003", "secret": "S", "schema": "wwauth"}
    assert expected == found["fields"]
    assert ("acme", "New", True) == (
        found["identifier"],
        found["displayName"],
        found["loginOnly"],
    )


@pytest.mark.parametrize("methods", [["email-password"], '["email-password"]'])
async def test_association_is_an_extension_of_ours(sim: Sim, methods: object) -> None:
    """Methods as an array, or as JSON in a text."""
    connection = (await created(sim))["data"]
    answer = await sim.manage(
        "POST",
        "update-ext-idp-conn",
        {
            "id": connection["id"],
            "displayName": "x",
            "fields": {},
            "associationMode": "challenge",
            "challengeBindingMethods": methods,
        },
    )
    assert ("challenge", ["email-password"]) == (
        answer["data"]["associationMode"],
        answer["data"]["challengeBindingMethods"],
    )


async def test_a_switch_belongs_to_an_application(sim: Sim) -> None:
    """Off by default; on, off, and an unknown application."""
    connection = (await created(sim))["data"]
    body = {"id": connection["id"], "appId": sim.app.app_id}
    seen = []
    for enabled in (True, False):
        await sim.manage("POST", "change-ext-idp-conn-state", body | {"enabled": enabled})
        apps = await sim.manage("GET", "ext-idp-conn-apps", id=connection["id"])
        seen.append(apps["data"]["list"][0]["enabled"])
    unknown = await sim.manage(
        "POST",
        "change-ext-idp-conn-state",
        {"id": connection["id"], "enabled": True, "appId": "x"},
    )
    assert ([True, False], 404, 2011) == (seen, unknown["statusCode"], unknown["apiCode"])


async def test_a_connection_made_by_management_signs_in(sim: Sim) -> None:
    """The whole way: create, switch on, log in by it."""
    fields = {
        "corpId": sim.profile.corp_id,
        "agentId": sim.profile.agent_id,
        "secret": sim.secret,
        "schema": sim.profile.schema,
    }
    connection = (await created(sim, fields=fields))["data"]
    body = {"id": connection["id"], "appId": sim.app.app_id, "enabled": True}
    await sim.manage("POST", "change-ext-idp-conn-state", body)
    assert (await sim.sign_in(extIdpConnidentifier="acme"))["statusCode"] == 200


async def test_deleting(sim: Sim) -> None:
    """A source takes its connections along; a second time is 404."""
    ext_idp, body = sim.connection.ext_idp_id, sim.sign_in_body(await sim.code())
    first = await sim.manage("POST", "delete-ext-idp", {"id": ext_idp})
    second = await sim.manage("POST", "delete-ext-idp", {"id": ext_idp})
    assert (200, 404) == (first["statusCode"], second["statusCode"])
    signed_in = await sim.http.post("/api/v3/signin-by-mobile", json=body)
    assert signed_in.json()["statusCode"] == 404


async def test_an_identity_source_is_created_renamed_and_read(sim: Sim) -> None:
    """`connections` is the array that clients see."""
    made = (await sim.manage("POST", "create-ext-idp", {"name": "A", "type": "wechatwork"}))["data"]
    await sim.manage("POST", "update-ext-idp", {"id": made["id"], "name": "B"})
    read = (await sim.manage("GET", "get-ext-idp", id=made["id"]))["data"]
    assert ("B", []) == (read["name"], read["connections"])


@pytest.mark.parametrize(
    "body", [{"name": "A"}, {"type": "wechatwork"}, {"name": "A", "type": "nonsense"}, [], None]
)
async def test_an_identity_source_needs_name_and_type(sim: Sim, body: object) -> None:
    """400."""
    assert (await sim.manage("POST", "create-ext-idp", body))["statusCode"] == 400


async def test_the_pool_has_room_for_a_thousand(sim: Sim) -> None:
    """Then 429, not endless memory."""
    one = sim.world.state.ext_idps[sim.connection.ext_idp_id]
    sim.world.state.ext_idps |= {str(number): one for number in range(1000)}
    answer = await sim.manage("POST", "create-ext-idp", {"name": "A", "type": "wechatwork"})
    assert answer["statusCode"] == 429
