"""Broken set-ups: the world is wrong in one place, and the diagnosis names that place first."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from flow.samples import PROFILE, collect
from services.runs.run_support import CONNECTION, CREDENTIALS, run_one
from wecom_console.backends.credentials import Credentials
from wecom_console.diagnosis.run import facts_of_run
from wecom_console.diagnosis.told import Diagnosis, tell_diagnosis
from wecom_console.domain.profile import AndroidApp, Profile
from wecom_console.domain.secrets import Secret
from wecom_console.domain.verdicts import BackendKind, Platform
from wecom_console.flow.scenarios.definitions import Scenario, built_in_scenarios
from wecom_console.messages.catalogue import LANGUAGES, load_messages
from wecom_console.services.runs.embedded import options_for
from wecom_console.services.runs.request import RunRequest
from wecom_console.services.runs.simulator_control import SimulatorAccess
from wecom_console.simulator import SimulatorClient, SimulatorHandle, running_simulator

pytestmark = pytest.mark.anyio

Change = Callable[[Profile], Profile]
Faults = tuple[Mapping[str, Any], ...]

WRONG_SECRET = Secret("w" * 43)
SHORT_SECRET = Secret("w" * 20)
WECOM, AUTHING = BackendKind.WECOM, BackendKind.AUTHING
GETTOKEN, USERINFO = "/cgi-bin/gettoken", "/cgi-bin/auth/getuserinfo"


@dataclass(frozen=True)
class Broken:
    """What is wrong: in the simulated world (`world`, `faults`), in the profile (`profile`), or in
    how the app behaves (`scenario`). `cause` is the truth."""

    name: str
    cause: str
    backend: BackendKind = AUTHING
    world: Mapping[str, Any] = field(default_factory=dict)
    faults: Faults = ()
    profile: Change = lambda profile: profile
    scenario: Mapping[str, Any] = field(default_factory=dict)
    credentials: Credentials = CREDENTIALS
    platform: Platform = Platform.ANDROID
    api: str = "v3"
    member: str = ""


def backend(**values: Any) -> Change:
    return lambda profile: replace(profile, backend=replace(profile.backend, **values))


def each(part: str, **values: Any) -> dict[str, Any]:
    return {part: values}


SETUPS = (
    # the Secret
    Broken("secret mistyped", "secret_wrong", WECOM, credentials=Credentials(WRONG_SECRET)),
    Broken("secret cut short", "secret_wrong", WECOM, credentials=Credentials(SHORT_SECRET)),
    Broken("secret was reset", "secret_wrong", world=each("agents", secret="r" * 43)),
    Broken(
        "secret of another company",
        "secret_other_corp",
        faults=({"path": GETTOKEN, "errcode": 40091},),
    ),
    Broken(
        "secret of another app",
        "secret_other_app",
        WECOM,
        faults=({"path": USERINFO, "errcode": 301002},),
    ),
    Broken("contacts secret", "contact_secret", faults=({"path": USERINFO, "errcode": 48002},)),
    Broken("corp unknown", "corp_wrong", faults=({"path": GETTOKEN, "errcode": 40013},)),
    # the code
    Broken("redeemed twice", "code_used", scenario={"tampering": "redeem-twice"}),
    Broken("redeemed twice, direct", "code_used", WECOM, scenario={"tampering": "redeem-twice"}),
    Broken("kept too long", "code_expired", scenario={"wait_s": 400.0}),
    Broken("kept too long, direct", "code_expired", WECOM, scenario={"wait_s": 400.0}),
    Broken("decoded twice", "code_mangled", scenario={"tampering": "code-space"}),
    Broken("cut by the backend", "code_mangled", WECOM, scenario={"tampering": "code-truncated"}),
    Broken("app of another agent", "code_other_app", scenario={"issued_for": "other-agent"}),
    Broken("app of another corp", "code_other_app", WECOM, scenario={"issued_for": "other-corp"}),
    # WeCom's side
    Broken("platform's IP", "ip_of_platform", world=each("corps", trusted_ips=["203.0.113.7"])),
    Broken(
        "own IP", "ip_of_this_computer", WECOM, world=each("corps", trusted_ips=["203.0.113.7"])
    ),
    Broken("app off", "agent_disabled", world=each("agents", enabled=False)),
    Broken("not in range", "member_not_visible", member="sunqi"),
    Broken("no member", "outsider", WECOM, world=each("members", is_member=False)),
    Broken("no member, by Authing", "outsider", world=each("members", is_member=False)),
    Broken("busy", "busy", faults=({"path": USERINFO, "errcode": -1},)),
    Broken("too often", "rate_limit", faults=({"path": GETTOKEN, "errcode": 45009},)),
    Broken(
        "old token in a cache", "token_cache_stale", faults=({"path": USERINFO, "errcode": 42001},)
    ),
    # the app on the phone
    Broken("debug signature", "signature_debug", scenario={"tampering": "signature"}),
    Broken(
        "debug package",
        "package_suffix",
        profile=lambda p: replace(
            p, android=AndroidApp(f"{p.android.package}.debug", p.android.signature_md5)
        ),
    ),
    Broken(
        "another bundle id",
        "package_wrong",
        scenario={"tampering": "bundle"},
        platform=Platform.IOS,
    ),
    Broken(
        "schema of another app",
        "schema_other_app",
        profile=lambda p: replace(p, schema=f"{p.schema[:-1]}9", accept=("schema.mismatch",)),
    ),
    Broken("schema in upper case", "schema_typo", scenario={"tampering": "schema-case"}),
    # Authing's side
    Broken(
        "not associated", "connection_not_associated", world=each("applications", connections=[])
    ),
    Broken(
        "other identifier",
        "identifier_differs",
        profile=lambda p: replace(p, identifier="another-name"),
    ),
    Broken(
        "Authing has another schema",
        "authing_value_wrong",
        world=each("connections", schema="wwauth0000000000000000000009"),
    ),
    Broken(
        "Authing has another agent",
        "authing_value_wrong",
        world=each("connections", agent_id="1000099"),
    ),
    Broken("App ID of another application", "app_id_wrong", profile=backend(app_id="0" * 24)),
    Broken(
        "login only, no account",
        "login_only_no_account",
        world={"applications": {"login_only": True}, "users": []},
        profile=lambda p: replace(p, login_only=True),
    ),
    Broken(
        "login only there alone",
        "login_only_differs",
        world={"applications": {"login_only": True}, "users": []},
    ),
    Broken(
        "registration off",
        "registration_closed",
        world={"applications": {"registration": False}, "users": []},
    ),
    Broken(
        "too many requests",
        "authing_rate_limit",
        faults=({"path": "/api/v3/signin-by-mobile", "errcode": 429},),
    ),
    # more of each
    Broken(
        "wrong corp in Authing",
        "authing_value_wrong",
        world=each("connections", corp_id="ww0000000000000001"),
    ),
    Broken(
        "basic auth required, wrong app secret",
        "app_secret_wrong",
        world=each("applications", token_auth="client_secret_basic", secret="z" * 43),
    ),
    Broken("member left (60111)", "member_left", faults=({"path": USERINFO, "errcode": 60111},)),
    Broken(
        "ban after secrets",
        "ip_banned",
        WECOM,
        faults=({"path": GETTOKEN, "errcode": 45009},),
        credentials=Credentials(SHORT_SECRET),
    ),
    Broken(
        "wecom html direct",
        "path_wrong",
        WECOM,
        faults=({"path": "/cgi-bin/*", "break": "not_json"},),
    ),
    Broken(
        "field ambiguous",
        "accounts_ambiguous",
        world={
            "applications": {"association_mode": "field"},
            "users": [
                {"name": "a", "username": "a", "email": "zhangsan@example.com"},
                {"name": "b", "username": "b", "phone": "13800000001"},
            ],
        },
    ),
    Broken(
        "withheld",
        "fields_withheld",
        world={
            "applications": {"association_mode": "field", "login_only": True},
            "connections": {"contact_source": "user_get"},
            "users": [{"name": "a", "username": "a", "email": "zhangsan@example.com"}],
        },
        profile=lambda p: replace(
            p, association=replace(p.association, mode="field", fields=("email",))
        ),
    ),
    Broken("token alg", "algorithm_changed", world=each("applications", token_flaw="algorithm")),
    Broken("aud", "app_id_wrong", world=each("applications", token_flaw="audience")),
    Broken("expired tok", "token_stored", world=each("applications", token_flaw="expired")),
    Broken(
        "schema agent half profile wrong",
        "schema_other_app",
        WECOM,
        profile=lambda p: replace(p, schema=f"{p.schema[:-1]}9", accept=("schema.mismatch",)),
    ),
    Broken(
        "schema corp half wrong",
        "schema_typo",
        WECOM,
        profile=lambda p: replace(
            p, schema=f"wwauth{'0' * 16}{p.schema[-6:]}", accept=("schema.mismatch",)
        ),
    ),
    Broken(
        "agent id wrong",
        "agent_wrong",
        profile=lambda p: replace(p, agent_id="1000077", schema=p.schema[:-6] + "000077"),
    ),
    Broken(
        "corp wrong",
        "corp_wrong",
        profile=lambda p: replace(
            p, corp_id="ww0123456789abcd00", schema="wwauth0123456789abcd00" + p.schema[-6:]
        ),
    ),
    Broken("state", "process_restarted", scenario={"tampering": "state"}),
    Broken("50003", "agent_disabled", faults=({"path": GETTOKEN, "errcode": 50003},)),
    # tokens
    Broken("App Secret was reset", "app_secret_wrong", world=each("applications", secret="n" * 43)),
    Broken(
        "keys changed",
        "keys_rotated",
        world=each("applications", id_token_alg="RS256", token_flaw="signature"),
    ),
    Broken("another issuer", "issuer_host", world=each("applications", token_flaw="issuer")),
    # the network
    Broken("gateway down", "server_down", faults=({"path": "/api/*", "status": 503},)),
    Broken(
        "web application firewall", "gateway_refuses", faults=({"path": "/api/*", "status": 403},)
    ),
    Broken(
        "another page on loopback", "path_wrong", faults=({"path": "/api/*", "break": "not_json"},)
    ),
    Broken("no such path", "path_wrong", faults=({"path": "/api/*", "status": 404},)),
    Broken(
        "nobody listens",
        "nobody_listens",
        profile=backend(host="http://127.0.0.1:9", app_host="http://127.0.0.1:9"),
    ),
    Broken(
        "name mistyped",
        "name_typo",
        profile=backend(host="http://no-such-name.invalid", app_host="http://no-such-name.invalid"),
    ),
    Broken("redirected", "sign_in_page", faults=({"path": "/api/*", "break": "redirect"},)),
    Broken(
        "server too slow",
        "slow_server",
        faults=({"path": "/api/*", "delay_ms": 3000},),
        scenario={"timeout_s": 0.3},
    ),
)


def expanded(simulator: SimulatorClient, part: str, values: Any) -> list[dict[str, Any]]:
    """The values in every entry of the part, as a scenario's table does."""
    if isinstance(values, list):
        return values
    keys = {"corps": ("corp_id",), "agents": ("corp_id", "agent_id"), "members": ("userid",)}
    keys |= {"applications": ("app_id",), "connections": ("connection_id",)}
    return [{k: entry[k] for k in keys[part]} | values for entry in simulator.state()[part]]


async def diagnosis_of(setup: Broken, handle: SimulatorHandle, language: str = "en") -> Diagnosis:
    """Breaks the world, runs the login, and asks why it failed."""
    simulator = handle.client()
    url = handle.url
    profile = replace(
        PROFILE,
        backend=replace(PROFILE.backend, kind=setup.backend, api=setup.api, host=url, app_host=url),
        wecom=replace(PROFILE.wecom, base_url=url),
    )
    profile = setup.profile(profile)
    if setup.world:
        simulator.change_state(
            **{part: expanded(simulator, part, values) for part, values in setup.world.items()}
        )
    for fault in setup.faults:
        values = {name: value for name, value in fault.items() if name != "path"}
        simulator.fault(
            fault["path"], **{f"{n}_" if n == "break" else n: v for n, v in values.items()}
        )
    scenario = built_in_scenarios().get("success")
    assert isinstance(scenario, Scenario)
    request = RunRequest(
        profile,
        setup.credentials,
        platform=setup.platform,
        simulator=SimulatorAccess(url, Secret(handle.control_token)),
        member=setup.member,
    )
    run = run_one(request, replace(scenario, **setup.scenario))
    events = tuple(await collect(run))
    facts = facts_of_run(events, profile=profile)
    assert facts is not None, "nothing failed"
    return tell_diagnosis(load_messages(language), facts)


@pytest.mark.parametrize("setup", SETUPS, ids=lambda setup: setup.name)
async def test_the_true_cause_comes_first(setup: Broken) -> None:
    """Over real HTTP, against a simulator whose world is wrong in one place."""
    with running_simulator(options_for([CONNECTION])) as handle:
        diagnosis = await diagnosis_of(setup, handle)
    assert setup.cause == diagnosis.first.id, diagnosis.causes


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_cause_says_how_to_confirm_it_and_what_to_do_where(language: str) -> None:
    """All four parts, in the language that was asked for, filled in."""
    setup = next(one for one in SETUPS if one.name == "own IP")
    with running_simulator(options_for([CONNECTION])) as handle:
        first = (await diagnosis_of(setup, handle, language)).first
    parts = (first.title, first.confirm, first.fix, first.where)
    assert all(parts)
    assert not [part for part in parts if "{" in part]
    assert "127.0.0.1" in first.title
