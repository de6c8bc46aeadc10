"""The delegated development's login, ``wechatwork:agency:mobile`` (modelled on the own app's)."""

from dataclasses import replace

import pytest

from simulator.driver import Sim
from wecom_console.domain.profile import AGENCY_MOBILE_TYPE

pytestmark = pytest.mark.anyio

PATH = "/api/v2/ecConn/wechat-work-agency/authByCode"


def make_agency(sim: Sim) -> None:
    """The demo connection as one of the agency's type, with the secret where that type has it."""
    changed = replace(sim.connection, type=AGENCY_MOBILE_TYPE)
    fields = dict(sim.connection.fields)
    fields[changed.secret_field] = fields[sim.connection.secret_field]
    sim.world.state.connections[changed.connection_id] = replace(changed, fields=fields)


async def v2(sim: Sim) -> dict:
    body = {"connId": sim.connection.connection_id, "code": await sim.code()}
    headers = {"x-authing-app-id": sim.app.app_id}
    return (await sim.http.post(PATH, json=body, headers=headers)).json()


async def test_v2_signs_in(sim: Sim) -> None:
    """Its own path."""
    make_agency(sim)
    answer = await v2(sim)
    assert 200 == answer["code"], answer


async def test_v3_signs_in(sim: Sim) -> None:
    """Its own connection name and payload."""
    make_agency(sim)
    payload = {"code": await sim.code()}
    answer = await sim.sign_in("", connection="wechatwork_agency", wechatworkAgencyPayload=payload)
    assert 200 == answer["statusCode"], answer


async def test_the_own_apps_connection_is_refused_there(sim: Sim) -> None:
    """The path and the connection's type belong together."""
    assert 400 == (await v2(sim))["statusCode"]


async def test_the_agencys_connection_is_refused_elsewhere(sim: Sim) -> None:
    """The other way round."""
    make_agency(sim)
    assert 400 == (await sim.auth_by_code())["statusCode"]
