"""Whatever strangers send, every path answers: no crash, no trace of one."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.driver import Sim
from wecom_console.simulator.authing.routes import AUTHING_ROUTES
from wecom_console.simulator.calls import SimRoute
from wecom_console.simulator.control.routes import CONTROL_ROUTES
from wecom_console.simulator.phone.routes import PHONE_ROUTES
from wecom_console.simulator.wecom.routes import WECOM_ROUTES

pytestmark = pytest.mark.anyio

ROUTES = (*WECOM_ROUTES, *AUTHING_ROUTES, *PHONE_ROUTES, *CONTROL_ROUTES)
NAMES = (
    "access_token", "code", "corpid", "corpsecret", "userid", "agentid", "id", "appid", "sch",
    "state", "platform", "extIdpConnidentifier", "connection", "wechatworkPayload", "options",
    "scope", "client_id", "fields", "identifier", "displayName", "extIdpId", "type", "name",
    "enabled", "appId", "appIds", "connId", "ticket", "member", "decision", "path", "corps",
    "agents", "members", "applications", "connections", "users", "grant_type", "token",
)  # fmt: skip

leaves = st.none() | st.booleans() | st.integers() | st.text(max_size=8)
values = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=3)
    ),
    max_leaves=6,
)
bodies = st.one_of(
    st.binary(max_size=40),
    st.dictionaries(st.sampled_from(NAMES), values, max_size=6).map(
        lambda document: json.dumps(document).encode()
    ),
)
queries = st.dictionaries(st.sampled_from(NAMES), st.text(max_size=12), max_size=3)


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.methods[0]} {route.path}")
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(body=bodies, query=queries, known=st.booleans(), form=st.booleans())
async def test_any_call_is_answered(
    sim: Sim, route: SimRoute, body: bytes, query: dict[str, str], known: bool, form: bool
) -> None:
    """Below 500, by someone with the right credentials or without."""
    values = dict.fromkeys(("app_id", "id", "ticket"), "x")
    headers = {"content-type": "application/x-www-form-urlencoded" if form else "text/plain"}
    if route.path.startswith("/_sim/"):
        headers |= sim.control
    elif known:
        headers |= {
            "authorization": await sim.management_token(),
            "x-authing-app-id": next(iter(sim.world.state.applications), ""),
        }
    answer = await sim.http.request(
        route.methods[-1],
        route.path.format_map(values),
        content=body,
        params={name: text.encode("utf-8", "replace") for name, text in query.items()},
        headers=headers,
    )
    assert answer.status_code < 500
