"""Simulators of this process: loaded with profiles, and steered."""

from dataclasses import replace

import pytest

from flow.samples import APP_SECRET, PROFILE, SECRET_TEXT
from services.runs.run_support import outside_simulator
from wecom_console.backends.credentials import Credentials
from wecom_console.backends.httpx_port import open_http_port
from wecom_console.domain.secrets import Secret
from wecom_console.services.clocks import RealClock, RemoteSimulatorClock
from wecom_console.services.runs.embedded import (
    LoadedConnection,
    pointed_at,
)
from wecom_console.services.runs.simulator_control import ControlFailed, SimulatorControl

pytestmark = pytest.mark.anyio


async def test_a_profile_is_pointed_at_the_simulator_that_holds_it() -> None:
    """Addresses, application and secrets are the simulator's then."""
    async with outside_simulator() as handle:
        moved = pointed_at(handle, LoadedConnection(PROFILE, Credentials()))
        assert moved is not None
        assert (handle.url, handle.url, "v3") == (
            moved.profile.backend.app_host,
            moved.profile.wecom.base_url,
            moved.profile.backend.api,
        )
        expected = (Secret(SECRET_TEXT), APP_SECRET)
        assert expected == (moved.credentials.secret, moved.credentials.app_secret)


async def test_a_profile_that_it_does_not_hold() -> None:
    """Another identifier, another company."""
    others = (replace(PROFILE, identifier="x"), replace(PROFILE, corp_id="wwffffffffffffffff"))
    async with outside_simulator() as handle:
        found = [pointed_at(handle, LoadedConnection(other, Credentials())) for other in others]
    assert [None, None] == found


async def test_the_simulators_clock_is_moved_instead_of_waited_for() -> None:
    """Five minutes pass at once; durations are measured for real."""
    async with outside_simulator() as handle, open_http_port() as http:
        control = SimulatorControl(http, handle.url, Secret(handle.control_token))
        clock = RemoteSimulatorClock(RealClock(), control, offset_s=0.0)
        before, ticks = clock.now(), clock.ticks_ms()
        await clock.wait(301)
        assert clock.now() - before >= 301
        assert clock.ticks_ms() - ticks < 60_000
        now = await control.now()
        assert now is not None
        assert abs(now - clock.now()) < 60


async def test_a_wrong_token_is_a_value() -> None:
    """Nothing is steered with it."""
    async with outside_simulator() as handle, open_http_port() as http:
        control = SimulatorControl(http, handle.url, Secret("wrong"))
        found = await control.authorize({"platform": "android"})
        assert isinstance(found, ControlFailed)
        assert "HTTP 401" == found.reason
        assert (False, False, None) == (
            await control.advance(1),
            await control.apply_scenario("success"),
            await control.now(),
        )


async def test_what_cannot_be_moved_is_waited_for() -> None:
    """The clock of a simulator whose token is wrong."""
    async with outside_simulator() as handle, open_http_port() as http:
        control = SimulatorControl(http, handle.url, Secret("wrong"))
        clock = RemoteSimulatorClock(RealClock(), control, offset_s=0.0)
        ticks = clock.ticks_ms()
        await clock.wait(0.02)
        assert clock.ticks_ms() - ticks >= 19
