"""Performs the runs of a `test` command on a loop of its own; Ctrl-C stops them politely."""

import asyncio
import signal
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass

import anyio
from anyio.to_thread import run_sync

from wecom_console.flow.events import Event, LinkOffered, OnEvent
from wecom_console.flow.scenarios.definitions import Scenario
from wecom_console.flow.stopping import StopSwitch
from wecom_console.flow.summary import RunSummary, verdict_summary
from wecom_console.services.runs.archive import RunArchive
from wecom_console.services.runs.finished import EventsByRun
from wecom_console.services.runs.matrix import Matrix, Unit
from wecom_console.services.runs.orders import PhoneMode
from wecom_console.services.runs.phones import PhonePrompts
from wecom_console.services.runs.request import RunRequest
from wecom_console.services.runs.tester import LoginTester

ASK_AGAIN_S = 0.02
"""How long to wait before a run is asked once more whether it is ready for its callback."""


@dataclass(frozen=True, slots=True)
class Job:
    """One connection with the scenarios it is tested in. `profile_id` is empty where the
    connection is not stored."""

    request: RunRequest
    scenarios: tuple[Scenario, ...]
    profile_id: str = ""

    @property
    def units(self) -> list[Unit]:
        """One run a scenario."""
        return [Unit(self.request, scenario, self.profile_id) for scenario in self.scenarios]


@dataclass(frozen=True, slots=True)
class DoneRun:
    """One run, to its end or to where it was stopped. Its events lie in the archive: there may be
    thousands of runs. `is_from_before`: it had passed when the matrix was broken off."""

    profile_id: str
    summary: RunSummary
    number: int
    archive: RunArchive
    is_from_before: bool = False

    @property
    def events(self) -> tuple[Event, ...]:
        """All its events, read anew each time."""
        return self.archive.events(self.number)


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How the runs are performed: how many at once, and whether the first that does not end as
    expected is the last."""

    archive: RunArchive
    workers: int = 1
    fails_fast: bool = False


@dataclass(frozen=True, slots=True)
class Pasting:
    """Where a pasted return link comes from: an option (`given`), or a person who is asked. `read`
    blocks; `descriptor` is what can be waited on instead, -1 where there is nothing of the kind."""

    given: str
    ask: Callable[[], None]
    read: Callable[[], str]
    descriptor: int = -1


def perform(
    jobs: Sequence[Job], *, on_event: OnEvent, pasting: Pasting, manner: RunOptions
) -> list[DoneRun]:
    """Run all of it. `on_event` hears the runs in their order. Raises EOFError where the person
    who was asked gave no answer."""
    return asyncio.run(_perform(jobs, on_event, pasting, manner))


async def _perform(
    jobs: Sequence[Job], on_event: OnEvent, pasting: Pasting, manner: RunOptions
) -> list[DoneRun]:
    stop = StopSwitch()
    async with _stopped_by_interrupt(stop):
        if any(job.request.phone is PhoneMode.PASTED for job in jobs):  # one job, as is refused
            return await _one_job(jobs[0], stop, on_event, pasting, manner.archive)
        matrix = Matrix(manner.archive, workers=manner.workers, fails_fast=manner.fails_fast)
        units = [unit for job in jobs for unit in job.units]
        done = await matrix.run(units, on_event=on_event, stop=stop)
    return [
        DoneRun(one.unit.profile_id, one.summary, one.number, manner.archive, one.is_from_before)
        for one in done
    ]


async def _one_job(
    job: Job,
    stop: StopSwitch,
    on_event: OnEvent,
    pasting: Pasting,
    archive: RunArchive,
) -> list[DoneRun]:
    """A run whose callback is pasted."""
    desk = PhonePrompts()
    by_run, done = EventsByRun(), list[DoneRun]()
    unanswered: list[EOFError] = []

    async def deliver() -> None:
        try:
            url = pasting.given or await _asked(pasting)
        except EOFError as end:  # a task's exception would come out as a group
            unanswered.append(end)
            stop.press()
            return
        while not desk.deliver(url):
            await anyio.sleep(ASK_AGAIN_S)

    async with anyio.create_task_group() as group:
        stream = LoginTester().run_many(job.request, job.scenarios, desk=desk, stop=stop)
        async with aclosing(stream):
            async for event in stream:
                on_event(event)
                run = by_run.hear(event)
                if (summary := verdict_summary(run)) is not None:
                    done.append(DoneRun(job.profile_id, summary, archive.add(run), archive))
                if isinstance(event, LinkOffered) and job.request.phone is PhoneMode.PASTED:
                    group.start_soon(deliver)
        group.cancel_scope.cancel()
    if unanswered:
        raise unanswered[0]
    return done


async def _asked(pasting: Pasting) -> str:
    """What the person types. A thread that reads could not be stopped, so where the system can,
    reading begins when there is a line to read."""
    pasting.ask()
    loop = asyncio.get_running_loop()
    readable = loop.create_future()
    try:
        loop.add_reader(pasting.descriptor, readable.set_result, None)
    except (RuntimeError, OSError, ValueError):  # Windows, or no real file
        return await run_sync(pasting.read, abandon_on_cancel=True)
    try:
        await readable
    finally:
        loop.remove_reader(pasting.descriptor)
    return pasting.read()


@asynccontextmanager
async def _stopped_by_interrupt(stop: StopSwitch) -> AsyncIterator[None]:
    """The first Ctrl-C stops the run that is under way; the second one means it."""
    loop = asyncio.get_running_loop()

    def press() -> None:
        loop.remove_signal_handler(signal.SIGINT)
        stop.press()

    try:
        loop.add_signal_handler(signal.SIGINT, press)
    except (ValueError, RuntimeError):
        # Windows, or not the main thread: Ctrl-C arrives as KeyboardInterrupt.
        yield
        return
    try:
        yield
    finally:
        loop.remove_signal_handler(signal.SIGINT)
