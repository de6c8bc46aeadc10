"""The simulator inside this program, on the event loop of whoever iterates its lifetime."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from wecom_console import simulator  # its names are loaded when they are used: it is heavy
from wecom_console.domain.secrets import Secret
from wecom_console.services.simulator.handing_over import served_connection
from wecom_console.services.simulator.values import (
    ConnectionGone,
    LifetimeEvent,
    PortTaken,
    ServeOrder,
    SimulatorStarted,
)

if TYPE_CHECKING:
    from wecom_console.services.simulator.steering import SteeredWorld
    from wecom_console.simulator import ConnectionSetup, SimulatorHandle

LOOPBACK: Final = "127.0.0.1"
_STEP_S: Final = 0.05
_STEPS: Final = 40
"""Two seconds: a simulator that stops lets calls under way end."""

LoadSetup = Callable[[str], "ConnectionSetup | None"]
"""A stored connection by its id, with its secrets; None where it cannot be served. May block."""


async def serve_in_process(
    order: ServeOrder,
    *,
    clock: Callable[[], float] = time.time,
    load: LoadSetup = lambda _profile_id: None,
) -> AsyncIterator[LifetimeEvent]:
    """Serves the demo company, or a stored connection, until the iteration is ended."""
    steered = await asyncio.to_thread(_load)
    setup = await asyncio.to_thread(_setup, order.profile_id, load)
    if setup is None:
        yield ConnectionGone(order.profile_id)
        return
    try:
        async with AsyncExitStack() as stack:
            handle = await _opened(stack, setup, order)
            found = urlsplit(handle.url).port or 0
            yield SimulatorStarted(
                handle.url,
                found,
                clock(),
                steered(handle.world),
                Secret(handle.control_token),
                served_connection(handle.world.state, setup),
            )
            await asyncio.Event().wait()
    except OSError as refused:
        yield PortTaken(order.port, refused.strerror or type(refused).__name__)


async def _opened(
    stack: AsyncExitStack, setup: "ConnectionSetup", order: ServeOrder
) -> "SimulatorHandle":
    """On the port of the order, or on that of the last time, or on any. Raises `OSError`."""
    wanted = order.port or order.last_port
    for _ in range(_STEPS if order.waits and wanted else 0):
        try:
            return await _open(stack, setup, wanted)
        except OSError:
            await asyncio.sleep(_STEP_S)
    try:
        return await _open(stack, setup, wanted)
    except OSError:
        if order.port or not wanted:
            raise
    return await _open(stack, setup, 0)


async def _open(stack: AsyncExitStack, setup: "ConnectionSetup", port: int) -> "SimulatorHandle":
    options = simulator.SimulatorOptions(host=LOOPBACK, port=port, connections=(setup,))
    return await stack.enter_async_context(simulator.serve(options))


def _setup(profile_id: str, load: LoadSetup) -> "ConnectionSetup | None":
    return load(profile_id) if profile_id else simulator.product_demo()


def _load() -> "type[SteeredWorld]":
    """Off the loop and off the start: a quarter of a second of imports, the server's among them
    (docs/reference/platform.md §3)."""
    from wecom_console.services.simulator.steering import SteeredWorld

    _ = simulator.serve, simulator.SimulatorOptions, simulator.product_demo
    return SteeredWorld
