"""Runs a matrix of connections, platforms and scenarios: several at once, in a fixed order.

Units keep the order in which they were given, whatever finishes first. Several workers are worth
it where servers are slow; each has a client and private simulators of its own, so that no run
meets another's faults.
"""

from collections.abc import Sequence
from contextlib import AsyncExitStack, aclosing
from dataclasses import dataclass

import anyio

from wecom_console.flow.events import Event, OnEvent
from wecom_console.flow.scenarios.definitions import Scenario
from wecom_console.flow.stopping import StopSwitch
from wecom_console.flow.summary import RunSummary, verdict_summary
from wecom_console.services.runs.archive import RunArchive
from wecom_console.services.runs.request import RunRequest
from wecom_console.services.runs.run_lines import RunKey
from wecom_console.services.runs.tester import LoginTester, TesterSession


@dataclass(frozen=True, slots=True)
class Unit:
    """One run of the matrix. `profile_id` is empty where the connection is not stored."""

    request: RunRequest
    scenario: Scenario
    profile_id: str = ""

    @property
    def key(self) -> RunKey:
        """What it is called in the archive."""
        return RunKey(
            connection=self.request.profile.identifier,
            platform=self.request.chosen_platform.value,
            backend=self.request.chosen_backend.value,
            scenario=self.scenario.name,
            config_hash=self.request.config_hash,
        )


@dataclass(frozen=True, slots=True)
class DoneUnit:
    """A unit that has run, or had passed before; its events are `archive.events(number)`."""

    unit: Unit
    number: int
    summary: RunSummary
    is_from_before: bool = False


class Matrix:
    """`workers` run at once; with `fails_fast` nothing new begins after a run that did not end as
    its scenario expects."""

    def __init__(
        self,
        archive: RunArchive,
        *,
        tester: LoginTester | None = None,
        workers: int = 1,
        fails_fast: bool = False,
    ) -> None:
        self._archive = archive
        self._tester = tester or LoginTester()
        self._workers = max(1, workers)
        self._fails_fast = fails_fast
        self._done: dict[int, DoneUnit] = {}
        self._spoken: dict[int, list[Event]] = {}
        self._next_to_tell = 0
        self._has_failed = False

    async def run(
        self, units: Sequence[Unit], *, on_event: OnEvent, stop: StopSwitch | None = None
    ) -> list[DoneUnit]:
        """Run what has not passed before. `on_event` hears the runs in the order of `units`: with
        one worker as it happens, with several when it is a run's turn."""
        switch = stop or StopSwitch()
        if any(unit.request.simulator is not None for unit in units):
            self._workers = 1  # they would change one simulator's state under each other
        waiting = list(range(len(units)))
        waiting.reverse()
        self._take_up(units, waiting)

        async def work() -> None:
            async with AsyncExitStack() as stack:
                session: TesterSession | None = None
                served: RunRequest | None = None
                while waiting and not switch.is_pressed and not self._is_over():
                    number = waiting.pop()
                    unit = units[number]
                    if session is None or served is not unit.request:
                        await stack.aclose()
                        opening = self._tester.session(unit.request)
                        session = await stack.enter_async_context(opening)
                        served = unit.request
                    await self._one(session, number, unit, switch, on_event)

        async with anyio.create_task_group() as group:
            for _ in range(min(self._workers, len(waiting) or 1)):
                group.start_soon(work)
        self._tell_rest(on_event)
        return [self._done[number] for number in sorted(self._done)]

    def _is_over(self) -> bool:
        return self._fails_fast and self._has_failed

    def _take_up(self, units: Sequence[Unit], waiting: list[int]) -> None:
        """Leave out what has passed with the same configuration before."""
        if len(self._archive) == 0:
            return  # or every unit would be asked for its key
        for number, unit in enumerate(units):
            place = self._archive.number_of(unit.key)
            summary = None if place is None else self._archive.summary(place)
            if place is not None and summary is not None and summary.passed:
                self._done[number] = DoneUnit(unit, place, summary, is_from_before=True)
                waiting.remove(number)

    async def _one(
        self,
        session: TesterSession,
        number: int,
        unit: Unit,
        stop: StopSwitch,
        on_event: OnEvent,
    ) -> None:
        heard: list[Event] = []
        is_live = self._workers == 1
        async with aclosing(session.run(unit.request, unit.scenario, stop=stop)) as events:
            async for event in events:
                heard.append(event)
                if is_live:
                    on_event(event)
        summary = verdict_summary(heard)
        if summary is None:
            return
        place = self._archive.add(heard)
        self._done[number] = DoneUnit(unit, place, summary)
        self._has_failed = self._has_failed or not summary.passed
        if not is_live:
            self._spoken[number] = heard
            self._tell_in_turn(on_event)

    def _tell_in_turn(self, on_event: OnEvent) -> None:
        while self._next_to_tell in self._spoken or (
            self._next_to_tell in self._done and self._done[self._next_to_tell].is_from_before
        ):
            for event in self._spoken.pop(self._next_to_tell, ()):
                on_event(event)
            self._next_to_tell += 1

    def _tell_rest(self, on_event: OnEvent) -> None:
        """After a stop there are gaps: what ran is told all the same."""
        for number in sorted(self._spoken):
            for event in self._spoken[number]:
                on_event(event)
        self._spoken.clear()
