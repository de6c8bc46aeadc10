"""Runs of the login tester, told in short."""

from collections.abc import AsyncGenerator, AsyncIterator, Iterable
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field, replace

from flow.playbook import answer
from flow.samples import APP_SECRET, PROFILE, SECRET_TEXT
from wecom_console import simulator
from wecom_console.backends.credentials import Credentials
from wecom_console.backends.httpx_port import open_http_port
from wecom_console.backends.route import USUAL, Route
from wecom_console.domain.profile import AGENCY_MOBILE_TYPE, Agency, Profile
from wecom_console.domain.secrets import KEYRING, Secret
from wecom_console.domain.verdicts import BackendKind
from wecom_console.flow.commands import HttpCall
from wecom_console.flow.events import Event, RunStarted
from wecom_console.flow.ports import HttpPort
from wecom_console.flow.scenarios.definitions import Scenario, built_in_scenarios
from wecom_console.flow.summary import RunSummary, verdict_summary
from wecom_console.protocol.answers import host_of
from wecom_console.protocol.http_replies import HttpAnswer, HttpFailed, TransportFault
from wecom_console.services.runs.embedded import LoadedConnection, options_for
from wecom_console.services.runs.phones import PhonePrompts
from wecom_console.services.runs.request import RunRequest, guess_setting, why_not
from wecom_console.services.runs.tester import LoginTester

CREDENTIALS = Credentials(Secret(SECRET_TEXT), APP_SECRET)
CONNECTION = LoadedConnection(PROFILE, CREDENTIALS)
AGENCY_PROFILE = replace(
    PROFILE,
    type=AGENCY_MOBILE_TYPE,
    agency=Agency("dk0123456789abcdef", KEYRING, KEYRING, KEYRING),
)
AGENCY_CREDENTIALS = Credentials(None, APP_SECRET)
"""The same login in delegated development: the company has no Secret of the app."""
_LETTERS = {"proven": "P", "simulated": "s", "failed": "F", "skipped": "-", "not_provable": "?"}

TOKEN_HEADS = ("eyJhbGci", "eyJ0eXAi", "eyJraWQi")
"""How every JWT begins, by the first key of its header; `eyJ` alone turns up in random texts."""


def pointed(url: str, *, api: str = "v3", profile: Profile = PROFILE) -> Profile:
    """The profile with everything at `url`."""
    backend = replace(profile.backend, api=api, host=url, app_host=url)
    return replace(profile, backend=backend, wecom=replace(PROFILE.wecom, base_url=url))


def on_simulator(**changes: object) -> RunRequest:
    """A run against the embedded simulator."""
    request = RunRequest(PROFILE, CREDENTIALS, backend=BackendKind.SIMULATOR)
    return replace(request, **changes)  # type: ignore[arg-type]


@asynccontextmanager
async def outside_simulator(
    connection: LoadedConnection = CONNECTION,
) -> AsyncIterator[simulator.SimulatorHandle]:
    """A simulator that somebody else runs, loaded with the profile, or with another."""
    async with simulator.serve(options_for([connection])) as handle:
        yield handle


def available(request: RunRequest) -> tuple[Scenario, ...]:
    """The built-in scenarios that can run so."""
    setting = guess_setting(request)
    return tuple(s for s in built_in_scenarios().scenarios if not why_not(s, setting))


async def run_one(
    request: RunRequest,
    scenario: Scenario,
    *,
    tester: LoginTester | None = None,
    desk: PhonePrompts | None = None,
) -> AsyncGenerator[Event]:
    """One run in a session of its own."""
    async with (
        (tester or LoginTester()).session(request) as session,
        aclosing(session.run(request, scenario, desk=desk)) as events,
    ):
        async for event in events:
            yield event


def legs(run: RunSummary) -> str:
    """One letter a leg: P proven, s simulated, F failed, - skipped, ? not provable."""
    return "".join(_LETTERS[leg.verdict.value] for leg in run.legs)


def split_runs(events: Iterable[Event]) -> list[tuple[Event, ...]]:
    """The events of many runs, one tuple a run."""
    runs: list[list[Event]] = []
    for event in events:
        if isinstance(event, RunStarted):
            runs.append([])
        runs[-1].append(event)
    return [tuple(run) for run in runs]


def summary(events: Iterable[Event]) -> RunSummary:
    """One run in short."""
    found = verdict_summary(events)
    assert found is not None
    return found


@dataclass
class WorldPort:
    """Loopback is real; everything else is answered by `answers`, by path."""

    loopback: HttpPort
    answers: dict[str, HttpAnswer]
    calls: list[HttpCall] = field(default_factory=list)

    async def call(self, call: HttpCall) -> HttpAnswer | HttpFailed:
        """Answer."""
        if host_of(call.url).startswith("127.0.0.1"):
            return await self.loopback.call(call)
        self.calls.append(call)
        for path, reply in self.answers.items():
            if call.url.endswith(path):
                return reply
        return HttpFailed(TransportFault.CONNECT, host_of(call.url))


@dataclass
class World:
    """What the outside answers, and what it was asked."""

    answers: dict[str, HttpAnswer]
    port: WorldPort | None = None

    @asynccontextmanager
    async def open(self, _route: Route = USUAL) -> AsyncIterator[HttpPort]:
        """Stands for `open_http_port`."""
        async with open_http_port() as loopback:
            self.port = WorldPort(loopback, self.answers)
            yield self.port

    @property
    def paths(self) -> list[str]:
        """The paths that were asked for outside, in order."""
        assert self.port is not None
        return [call.url.partition("/cgi-bin")[2] for call in self.port.calls]


def real_wecom(**others: HttpAnswer) -> World:
    """A WeCom that knows the Secret and the agent, and no code."""
    return World(
        {
            "/gettoken": answer({"errcode": 0, "access_token": "Token-0123456789abcdef"}),
            "/agent/get": answer({"errcode": 0, "agentid": 1000002, "name": "Acme", "close": 0}),
            "/auth/getuserinfo": answer({"errcode": 40029, "errmsg": "invalid code"}),
            **{f"/{path.replace('_', '/')}": reply for path, reply in others.items()},
        }
    )
