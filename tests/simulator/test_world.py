"""What the simulated world remembers, and what a reset makes it forget; bodies as they are read."""

from dataclasses import replace

import pytest

from simulator.driver import Sim
from wecom_console.domain.links.requests import LoginRequest
from wecom_console.domain.verdicts import Platform
from wecom_console.protocol.json_values import flag_of, object_of, text_of
from wecom_console.simulator.authing.oidc.grants import Grant, GrantKind
from wecom_console.simulator.authing.signin.outbox import Channel, SentCode
from wecom_console.simulator.authing.signin.pending import PendingStep, StepKind
from wecom_console.simulator.phone.results import Decision, PhoneResult
from wecom_console.simulator.phone.visits import Visit
from wecom_console.simulator.wire.bodies import FIELD_LIMIT, form, pairs
from wecom_console.simulator.wire.calls import Call

pytestmark = pytest.mark.anyio

REQUEST = LoginRequest(Platform.ANDROID, "wwauth0", "ww0", "1", "the-state")
RESULT = PhoneResult(REQUEST, "lisi", Decision.APPROVE)
GRANT = Grant(GrantKind.ACCESS, "pool", 9e9)
STEP = PendingStep(StepKind.BINDING, "app")
SENT = SentCode(Channel.SMS, "139", "123456", 0.0)


async def test_a_reset_forgets_who_was_half_logged_in(sim: Sim) -> None:
    """Tickets, tokens, questions that are open, codes that were sent, pages and answers."""
    world = sim.world
    agent = next(iter(world.state.agents))
    ticket = world.tickets.issue(agent, "lisi", now=world.now(), randomness=world.random)
    world.grants.put("grant", GRANT)
    world.pending.put("key", STEP, now=world.now())
    world.outbox.send(SENT)
    world.callbacks.put(RESULT)
    world.visits.open("page", Visit(REQUEST))
    world.visits.finish("done", RESULT)
    assert [True] * 3 == [
        not isinstance(world.tickets.find(ticket, agent, now=world.now()), int),
        world.grants.find("grant", GrantKind.ACCESS, now=world.now()) is not None,
        world.pending.find("key", StepKind.BINDING, now=world.now()) is not None,
    ]
    world.reset()
    assert 84015 == world.tickets.find(ticket, agent, now=world.now())
    assert [None] * 5 == [
        world.grants.find("grant", GrantKind.ACCESS, now=world.now()),
        world.pending.find("key", StepKind.BINDING, now=world.now()),
        await world.callbacks.wait("the-state", wait_s=0),
        world.visits.take("page"),
        world.visits.result("done"),
    ]
    assert () == world.outbox.messages()


async def test_a_reset_lifts_bans_and_limits(sim: Sim) -> None:
    """The address that tried wrong secrets, and the calls of this minute."""
    world, now = sim.world, sim.world.now()
    world.bans.count("192.0.2.1", limit=1, now=now)
    taken = [world.rates.take("key", limit=1, window_s=60, now=now) for _ in range(2)]
    assert ([True, False], True) == (taken, world.bans.is_banned("192.0.2.1", now=now))
    world.reset()
    assert (True, False) == (
        world.rates.take("key", limit=1, window_s=60, now=now),
        world.bans.is_banned("192.0.2.1", now=now),
    )


async def test_a_ticket_from_before_a_reset_is_refused(sim: Sim) -> None:
    """As its owner would see it."""
    code = await sim.code(scope="snsapi_privateinfo")
    answer = await sim.cgi("auth/getuserinfo", access_token=await sim.access_token(), code=code)
    await sim.steer("POST", "reset")
    params = {"access_token": await sim.access_token()}
    body = {"user_ticket": answer["user_ticket"]}
    told = await sim.http.post("/cgi-bin/auth/getuserdetail", params=params, json=body)
    assert 84015 == told.json()["errcode"]


async def test_after_a_reset_the_same_is_drawn_again(sim: Sim) -> None:
    """Codes and tokens begin with the seed."""
    first = await sim.code()
    await sim.steer("POST", "reset")
    assert first == await sim.code()


async def test_a_call_that_comes_too_often_is_told_nothing_else(sim: Sim) -> None:
    """Why its code was bad belongs to calls that were looked at."""
    await sim.patch(limits={"wecom_per_minute": 1})
    token = await sim.access_token()
    for _ in range(2):
        await sim.cgi("auth/getuserinfo", access_token=token, code="invented")
    journal = (await sim.steer("GET", "journal")).json()["journal"]
    looked_at, too_often = journal[-2:]
    assert [(40029, "code.unknown"), (45009, "")] == [
        (entry["errcode"], entry["note"]) for entry in (looked_at, too_often)
    ]


@pytest.mark.parametrize("account", ["", " "])
async def test_no_account_is_nobodys(sim: Sim, account: str) -> None:
    """Also where a user has no phone, no e-mail, or no name to log in with."""
    association = {"mode": "challenge", "methods": ["phone-password", "email-password"]}
    nobody = {"user_id": "a" * 24, "name": "x", "username": "x", "password": "right"}
    await sim.patch(
        connections=[{"connection_id": sim.connection.connection_id, "association": association}],
        users=[nobody],
    )
    key = (await sim.auth_by_code())["data"]["key"]
    body = {
        "action": "bind-identity-by-password",
        "key": key,
        "account": account,
        "password": "right",
    }
    answer = (await sim.http.post("/api/v2/ecConn/wechat-work/byAccount", json=body)).json()
    assert 2333 == answer["code"]


@pytest.mark.parametrize(("name", "channel"), [("byPhoneCode", "phone"), ("byEmailCode", "email")])
async def test_a_code_that_was_sent_to_nobody_binds_nobody(
    sim: Sim, name: str, channel: str
) -> None:
    """A user without phone or e-mail is not the one with an empty one."""
    association = {"mode": "challenge", "methods": ["phone-code", "email-code"]}
    await sim.patch(
        connections=[{"connection_id": sim.connection.connection_id, "association": association}],
        users=[{"user_id": "a" * 24, "name": "x", "username": "x"}],
    )
    key = (await sim.auth_by_code())["data"]["key"]
    kind = Channel.SMS if channel == "phone" else Channel.EMAIL
    sim.world.outbox.send(replace(SENT, channel=kind, to="", sent_at=sim.world.now()))
    action = f"bind-identity-by-{channel}-code"
    body = {"action": action, "key": key, channel: "", "code": "123456"}
    answer = (await sim.http.post(f"/api/v2/ecConn/wechat-work/{name}", json=body)).json()
    assert 2004 == answer["code"]


# --- bodies --------------------------------------------------------------------------------------


def posted(body: bytes) -> Call:
    return Call("POST", "/x", "http://simulator.test", body=body)


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        (b"a=1&a=2&b=3", {"a": "1", "b": "3"}),
        (b"a=&a=2", {"a": ""}),
        (b"a=1%262&b=%E5%AF%86", {"a": "1&2", "b": "密"}),
        (b"", {}),
        (b"&".join(b"a=1" for _ in range(FIELD_LIMIT)), {"a": "1"}),
        (b"&".join(b"a=1" for _ in range(FIELD_LIMIT + 1)), {}),
    ],
)
def test_of_a_forms_repeated_fields_the_first_counts(body: bytes, fields: dict[str, str]) -> None:
    """As of a query's. One with too many is none."""
    assert fields == form(posted(body))


def test_the_first_of_a_querys_repeated_parameters_counts() -> None:
    """And an absent one is empty."""
    call = Call("GET", "/x", "http://simulator.test", query=(("a", "1"), ("a", "2")))
    assert ("1", "") == (call.param("a"), call.param("b"))


def test_pairs_keep_their_order_and_their_repetitions() -> None:
    """They are what was sent."""
    assert (("b", "1"), ("a", ""), ("b", "2")) == pairs(b"b=1&a=&b=2")


@pytest.mark.parametrize(
    ("value", "text", "flag", "held"),
    [
        ("x", "x", None, {}),
        (7, "7", None, {}),
        (True, "", True, {}),
        (False, "", False, {}),
        (1.5, "", None, {}),
        (None, "", None, {}),
        ({"a": 1}, "", None, {"a": 1}),
        ([1], "", None, {}),
    ],
)
def test_what_a_strangers_value_reads_as(
    value: object, text: str, flag: bool | None, held: dict[str, object]
) -> None:
    """As text, as a truth value, as an object: empty where it is none."""
    holder = {"k": value}
    assert (text, flag, held) == (
        text_of(holder, "k"),
        flag_of(holder, "k"),
        object_of(holder, "k"),
    )
    assert ("", None, {}) == (text_of([], "k"), flag_of("k", "k"), object_of(None, "k"))
