"""The simulator of the window: served on the loop that iterates it, looked at and steered."""

import shlex
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing, asynccontextmanager

import httpx
import pytest

from wecom_console.services.simulator.handing_over import curl_text, env_text
from wecom_console.services.simulator.serving import serve_in_process
from wecom_console.services.simulator.values import (
    ConnectionGone,
    FaultSetting,
    MemberNow,
    PortTaken,
    ServeOrder,
    SimulatorStarted,
)
from wecom_console.simulator import demo_connection

pytestmark = pytest.mark.anyio


@asynccontextmanager
async def serving(order: ServeOrder | None = None) -> AsyncIterator[SimulatorStarted]:
    """One that runs."""
    lifetime = serve_in_process(order or ServeOrder(), clock=lambda: 1_000.0)
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
        (told,) = [one async for one in serve_in_process(ServeOrder(other.port))]
    assert isinstance(told, PortTaken)
    assert (other.port, True) == (told.port, bool(told.reason))


async def test_the_port_of_the_last_time_is_taken_again() -> None:
    """As long as it is free; else any."""
    async with serving() as first:
        last = ServeOrder(last_port=first.port)
        async with serving(last) as second:
            assert second.port != first.port
    async with serving(last) as third:
        assert first.port == third.port


async def test_the_demo_company_is_the_same_at_every_start() -> None:
    """A developer's `.env` holds for another day; only the control token is new."""
    async with serving() as first, serving() as second:
        assert first.served == second.served
        assert first.control_token != second.control_token


async def test_the_values_are_those_that_it_answers_to() -> None:
    """The first call of the curl line gets an access token."""
    async with serving() as started:
        assert started.served is not None
        line = curl_text(started.url, started.served).reveal()
        url = shlex.split(line)[1]
        assert 0 == (await asked(started, url.removeprefix(started.url))).json()["errcode"]


async def test_the_env_file_has_every_value() -> None:
    """By the names of the contract."""
    async with serving() as started:
        assert started.served is not None
        text = env_text(started.url, started.control_token, started.served).reveal()
        told = dict(line.split("=", 1) for line in text.splitlines())
        assert (started.url, started.served.secret.reveal(), started.served.app_id) == (
            told["WECOM_SIM_URL"],
            told["WECOM_SIM_SECRET"],
            told["WECOM_SIM_APP_ID"],
        )


async def test_a_connection_that_is_gone_is_not_served() -> None:
    """Nor the demo in its place: its values would be taken for the other's."""
    order = ServeOrder(profile_id="gone")
    assert [ConnectionGone("gone")] == [one async for one in serve_in_process(order)]


async def test_a_stored_connection_is_served_with_its_own_values() -> None:
    """As the login test would call it."""
    setup = demo_connection(7)
    lifetime = serve_in_process(ServeOrder(profile_id="id"), load=lambda _id: setup)
    assert isinstance(lifetime, AsyncGenerator)
    async with aclosing(lifetime):
        started = await anext(lifetime)
        assert isinstance(started, SimulatorStarted)
        assert started.served is not None
        assert (setup.profile.corp_id, setup.secret) == (
            started.served.corp_id,
            started.served.secret,
        )


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
