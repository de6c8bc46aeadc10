"""The matrix for real: a worker process runs, the store remembers, a temporary file keeps."""

from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing
from functools import partial
from typing import TYPE_CHECKING

from wecom_console.flow.events import Event, RunCrashed, RunFinished, RunStarted, RunStopped
from wecom_console.flow.summary import verdict_summary
from wecom_console.gui.features.matrix.presenter.ports import MatrixOptions, RunBegan, RunEnded
from wecom_console.gui.parts.presenter.login_tests import Listing, RunOrder
from wecom_console.gui.parts.presenter.stored_login_tests import StoredLoginTests, request_for

if TYPE_CHECKING:
    from wecom_console.services.runs.archive import RunArchive
    from wecom_console.services.runs.matrix import Unit


class StoredMatrix:
    """Over the login tests of one connection."""

    def __init__(self, tests: StoredLoginTests) -> None:
        self._tests = tests

    def connections(self) -> Listing:
        """As the login test page lists them. Blocks."""
        return self._tests.connections()

    def start(self, orders: Sequence[RunOrder], manner: MatrixOptions) -> "StoredMatrixRun":
        """Runs that have not begun."""
        return StoredMatrixRun(self._tests, orders, manner)


class StoredMatrixRun:
    """`progress` belongs to the event loop that iterates it."""

    def __init__(
        self, tests: StoredLoginTests, orders: Sequence[RunOrder], manner: MatrixOptions
    ) -> None:
        self._tests = tests
        self._orders = tuple(orders)
        self._manner = manner
        self._archive: RunArchive | None = None
        self._is_closed = False

    async def progress(self) -> AsyncIterator[RunBegan | RunEnded]:
        """Performs the runs; what has finished is kept."""
        import anyio  # the loop has loaded it

        from wecom_console.services.runs.archive import RunArchive  # with the services
        from wecom_console.services.runs.job import RunJob  # httpx and more
        from wecom_console.services.runs.process import run_in_process  # as above

        units = await anyio.to_thread.run_sync(self._units)
        numbers = {
            (order.connection.profile.identifier, order.platform): number
            for number, order in enumerate(self._orders)
        }
        self._archive = RunArchive.temporary()
        job = RunJob(
            tuple(units),
            self._tests.team.texts,
            workers=self._manner.workers,
            fails_fast=self._manner.fails_fast,
        )
        heard: list[Event] = []
        number = -1
        try:
            async with aclosing(run_in_process(job)) as events:
                async for event in events:
                    if isinstance(event, RunStarted):
                        heard, number = [], numbers[event.connection, event.platform]
                        yield RunBegan(number)
                    heard.append(event)
                    if isinstance(event, RunFinished | RunStopped | RunCrashed):
                        keep = partial(self._keep, number, tuple(heard))
                        await anyio.to_thread.run_sync(keep)
                        summary = verdict_summary(heard)
                        if summary is not None:
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

    def _units(self) -> "list[Unit]":
        """Every order's runs; asks the keyring, so it may block."""
        from wecom_console.services.runs.matrix import Unit  # see `progress`

        book = self._tests.team.book
        units = []
        for order in self._orders:
            request = request_for(order, self._tests.credentials_for(order))
            found = (book.get(name) for name in order.scenarios)
            units += [Unit(request, scenario) for scenario in found if scenario is not None]
        return units

    def _keep(self, number: int, events: tuple[Event, ...]) -> None:
        from wecom_console.services.runs.archive import RunKey  # with the services

        start = next(event for event in events if isinstance(event, RunStarted))
        key = RunKey(
            start.connection,
            start.platform.value,
            start.backend.value,
            start.scenario,
            start.config_hash,
        )
        if self._archive is not None and not self._is_closed:
            self._archive.add(key, events)
        self._tests.record(self._orders[number].connection, events)
