"""The journal: every call answered, and no secret in it."""

import json

import pytest

from simulator.driver import START, Sim
from wecom_console.simulator.world.journal import LIMIT, Journal, JournalEntry

pytestmark = pytest.mark.anyio


async def journal(sim: Sim, since: int = 0) -> list[dict]:
    return (await sim.steer("GET", f"journal?since={since}")).json()["journal"]


async def test_a_call_leaves_an_entry(sim: Sim) -> None:
    """Number, time, method, path, parameters, status, errcode, milliseconds."""
    await sim.cgi("gettoken", corpid="ww0123456789abcdef")
    entry = (await journal(sim))[0]
    assert entry.pop("ms") >= 0
    expected = {
        "number": 1,
        "time": START,
        "caller": "client",
        "method": "GET",
        "path": "/cgi-bin/gettoken",
        "params": {"corpid": "ww0123456789abcdef"},
        "status": 200,
        "errcode": 41004,
        "fault": False,
        "note": "",
    }
    assert expected == entry


async def test_authings_own_calls_are_entered(sim: Sim) -> None:
    """A login is one call of the client and three of Authing's."""
    await sim.sign_in()
    calls = [(entry["caller"], entry["path"]) for entry in await journal(sim)]
    expected = [
        ("client", "/api/v3/signin-by-mobile"),
        ("authing", "/cgi-bin/gettoken"),
        ("authing", "/cgi-bin/auth/getuserinfo"),
        ("authing", "/cgi-bin/user/get"),
    ]
    assert expected == calls


async def test_since_gives_only_what_is_new(sim: Sim) -> None:
    """Higher numbers only; `last` is the newest."""
    for _ in range(3):
        await sim.cgi("gettoken")
    assert [3] == [entry["number"] for entry in await journal(sim, since=2)]
    assert (await sim.steer("GET", "journal")).json()["last"] == 3


async def test_steering_is_not_entered(sim: Sim) -> None:
    """The journal is the app's calls, not the tester's."""
    await sim.authorize()
    await sim.http.get("/phone/style.css")
    assert await journal(sim) == []


async def test_an_emptied_journal_counts_on(sim: Sim) -> None:
    """Numbers are never used twice."""
    await sim.cgi("gettoken")
    await sim.steer("DELETE", "journal")
    await sim.cgi("gettoken")
    assert [2] == [entry["number"] for entry in await journal(sim)]


async def test_a_fault_is_marked(sim: Sim) -> None:
    """Also where the line broke and there was no status."""
    await sim.fault("/cgi-bin/gettoken", **{"break": "reset"})
    with pytest.raises(ConnectionResetError):
        await sim.cgi("gettoken")
    entry = (await journal(sim))[0]
    assert (True, 0) == (entry["fault"], entry["status"])


async def test_a_bug_is_entered_as_a_crash(sim: Sim) -> None:
    """A handler that raises is our bug: 500, and the journal says so."""
    sim.world.ledger.redeem = None  # type: ignore[method-assign, assignment]
    token = await sim.access_token()
    with pytest.raises(TypeError):
        await sim.cgi("auth/getuserinfo", access_token=token, code="x")
    entry = (await journal(sim))[-1]
    assert (500, "crash") == (entry["status"], entry["note"])


async def test_no_secret_reaches_the_journal(sim: Sim) -> None:
    """Not in parameters, not under a wrong name, not in a path; codes by their beginning."""
    code, token = await sim.code(), await sim.access_token()
    signed_in = await sim.sign_in(code)
    access = signed_in["data"]["access_token"]
    await sim.http.get("/oidc/me", params={"access_token": access})
    await sim.cgi("gettoken", corpid=sim.secret, corpsecret="wrong-secret-wrong")
    await sim.http.get(f"/cgi-bin/{sim.secret}", params={"state": f"x{sim.secret}y"})
    await sim.http.post(
        "/oidc/token",
        data={"client_id": sim.app.app_id, "client_secret": sim.app.secret.reveal(), "token": code},
    )
    management = await sim.management_token()
    await sim.manage(
        "POST",
        "update-ext-idp-conn",
        {
            "id": sim.connection.connection_id,
            "displayName": sim.secret,
            "fields": {"secret": "a-new-secret-a-new-secret"},
        },
    )
    text = json.dumps(await journal(sim), ensure_ascii=False)
    secrets = [
        code,
        token,
        access,
        management,
        sim.secret,
        sim.setup.secret.reveal(),
        sim.app.secret.reveal(),
        sim.pool.access_key_secret.reveal(),
        "wrong-secret-wrong",
        "a-new-secret-a-new-secret",
    ]
    assert [] == [secret for secret in secrets if secret in text]
    assert f"{code[:4]}…" in text
    assert "redacted · 43" in text


async def test_a_body_that_is_not_json_is_counted_not_kept(sim: Sim) -> None:
    """Only its size."""
    await sim.http.post("/api/v3/signin-by-mobile", content=b"secret stuff {")
    assert {"(body)": "14 bytes"} == (await journal(sim))[0]["params"]


async def test_deep_and_long_bodies_are_cut(sim: Sim) -> None:
    """Forty parameters, 120 characters a value, lists by their length."""
    body = {f"k{n}": "v" * 500 for n in range(100)}
    await sim.http.post("/api/v3/signin-by-mobile", json={"list": [1, 2], "deep": {"a": {}}} | body)
    params = (await journal(sim))[0]["params"]
    assert len(params) <= 40
    assert "[2]" == params["list"]
    assert max(len(value) for value in params.values()) == 120


def test_the_journal_forgets_its_oldest_calls() -> None:
    """A simulator that runs for weeks keeps its size."""
    kept = Journal(limit=3)
    for _ in range(5):
        number = kept.next_number()
        kept.add(JournalEntry(number, 0.0, "client", "GET", "/", (), 200, None, 0.0))
    assert [3, 4, 5] == [entry.number for entry in kept.since(0)]
    assert LIMIT == 2000


def test_a_full_journal_has_no_gaps() -> None:
    """A call that ends after the calls that it made is forgotten before them."""
    kept = Journal(limit=3)
    for number in (2, 3, 1, 5, 4):
        kept.add(JournalEntry(number, 0.0, "client", "GET", "/", (), 200, None, 0.0))
    assert [3, 4, 5] == [entry.number for entry in kept.since(0)]


def test_who_polls_misses_no_slow_call() -> None:
    """`last` stays before a call that is still open, though later ones have been answered."""
    kept = Journal()
    slow, quick = kept.next_number(), kept.next_number()
    kept.add(JournalEntry(quick, 0.0, "client", "GET", "/", (), 200, None, 0.0))
    assert 0 == kept.settled_number
    kept.add(JournalEntry(slow, 0.0, "client", "GET", "/", (), 200, None, 0.0))
    assert 2 == kept.settled_number


async def test_a_pages_token_is_cut_in_the_journal(sim: Sim) -> None:
    """Who reads the journal cannot open the result page."""
    await sim.http.get("/phone/result/abcdefghijklmnop")
    assert "/phone/result/abcd…" == (await journal(sim))[0]["path"]
