"""The embedded simulator: one that the window switches on and off, and private ones for runs."""

from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from errno import EADDRINUSE
from typing import TYPE_CHECKING

import anyio
from anyio.abc import TaskStatus

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


@dataclass(frozen=True, slots=True)
class SimulatorUnavailable:
    """The simulator could not start: ``simulator.port_taken`` or ``simulator.cannot_listen``."""

    code: str
    params: dict[str, str | int]


class EmbeddedSimulator:
    """The simulator of the window's page. Use it on one event loop.

    `run` serves until `stop`; start it as a task of its own (`TaskGroup.start`, or a portal's
    `start_task`), which gives back the handle or why there is none.
    """

    def __init__(self) -> None:
        self._handle: SimulatorHandle | None = None
        self._stop: anyio.Event | None = None
        self._stopped: anyio.Event | None = None

    @property
    def handle(self) -> "SimulatorHandle | None":
        """The running simulator, None where none runs."""
        return self._handle

    def description(self) -> dict[str, object]:
        """What ``simulate --json`` would print; empty where none runs."""
        return self._handle.description() if self._handle else {}

    async def run(
        self,
        options: "SimulatorOptions",
        *,
        task_status: "TaskStatus[SimulatorHandle | SimulatorUnavailable]" = (
            anyio.TASK_STATUS_IGNORED
        ),
    ) -> None:
        """Serve until `stop` is called or the task is cancelled."""
        if self._handle is not None:
            task_status.started(self._handle)
            return
        self._stop, self._stopped = anyio.Event(), anyio.Event()
        try:
            async with simulator.serve(options) as handle:
                self._handle = handle
                task_status.started(handle)
                await self._stop.wait()
        except OSError as failure:
            if self._handle is not None:
                raise
            task_status.started(_unavailable(options, failure))
        finally:
            self._handle = None
            self._stopped.set()

    async def stop(self) -> None:
        """Stop serving; returns when the port is free again."""
        if self._stop is not None and self._stopped is not None:
            self._stop.set()
            await self._stopped.wait()


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


def _unavailable(options: "SimulatorOptions", failure: OSError) -> SimulatorUnavailable:
    taken = failure.errno == EADDRINUSE
    code = "simulator.port_taken" if taken else "simulator.cannot_listen"
    return SimulatorUnavailable(code, {"host": options.host, "port": options.port})
