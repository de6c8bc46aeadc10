"""Request and answer of the newest calls (``GET /_sim/journal/{number}``)."""

import pytest

from simulator.driver import Sim
from wecom_console.simulator.world.exchanges import BODY_KEPT, LIMIT

pytestmark = pytest.mark.anyio


async def exchange(sim: Sim, number: int) -> dict:
    return (await sim.steer("GET", f"journal/{number}")).json()


async def test_a_call_can_be_read_in_full(sim: Sim) -> None:
    """What was asked and what was answered."""
    await sim.cgi("gettoken", corpid="ww0")
    found = await exchange(sim, 1)
    assert (1, "GET", [["corpid", "ww0"]], 200) == (
        found["number"], found["request"]["method"], found["request"]["query"],
        found["answer"]["status"],
    )  # fmt: skip
    assert '"errcode":41004' in found["answer"]["body"]


async def test_no_secret_and_no_token_is_in_it(sim: Sim) -> None:
    """Neither in the requests nor in the answers of a whole login."""
    data = (await sim.sign_in(options={"scope": "openid offline_access"}))["data"]
    texts = "".join([str(await exchange(sim, number)) for number in range(1, 5)])
    hidden = [data["access_token"], data["id_token"], data["refresh_token"]]
    hidden += list(sim.world.secret_values())
    assert [] == [value for value in hidden if value in texts]


async def test_a_reset_connection_has_no_answer(sim: Sim) -> None:
    """Its status is 0."""
    await sim.fault("/cgi-bin/gettoken", times=1, **{"break": "reset"})
    with pytest.raises(ConnectionResetError):
        await sim.cgi("gettoken")
    assert {"status": 0, "headers": [], "body": ""} == (await exchange(sim, 1))["answer"]


async def test_a_long_body_is_cut(sim: Sim) -> None:
    """Memory stays bounded."""
    await sim.http.post("/api/v3/signin-by-mobile", content=b"x" * 3 * BODY_KEPT)
    assert BODY_KEPT == len((await exchange(sim, 1))["request"]["body"])


async def test_only_the_newest_are_kept(sim: Sim) -> None:
    """The journal's line stays."""
    for _ in range(LIMIT + 1):
        await sim.cgi("gettoken")
    first = await sim.steer("GET", "journal/1")
    second = await sim.steer("GET", "journal/2")
    assert (404, 200) == (first.status_code, second.status_code)


@pytest.mark.parametrize("number", ["0", "x", "-1", "9" * 30])
async def test_what_is_no_number_is_404(sim: Sim, number: str) -> None:
    """Never a crash."""
    assert 404 == (await sim.steer("GET", f"journal/{number}")).status_code


async def test_clearing_the_journal_forgets_them(sim: Sim) -> None:
    """What was said goes with its line."""
    await sim.cgi("gettoken")
    await sim.steer("DELETE", "journal")
    assert 404 == (await sim.steer("GET", "journal/1")).status_code
