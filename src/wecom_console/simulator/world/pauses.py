"""Delays that end early when the simulator stops: stopping never waits for a slow answer."""

import anyio


class Pauses:
    """All delays that are under way."""

    def __init__(self) -> None:
        self._waiting: set[anyio.Event] = set()
        self._closed = False

    async def sleep(self, seconds: float) -> None:
        """Let `seconds` of real time pass, or less if the simulator stops."""
        if self._closed:
            return
        stopped = anyio.Event()
        self._waiting.add(stopped)
        try:
            with anyio.move_on_after(seconds):
                await stopped.wait()
        finally:
            self._waiting.discard(stopped)

    def close(self) -> None:
        """End all delays, and let none begin."""
        self._closed = True
        for stopped in tuple(self._waiting):
            stopped.set()
