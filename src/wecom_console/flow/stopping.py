"""How a run is stopped: a switch that the user presses, and a race against it."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

import anyio

T = TypeVar("T")


class Stopped(Exception):  # noqa: N818  a signal between two functions, not an error
    """The switch was pressed while something was under way."""


class StopSwitch:
    """Pressed once, stays pressed. Press it on the run's own event loop."""

    def __init__(self) -> None:
        self._event = anyio.Event()

    def press(self) -> None:
        """Stop the run: whatever it is waiting for is cancelled at once."""
        self._event.set()

    @property
    def is_pressed(self) -> bool:
        """Whether it has been pressed."""
        return self._event.is_set()

    async def race(self, work: Callable[[], Awaitable[T]]) -> T:
        """`work`'s result, or `Stopped` as soon as the switch is pressed.

        The scope opens and closes within this call: an async generator that yields inside a
        cancel scope would hand the scope to its consumer.
        """
        if self.is_pressed:
            raise Stopped
        results: list[T] = []
        failures: list[Exception] = []

        async def perform() -> None:
            try:
                results.append(await work())
            except Exception as failure:  # noqa: BLE001  re-raised below, bare of the task group
                failures.append(failure)
            group.cancel_scope.cancel()

        async with anyio.create_task_group() as group:
            group.start_soon(perform)
            await self._event.wait()
            group.cancel_scope.cancel()
        if failures:
            raise failures[0]
        if not results:
            raise Stopped
        return results[0]
