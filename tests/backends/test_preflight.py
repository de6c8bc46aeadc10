"""The live preflight as dialogues: each check, its answer at the edges, and what depends on it."""

from dataclasses import replace

import pytest

from backends.test_authing import config, connection
from backends.test_wecom import TARGET as WECOM
from backends.test_wecom import TOKEN
from flow.playbook import answer, v3, wecom
from flow.samples import APP_HOST, APP_SECRET, OBJECT_ID, PROFILE
from wecom_console.backends.authing import AuthingTarget
from wecom_console.backends.preflight import (
    OnlineCheck,
    check_authing,
    check_casdoor,
    check_clock,
    check_wecom,
)
from wecom_console.domain.verdicts import Platform
from wecom_console.flow.commands import HttpCall, Reply
from wecom_console.flow.dialogue import Dialogue
from wecom_console.protocol.http_replies import HttpAnswer, HttpFailed, TransportFault

DOWN = HttpFailed(TransportFault.CONNECT, "x")
ISSUED = wecom(access_token=TOKEN)


def ask(
    dialogue: Dialogue[tuple[OnlineCheck, ...]], *replies: Reply
) -> tuple[dict[str, OnlineCheck], list[HttpCall]]:
    """The checks by their ids, and what was asked for them."""
    calls: list[HttpCall] = []
    waiting = list(replies)
    try:
        call = next(dialogue)
        while True:
            assert isinstance(call, HttpCall)
            calls.append(call)
            call = dialogue.send(waiting.pop(0))
    except StopIteration as end:
        checks: tuple[OnlineCheck, ...] = end.value
    assert [] == waiting
    assert len(checks) == len({check.id for check in checks})
    return {check.id: check for check in checks}, calls


def told(checks: dict[str, OnlineCheck]) -> dict[str, tuple[str, str]]:
    return {name: (check.state.value, check.code) for name, check in checks.items()}


# --- WeCom ---------------------------------------------------------------------------------------


def agent(**data: object) -> HttpAnswer:
    return wecom(**{"agentid": 1000002, "name": "Acme", "close": 0, **data})


VISIBLE = {"allow_userinfos": {"user": [{"userid": "zhangsan"}]}}


@pytest.mark.parametrize(
    ("data", "state"),
    [
        (VISIBLE, ("ok", "")),
        ({"allow_partys": {"partyid": [1]}}, ("ok", "")),
        ({"allow_tags": {"tagid": [1]}}, ("ok", "")),
        ({}, ("warning", "preflight.nobody_visible")),
        ({"allow_userinfos": {"user": []}}, ("warning", "preflight.nobody_visible")),
    ],
)
def test_whoever_is_in_the_range_is_enough(data: dict[str, object], state: tuple[str, str]) -> None:
    """A member, a department or a tag."""
    checks, _ = ask(check_wecom(WECOM, is_ours=True), ISSUED, agent(**data))
    assert {
        "wecom_secret": ("ok", ""),
        "wecom_agent": ("ok", ""),
        "wecom_visible": state,
    } == told(checks)


def test_the_range_is_counted_by_kind() -> None:
    """And its members named, twenty of them."""
    users = [{"userid": f"u{number}"} for number in range(21)]
    data = {
        "allow_userinfos": {"user": users},
        "allow_partys": {"partyid": [1, 2]},
        "allow_tags": {"tagid": [1, 2, 3]},
    }
    checks, calls = ask(check_wecom(WECOM, is_ours=True), ISSUED, agent(**data))
    assert (
        ("members", "21"),
        ("departments", "2"),
        ("tags", "3"),
        ("userid", ", ".join(f"u{number}" for number in range(20))),
    ) == checks["wecom_visible"].items
    assert (("agentid", "1000002"), ("name", "Acme")) == checks["wecom_agent"].items
    query = {"access_token": TOKEN, "agentid": PROFILE.agent_id}
    assert query == dict(calls[1].query)


def test_an_agent_that_is_closed_is_told_beside_its_range() -> None:
    """Both are looked at."""
    checks, _ = ask(check_wecom(WECOM, is_ours=True), ISSUED, agent(close=1, **VISIBLE))
    assert ("failed", "identity.agent_closed") == told(checks)["wecom_agent"]
    assert ("ok", "") == told(checks)["wecom_visible"]
    assert PROFILE.agent_id == checks["wecom_agent"].params["agentid"]


@pytest.mark.parametrize(
    ("errcode", "is_ours", "state"),
    [
        (60020, False, "warning"),
        (60020, True, "failed"),
        (40001, False, "failed"),
        (40001, True, "failed"),
    ],
)
def test_only_a_refused_address_may_be_this_computers_alone(
    errcode: int, is_ours: bool, state: str
) -> None:
    """Of the Secret and of the agent; what depends on it is left out."""
    refusal = wecom(errcode, "no")
    first, _ = ask(check_wecom(WECOM, is_ours=is_ours), refusal)
    second, _ = ask(check_wecom(WECOM, is_ours=is_ours), ISSUED, refusal)
    assert {
        "wecom_secret": (state, f"wecom.{errcode}"),
        "wecom_agent": ("skipped", ""),
        "wecom_visible": ("skipped", ""),
    } == told(first)
    assert {
        "wecom_secret": ("ok", ""),
        "wecom_agent": (state, f"wecom.{errcode}"),
        "wecom_visible": ("skipped", ""),
    } == told(second)
    assert PROFILE.agent_id == second["wecom_agent"].params["agentid"]


@pytest.mark.parametrize(
    ("reply", "code"), [(DOWN, "transport.connect"), (answer(b"<html>"), "http.html")]
)
def test_an_agent_that_cannot_be_read(reply: Reply, code: str) -> None:
    """No answer, or another server's."""
    checks, _ = ask(check_wecom(WECOM, is_ours=True), ISSUED, reply)
    assert ("failed", code) == told(checks)["wecom_agent"]


# --- Authing -------------------------------------------------------------------------------------

LISTED = v3([{"extIdpConnIdentifier": "acme-wecom"}])
DISCOVERED = answer({"issuer": f"{APP_HOST}/oidc", "jwks_uri": f"{APP_HOST}/keys"})
KEYS = answer({"keys": [{"kid": "k1"}]})
GOOD = (config(), LISTED, DISCOVERED, KEYS)


def authing(*replies: Reply, pool: str = "") -> tuple[dict[str, OnlineCheck], list[HttpCall]]:
    backend = replace(PROFILE.backend, user_pool_id=pool)
    target = AuthingTarget(replace(PROFILE, backend=backend), Platform.ANDROID, APP_SECRET)
    return ask(check_authing(target), *replies)


def but(place: int, reply: Reply) -> tuple[Reply, ...]:
    """Good answers but for one."""
    return (*GOOD[:place], reply, *GOOD[place + 1 :])


SOUND = {
    "authing_application": ("ok", ""),
    "authing_connection": ("ok", ""),
    "authing_only_one": ("ok", ""),
    "authing_listed": ("ok", ""),
    "authing_discovery": ("ok", ""),
    "authing_keys": ("ok", ""),
}


def test_a_sound_application_passes_every_check() -> None:
    """Six of them, with what each rests on."""
    checks, calls = authing(*GOOD)
    assert SOUND == told(checks)
    assert [
        f"/api/v2/applications/{OBJECT_ID}/public-config",
        "/api/v3/get-application-enabled-extidps",
        "/oidc/.well-known/openid-configuration",
        "/keys",
    ] == ["/" + call.url.partition("://")[2].partition("/")[2] for call in calls]
    assert (("appId", OBJECT_ID),) == calls[1].query
    assert (
        ("corpId", PROFILE.corp_id),
        ("agentId", PROFILE.agent_id),
        ("schema", PROFILE.schema),
    ) == checks["authing_connection"].items


@pytest.mark.parametrize(
    ("pool", "state"),
    [
        ("", ("ok", "")),
        ("pool-1", ("ok", "")),
        ("pool-2", ("failed", "preflight.other_pool")),
    ],
)
def test_the_pool_is_compared_where_both_name_one(pool: str, state: tuple[str, str]) -> None:
    """And both are told where they differ."""
    checks, _ = authing(*GOOD, pool=pool)
    assert {**SOUND, "authing_application": state} == told(checks)
    if pool == "pool-2":
        assert {"ours": "pool-2", "theirs": "pool-1"} == checks["authing_application"].params


def test_a_second_connection_of_the_type_is_warned_about() -> None:
    """Guard would take one of them; each is named by what it has."""
    two = config(connection(), connection(id="conn-2", identifier=""))
    checks, _ = authing(*but(0, two))
    assert {**SOUND, "authing_only_one": ("warning", "preflight.several_connections")} == told(
        checks
    )
    assert {"count": 2, "names": "acme-wecom, conn-2"} == checks["authing_only_one"].params


def test_another_type_beside_it_does_no_harm() -> None:
    """It is no rival."""
    two = config(connection(), connection(id="conn-2", type="wechatwork:agency:mobile"))
    assert SOUND == told(authing(*but(0, two))[0])


def test_an_application_that_cannot_be_read_leaves_what_depends_on_it_out() -> None:
    """What else can be asked is asked."""
    checks, _ = authing(*but(0, DOWN))
    assert {
        **SOUND,
        "authing_application": ("failed", "transport.connect"),
        "authing_connection": ("skipped", ""),
        "authing_only_one": ("skipped", ""),
    } == told(checks)


@pytest.mark.parametrize(
    ("reply", "state"),
    [
        (v3({"list": [{"extIdpConnIdentifier": "acme-wecom"}]}), ("ok", "")),
        (v3([1, {"extIdpConnIdentifier": "acme-wecom"}]), ("ok", "")),
        (v3([{"extIdpConnIdentifier": "other"}]), ("warning", "exchange.no_connection")),
        (v3([]), ("warning", "exchange.no_connection")),
        (v3(code=401, api=401), ("failed", "authing.401")),
        (answer(b"x"), ("failed", "http.not_json")),
        (DOWN, ("failed", "transport.connect")),
    ],
)
def test_the_list_of_what_is_switched_on(reply: Reply, state: tuple[str, str]) -> None:
    """In either form."""
    assert {**SOUND, "authing_listed": state} == told(authing(*but(1, reply))[0])


def test_another_issuer_is_told_and_its_keys_are_looked_at() -> None:
    """With both names."""
    other = answer({"issuer": "https://evil.example", "jwks_uri": f"{APP_HOST}/keys"})
    checks, _ = authing(*but(2, other))
    assert {**SOUND, "authing_discovery": ("failed", "tokens.issuer")} == told(checks)
    params = {"found": "https://evil.example", "expected": f"{APP_HOST}/oidc"}
    assert params == checks["authing_discovery"].params


def test_without_discovery_there_are_no_keys() -> None:
    """Nobody has said where they are."""
    checks, _ = authing(*GOOD[:2], answer({}, status=404))
    assert {
        **SOUND,
        "authing_discovery": ("failed", "http.status"),
        "authing_keys": ("skipped", ""),
    } == told(checks)


def test_keys_are_looked_for_where_they_usually_are() -> None:
    """Where discovery does not say."""
    _, calls = authing(*but(2, answer({"issuer": f"{APP_HOST}/oidc"})))
    assert f"{APP_HOST}/oidc/.well-known/jwks.json" == calls[3].url


@pytest.mark.parametrize(
    ("reply", "state"),
    [
        (answer({"keys": []}), ("warning", "tokens.no_keys")),
        (answer({"keys": []}, status=201), ("failed", "http.not_json")),
        (answer([]), ("failed", "http.not_json")),
        (DOWN, ("failed", "transport.connect")),
    ],
)
def test_keys_that_are_none(reply: Reply, state: tuple[str, str]) -> None:
    """An empty set may be meant: the application may sign with HS256."""
    assert {**SOUND, "authing_keys": state} == told(authing(*but(3, reply))[0])


# --- Casdoor, and the clock ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reply", "state"),
    [(KEYS, ("ok", "")), (DOWN, ("failed", "transport.connect"))],
)
def test_casdoor_publishes_its_keys(reply: Reply, state: tuple[str, str]) -> None:
    """Below its address, whether or not that ends with a slash."""
    for host in ("https://door.cn", "https://door.cn/"):
        checks, [call] = ask(check_casdoor(host), reply)
        assert {"casdoor_keys": state} == told(checks)
        assert "https://door.cn/.well-known/jwks" == call.url


@pytest.mark.parametrize(
    ("now", "state", "seconds"),
    [
        (1_060.4, "ok", "60"),
        (939.6, "ok", "-60"),
        (1_060.6, "failed", 61),
        (939.4, "failed", 61),
        (1_000.0, "ok", "0"),
    ],
)
def test_a_clock_may_differ_by_a_minute(now: float, state: str, seconds: object) -> None:
    """Fast or slow; by how much is told."""
    headers = (("date", "Thu, 01 Jan 1970 00:16:40 GMT"),)
    found = check_clock(HttpAnswer(200, headers, b"", 1.0), now=now)
    assert found is not None
    shown = dict(found.items).get("seconds", found.params.get("seconds"))
    assert (state, seconds) == (found.state.value, shown)
