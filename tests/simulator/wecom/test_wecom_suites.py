"""The calls of a template of delegated development, over HTTP on loopback."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx
import pytest

from services.runs.run_support import AGENCY_CREDENTIALS, AGENCY_PROFILE, outside_simulator
from wecom_console.services.runs.embedded import LoadedConnection
from wecom_console.simulator import SimulatorHandle

pytestmark = pytest.mark.anyio
SUITE = AGENCY_PROFILE.agency.suite_id


@dataclass
class Provider:
    """Whoever develops for the company: what WeCom answers to them."""

    sim: SimulatorHandle
    http: httpx.AsyncClient

    async def suite_token(self, **changes: str) -> dict[str, object]:
        """``service/get_suite_token`` with everything right, or changed so."""
        world = self.sim.world
        ticket = world.suites.ticket(SUITE, at=world.now(), randomness=world.random)
        secret = world.state.suites[SUITE].secret.reveal()
        body = {"suite_id": SUITE, "suite_secret": secret, "suite_ticket": ticket} | changes
        answer = await self.http.post("/cgi-bin/service/get_suite_token", json=body)
        return dict(answer.json())

    async def auth_info(self, token: object, **changes: str) -> dict[str, object]:
        """``service/get_auth_info`` of the company."""
        (agent,) = self.sim.world.state.agents_of(AGENCY_PROFILE.corp_id)
        body = {
            "auth_corpid": agent.corp_id,
            "permanent_code": agent.secret.reveal(),
        } | changes
        answer = await self.http.post(
            "/cgi-bin/service/get_auth_info", params={"suite_access_token": str(token)}, json=body
        )
        return dict(answer.json())


@asynccontextmanager
async def provider() -> AsyncIterator[Provider]:
    """A simulator with an agency connection, and a client of it."""
    async with (
        outside_simulator(LoadedConnection(AGENCY_PROFILE, AGENCY_CREDENTIALS)) as sim,
        httpx.AsyncClient(base_url=sim.url) as http,
    ):
        yield Provider(sim, http)


async def test_ticket_and_code_lead_to_the_companys_app() -> None:
    """The permanent_code is what gettoken takes as Secret there."""
    async with provider() as who:
        token = (await who.suite_token())["suite_access_token"]
        info = await who.auth_info(token)
    assert {"corpid": AGENCY_PROFILE.corp_id} == info["auth_corp_info"]


async def test_each_wrong_value_has_its_code() -> None:
    """In the order in which WeCom looks at them."""
    async with provider() as who:
        world = who.sim.world
        stale = world.suites.ticket(SUITE, at=world.now() - 1_800, randomness=world.random)
        other = world.suites.ticket("dkfff", at=world.now(), randomness=world.random)
        token = str((await who.suite_token())["suite_access_token"])
        found = [
            await who.suite_token(suite_id=""),
            await who.suite_token(suite_id="dkfff"),
            await who.suite_token(suite_secret=""),
            await who.suite_token(suite_secret="x"),
            await who.suite_token(suite_ticket=""),
            await who.suite_token(suite_ticket=stale),
            await who.suite_token(suite_ticket=other),
            await who.auth_info(""),
            await who.auth_info(token[:-1]),
            await who.auth_info(token, suite_id="dkfff"),
            await who.auth_info(token, permanent_code=""),
            await who.auth_info(token, permanent_code="x"),
        ]
        world.clock.advance(7_200)
        found.append(await who.auth_info(token))
    assert [
        *(41021, 40083, 41024, 40080, 41023, 40085, 40085),
        *(41022, 40082, 48003, 41025, 40084, 42009),
    ] == [answer["errcode"] for answer in found]
