"""Whole logins over real HTTP: every scenario, platform and backend against the simulator."""

import asyncio
from contextlib import AbstractAsyncContextManager, aclosing
from dataclasses import replace
from pathlib import Path
from typing import Any

import anyio
import pytest

from flow.playbook import answer
from flow.samples import APP_SECRET, CODE, PROFILE, SECRET_TEXT, collect, return_link, scenario
from services.runs.run_support import (
    AGENCY_CREDENTIALS,
    AGENCY_PROFILE,
    CREDENTIALS,
    TOKEN_HEADS,
    World,
    available,
    legs,
    on_simulator,
    outside_simulator,
    pointed,
    real_wecom,
    run_one,
    split_runs,
    summary,
)
from wecom_console.backends.httpx_port import open_http_port
from wecom_console.backends.route import Route
from wecom_console.domain.documents import to_raw
from wecom_console.domain.profile import (
    MOBILE_TYPE,
    AndroidApp,
    Association,
    IosApp,
    Network,
)
from wecom_console.domain.secrets import Secret
from wecom_console.domain.verdicts import BackendKind, Platform, Verdict
from wecom_console.flow.commands import HttpCall
from wecom_console.flow.event_codec import serialise_events
from wecom_console.flow.events import (
    CallbackSeen,
    Event,
    Evidence,
    Exchanged,
    LegFinished,
    LinkOffered,
    RunCrashed,
    RunStarted,
    RunStopped,
)
from wecom_console.flow.ports import HttpPort
from wecom_console.flow.scenarios.definitions import SimulatorSetup, built_in_scenarios
from wecom_console.flow.stopping import StopSwitch
from wecom_console.flow.summary import Ending
from wecom_console.protocol.http_replies import HttpFailed
from wecom_console.services.runs.embedded import LoadedConnection
from wecom_console.services.runs.orders import PhoneMode
from wecom_console.services.runs.phones import PhonePrompts
from wecom_console.services.runs.request import RunRequest, default_platform, guess_setting, why_not
from wecom_console.services.runs.simulator_control import SimulatorAccess
from wecom_console.services.runs.tester import LoginTester
from wecom_console.simulator import SimulatorHandle, SimulatorOptions
from wecom_console.simulator.authing.signin.wecom_calls import EGRESS
from wecom_console.storage.documents import config_hash

pytestmark = pytest.mark.anyio

PLATFORMS = pytest.mark.parametrize("platform", [Platform.ANDROID, Platform.IOS])
ALL = built_in_scenarios().scenarios
EXPECTED = {
    "success": "Pssssss",
    "cancelled": "PsF----",
    "failed": "PsF----",
    "wrong-state": "PssF---",
    "code-reused": "PssssF-",
    "code-expired": "PssssF-",
    "login-only-unknown-user": "PsssssF",
    "unknown-app": "PsF----",
}


async def run_all(request: RunRequest) -> list[tuple[Event, ...]]:
    """Every scenario that can run so."""
    return split_runs(await collect(LoginTester().run_many(request, available(request))))


def told(runs: list[tuple[Event, ...]]) -> dict[str, str]:
    """The legs of each run that passed; of the others how they ended."""
    return {
        (run := summary(events)).scenario: legs(run) if run.passed else f"{legs(run)} {run}"
        for events in runs
    }


def bare(runs: list[tuple[Event, ...]]) -> set[object]:
    """The legs that are proven or simulated without a request, a link, a callback or a value that
    they rest on: there must be none."""
    kinds = (Exchanged, LinkOffered, CallbackSeen, Evidence)
    return {
        (summary(run).scenario, leg.leg)
        for run in runs
        for leg in summary(run).legs
        if leg.verdict in (Verdict.PROVEN, Verdict.SIMULATED)
        and not any(isinstance(e, kinds) and e.leg is leg.leg for e in run)
    }


def otherwise(told: dict[str, str]) -> dict[str, str]:
    """The runs that did not end as their scenarios expect."""
    return {name: legs for name, legs in told.items() if " " in legs}


@PLATFORMS
async def test_every_scenario_against_the_embedded_simulator(platform: Platform) -> None:
    """All end as expected; only leg 1 is proven, and no secret is told."""
    runs = await run_all(on_simulator(platform=platform))
    assert set() == bare(runs)
    assert ({}, EXPECTED) == (otherwise(told(runs)), {n: told(runs)[n] for n in EXPECTED})
    text = serialise_events(event for run in runs for event in run)
    assert [] == [s for s in (SECRET_TEXT, APP_SECRET.reveal(), *TOKEN_HEADS) if s in text]


@PLATFORMS
@pytest.mark.parametrize("api", ["v2", "v3"])
async def test_every_scenario_with_authings_protocol(platform: Platform, api: str) -> None:
    """The same dialogue that the real Authing would get, with a simulator as Authing."""
    async with outside_simulator() as handle:
        access = SimulatorAccess(handle.url, Secret(handle.control_token))
        request = RunRequest(
            pointed(handle.url, api=api), CREDENTIALS, platform=platform, simulator=access
        )
        events = await run_all(request)
    runs = told(events)
    assert set() == bare(events)
    assert ({}, EXPECTED) == (otherwise(runs), {name: runs[name] for name in EXPECTED})


@PLATFORMS
async def test_every_scenario_in_delegated_development(platform: Platform) -> None:
    """Against the embedded simulator, without a Secret of the app."""
    request = on_simulator(
        profile=AGENCY_PROFILE, credentials=AGENCY_CREDENTIALS, platform=platform
    )
    runs = told(await run_all(request))
    assert ({}, EXPECTED) == (otherwise(runs), {name: runs[name] for name in EXPECTED})


@pytest.mark.parametrize("backend", [BackendKind.WECOM, BackendKind.CASDOOR])
async def test_delegated_development_is_not_redeemed_by_everyone(backend: BackendKind) -> None:
    """With what a company has, WeCom cannot be asked; Casdoor knows self-built apps."""
    request = on_simulator(profile=AGENCY_PROFILE, credentials=AGENCY_CREDENTIALS, backend=backend)
    assert "unavailable.type" == why_not(scenario("success"), guess_setting(request))


@pytest.mark.parametrize("api", ["v2", "v3"])
async def test_delegated_development_with_authings_protocol(api: str) -> None:
    """Authing has another address, or another payload, for it; the usual one is refused there."""
    connection = LoadedConnection(AGENCY_PROFILE, AGENCY_CREDENTIALS)
    async with outside_simulator(connection) as handle:
        access = SimulatorAccess(handle.url, Secret(handle.control_token))
        profile = pointed(handle.url, api=api, profile=AGENCY_PROFILE)
        request = RunRequest(profile, AGENCY_CREDENTIALS, simulator=access)
        runs = told(await run_all(request))
        usual = replace(request, profile=replace(profile, type=MOBILE_TYPE))
        (other,) = split_runs(await collect(LoginTester().run_many(usual, available(usual)[:1])))
    assert ({}, EXPECTED) == (otherwise(runs), {name: runs[name] for name in EXPECTED})
    assert "exchange.no_connection" in serialise_events(other)


@PLATFORMS
async def test_every_scenario_with_wecom_direct(platform: Platform) -> None:
    """WeCom issues no tokens, so leg 7 is skipped, and there are no accounts."""
    async with outside_simulator() as handle:
        access = SimulatorAccess(handle.url, Secret(handle.control_token))
        request = RunRequest(
            pointed(handle.url),
            CREDENTIALS,
            platform=platform,
            backend=BackendKind.WECOM,
            simulator=access,
        )
        expected = EXPECTED | {"success": "Psssss-"}
        del expected["login-only-unknown-user"]
        events = await run_all(request)
    runs = told(events)
    assert set() == bare(events)
    assert ({}, expected) == (otherwise(runs), {name: runs[name] for name in expected})


@pytest.mark.parametrize("end", ["", "/"])
async def test_a_simulator_elsewhere_is_used_through_its_page(end: str) -> None:
    """Without its control token the confirm page is driven as a browser would."""
    async with outside_simulator() as handle:
        request = RunRequest(pointed(f"{handle.url}{end}"), CREDENTIALS)
        runs = told(await run_all(request))
    wanted = ("success", "cancelled", "wrong-state", "code-reused", "unknown-app")
    assert {name: EXPECTED[name] for name in wanted}.items() <= runs.items()
    assert {} == otherwise(runs)


async def test_a_refusal_on_the_page_names_its_reason() -> None:
    """As the simulator's page prints it."""
    async with outside_simulator() as handle:
        request = RunRequest(pointed(handle.url), CREDENTIALS)
        events = await collect(run_one(request, scenario("unknown-app")))
    failed = summary(events).failed_leg
    assert failed is not None
    assert ("phone.package_mismatch", "com.example.unknown.app") == (
        failed.code,
        failed.params["found"],
    )


async def test_the_application_may_sign_with_rs256() -> None:
    """The algorithm is read from its public config, the key from its key set."""
    signed = replace(scenario(), simulator=SimulatorSetup("rs256"))
    events = await collect(run_one(on_simulator(), signed))
    assert EXPECTED["success"] == legs(summary(events))
    assert any(isinstance(e, Exchanged) and e.url.endswith("jwks.json") for e in events)


@pytest.mark.parametrize("backend", [BackendKind.SIMULATOR, BackendKind.WECOM])
async def test_a_fault_of_wecom_is_found_in_leg_six(backend: BackendKind) -> None:
    """Whether WeCom is asked by us or by Authing; the address it saw is named."""
    fault = {"path": "/cgi-bin/auth/getuserinfo", "errcode": 60020}
    untrusted = replace(
        scenario(),
        name="ip",
        simulator=SimulatorSetup(faults=(fault, fault | {"path": "/cgi-bin/user/getuserinfo"})),
    )
    async with outside_simulator() as handle:
        access = SimulatorAccess(handle.url, Secret(handle.control_token))
        request = RunRequest(pointed(handle.url), CREDENTIALS, backend=backend, simulator=access)
        run = summary(await collect(run_one(request, untrusted)))
    assert run.failed_leg is not None
    assert ("PssssF-", "wecom.60020") == (legs(run), run.failed_leg.code)
    asked_by = "127.0.0.1" if backend is BackendKind.WECOM else EGRESS
    assert asked_by == run.failed_leg.params["ip"]


async def test_a_simulator_of_others_is_put_back() -> None:
    """Login-only is on for one scenario, and off again for the next."""
    async with outside_simulator() as handle:
        access = SimulatorAccess(handle.url, Secret(handle.control_token))
        request = RunRequest(pointed(handle.url), CREDENTIALS, simulator=access)
        names = ("login-only-unknown-user", "success")
        chosen = [scenario(name) for name in names]
        runs = split_runs(await collect(LoginTester().run_many(request, chosen)))
    assert {name: EXPECTED[name] for name in names} == told(runs)


# --- a real backend ----------------------------------------------------------------------------


async def test_a_real_wecom_proves_what_it_can_without_a_code() -> None:
    """Leg 4 is not provable, legs 5 and 6 are proven, and no made-up code is sent."""
    world = real_wecom()
    request = RunRequest(PROFILE, CREDENTIALS, backend=BackendKind.WECOM)
    tester = LoginTester(open_http=world.open)
    run = summary(await collect(run_one(request, scenario(), tester=tester)))
    assert ("Pss?PP-", Ending.UNPROVEN, True) == (legs(run), run.ending, run.passed)
    assert ["/gettoken", "/gettoken", "/agent/get"] == world.paths
    assert Verdict.NOT_PROVABLE is run.verdict


async def test_the_connection_says_the_way_to_its_servers(tmp_path: Path) -> None:
    """A relative CA file lies beside the config file."""
    world = real_wecom()
    routes: list[Route] = []

    def opened(route: Route) -> AbstractAsyncContextManager[HttpPort]:
        routes.append(route)
        return world.open()

    network = Network(proxy="http://proxy.acme.cn:3128", ca_file="ca.pem", timeout_s="7")
    profile = replace(PROFILE, network=network)
    request = RunRequest(profile, CREDENTIALS, backend=BackendKind.WECOM, folder=tmp_path)
    await collect(run_one(request, scenario(), tester=LoginTester(open_http=opened)))
    assert [Route("http://proxy.acme.cn:3128", ca_file=tmp_path / "ca.pem")] == routes
    assert world.port is not None
    assert {7.0} == {call.timeout_s for call in world.port.calls}


async def test_a_real_wecom_that_refuses_is_a_failure_for_real() -> None:
    """The picture of the login test page: leg 6 failed, 60020."""
    refused = answer({"errcode": 60020, "errmsg": "not allow, from ip: 203.0.113.24, more"})
    request = RunRequest(PROFILE, CREDENTIALS, backend=BackendKind.WECOM)
    tester = LoginTester(open_http=real_wecom(agent_get=refused).open)
    run = summary(await collect(run_one(request, scenario(), tester=tester)))
    assert ("Pss?PF-", False) == (legs(run), run.passed)
    assert run.failed_leg is not None
    assert ("wecom.60020", False) == (run.failed_leg.code, run.failed_leg.simulated)


async def test_expected_refusals_on_the_virtual_phone_need_no_real_code() -> None:
    """Cancel, refusal, wrong state and unknown app end before the backend is asked."""
    world = real_wecom()
    request = RunRequest(PROFILE, CREDENTIALS, backend=BackendKind.WECOM)
    names = [s.name for s in available(request)]
    assert {"success", "cancelled", "failed", "wrong-state", "unknown-app"} <= set(names)
    tester = LoginTester(open_http=world.open)
    chosen = [scenario(name) for name in names[1:]]
    runs = split_runs(await collect(tester.run_many(request, chosen)))
    assert ({}, []) == (otherwise(told(runs)), world.paths)


async def test_without_a_phone_legs_two_to_four_stay_open() -> None:
    """CI against a real backend."""
    request = RunRequest(PROFILE, CREDENTIALS, backend=BackendKind.WECOM, phone=PhoneMode.ABSENT)
    tester = LoginTester(open_http=real_wecom().open)
    run = summary(await collect(run_one(request, scenario(), tester=tester)))
    assert ("P???PP-", ["request.absent", "confirm.absent", "return.absent"]) == (
        legs(run),
        [leg.code for leg in run.legs[1:4]],
    )


async def test_a_real_phone_proves_the_whole_login() -> None:
    """The pasted callback's code is sent, and what follows is proven."""
    named = answer({"errcode": 0, "userid": "zhangsan"})
    world = real_wecom(auth_getuserinfo=named, user_get=named)
    request = RunRequest(
        PROFILE,
        CREDENTIALS,
        backend=BackendKind.WECOM,
        phone=PhoneMode.PASTED,
        state="state-of-this-login",
    )
    desk = PhonePrompts()
    events: list[Event] = []
    async with anyio.create_task_group() as group:
        async for event in run_one(
            request, scenario(), tester=LoginTester(open_http=world.open), desk=desk
        ):
            events.append(event)
            if isinstance(event, LinkOffered):
                group.start_soon(deliver, desk, f"  {return_link()}\n")
    run = summary(events)
    assert ("P?PPPP-", True) == (legs(run), run.passed)
    assert CODE not in serialise_events(events)
    assert "/auth/getuserinfo" in world.paths


async def deliver(desk: PhonePrompts, url: str) -> None:
    """Paste as soon as somebody waits for it."""
    while not desk.deliver(url):
        await anyio.sleep(0)


async def test_a_real_authing_is_compared_without_a_code() -> None:
    """Leg 5 is proven by the public config; legs 6 and 7 are not provable."""
    fields = {"corpId": PROFILE.corp_id, "agentId": PROFILE.agent_id, "schema": PROFILE.schema}
    item = {"id": "c", "type": "wechatwork:mobile", "identifier": "acme-wecom", "fields": fields}
    world = World({"/public-config": answer({"code": 200, "data": {"ecConnections": [item]}})})
    tester = LoginTester(open_http=world.open)
    run = summary(await collect(run_one(RunRequest(PROFILE), scenario(), tester=tester)))
    assert ("Pss?P??", "exchange.preflight") == (legs(run), run.legs[4].code)


# --- the virtual phone -------------------------------------------------------------------------


async def with_person(request: RunRequest, act: object, name: str = "success") -> tuple[Event, ...]:
    """A run in which a person acts once the link is there."""
    desk = PhonePrompts()
    events: list[Event] = []
    async with anyio.create_task_group() as group:
        async for event in run_one(request, scenario(name), desk=desk):
            events.append(event)
            if isinstance(event, LinkOffered):
                group.start_soon(act, desk, event)  # type: ignore[arg-type]
    return tuple(events)


@pytest.mark.parametrize(("decision", "expected"), [("approve", "Pssssss"), ("cancel", "PsF----")])
async def test_a_person_decides_at_the_drawn_phone(decision: str, expected: str) -> None:
    """Agree or Cancel in the window."""

    async def press(desk: PhonePrompts, _: LinkOffered) -> None:
        while not desk.decide(decision, member="lisi"):
            await anyio.sleep(0)

    run = summary(await with_person(on_simulator(phone=PhoneMode.VIRTUAL), press))
    assert expected == legs(run)


async def test_a_person_decides_on_the_page() -> None:
    """The confirm page in a browser; the tester is waiting for it."""

    async def browse(_: PhonePrompts, offered: LinkOffered) -> None:
        async with open_http_port() as http:
            page = await http.call(HttpCall("GET", offered.confirm_url))
            html = page.body.decode()  # type: ignore[union-attr]
            ticket = html.partition('name="ticket" value="')[2].partition('"')[0]
            form = (("ticket", ticket), ("member", "zhangsan"), ("decision", "approve"))
            address = offered.confirm_url.partition("?")[0]
            await http.call(HttpCall("POST", address, form=form))

    run = summary(await with_person(on_simulator(phone=PhoneMode.VIRTUAL), browse))
    assert EXPECTED["success"] == legs(run)


async def test_nobody_decides() -> None:
    """The time is up: leg 3 has failed."""
    request = on_simulator(phone=PhoneMode.VIRTUAL, callback_timeout_s=0.05)
    run = summary(await collect(run_one(request, scenario())))
    assert run.failed_leg is not None
    assert ("PsF----", "confirm.timeout") == (legs(run), run.failed_leg.code)


async def test_a_wrong_state_with_a_person() -> None:
    """The tampering is the app's memory, so it works with any phone."""

    async def press(desk: PhonePrompts, _: LinkOffered) -> None:
        while not desk.decide("approve"):
            await anyio.sleep(0)

    request = on_simulator(phone=PhoneMode.VIRTUAL)
    assert EXPECTED["wrong-state"] == legs(
        summary(await with_person(request, press, "wrong-state"))
    )


async def test_a_button_outside_a_run_means_nothing() -> None:
    """It is forgotten, not kept for the next run."""
    desk = PhonePrompts()
    assert (False, False) == (desk.decide("approve"), desk.deliver("wwauth://x"))


# --- stop, crash, what cannot run --------------------------------------------------------------


async def test_stopping_a_run_that_waits_for_a_person() -> None:
    """At once; the scenarios after it do not begin."""
    stop = StopSwitch()
    events: list[Event] = []
    with anyio.fail_after(120):
        request = on_simulator(phone=PhoneMode.VIRTUAL)
        async for event in LoginTester().run_many(request, ALL, stop=stop):
            events.append(event)
            if isinstance(event, LinkOffered):
                stop.press()
    assert isinstance(events[-1], RunStopped)
    assert 1 == len(split_runs(events))


async def test_leaving_a_run_early_stops_its_simulator() -> None:
    """The window closes while a run goes on."""
    url = ""
    run = LoginTester().run_many(on_simulator(), (scenario(),))
    async for event in run:
        if isinstance(event, LinkOffered):
            url = event.confirm_url.partition("/wwopen")[0]
            break
    await run.aclose()
    async with open_http_port() as http:
        assert isinstance(await http.call(HttpCall("GET", url)), HttpFailed)


async def test_cancelling_the_consumer_stops_everything() -> None:
    """The window cancels the task that iterates: nothing goes on, and the simulator is gone."""
    offered: list[str] = []

    async def consume() -> None:
        request = on_simulator(phone=PhoneMode.VIRTUAL)
        async with aclosing(LoginTester().run_many(request, (scenario(),))) as events:
            async for event in events:
                if isinstance(event, LinkOffered):
                    offered.append(event.confirm_url.partition("/wwopen")[0])
                    waiting.set()

    waiting = asyncio.Event()
    task = asyncio.create_task(consume())
    await waiting.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with open_http_port() as http:
        assert isinstance(await http.call(HttpCall("GET", offered[0])), HttpFailed)


async def test_a_stage_that_falls_over_is_told() -> None:
    """As a crash of a run that has begun, without any value."""

    def broken(_: SimulatorOptions) -> AbstractAsyncContextManager[SimulatorHandle]:
        raise OSError(SECRET_TEXT)

    tester = LoginTester(open_simulator=broken)
    events = await collect(run_one(on_simulator(), scenario(), tester=tester))
    assert [RunStarted, RunCrashed] == [type(e) for e in events]
    assert SECRET_TEXT not in repr(events)


@pytest.mark.parametrize(
    ("changes", "name", "code"),
    [
        ({"backend": BackendKind.CASDOOR}, "user-disabled", "unavailable.backend"),
        ({"backend": BackendKind.WECOM}, "login-only-unknown-user", "unavailable.backend"),
        ({"backend": BackendKind.WECOM}, "code-reused", "unavailable.code"),
        ({"phone": PhoneMode.ABSENT}, "cancelled", "unavailable.phone"),
        ({"phone": PhoneMode.PASTED}, "failed", "unavailable.virtual"),
        ({"platform": Platform.HARMONY}, "cancelled", "unavailable.platform"),
    ],
)
async def test_a_scenario_that_cannot_run_so_is_skipped(
    changes: dict[str, object], name: str, code: str
) -> None:
    """Every leg says why; it has not passed, and it is known before it runs."""
    request, chosen = on_simulator(**changes), scenario(name)
    tester = LoginTester(open_http=real_wecom().open)
    run = summary(await collect(run_one(request, chosen, tester=tester)))
    assert ("-------", False, Ending.UNAVAILABLE) == (legs(run), run.passed, run.ending)
    assert {code} == {leg.code for leg in run.legs}
    assert code == why_not(chosen, guess_setting(request))


async def test_harmony_runs_as_far_as_it_can() -> None:
    """Its links are not public; the rest is compared."""
    request = on_simulator(platform=Platform.HARMONY)
    run = summary(await collect(run_one(request, scenario())))
    assert ("P???s??", Ending.UNPROVEN) == (legs(run), run.ending)


# --- what is prepared --------------------------------------------------------------------------


async def test_a_profile_without_apps_gets_a_stand_in() -> None:
    """A fresh profile can be tested at once, and the evidence says what was made up."""
    silent = replace(PROFILE, android=AndroidApp(), ios=IosApp())
    request = on_simulator(profile=silent)
    chosen = [scenario("success"), scenario("unknown-app")]
    events = await collect(LoginTester().run_many(request, chosen))
    assert ["Pssssss", "PsF----"] == [legs(summary(run)) for run in split_runs(events)]
    titles = {e.title for e in events if isinstance(e, Evidence)}
    assert "evidence.stand_in" in titles


async def test_a_platform_that_is_not_set_up_is_refused() -> None:
    """The profile names an iOS app only; WeCom would refuse Android."""
    ios_only = replace(PROFILE, android=AndroidApp())
    request = on_simulator(profile=ios_only, platform=Platform.ANDROID)
    run = summary(await collect(run_one(request, scenario())))
    assert run.failed_leg is not None
    assert "phone.platform_not_set_up" == run.failed_leg.code
    assert Platform.IOS is default_platform(ios_only)


async def test_warnings_of_the_profile_are_evidence_of_leg_one() -> None:
    """Its own checks are asked again, on exactly this profile."""
    unusual = replace(PROFILE, agent_id="7", schema="wwauth0123456789abcdef000007")
    events = await collect(run_one(on_simulator(profile=unusual), scenario()))
    found = [item for e in events if isinstance(e, Evidence) for item in e.items]
    assert ("agent_id", "agent_id.unusual") in found
    assert "P" == legs(summary(events))[0]


@pytest.mark.parametrize(
    "changes",
    [{"login_only": True}, {"association": Association("challenge", (), ("phone-code",))}],
    ids=["login-only", "challenge"],
)
async def test_only_a_simulator_of_ones_own_is_given_accounts(changes: dict[str, Any]) -> None:
    """Where the connection makes none; those of a simulator that others use stay as they are."""
    strict = replace(PROFILE, **changes)
    events = await collect(run_one(on_simulator(profile=strict), scenario()))
    assert EXPECTED["success"] == legs(summary(events))
    async with outside_simulator(LoadedConnection(strict, CREDENTIALS)) as handle:
        access = SimulatorAccess(handle.url, Secret(handle.control_token))
        request = RunRequest(pointed(handle.url, profile=strict), CREDENTIALS, simulator=access)
        events = await collect(run_one(request, scenario()))
        assert not summary(events).passed
        assert not [e for e in handle.world.journal.since(0) if e.path == "/_sim/scenario"]


async def test_the_hash_and_the_ids_are_in_the_first_event() -> None:
    """A stored run goes stale by its hash."""
    tester = LoginTester(new_token=iter(["run-7", "state-1", "state-2"]).__next__)
    events = await collect(run_one(on_simulator(), scenario(), tester=tester))
    started = events[0]
    assert isinstance(started, RunStarted)
    assert ("run-7", config_hash(to_raw(PROFILE)), "acme-wecom") == (
        started.run_id,
        started.config_hash,
        started.connection,
    )
    seen = next(e for e in events if isinstance(e, CallbackSeen))
    assert "state-1" == dict(seen.parts)["state"]


async def test_an_automatic_phone_belongs_to_whom_it_is_told() -> None:
    """Another member than the first."""
    events = await collect(run_one(on_simulator(member="lisi"), scenario()))
    profile = [e for e in events if isinstance(e, Evidence) and e.title == "evidence.profile"]
    assert ("userIdInIdp", "lisi") in profile[0].items


async def test_every_leg_takes_its_time() -> None:
    """Milliseconds, measured."""
    events = await collect(run_one(on_simulator(), scenario()))
    times = [e.elapsed_ms for e in events if isinstance(e, LegFinished)]
    assert all(time >= 0 for time in times)
    assert sum(times) > 0
