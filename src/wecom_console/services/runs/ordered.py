"""Runs that the window has ordered: scenarios of one connection, or a matrix of orders.

Each run that has ended is kept before the next one begins. Everything here belongs to the event
loop that iterates it.
"""

from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from contextlib import aclosing
from functools import partial

from anyio.to_thread import run_sync

from wecom_console.flow.events import Event, RunStarted
from wecom_console.flow.scenarios.definitions import Scenario
from wecom_console.flow.summary import verdict_summary
from wecom_console.services.runs.archive import RunArchive
from wecom_console.services.runs.finished import EventsByRun
from wecom_console.services.runs.job import RunJob
from wecom_console.services.runs.matrix import Unit
from wecom_console.services.runs.orders import (
    ConnectionToTest,
    MatrixOptions,
    PhoneMode,
    RunBegan,
    RunEnded,
    RunOrder,
    ScenarioEvent,
)
from wecom_console.services.runs.phones import PhonePrompts
from wecom_console.services.runs.process import run_in_process
from wecom_console.services.runs.request import RunRequest
from wecom_console.services.runs.team_scenarios import TeamScenarios
from wecom_console.services.runs.tester import LoginTester

RequestOf = Callable[[RunOrder], RunRequest]
"""With the secrets; may block (keyring)."""
Keep = Callable[[ConnectionToTest, Sequence[Event]], object]
"""What becomes of a run that has ended; may block (store)."""
RunJobs = Callable[[RunJob], AsyncGenerator[Event]]


class OrderedScenarios:
    """Scenarios of one connection, one after the other."""

    def __init__(
        self, order: RunOrder, *, team: TeamScenarios, request_of: RequestOf, keep: Keep
    ) -> None:
        self._order = order
        self._team = team
        self._request_of = request_of
        self._keep = keep
        self._desk: PhonePrompts | None = None

    async def events(self) -> AsyncIterator[ScenarioEvent]:
        """Runs them."""
        request = await run_sync(self._request_of, self._order)
        scenarios = self._team.named(self._order.scenarios)
        by_run, scenario = EventsByRun(), ""
        async with aclosing(self._run(request, scenarios)) as events:
            async for event in events:
                if isinstance(event, RunStarted):
                    scenario = event.scenario
                yield ScenarioEvent(scenario, event)
                if run := by_run.hear(event):
                    await run_sync(self._keep, self._order.connection, run)

    def _run(self, request: RunRequest, scenarios: Sequence[Scenario]) -> AsyncGenerator[Event]:
        """One run begins sooner in this process, and only here can the user take part in it. Many
        would hold the window up: they get a process of their own."""
        if len(scenarios) > 1 and self._order.phone is PhoneMode.AUTO:
            units = tuple(Unit(request, scenario) for scenario in scenarios)
            return run_in_process(RunJob(units, self._team.texts))
        self._desk = PhonePrompts()
        return LoginTester().run_many(request, scenarios, desk=self._desk)

    async def decide(self, decision: str) -> bool:
        """A button of the virtual phone."""
        return self._desk is not None and self._desk.decide(decision)

    async def deliver(self, link: str) -> bool:
        """A pasted return link."""
        return self._desk is not None and self._desk.deliver(link)


class OrderedMatrix:
    """Many orders at once, in a process of their own; what they leave is in a temporary file."""

    def __init__(
        self,
        orders: Sequence[RunOrder],
        options: MatrixOptions,
        *,
        team: TeamScenarios,
        request_of: RequestOf,
        keep: Keep,
        run_jobs: RunJobs = run_in_process,
    ) -> None:
        self._orders = tuple(orders)
        self._options = options
        self._team = team
        self._request_of = request_of
        self._keep = keep
        self._run_jobs = run_jobs
        self._archive: RunArchive | None = None
        self._is_closed = False

    async def progress(self) -> AsyncIterator[RunBegan | RunEnded]:
        """Performs the runs."""
        job = await run_sync(self._job)
        numbers = {
            (order.connection.profile.identifier, order.platform): number
            for number, order in enumerate(self._orders)
        }
        self._archive = RunArchive.temporary()
        by_run, number = EventsByRun(), -1
        try:
            async with aclosing(self._run_jobs(job)) as events:
                async for event in events:
                    if isinstance(event, RunStarted):
                        number = numbers[event.connection, event.platform]
                        yield RunBegan(number)
                    run = by_run.hear(event)
                    if (summary := verdict_summary(run)) is not None:
                        await run_sync(partial(self._keep_run, number, run))
                        yield RunEnded(number, summary)
        finally:
            if self._is_closed:
                self._archive.close()

    def events(self) -> Sequence[tuple[Event, ...]]:
        """Read anew from the file. Blocks."""
        return () if self._archive is None or self._is_closed else tuple(self._archive)

    def close(self) -> None:
        """Lets go of the file."""
        self._is_closed = True
        if self._archive is not None:
            self._archive.close()

    def _job(self) -> RunJob:
        units = []
        for order in self._orders:
            request = self._request_of(order)
            units += [Unit(request, scenario) for scenario in self._team.named(order.scenarios)]
        return RunJob(
            tuple(units),
            self._team.texts,
            workers=self._options.workers,
            fails_fast=self._options.fails_fast,
        )

    def _keep_run(self, number: int, events: Sequence[Event]) -> None:
        if self._archive is not None and not self._is_closed:
            self._archive.add(events)
        self._keep(self._orders[number].connection, events)
