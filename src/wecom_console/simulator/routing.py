"""What answers a call: each simulated server is a table of routes."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from wecom_console.simulator.wire.calls import Answer, Call
from wecom_console.simulator.world.world import World

Handler = Callable[[World, Call], Awaitable[Answer]]


@dataclass(frozen=True, slots=True)
class SimRoute:
    """A path, the methods it takes, and what answers it."""

    path: str
    methods: tuple[str, ...]
    handler: Handler
