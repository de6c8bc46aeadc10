"""The simulator inside this program, on the event loop of whoever iterates its lifetime."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from wecom_console import simulator  # its names are loaded when they are used: it is heavy
from wecom_console.services.simulator.values import PortTaken, SimulatorStarted

if TYPE_CHECKING:
    from wecom_console.services.simulator.steering import SteeredWorld

LOOPBACK: Final = "127.0.0.1"


async def serve_in_process(
    port: int, *, clock: Callable[[], float] = time.time
) -> AsyncIterator[SimulatorStarted | PortTaken]:
    """Serves the built-in demo company until the iteration is ended. Port 0 takes any free one."""
    steered = await asyncio.to_thread(_load)
    try:
        options = simulator.SimulatorOptions(host=LOOPBACK, port=port)
        async with simulator.serve(options) as handle:
            found = urlsplit(handle.url).port or 0
            yield SimulatorStarted(handle.url, found, clock(), steered(handle.world))
            await asyncio.Event().wait()
    except OSError as refused:
        yield PortTaken(port, refused.strerror or type(refused).__name__)


def _load() -> "type[SteeredWorld]":
    """Off the loop and off the start: a quarter of a second of imports, the server's among them
    (docs/reference/platform.md §3)."""
    from wecom_console.services.simulator.steering import SteeredWorld

    _ = simulator.serve, simulator.SimulatorOptions
    return SteeredWorld
