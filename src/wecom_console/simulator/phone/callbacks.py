"""What the virtual phone's user decided in a browser, until the tester fetches it."""

from typing import Final

import anyio

from wecom_console.simulator.phone.results import PhoneResult
from wecom_console.simulator.world.bounded import Bounded

LIMIT: Final = 1_000


class Callbacks:
    """One result per state, the newest; each is handed out once."""

    def __init__(self) -> None:
        self._results: Bounded[str, PhoneResult] = Bounded(LIMIT)
        self._arrival: anyio.Event | None = None
        self._closed = False

    def put(self, result: PhoneResult) -> None:
        """Deliver a result to whoever waits for its state."""
        self._results.put(result.request.state, result)
        self._wake()

    async def wait(self, state: str, *, wait_s: float) -> PhoneResult | None:
        """The result for `state`, None where none comes within `wait_s` seconds."""
        with anyio.move_on_after(wait_s):
            while not self._closed:
                found = self._results.pop(state)
                if found is not None:
                    return found
                if self._arrival is None:
                    self._arrival = anyio.Event()
                await self._arrival.wait()
        return self._results.pop(state)

    def close(self) -> None:
        """Let everyone who waits go: the server stops."""
        self._closed = True
        self._wake()

    def clear(self) -> None:
        """Forget what has not been fetched."""
        self._results.clear()

    def _wake(self) -> None:
        if self._arrival is not None:
            self._arrival.set()
            self._arrival = None
