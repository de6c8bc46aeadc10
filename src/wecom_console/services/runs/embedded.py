"""Simulators of this process that are loaded with connections: private ones, for runs."""

from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from wecom_console import simulator  # its names are loaded when they are used: it is heavy
from wecom_console.backends.credentials import Credentials
from wecom_console.domain.profile import Profile
from wecom_console.domain.verdicts import BackendKind

if TYPE_CHECKING:
    from wecom_console.simulator import ConnectionSetup, SimulatorHandle, SimulatorOptions


OpenSimulator = Callable[["SimulatorOptions"], "AbstractAsyncContextManager[SimulatorHandle]"]


@dataclass(frozen=True, slots=True)
class LoadedConnection:
    """A profile with its secrets, as a simulator is loaded with it."""

    profile: Profile
    credentials: Credentials

    @classmethod
    def of(cls, setup: "ConnectionSetup") -> "LoadedConnection":
        """One in the simulator's words."""
        return cls(
            setup.profile, Credentials(setup.secret, setup.app_secret, setup.access_key_secret)
        )

    def setup(self) -> "ConnectionSetup":
        """The same in the simulator's words."""
        return simulator.ConnectionSetup(
            self.profile,
            secret=self.credentials.secret,
            app_secret=self.credentials.app_secret,
            access_key_secret=self.credentials.access_key_secret,
        )


def options_for(
    connections: Iterable[LoadedConnection], *, host: str = "127.0.0.1", port: int = 0
) -> "SimulatorOptions":
    """How to start a simulator loaded with these; the demo company where there are none."""
    setups = tuple(connection.setup() for connection in connections)
    return simulator.SimulatorOptions(host=host, port=port, connections=setups)


@asynccontextmanager
async def private_simulator(options: "SimulatorOptions") -> "AsyncIterator[SimulatorHandle]":
    """A simulator of our own, on any free port."""
    async with simulator.serve(options) as handle:
        yield handle


class PrivateSimulators:
    """The simulators of a series of runs. Starting and stopping one takes a fifth of a second, so
    one that is asked for again is put back to how it started instead."""

    def __init__(self, open_simulator: OpenSimulator, stack: AsyncExitStack) -> None:
        self._open = open_simulator
        self._stack = stack
        self._served: dict[SimulatorOptions, SimulatorHandle] = {}

    async def fresh(self, options: "SimulatorOptions") -> "SimulatorHandle":
        """A simulator as `options` describe it, in its initial state. It stops with the stack."""
        handle = self._served.get(options)
        if handle is None:
            handle = await self._stack.enter_async_context(self._open(options))
            self._served[options] = handle
        else:
            handle.world.reset()
        return handle


def pointed_at(handle: "SimulatorHandle", connection: LoadedConnection) -> LoadedConnection | None:
    """`connection` with this simulator as its WeCom and its Authing, and with the ids and secrets
    that the simulator made up; None where the simulator does not hold it."""
    state, profile = handle.world.state, connection.profile
    agent = state.agent(profile.corp_id, profile.agent_id)
    held = next((c for c in state.connections.values() if c.identifier == profile.identifier), None)
    if agent is None or held is None:
        return None
    app = next(
        (a for a in state.applications.values() if held.connection_id in a.connections), None
    )
    if app is None:
        return None
    backend = replace(
        profile.backend,
        kind=BackendKind.AUTHING,
        api="v3",
        host=handle.url,
        app_host=handle.url,
        user_pool_id=app.pool_id,
        app_id=app.app_id,
    )
    moved = replace(profile, backend=backend, wecom=replace(profile.wecom, base_url=handle.url))
    return LoadedConnection(moved, Credentials(agent.secret, app.secret, None))
