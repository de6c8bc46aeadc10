"""The control API: who may call, clock, codes, faults as data, journal, reset."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from architecture.properties import examples
from simulator.driver import START, Sim

pytestmark = pytest.mark.anyio

CALLS = [
    ("POST", "authorize"),
    ("GET", "callbacks"),
    ("POST", "faults"),
    ("GET", "faults"),
    ("DELETE", "faults"),
    ("DELETE", "faults/1"),
    ("GET", "journal"),
    ("DELETE", "journal"),
    ("GET", "codes"),
    ("POST", "clock"),
    ("GET", "state"),
    ("PATCH", "state"),
    ("GET", "scenario"),
    ("POST", "scenario"),
    ("POST", "reset"),
    ("POST", "landing"),
    ("GET", "anything"),
]


@pytest.mark.parametrize(("method", "path"), CALLS)
@pytest.mark.parametrize(
    "authorization", ["", "Bearer", "Bearer wrong", "Basic control-token", "control-token", "é"]
)
async def test_without_the_token_nothing_is_steered(
    sim: Sim, method: str, path: str, authorization: str
) -> None:
    """401, whatever the call."""
    headers = {"authorization": authorization.encode()}
    answer = await sim.http.request(method, f"/_sim/{path}", headers=headers)
    assert (401, "authorization") == (answer.status_code, answer.json()["field"])


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
async def test_other_origins_cannot_steer(sim: Sim, headers: dict[str, str]) -> None:
    """A web page is refused even with the token."""
    answer = await sim.http.get("/_sim/state", headers=sim.control | headers)
    assert answer.status_code == 403


async def test_the_own_origin_may_steer(sim: Sim) -> None:
    """A page of the simulator itself would be let in."""
    headers = {"origin": "http://simulator.test", "sec-fetch-site": "same-origin"}
    assert (await sim.http.get("/_sim/state", headers=sim.control | headers)).status_code == 200


@pytest.mark.parametrize("path", ["/_sim/state", "/cgi-bin/gettoken", "/phone/"])
async def test_unknown_hosts_are_refused(sim: Sim, path: str) -> None:
    """A name that was rebound to this machine does not reach any page."""
    answer = await sim.http.get(path, headers=sim.control | {"host": "evil.example"})
    assert (403, "host") == (answer.status_code, answer.json()["field"])


@pytest.mark.parametrize(
    ("method", "path", "body", "field"),
    [
        ("POST", "authorize", "{", ""),
        ("POST", "authorize", "[]", ""),
        ("POST", "authorize", "{}", "platform"),
        ("POST", "authorize", '{"platform": "windows"}', "platform"),
        ("POST", "authorize", '{"platform": "ios", "decision": "yes"}', "decision"),
        ("POST", "authorize", '{"platform": "ios", "member": 7}', "member"),
        ("POST", "authorize", '{"platform": "ios", "sdk": "3"}', "sdk"),
        ("POST", "authorize", '{"platform": "ios", "colour": "red"}', "colour"),
        ("POST", "authorize", '{"platform": "ios", "state": "\\ud800"}', ""),
        ("POST", "clock", '{"advance_s": -1}', "advance_s"),
        ("POST", "clock", '{"advance_s": "301"}', "advance_s"),
        ("POST", "clock", '{"advance_s": 1e400}', "advance_s"),
        ("POST", "clock", "{}", "advance_s"),
        ("POST", "scenario", "{}", "name"),
        ("POST", "faults", '{"errcode": 1}', "path"),
        ("POST", "faults", '{"path": "cgi-bin", "errcode": 1}', "path"),
        ("POST", "faults", '{"path": "/x"}', ""),
        ("POST", "faults", '{"path": "/x", "errcode": 1, "status": 502}', ""),
        ("POST", "faults", '{"path": "/x", "errcode": 0}', ""),
        ("POST", "faults", '{"path": "/x", "errcode": true}', "errcode"),
        ("POST", "faults", '{"path": "/x", "status": 99}', "status"),
        ("POST", "faults", '{"path": "/x", "break": "window"}', "break"),
        ("POST", "faults", '{"path": "/x", "errcode": 1, "times": 0}', "times"),
        ("POST", "faults", '{"path": "/_sim/state", "status": 500}', ""),
        ("PATCH", "state", '{"corps": {}}', "corps"),
        ("PATCH", "state", '{"corps": [{}]}', "corps.0.corp_id"),
        ("PATCH", "state", '{"agents": [{"corp_id": "w", "agent_id": "1", "enabled": 1}]}', None),
        ("PATCH", "state", '{"unknown": []}', "unknown"),
        ("PATCH", "state", '{"connections": [{"connection_id": "x"}]}', None),
    ],
)
async def test_a_bad_body_is_named(
    sim: Sim, method: str, path: str, body: str, field: str | None
) -> None:
    """400 with the error and the field; nothing of the body is repeated."""
    answer = await sim.http.request(method, f"/_sim/{path}", content=body, headers=sim.control)
    assert answer.status_code == 400
    assert {"error", "field"} == set(answer.json())
    if field is not None:
        assert field == answer.json()["field"]


@pytest.mark.parametrize("path", ["authorize", "faults", "clock", "scenario"])
@settings(
    max_examples=examples(25),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.one_of(st.binary(max_size=60), st.text(max_size=60).map(json.dumps).map(str.encode)))
async def test_any_body_is_answered(sim: Sim, path: str, body: bytes) -> None:
    """Bytes of any kind are a 400, never a crash."""
    answer = await sim.http.post(f"/_sim/{path}", content=body, headers=sim.control)
    assert answer.status_code == 400


async def test_a_huge_body_is_refused(sim: Sim) -> None:
    """413 above one mebibyte, on every server."""
    for path in ("/_sim/state", "/api/v3/signin-by-mobile", "/cgi-bin/auth/getuserdetail"):
        answer = await sim.http.post(path, content=b"x" * (1024 * 1024 + 1), headers=sim.control)
        assert answer.status_code == 413


@pytest.mark.parametrize("path", ["nothing", "faults/1", "faults/abc", "faults/99999999999999999"])
async def test_unknown_things_are_404(sim: Sim, path: str) -> None:
    """Unknown calls and unknown faults."""
    assert (await sim.steer("DELETE", path)).status_code == 404


@pytest.mark.parametrize("place", ["faults/{}", "journal/{}"])
async def test_a_number_in_other_digits_is_none(sim: Sim, place: str) -> None:
    """Though Python would read it: FULLWIDTH DIGIT ONE."""
    await sim.fault("/cgi-bin/gettoken", errcode=-1)
    await sim.cgi("gettoken")
    method = "DELETE" if place.startswith("faults") else "GET"
    assert 404 == (await sim.steer(method, place.format("%EF%BC%91"))).status_code
    assert (await sim.steer(method, place.format("1"))).status_code in (200, 204)


@pytest.mark.parametrize("query", ["since=x", "since=-1", "since=1e99", "since=nan"])
async def test_a_bad_number_in_the_query_is_named(sim: Sim, query: str) -> None:
    """400 and the parameter."""
    answer = await sim.steer("GET", f"journal?{query}")
    assert (400, "since") == (answer.status_code, answer.json()["field"])


async def test_the_clock_moves_forward(sim: Sim) -> None:
    """Advances add up."""
    await sim.advance(301)
    answer = (await sim.steer("POST", "clock", {"advance_s": 9})).json()
    assert {"now": START + 310, "offset_s": 310.0} == answer


async def test_the_ledger_shows_a_code_by_its_beginning(sim: Sim) -> None:
    """Everything but the code itself; who used it, when, and in which call."""
    code = await sim.code(member="wangwu")
    await sim.cgi("auth/getuserinfo", access_token=await sim.access_token(), code=code)
    entry = (await sim.steer("GET", "codes")).json()["codes"][0]
    expected = {
        "code": f"{code[:4]}…",
        "corp_id": sim.profile.corp_id,
        "agent_id": "1000002",
        "member": "wangwu",
        "issued_at": START,
        "expires_at": START + 300,
        "age_s": 0.0,
        "state": "used",
        "used_at": START,
        "used_by": "client 127.0.0.1",
        "used_call": 2,
    }
    assert expected == entry


async def test_the_ledger_knows_three_states(sim: Sim) -> None:
    """fresh, expired, used."""
    await sim.code()
    await sim.advance(300)
    used = await sim.code()
    await sim.cgi("auth/getuserinfo", access_token=await sim.access_token(), code=used)
    await sim.code()
    codes = (await sim.steer("GET", "codes")).json()["codes"]
    assert ["expired", "used", "fresh"] == [entry["state"] for entry in codes]


async def test_a_reset_is_a_fresh_start(sim: Sim) -> None:
    """State, codes, faults, journal and clock are as started; ids are the same."""
    before = (await sim.steer("GET", "state")).json()
    await sim.sign_in()
    await sim.fault("/cgi-bin/gettoken", errcode=-1)
    await sim.advance(60)
    await sim.patch(members=[])
    await sim.steer("POST", "reset")
    assert before == (await sim.steer("GET", "state")).json()
    assert (await sim.steer("GET", "codes")).json()["codes"] == []
    assert (await sim.steer("GET", "faults")).json()["faults"] == []
    assert (await sim.steer("GET", "journal")).json() == {"journal": [], "last": 0}
    assert (await sim.steer("GET", "clock")).json()["offset_s"] == 0.0


async def test_old_tokens_die_with_a_reset(sim: Sim) -> None:
    """An access token from before is unknown."""
    token = await sim.access_token()
    await sim.steer("POST", "reset")
    answer = await sim.cgi("agent/get", access_token=token, agentid="1000002")
    assert answer["errcode"] == 40014


async def test_the_same_seed_gives_the_same_world() -> None:
    """Ids, codes and tokens are reproducible, RS256 tokens included."""
    runs = []
    for _ in range(2):
        sim = Sim(seed=7)
        async with sim.http:
            await sim.cgi("gettoken")  # an error's hint draws from a stream of its own
            signed_in = await sim.sign_in()
            runs.append((sim.profile, await sim.code(), await sim.access_token(), signed_in))
    assert runs[0] == runs[1]


async def test_without_a_seed_nothing_repeats() -> None:
    """Two worlds share no id."""
    first, second = Sim(seed=None), Sim(seed=None)
    assert first.profile.corp_id != second.profile.corp_id
    assert first.secret != second.secret
