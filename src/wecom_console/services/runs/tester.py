"""Runs login tests: profile, scenario, platform, backend and phone become a stream of events."""

import secrets
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterable
from contextlib import AsyncExitStack, aclosing, asynccontextmanager

from wecom_console.backends.httpx_port import open_http_port
from wecom_console.backends.route import OpenHttp
from wecom_console.backends.table import build_plan
from wecom_console.domain.check import check
from wecom_console.domain.documents import to_raw
from wecom_console.domain.problems import Problem, Severity
from wecom_console.domain.profile import Profile
from wecom_console.domain.verdicts import LEGS, Verdict
from wecom_console.flow.device_legs import RunDevice
from wecom_console.flow.driver import RunHead, drive, where_of
from wecom_console.flow.events import Event, LegFinished, RunCrashed, RunFinished, RunStarted
from wecom_console.flow.plan import Plan
from wecom_console.flow.redaction import Redactor
from wecom_console.flow.scenarios.definitions import Scenario
from wecom_console.flow.stopping import StopSwitch
from wecom_console.services.authing.refused_secrets import RefusedSecrets
from wecom_console.services.clocks import RealClock
from wecom_console.services.runs.embedded import OpenSimulator, PrivateSimulators, private_simulator
from wecom_console.services.runs.environment import EnvironmentBuilder, RunEnvironment
from wecom_console.services.runs.phones import PhonePrompts
from wecom_console.services.runs.request import RunRequest, is_silent, why_not


def new_token() -> str:
    """A random text for a state or a run id: 22 URL-safe characters."""
    return secrets.token_urlsafe(16)


class LoginTester:
    """Opens sessions in which logins are tested. Collaborators can be replaced for tests."""

    def __init__(
        self,
        *,
        open_http: OpenHttp = open_http_port,
        open_simulator: OpenSimulator = private_simulator,
        clock: RealClock | None = None,
        new_token: Callable[[], str] = new_token,
    ) -> None:
        self._open_http = open_http
        self._open_simulator = open_simulator
        self._clock = clock or RealClock()
        self._new_token = new_token
        self._refused = RefusedSecrets()

    @asynccontextmanager
    async def session(self, request: RunRequest) -> "AsyncIterator[TesterSession]":
        """What several runs of one connection share: one client, and the private simulators that
        they ask for."""
        async with AsyncExitStack() as stack:
            simulators = PrivateSimulators(self._open_simulator, stack)
            # After the simulators, so that its connections close before they stop.
            http = await stack.enter_async_context(self._open_http(request.route))
            environments = EnvironmentBuilder(http, simulators, self._clock)
            yield TesterSession(environments, self._clock, self._new_token, self._refused)

    async def run_many(
        self,
        request: RunRequest,
        scenarios: Iterable[Scenario],
        *,
        desk: PhonePrompts | None = None,
        stop: StopSwitch | None = None,
    ) -> AsyncGenerator[Event]:
        """The events of all runs in one session, one after the other. After a stop the others do
        not begin."""
        switch = stop or StopSwitch()
        async with self.session(request) as session:
            for scenario in scenarios:
                if switch.is_pressed:
                    return
                async with aclosing(session.run(request, scenario, desk=desk, stop=switch)) as run:
                    async for event in run:
                        yield event


class TesterSession:
    """Runs one scenario after the other over what `LoginTester.session` opened."""

    def __init__(
        self,
        environments: EnvironmentBuilder,
        clock: RealClock,
        new_token: Callable[[], str],
        refused: RefusedSecrets,
    ) -> None:
        self._environments = environments
        self._clock = clock
        self._new_token = new_token
        self._refused = refused

    async def run(
        self,
        request: RunRequest,
        scenario: Scenario,
        *,
        desk: PhonePrompts | None = None,
        stop: StopSwitch | None = None,
    ) -> AsyncGenerator[Event]:
        """The events of one run; `RunStarted` is the first. A private simulator is as started for
        each. A scenario that cannot run so has all its legs skipped, each saying why, and has not
        passed."""
        head = RunHead(
            run_id=self._new_token(),
            connection=request.profile.identifier,
            config_hash=request.config_hash,
            at=self._clock.now(),
        )
        has_begun = False
        try:
            opening = self._environments.open(request, scenario, desk=desk or PhonePrompts())
            async with opening as environment:
                plan = self._plan(request, scenario, environment)
                if isinstance(plan, str):
                    events = _not_run(request, scenario, head, why=plan)
                else:
                    redactor = Redactor(
                        (*request.credentials.known(), *environment.credentials.known())
                    )
                    switch = stop or StopSwitch()
                    events = drive(
                        plan, environment.ports, head=head, redactor=redactor, stop=switch
                    )
                async with aclosing(events):
                    async for event in events:
                        has_begun = True
                        self._refused.hear(event, environment.credentials)
                        yield event
        except Exception as bug:  # noqa: BLE001  whatever falls over is a bug, and must be told
            if not has_begun:
                yield _started(request, scenario, head)
            yield RunCrashed(type(bug).__name__, where_of(bug.__traceback__))

    def _plan(
        self, request: RunRequest, scenario: Scenario, environment: RunEnvironment
    ) -> Plan | str:
        """The plan, or why there is none."""
        obstacle = why_not(scenario, environment.setting)
        if obstacle:
            return obstacle
        device = RunDevice(
            profile=environment.profile,
            platform=request.chosen_platform,
            scenario=scenario,
            state=request.state or self._new_token(),
            other_state=self._new_token(),
            transaction=str(int(self._clock.ticks_ms())),
            problems=_findings(request.profile),
            confirm_base=environment.confirm_base,
            redeemable=environment.setting.is_redeemable,
            is_stand_in=is_silent(request.profile),
            knows_state=request.knows_state,
            callback_timeout_s=request.callback_timeout_s,
        )
        credentials = self._refused.without(environment.credentials, environment.profile)
        plan = build_plan(request.chosen_backend, device, credentials)
        return plan or "unavailable.backend"


def _findings(profile: Profile) -> tuple[Problem, ...]:
    problems = check(to_raw(profile)).problems
    return tuple(p for p in problems if p.severity is not Severity.HINT)


def _started(request: RunRequest, scenario: Scenario, head: RunHead) -> RunStarted:
    return RunStarted(
        run_id=head.run_id,
        connection=head.connection,
        scenario=scenario.name,
        platform=request.chosen_platform,
        backend=request.chosen_backend,
        config_hash=head.config_hash,
        at=head.at,
        legs=LEGS,
    )


async def _not_run(
    request: RunRequest, scenario: Scenario, head: RunHead, *, why: str
) -> AsyncGenerator[Event]:
    yield _started(request, scenario, head)
    for leg in LEGS:
        yield LegFinished(leg, Verdict.SKIPPED, why, {}, 0.0)
    expected = str(scenario.expectation(request.chosen_platform, request.chosen_backend))
    yield RunFinished(passed=False, verdict=Verdict.SKIPPED, expected=expected, elapsed_ms=0.0)
