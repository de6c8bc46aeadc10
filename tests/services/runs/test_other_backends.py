"""Casdoor and a custom HTTP backend, end to end: whole logins against a simulator that somebody
else runs, as a profile's own address leads to it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from flow.samples import APP_SECRET, PROFILE, SECRET_TEXT, collect, scenario
from services.runs.run_support import (
    CREDENTIALS,
    TOKEN_HEADS,
    available,
    legs,
    run_one,
    split_runs,
    summary,
)
from wecom_console import simulator
from wecom_console.domain.check import check
from wecom_console.domain.documents import to_raw
from wecom_console.domain.profile import FORM_TYPE, Backend, HttpLogin, Profile
from wecom_console.domain.secrets import KEYRING, Secret
from wecom_console.domain.verdicts import BackendKind, Leg, Verdict
from wecom_console.flow.event_codec import serialise_events
from wecom_console.flow.events import Event, Evidence
from wecom_console.flow.summary import RunSummary
from wecom_console.services.runs.embedded import LoadedConnection, options_for
from wecom_console.services.runs.request import RunRequest
from wecom_console.services.runs.simulator_control import SimulatorAccess
from wecom_console.services.runs.tester import LoginTester
from wecom_console.simulator.authing.signin.wecom_calls import EGRESS

pytestmark = pytest.mark.anyio

CLIENT_ID = "0123456789abcdef01234568"
CASDOOR = Backend(
    kind=BackendKind.CASDOOR,
    organization="acme",
    application="door",
    provider="wecom",
    app_id=CLIENT_ID,
)
JSON_LOGIN = HttpLogin(
    url="/custom/login",
    headers=("X-App-Secret: {app_secret}", "X-State: {state}"),
    body='{"code": "{code}", "corp_id": "{corp_id}", "agent_id": "{agent_id}"}',
    success="ok == true",
    user="user.id",
    token="token",
    error_code="error.code",
    error_message="error.message",
)
FORM_LOGIN = replace(JSON_LOGIN, content_type=FORM_TYPE, body="code={code}&corp_id={corp_id}")
HTTP = Backend(kind=BackendKind.HTTP, app_secret=KEYRING, http=JSON_LOGIN)
BACKENDS = {
    "casdoor": CASDOOR,
    "http": HTTP,
    "http-form": replace(HTTP, http=FORM_LOGIN),
}
EACH = pytest.mark.parametrize("name", BACKENDS)
SUCCESS = {"casdoor": "Pssssss", "http": "Psssss?", "http-form": "Psssss?"}


@asynccontextmanager
async def served(backend: Backend) -> AsyncIterator[RunRequest]:
    """A request whose profile leads to a simulator that is loaded with it."""
    loaded = replace(PROFILE, backend=backend)
    async with simulator.serve(options_for([LoadedConnection(loaded, CREDENTIALS)])) as handle:
        profile = at(loaded, handle.url)
        assert check(to_raw(profile)).ok
        access = SimulatorAccess(handle.url, Secret(handle.control_token))
        yield RunRequest(profile, CREDENTIALS, simulator=access)


def at(profile: Profile, url: str) -> Profile:
    """The profile with its backend at `url`."""
    backend = profile.backend
    login = replace(backend.http, url=f"{url}/custom/login") if backend.http.url else backend.http
    host = url if backend.kind is BackendKind.CASDOOR else ""
    return replace(profile, backend=replace(backend, app_host=host, http=login))


async def run(request: RunRequest, name: str = "success") -> tuple[Event, ...]:
    """One scenario."""
    return await collect(run_one(request, scenario(name)))


def failed(run: RunSummary) -> tuple[Leg, str]:
    """Where and how it failed."""
    assert run.failed_leg is not None, run
    return run.failed_leg.leg, run.failed_leg.code


@EACH
async def test_a_login_goes_all_the_way(name: str) -> None:
    """Every leg but the first rests on the simulator's answers."""
    async with served(BACKENDS[name]) as request:
        found = summary(await run(request))
    assert (True, SUCCESS[name]) == (found.passed, legs(found)), found


@EACH
@pytest.mark.parametrize("what", ["code-reused", "code-expired", "code-plus-lost"])
async def test_a_bad_code_fails_at_wecom(name: str, what: str) -> None:
    """WeCom's number comes through the backend's own words."""
    async with served(BACKENDS[name]) as request:
        found = summary(await run(request, what))
    assert (True, (Leg.IDENTITY, "wecom.40029")) == (found.passed, failed(found))


@EACH
async def test_an_untrusted_address_fails_at_wecom(name: str) -> None:
    """60020, with the address that WeCom saw."""
    async with served(BACKENDS[name]) as request:
        found = summary(await run(request, "ip-not-trusted"))
    assert (True, (Leg.IDENTITY, "wecom.60020")) == (found.passed, failed(found))
    assert found.failed_leg is not None
    assert EGRESS == found.failed_leg.params["ip"]


@EACH
async def test_every_scenario_that_means_something_here(name: str) -> None:
    """Each ends as it should, and no secret is told."""
    async with served(BACKENDS[name]) as request:
        scenarios = available(request)
        events = await collect(LoginTester().run_many(request, scenarios))
    told = {(one := summary(e)).scenario: one for e in split_runs(events)}
    assert len(told) == len(scenarios) > 30
    assert {} == {n: (legs(one), one) for n, one in told.items() if not one.passed}
    text = serialise_events(events)
    assert [] == [s for s in (SECRET_TEXT, APP_SECRET.reveal(), *TOKEN_HEADS) if s in text]


@EACH
async def test_a_simulator_without_its_token_is_used_through_its_page(name: str) -> None:
    """A backend on loopback that answers as our simulator does."""
    async with served(BACKENDS[name]) as request:
        found = summary(await run(replace(request, simulator=None)))
    assert SUCCESS[name] == legs(found)


async def test_casdoors_token_is_verified_for_the_named_client() -> None:
    """Its audience is the application's client id; its subject is shown."""
    async with served(CASDOOR) as request:
        events = await run(request)
    claims = [e for e in events if isinstance(e, Evidence) and e.title == "evidence.claims"]
    assert 1 == len(claims)
    assert CLIENT_ID in str(dict(claims[0].items)["aud"])


async def test_casdoors_token_is_not_judged_without_a_client_id() -> None:
    """Nobody would know for whom it was issued."""
    async with served(replace(CASDOOR, app_id="")) as request:
        found = summary(await run(request))
    assert (True, "Psssss?") == (found.passed, legs(found))
    assert ("tokens.opaque", Verdict.NOT_PROVABLE) == (found.legs[-1].code, found.legs[-1].verdict)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"application": "window"}, "casdoor.application"),
        ({"provider": "github"}, "casdoor.provider"),
        ({"state": "another"}, "casdoor.state"),
    ],
)
async def test_a_wrong_setting_fails_the_exchange(change: dict[str, str], code: str) -> None:
    """Before Casdoor asks WeCom."""
    async with served(CASDOOR) as request:
        backend = replace(request.profile.backend, **change)
        wrong = replace(request, profile=replace(request.profile, backend=backend))
        found = summary(await run(wrong))
    assert (Leg.EXCHANGE, code) == failed(found)


@pytest.mark.parametrize("kind", [BackendKind.CASDOOR, BackendKind.HTTP])
async def test_a_profile_without_the_settings_says_so(kind: BackendKind) -> None:
    """Chosen on the command line for a connection that knows nothing of it."""
    found = summary(await run(RunRequest(PROFILE, CREDENTIALS, backend=kind)))
    assert (Leg.EXCHANGE, "exchange.not_set_up") == failed(found)


async def test_the_custom_backends_secret_may_be_unknown() -> None:
    """A template that needs it sends nothing."""
    async with served(HTTP) as request:
        without = replace(request, credentials=replace(CREDENTIALS, app_secret=None))
        found = summary(await run(without))
    assert (Leg.EXCHANGE, "exchange.secret_unknown") == failed(found)
