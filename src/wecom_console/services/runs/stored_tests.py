"""The login tests of the window: stored connections, the demo, drafts; runs that are kept."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from anyio.to_thread import run_sync

from wecom_console.backends.credentials import Credentials
from wecom_console.domain.check import check
from wecom_console.domain.connection_types import type_named
from wecom_console.domain.verdicts import BackendKind, Platform
from wecom_console.flow.event_codec import EventsUnreadable, deserialise_events
from wecom_console.flow.events import Event
from wecom_console.messages.catalogue import load_messages
from wecom_console.services.authing.preflight import NEEDED_SECRETS as SENT_BEFORE
from wecom_console.services.authing.preflight import LivePreflight, Preflight
from wecom_console.services.authing.refused_secrets import count_refused, is_spent
from wecom_console.services.context import Services
from wecom_console.services.runs.embedded import LoadedConnection
from wecom_console.services.runs.finished import keep_run
from wecom_console.services.runs.ordered import OrderedMatrix, OrderedScenarios
from wecom_console.services.runs.orders import (
    DEMO_KEY,
    LOGIN,
    ConnectionToTest,
    Listing,
    MatrixOptions,
    Origin,
    PastRun,
    PhoneMode,
    RunOrder,
    ScenarioChoice,
)
from wecom_console.services.runs.request import (
    NEEDED_SECRETS,
    NO_CREDENTIALS,
    RunRequest,
    guess_setting,
    useful_secrets,
    why_not,
)
from wecom_console.services.runs.team_scenarios import (
    TeamFileUnreadable,
    TeamFileWrong,
    no_team,
    read_team_file,
)
from wecom_console.services.target_secrets import stored_secrets
from wecom_console.simulator.world.demo import product_demo
from wecom_console.simulator.world.setup import demo_members
from wecom_console.storage.problems import StoreUnavailable


class StoredLoginTests:
    """`services` may block when it is called; `language` is that of the moment, for the demo's
    show name; `scenario_file` is a team's own, or empty."""

    def __init__(
        self,
        services: Callable[[], Services],
        *,
        language: Callable[[], str],
        scenario_file: Callable[[], str] = str,
    ) -> None:
        self._services = services
        self._scenario_file = scenario_file
        self._language = language
        self._demo = LoadedConnection.of(product_demo())
        self.team = no_team()

    def connections(self) -> Listing:
        """The stored connections without errors, then the demo, unless it is among them. Reads the
        team's scenarios anew. Blocks."""
        demo = self._demo_connection()
        team = self._read_team()
        try:
            stored = tuple(self._stored(member=demo.member))
        except StoreUnavailable as trouble:
            return replace(team, connections=(demo,), trouble=trouble.code, params=trouble.params)
        has_demo = any(connection.is_demo for connection in stored)
        return replace(team, connections=stored if has_demo else (*stored, demo))

    def backends(self, connection: ConnectionToTest) -> tuple[BackendKind, ...]:
        """The simulator always; the real ones where the connection says enough. The profile's own
        comes first."""
        if connection.is_demo:
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
        phone: PhoneMode,
    ) -> tuple[ScenarioChoice, ...]:
        """The team's scenarios, then those that come with the product."""
        order = RunOrder(connection, (), platform, backend, phone)
        setting = guess_setting(request_for(order))
        return tuple(
            ScenarioChoice(scenario.name, why_not(scenario, setting), group=scenario.group)
            for scenario in self.team.book.scenarios
        )

    async def check_online(self, connection: ConnectionToTest) -> Preflight:
        """The live preflight, with the secrets of the form or of the store."""
        credentials = await run_sync(self.credentials, connection, SENT_BEFORE)
        attempts = await run_sync(lambda: self._services().attempts)
        return await LivePreflight(attempts).run(connection.profile, credentials)

    def past_runs(
        self, connection: ConnectionToTest, platform: Platform, backend: BackendKind
    ) -> tuple[PastRun, ...]:
        """The last run of each scenario, and the last login before that worked. Blocks."""
        if not connection.keeps_runs_of:
            return ()
        profiles = self._services().profiles
        found: dict[tuple[str, bool], PastRun] = {}
        for run in profiles.runs(connection.keeps_runs_of):
            is_earlier = (run.scenario, False) in found
            key = (run.scenario, is_earlier)
            is_wanted = not is_earlier or (run.scenario == LOGIN and run.passed)
            is_here = (run.platform, run.backend) == (platform, backend)
            if not (is_wanted and is_here) or key in found:
                continue
            text = profiles.run_events(run.run_id)
            events = deserialise_events(text) if text is not None else ()
            if not isinstance(events, EventsUnreadable):
                found[key] = PastRun(run.scenario, events, run.is_stale, is_earlier)
        return tuple(found.values())

    def start(self, order: RunOrder) -> OrderedScenarios:
        """Runs that have not begun."""
        return OrderedScenarios(
            order, team=self.team, request_of=self.request_with_secrets, keep=self.keep
        )

    def start_matrix(self, orders: Sequence[RunOrder], options: MatrixOptions) -> OrderedMatrix:
        """The same for many orders."""
        return OrderedMatrix(
            orders,
            options,
            team=self.team,
            request_of=self.request_with_secrets,
            keep=self.keep,
        )

    def request_with_secrets(self, order: RunOrder) -> RunRequest:
        """With what a login sends to the order's backend. May block (keyring)."""
        profile = order.connection.profile
        paths = NEEDED_SECRETS[order.backend]
        if not is_spent(self._services().attempts, profile):
            paths = (*paths, *useful_secrets(order.backend, profile))
        return request_for(order, self.credentials(order.connection, paths))

    def credentials(self, connection: ConnectionToTest, paths: Collection[str]) -> Credentials:
        """What stands on the form, then what the references at `paths` lead to. May block."""
        if connection.origin is Origin.DEMO:
            return self._demo.credentials
        return stored_secrets(
            connection.profile,
            self._services(),
            profile_id=connection.stored_id,
            typed=connection.secrets,
            paths=paths,
        ).credentials

    def keep(self, connection: ConnectionToTest, events: Sequence[Event]) -> None:
        """Keeps a run of a stored connection. A store that refuses costs only the memory of it.
        Blocks."""
        services = self._services()
        count_refused(events, lambda: services.attempts)
        keep_run(services, events, profile_id=connection.keeps_runs_of)

    # --- inside --------------------------------------------------------------------------------

    def _read_team(self) -> Listing:
        """Without the team's file, or with errors in it, the built-in scenarios alone."""
        file = self._scenario_file()
        found = read_team_file(Path(file)) if file else no_team()
        self.team = no_team()
        match found:
            case TeamFileUnreadable(reason=reason, kind=kind):
                told: dict[str, str | int] = {"file": file, "reason": reason}
                trouble = f"team.{kind or 'unreadable'}"
                return Listing((), team_trouble=trouble, team_params=told)
            case TeamFileWrong(problems=problems):
                told = {"file": file, "field": problems[0].field, "count": len(problems)}
                return Listing((), team_trouble="team.wrong", team_params=told)
            case _:
                self.team = found
                return Listing((), words=found.words)

    def _stored(self, *, member: str) -> Iterator[ConnectionToTest]:
        profiles = self._services().profiles
        for summary in profiles.list():
            stored = None if summary.is_draft else profiles.get(summary.id)
            profile = check(stored.document).profile if stored is not None else None
            if profile is not None:
                yield ConnectionToTest(summary.id, profile, member=member, stored_id=summary.id)

    def _demo_connection(self) -> ConnectionToTest:
        name = load_messages(self._language()).text("simulator.demo_name")
        first = next((m.member.name for m in demo_members() if m.visible), "")
        profile = replace(self._demo.profile, display_name=name)
        return ConnectionToTest(DEMO_KEY, profile, Origin.DEMO, member=first)


def request_for(order: RunOrder, credentials: Credentials = NO_CREDENTIALS) -> RunRequest:
    """An order as the tester takes it."""
    profile = order.connection.profile
    return RunRequest(profile, credentials, order.platform, order.backend, order.phone)
