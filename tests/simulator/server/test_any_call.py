"""Whatever strangers send, every path answers: no crash, no trace of one."""

import json
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from architecture.properties import examples
from simulator.driver import Sim, quoted
from wecom_console.simulator.authing.routes import AUTHING_ROUTES
from wecom_console.simulator.casdoor.routes import CASDOOR_ROUTES
from wecom_console.simulator.control.routes import CONTROL_ROUTES
from wecom_console.simulator.custom.login import CUSTOM_ROUTES
from wecom_console.simulator.phone.routes import PHONE_ROUTES
from wecom_console.simulator.routing import SimRoute
from wecom_console.simulator.wecom.routes import WECOM_ROUTES

pytestmark = pytest.mark.anyio

ROUTES = (
    *WECOM_ROUTES,
    *AUTHING_ROUTES,
    *CASDOOR_ROUTES,
    *CUSTOM_ROUTES,
    *PHONE_ROUTES,
    *CONTROL_ROUTES,
)
NAMES = (
    "access_token", "code", "corpid", "corpsecret", "userid", "agentid", "id", "appid", "sch",
    "state", "platform", "extIdpConnidentifier", "connection", "wechatworkPayload", "options",
    "scope", "client_id", "fields", "identifier", "displayName", "extIdpId", "type", "name",
    "enabled", "appId", "appIds", "connId", "ticket", "member", "decision", "path", "corps",
    "agents", "members", "applications", "connections", "users", "grant_type", "token", "limits",
    "user_ticket", "refresh_token", "code_verifier", "code_challenge", "token_type_hint", "data",
    "phone", "email", "passCode", "account", "password", "username", "bindMethod", "customData",
    "transactionToken", "associationMode", "challengeBindingMethods", "fieldsMapping", "loginOnly",
    "tenantId", "page", "limit", "accessKeyId", "accessKeySecret", "client_secret", "redirect_uri",
    "touser", "msgtype", "agentId", "text", "content", "advance_s", "times", "errcode", "status",
    "break", "delay_ms", "sdk", "schema", "wait_s", "since", "profile", "logo",
    "autoRegister", "tenantAppId", "passwordEncryptType", "isDefault", "corpId", "secret",
    "action", "association", "associationFields", "bundleid", "code_challenge_method", "connIds",
    "errmsg", "field", "id_token_hint", "key", "lang", "mobile", "nonce", "openid", "packagename",
    "post_logout_redirect_uri", "response_type", "signature", "mfaToken", "totp", "newPassword",
    "application", "organization", "provider", "redirectUri", "method", "corp_id", "agent_id",
    "channel", "phoneNumber", "scene", "phonePassCodePayload", "tenantIds", "sub", "hint",
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


ODD: tuple[object, ...] = (
    None, True, False, 0, -1, 2**70, 1.5, "", "x", "\x00", "\ud800", "企业", "a" * 5_000,
    [], [None], ["x", {}], [[[]]], {}, {"": None}, {"code": {}}, {"fields": [{"x": []}]},
)  # fmt: skip


def plausible(sim: Sim) -> dict[str, object]:
    """Something that exists under every name, so that a call gets past its first checks."""
    known: dict[str, object] = dict.fromkeys(NAMES, "x")
    code = sim.world.random.hex("test", digits=16)
    sim.world.ledger.issue(
        code,
        corp_id=sim.profile.corp_id,
        agent_id=sim.profile.agent_id,
        member="zhangsan",
        now=sim.world.now(),
    )
    return known | {
        "code": code,
        "wechatworkPayload": {"code": code},
        "extIdpConnidentifier": sim.connection.identifier,
        "connection": "wechatwork",
        "connId": sim.connection.connection_id,
        "id": sim.connection.connection_id,
        "extIdpId": sim.connection.ext_idp_id,
        "options": {"scope": "openid profile"},
        "client_id": sim.app.app_id,
        "client_secret": sim.app.secret.reveal(),
        "appId": sim.app.app_id,
        "appIds": [sim.app.app_id],
        "accessKeyId": sim.pool.access_key_id,
        "accessKeySecret": sim.pool.access_key_secret.reveal(),
        "corpid": sim.profile.corp_id,
        "corpsecret": sim.secret,
        "type": "wechatwork:mobile",
        "grant_type": "authorization_code",
        "platform": "android",
        "fields": {},
    }


@dataclass(frozen=True, slots=True)
class Tokens:
    """Every credential, until the world is reset."""

    management: str
    access: str

    @classmethod
    async def of(cls, sim: Sim) -> Self:
        """Fresh ones."""
        return cls(await sim.management_token(), await sim.access_token())


async def send(
    sim: Sim, route: SimRoute, body: object, tokens: Tokens, *, is_form: bool = False
) -> int:
    """The status of a call by somebody with every credential."""
    values = dict.fromkeys(("app_id", "id", "ticket", "number"), "x")
    headers = {"authorization": tokens.management, "x-authing-app-id": sim.app.app_id}
    if route.path.startswith("/_sim/"):
        headers = sim.control
    pairs: dict[str, str] = {}
    if isinstance(body, dict):
        pairs = {str(k): v for k, v in body.items() if isinstance(v, str) and len(v) < 200}
    content = json.dumps(body).encode()
    if is_form:
        content = urlencode(pairs, errors="replace", quote_via=quoted).encode()
        headers = headers | {"content-type": "application/x-www-form-urlencoded"}
    query = {name: text.encode("utf-8", "replace") for name, text in pairs.items()}
    query |= {"access_token": tokens.access.encode(), "wait_s": b"0", "since": b"0"}
    path = route.path.format_map(values)
    status, _ = await sim.call(
        route.methods[-1], path, query=query, headers=headers, content=content
    )
    assert status, "no answer began"
    return status


def upsets(route: SimRoute) -> bool:
    """Whether a call may take away what the next one needs. A login or a question does not."""
    return route.methods[-1] != "GET" and ("ext-idp" in route.path or "/_sim/" in route.path)


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.methods[0]} {route.path}")
async def test_every_type_is_answered_everywhere(sim: Sim, route: SimRoute) -> None:
    """The odd value under all keys at once, as the whole body, and under every second key in turn:
    each key is tried on every second path."""
    tokens = await Tokens.of(sim)
    for value in ODD:
        assert await send(sim, route, value, tokens) < 500
        assert await send(sim, route, dict.fromkeys(NAMES, value), tokens) < 500
    turn = ROUTES.index(route) % 2
    for place, name in enumerate(NAMES[turn::2]):
        if upsets(route):
            sim.world.reset()
            tokens = await Tokens.of(sim)
        value = ODD[(place + len(route.path)) % len(ODD)]
        assert await send(sim, route, plausible(sim) | {name: value}, tokens) < 500, name


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.methods[0]} {route.path}")
@settings(
    max_examples=examples(8),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    odd=st.dictionaries(st.sampled_from(NAMES), st.sampled_from(ODD) | values, max_size=4),
    form=st.booleans(),
)
async def test_a_plausible_call_with_odd_parts_is_answered(
    sim: Sim, route: SimRoute, odd: dict[str, object], form: bool
) -> None:
    """Below 500, whatever a few of its values are."""
    sim.world.reset()
    tokens = await Tokens.of(sim)
    assert await send(sim, route, plausible(sim) | odd, tokens, is_form=form) < 500


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.methods[0]} {route.path}")
@settings(
    max_examples=examples(8),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(body=bodies, query=queries, known=st.booleans(), form=st.booleans())
async def test_any_call_is_answered(
    sim: Sim, route: SimRoute, body: bytes, query: dict[str, str], known: bool, form: bool
) -> None:
    """Below 500, by someone with the right credentials or without."""
    values = dict.fromkeys(("app_id", "id", "ticket", "number"), "x")
    headers = {"content-type": "application/x-www-form-urlencoded" if form else "text/plain"}
    if route.path.startswith("/_sim/"):
        headers |= sim.control
    elif known:
        headers |= {
            "authorization": await sim.management_token(),
            "x-authing-app-id": next(iter(sim.world.state.applications), ""),
        }
    status, _ = await sim.call(
        route.methods[-1],
        route.path.format_map(values),
        content=body,
        query={name: text.encode("utf-8", "replace") for name, text in query.items()},
        headers=headers,
    )
    assert 0 < status < 500
