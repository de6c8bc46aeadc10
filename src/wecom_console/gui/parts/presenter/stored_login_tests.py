"""The login tests for real: stored connections, the demo, drafts; runs that are kept.

What is heavy (httpx, the simulator, the keyring) is imported where it is needed first, which is
never the GUI thread before the first paint.
"""

from collections.abc import AsyncGenerator, AsyncIterator, Callable, Collection, Iterator
from contextlib import aclosing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from wecom_console.domain.check import check
from wecom_console.domain.connection_types import type_named
from wecom_console.domain.documents import to_raw
from wecom_console.domain.fields import SECRET_PATHS
from wecom_console.domain.secrets import Secret
from wecom_console.domain.verdicts import BackendKind, Platform, Verdict
from wecom_console.flow.event_codec import EventsUnreadable, deserialise_events, serialise_events
from wecom_console.flow.events import Event, RunFinished, RunStarted
from wecom_console.flow.scenarios.definitions import Scenario
from wecom_console.flow.summary import verdict_summary
from wecom_console.gui.parts.presenter.choices import DEMO_KEY, is_demo
from wecom_console.gui.parts.presenter.login_tests import (
    ConnectionToTest,
    Listing,
    Origin,
    PastRun,
    PhoneInHand,
    RunOrder,
    ScenarioChoice,
    ScenarioEvent,
)
from wecom_console.messages.catalogue import load_messages

if TYPE_CHECKING:
    from wecom_console.backends.credentials import Credentials
    from wecom_console.services.authing.preflight import Preflight
    from wecom_console.services.context import Services
    from wecom_console.services.profiles.records import FinishedRun
    from wecom_console.services.runs.phones import PhoneMode, PhonePrompts
    from wecom_console.services.runs.request import RunRequest
    from wecom_console.services.runs.team_scenarios import TeamScenarios
    from wecom_console.simulator import ConnectionSetup


class StoredLoginTests:
    """`services` may block when it is called; `language` is that of the moment, for the demo's
    show name; `clock` gives seconds since the epoch; `scenario_file` is a team's own, or empty."""

    def __init__(
        self,
        services: "Callable[[], Services]",
        *,
        language: Callable[[], str],
        clock: Callable[[], float],
        scenario_file: Callable[[], str] = str,
    ) -> None:
        self._services = services
        self._scenario_file = scenario_file
        self._team: TeamScenarios | None = None
        self._language = language
        self._clock = clock
        self._demo: ConnectionSetup | None = None

    def connections(self) -> Listing:
        """The stored connections without errors, then the demo, unless it is among them. Blocks."""
        from wecom_console.services.runs import tester as test_runs  # noqa: F401  httpx, off the GUI thread
        from wecom_console.storage.problems import StoreUnavailable  # with the services

        demo = self._demo_connection()
        team = self._read_team()
        try:
            stored = tuple(self._stored(member=demo.member))
        except StoreUnavailable as trouble:
            return replace(team, connections=(demo,), trouble=trouble.code, params=trouble.params)
        if any(is_demo(connection) for connection in stored):
            return replace(team, connections=stored)
        return replace(team, connections=(*stored, demo))

    def _read_team(self) -> Listing:
        """The team's file anew; without it, or with errors in it, the built-in scenarios alone."""
        from wecom_console.services.runs.team_scenarios import (  # with the services
            TeamFileUnreadable,
            TeamFileWrong,
            no_team,
            read_team_file,
        )

        file = self._scenario_file()
        found = read_team_file(Path(file)) if file else no_team()
        self._team = no_team()
        match found:
            case TeamFileUnreadable(reason=reason):
                told: dict[str, str | int] = {"file": file, "reason": reason}
                return Listing((), team_trouble="team.unreadable", team_params=told)
            case TeamFileWrong(problems=problems):
                told = {"file": file, "field": problems[0].field, "count": len(problems)}
                return Listing((), team_trouble="team.wrong", team_params=told)
            case _:
                self._team = found
                return Listing((), words=found.words)

    @property
    def team(self) -> "TeamScenarios":
        """The scenarios, as they were read last."""
        from wecom_console.services.runs.team_scenarios import no_team  # with the services

        return self._team or no_team()

    def backends(self, connection: ConnectionToTest) -> tuple[BackendKind, ...]:
        """The simulator always; the real ones where the connection says enough. The profile's own
        comes first."""
        if is_demo(connection):
            return (BackendKind.SIMULATOR,)
        own = connection.profile.backend.kind
        offered = [BackendKind.SIMULATOR]
        if own not in (BackendKind.SIMULATOR, BackendKind.WECOM):
            offered.append(own)
        if BackendKind.WECOM in type_named(connection.profile.type).backends:
            offered.append(BackendKind.WECOM)
        return tuple(sorted(offered, key=lambda kind: kind is not own))

    def offers(
        self,
        connection: ConnectionToTest,
        platform: Platform,
        backend: BackendKind,
        phone: PhoneInHand,
    ) -> tuple[ScenarioChoice, ...]:
        """The team's scenarios, then those that come with the product."""
        from wecom_console.services.runs.request import (  # after `connections`, so it is there
            guess_setting,
            why_not,
        )

        order = RunOrder(connection, (), platform, backend, phone)
        setting = guess_setting(request_for(order, None))
        return tuple(
            ScenarioChoice(scenario.name, why_not(scenario, setting), group=scenario.group)
            for scenario in self.team.book.scenarios
        )

    async def check_online(self, connection: ConnectionToTest) -> "Preflight":
        """The live preflight, with the secrets of the form or of the store."""
        from anyio.to_thread import run_sync  # with the bridge

        from wecom_console.services.authing.preflight import LivePreflight  # httpx

        credentials = await run_sync(self.credentials, connection)
        attempts = await run_sync(lambda: self._services().attempts)
        return await LivePreflight(attempts).run(connection.profile, credentials)

    def past_runs(
        self, connection: ConnectionToTest, platform: Platform, backend: BackendKind
    ) -> tuple[PastRun, ...]:
        """The last run of each scenario. The demo is another company in every session, so its runs
        are not kept. Blocks."""
        if connection.origin is not Origin.STORED:
            return ()
        profiles = self._services().profiles
        found: dict[str, PastRun] = {}
        for run in profiles.runs(connection.key):
            if (run.platform, run.backend) != (platform, backend) or run.scenario in found:
                continue
            text = profiles.run_events(run.run_id)
            events = deserialise_events(text) if text is not None else ()
            if not isinstance(events, EventsUnreadable):
                found[run.scenario] = PastRun(run.scenario, events, run.is_stale)
        return tuple(found.values())

    def start(self, order: RunOrder) -> "StartedLogins":
        """A run that has not begun."""
        return StartedLogins(
            order,
            team=self.team,
            credentials=partial(self.credentials_for, order),
            record=self.record,
        )

    # --- inside --------------------------------------------------------------------------------

    def _stored(self, *, member: str) -> Iterator[ConnectionToTest]:
        profiles = self._services().profiles
        for summary in profiles.list():
            stored = None if summary.is_draft else profiles.get(summary.id)
            profile = check(stored.document).profile if stored is not None else None
            if profile is not None:
                yield ConnectionToTest(summary.id, profile, member=member, stored_id=summary.id)

    def _demo_connection(self) -> ConnectionToTest:
        from wecom_console.simulator import demo_connection  # pydantic, cryptography: off the start
        from wecom_console.simulator.world.setup import demo_members  # as above

        if self._demo is None:
            self._demo = demo_connection()
        name = load_messages(self._language()).text("simulator.demo_name")
        first = next((m.member.name for m in demo_members() if m.visible), "")
        return ConnectionToTest(
            DEMO_KEY, replace(self._demo.profile, display_name=name), Origin.DEMO, member=first
        )

    def credentials_for(self, order: RunOrder) -> "Credentials":
        """What a login sends to the order's backend. May block (keyring)."""
        from wecom_console.services.runs.request import NEEDED_SECRETS  # heavy: see above

        return self.credentials(order.connection, NEEDED_SECRETS[order.backend])

    def credentials(
        self, connection: ConnectionToTest, paths: Collection[str] = SECRET_PATHS
    ) -> "Credentials":
        """What stands on the form, then what the store's references at `paths` lead to. May
        block."""
        from wecom_console.backends.credentials import Credentials  # with the services

        demo = self._demo
        if connection.origin is Origin.DEMO and demo is not None:
            return Credentials(demo.secret, demo.app_secret, demo.access_key_secret)
        found: dict[str, Secret] = dict(connection.secrets)
        lacking: dict[str, str] = {}
        if connection.stored_id:
            profiles = self._services().profiles
            for path in paths:
                if path in found:
                    continue
                secret = profiles.secret(connection.stored_id, path)
                if isinstance(secret, Secret):
                    found[path] = secret
                else:
                    lacking[path] = secret.code
        return Credentials(
            found.get("secret"),
            found.get("backend.app_secret"),
            found.get("backend.access_key_secret"),
            secret_problem=lacking.get("secret", ""),
        )

    def record(self, connection: ConnectionToTest, events: tuple[Event, ...]) -> None:
        """Keeps a finished run of a stored connection. A store that refuses costs only the memory
        of it. Blocks."""
        finished = _finished_run(connection, events, at=self._clock())
        if finished is not None:
            self._services().profiles.record_run(finished)


class StartedLogins:
    """Scenarios under way. All of it on the event loop that iterates `events`."""

    def __init__(
        self,
        order: RunOrder,
        *,
        team: "TeamScenarios",
        credentials: "Callable[[], Credentials]",
        record: Callable[[ConnectionToTest, tuple[Event, ...]], None],
    ) -> None:
        self._order = order
        self._team = team
        self._credentials = credentials
        self._record = record
        self._desk: PhonePrompts | None = None

    async def events(self) -> AsyncIterator[ScenarioEvent]:
        """Runs them; a run that has finished is kept before the next one begins."""
        import anyio  # the loop has loaded it

        credentials = await anyio.to_thread.run_sync(self._credentials)
        request = request_for(self._order, credentials)
        book = self._team.book
        scenarios = [s for name in self._order.scenarios if (s := book.get(name)) is not None]
        running = ""
        heard: list[Event] = []
        async with aclosing(self._run(request, scenarios)) as told_events:
            async for event in told_events:
                if isinstance(event, RunStarted):
                    running, heard = event.scenario, []
                heard.append(event)
                yield ScenarioEvent(running, event)
                if isinstance(event, RunFinished):
                    record = partial(self._record, self._order.connection, tuple(heard))
                    await anyio.to_thread.run_sync(record)

    def _run(self, request: "RunRequest", scenarios: "list[Scenario]") -> "AsyncGenerator[Event]":
        """One run begins sooner in this process, and only here can the user take part in it. Many
        would hold the window up: they get a process of their own."""
        from wecom_console.services.runs.job import RunJob  # see the module's docstring
        from wecom_console.services.runs.matrix import Unit  # see the module's docstring
        from wecom_console.services.runs.phones import PhonePrompts  # see the module's docstring
        from wecom_console.services.runs.process import run_in_process  # see the module's docstring
        from wecom_console.services.runs.tester import LoginTester  # see the module's docstring

        if len(scenarios) > 1 and self._order.phone is PhoneInHand.AUTOMATIC:
            units = tuple(Unit(request, s) for s in scenarios)
            return run_in_process(RunJob(units, self._team.texts))
        self._desk = PhonePrompts()
        return LoginTester().run_many(request, scenarios, desk=self._desk)

    async def decide(self, decision: str) -> bool:
        """A button of the virtual phone."""
        return self._desk is not None and self._desk.decide(decision)

    async def deliver(self, link: str) -> bool:
        """A pasted return link."""
        return self._desk is not None and self._desk.deliver(link)


def request_for(order: RunOrder, credentials: "Credentials | None") -> "RunRequest":
    """The same for the services."""
    from wecom_console.services.runs.request import NO_CREDENTIALS, RunRequest  # heavy: see above
    from wecom_console.storage.documents import config_hash  # with the services

    return RunRequest(
        profile=order.connection.profile,
        credentials=credentials or NO_CREDENTIALS,
        platform=order.platform,
        backend=order.backend,
        phone=_mode(order.phone),
        config_hash=config_hash(to_raw(order.connection.profile)),
    )


def _mode(phone: PhoneInHand) -> "PhoneMode":
    from wecom_console.services.runs.phones import PhoneMode  # see the module's docstring

    return {
        PhoneInHand.AUTOMATIC: PhoneMode.AUTO,
        PhoneInHand.DRAWN: PhoneMode.VIRTUAL,
        PhoneInHand.REAL: PhoneMode.PASTED,
    }[phone]


def _finished_run(
    connection: ConnectionToTest, events: tuple[Event, ...], *, at: float
) -> "FinishedRun | None":
    from wecom_console.services.profiles.records import FinishedRun, StoredLeg  # with the services

    summary = verdict_summary(events)
    if connection.origin is not Origin.STORED or summary is None:
        return None
    return FinishedRun(
        run_id=summary.run_id,
        profile_id=connection.key,
        connection=summary.connection,
        scenario=summary.scenario,
        platform=summary.platform,
        backend=summary.backend,
        passed=summary.passed,
        verdict=summary.verdict or Verdict.SKIPPED,
        legs=tuple(StoredLeg(leg.leg, leg.verdict, leg.code) for leg in summary.legs),
        config_hash=summary.config_hash,
        started_at=summary.at,
        finished_at=at,
        events=serialise_events(events),
    )
