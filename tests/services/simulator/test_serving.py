"""The simulator of the window: served on the loop that iterates it, looked at and steered."""

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing, asynccontextmanager

import httpx
import pytest

from wecom_console.services.simulator.serving import serve_in_process
from wecom_console.services.simulator.values import (
    FaultSetting,
    MemberNow,
    PortTaken,
    SimulatorStarted,
)

pytestmark = pytest.mark.anyio


@asynccontextmanager
async def serving(port: int = 0) -> AsyncIterator[SimulatorStarted]:
    """One that runs."""
    lifetime = serve_in_process(port, clock=lambda: 1_000.0)
    assert isinstance(lifetime, AsyncGenerator)
    async with aclosing(lifetime):
        started = await anext(lifetime)
        assert isinstance(started, SimulatorStarted)
        yield started


async def asked(started: SimulatorStarted, path: str = "/cgi-bin/gettoken") -> httpx.Response:
    async with httpx.AsyncClient(trust_env=False) as client:
        return await client.get(started.url + path)


async def test_it_serves_until_the_iteration_is_ended() -> None:
    """Afterwards nobody listens."""
    async with serving() as started:
        assert (f"http://127.0.0.1:{started.port}", 1_000.0) == (started.url, started.at)
        assert 200 == (await asked(started)).status_code
    with pytest.raises(httpx.TransportError):
        await asked(started)


async def test_a_port_that_is_taken_is_a_value() -> None:
    """With the system's own words."""
    async with serving() as other:
        (told,) = [one async for one in serve_in_process(other.port)]
    assert isinstance(told, PortTaken)
    assert (other.port, True) == (told.port, bool(told.reason))


async def test_only_newer_calls_are_told() -> None:
    """Of the journal, by their numbers."""
    async with serving() as started:
        await asked(started)
        first = await started.simulator.snapshot(0)
        await asked(started, "/cgi-bin/user/get")
        second = await started.simulator.snapshot(first.last_call)
    assert (["/cgi-bin/gettoken"], ["/cgi-bin/user/get"]) == (
        [call.path for call in first.calls],
        [call.path for call in second.calls],
    )


async def test_a_member_that_is_changed_keeps_its_place() -> None:
    """Its id may be written in another case; a new one comes last."""
    newcomer = MemberNow("newcomer", "New", True, False)
    async with serving() as started:
        before = (await started.simulator.snapshot(0)).members
        first = before[0].userid.upper()
        await started.simulator.set_member(MemberNow(first, "Renamed", True, True))
        await started.simulator.set_member(newcomer)
        after = (await started.simulator.snapshot(0)).members
    assert (
        "Renamed",
        [m.userid for m in before[1:]],
        MemberNow("newcomer", "New", True, False),
    ) == (
        after[0].name,
        [m.userid for m in after[1:-1]],
        after[-1],
    )


async def test_a_member_that_is_removed_is_gone() -> None:
    """From the company and from every app's visible range."""
    async with serving() as started:
        first, *others = (await started.simulator.snapshot(0)).members
        await started.simulator.remove_member(first.userid)
        assert tuple(others) == (await started.simulator.snapshot(0)).members


async def test_a_fault_is_in_force_until_it_is_lifted() -> None:
    """By the id that it was given."""
    async with serving() as started:
        setting = FaultSetting("/cgi-bin/gettoken", errcode=60020)
        fault_id = await started.simulator.add_fault(setting)
        assert 60020 == (await asked(started)).json()["errcode"]
        (fault,) = (await started.simulator.snapshot(0)).faults
        await started.simulator.remove_fault(fault_id)
        assert 60020 != (await asked(started)).json()["errcode"]
    assert (fault_id, setting) == (fault.id, fault.setting)


async def test_an_app_is_switched() -> None:
    """And told as it is from then on."""
    async with serving() as started:
        app = (await started.simulator.snapshot(0)).apps[0]
        await started.simulator.set_app(app.switched("enabled"))
        assert app.switched("enabled") == (await started.simulator.snapshot(0)).apps[0]


async def test_reset_puts_everything_back() -> None:
    """Members, faults and the journal."""
    async with serving() as started:
        before = await started.simulator.snapshot(0)
        await started.simulator.remove_member(before.members[0].userid)
        await started.simulator.add_fault(FaultSetting("/cgi-bin/*", status=502))
        await asked(started)
        await started.simulator.reset()
        after = await started.simulator.snapshot(0)
    assert (before.members, (), ()) == (after.members, after.faults, after.calls)
