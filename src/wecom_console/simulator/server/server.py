"""Serves the simulator with uvicorn: in the running loop, or in a thread of its own."""

import asyncio
import errno
import os
import secrets
import socket
import time
from collections.abc import AsyncIterator, Callable, Generator, Iterator
from contextlib import asynccontextmanager, contextmanager
from ipaddress import ip_address
from typing import Final

import anyio
import uvicorn
from anyio.from_thread import start_blocking_portal

from wecom_console.simulator.control.scenario_files import (
    ScenarioFileError,
    ScenarioFileProblem,
    read_scenario_files,
)
from wecom_console.simulator.control.scenarios import apply_scenario
from wecom_console.simulator.control.state_patch import PatchProblem
from wecom_console.simulator.server.accepting import Accepting
from wecom_console.simulator.server.app import create_app
from wecom_console.simulator.server.handle import SimulatorHandle
from wecom_console.simulator.wire.hosts import host_header
from wecom_console.simulator.wire.http_protocol import protocol_class
from wecom_console.simulator.wire.open_connections import OpenConnections
from wecom_console.simulator.world.clock import SimulatorClock
from wecom_console.simulator.world.demo import demo_connection
from wecom_console.simulator.world.options import SimulatorOptions
from wecom_console.simulator.world.randomness import Randomness
from wecom_console.simulator.world.world import World

GRACE_S: Final = 1
"""How long calls may go on after the simulator has been told to stop."""

KEEP_ALIVE_S: Final = 5
"""How long a connection stays open for a next call."""

ALWAYS_OURS: Final = ("127.0.0.1", "localhost", "::1")


@asynccontextmanager
async def serve(
    options: SimulatorOptions, *, clock: Callable[[], float] = time.time
) -> AsyncIterator[SimulatorHandle]:
    """A simulator for the length of an ``async with``. Raises `OSError` where the address cannot
    be had, `ScenarioFileError` where a scenario file or the first scenario is wrong."""
    world = _world(options, clock)
    listener = listening_socket(options.host, options.port)
    host, port = listener.getsockname()[:2]
    control_token = _control_token(options.seed, host)
    lines = OpenConnections()
    names = (*ALWAYS_OURS, options.host, *options.allowed_hosts)
    app = create_app(
        world,
        control_token=control_token,
        hosts=tuple(host_header(name, port) for name in dict.fromkeys(names)),
        accepts_local_address=ip_address(host).is_unspecified,
        connections=lines,
    )
    url = f"http://{host_header(_reachable(host), port)}"
    landing_url = "" if ip_address(host).is_loopback else _require_landing(world, url)
    server = _Server(_config(app, lines), lines)
    # Not in a task group of ours: cancelling the caller must not cut the orderly stop short.
    serving = asyncio.create_task(server.serve(sockets=[listener]), name="simulator")
    serving.add_done_callback(lambda _: server.ready.set())
    try:
        await server.ready.wait()
        if serving.done():
            await serving  # it could not start: let its error speak
        yield SimulatorHandle(
            url, world, control_token, is_demo=not options.connections, landing_url=landing_url
        )
    finally:
        with anyio.CancelScope(shield=True):
            world.close()
            server.should_exit = True
            await serving


@contextmanager
def running_simulator(
    options: SimulatorOptions | None = None, *, clock: Callable[[], float] = time.time
) -> Iterator[SimulatorHandle]:
    """A simulator in a thread of its own, for test suites that are not asynchronous."""
    with (
        start_blocking_portal() as portal,
        portal.wrap_async_context_manager(
            serve(options or SimulatorOptions(), clock=clock)
        ) as handle,
    ):
        yield handle


def listening_socket(host: str, port: int) -> socket.socket:
    """A bound, listening TCP socket. Raises `OSError`."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except UnicodeError as error:  # no host name in any writing: an empty label, one too long
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL)) from error
    family, kind, _, _, address = found[0]
    # Without IPPROTO_TCP asyncio leaves Nagle's algorithm on: 40 ms for every keep-alive answer.
    listener = socket.socket(family, kind, socket.IPPROTO_TCP)
    try:
        if not hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # on Windows it would share the port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(socket.SOMAXCONN)
    except OSError:
        listener.close()
        raise
    return listener


class _Server(uvicorn.Server):
    """uvicorn without signal handlers, which belong to the program around it, and with our own way
    of taking connections."""

    def __init__(self, config: uvicorn.Config, lines: OpenConnections) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()
        self._lines = lines
        self._accepting: list[asyncio.Task[None]] = []

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=[])
        for listener in sockets or ():
            taking = Accepting(listener, self._lines, self._protocol)
            self._accepting.append(asyncio.create_task(taking.run(), name="accepting"))
        self.ready.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for task in self._accepting:
            task.cancel()
        await asyncio.wait(self._accepting)
        await super().shutdown(sockets=sockets)

    def _protocol(self) -> asyncio.Protocol:
        make: Callable[..., asyncio.Protocol] = self.config.http_protocol_class
        return make(
            config=self.config, server_state=self.server_state, app_state=self.lifespan.state
        )

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        yield


def _world(options: SimulatorOptions, clock: Callable[[], float]) -> World:
    scenarios = read_scenario_files(options.scenario_files)
    if isinstance(scenarios, ScenarioFileProblem):
        raise ScenarioFileError(scenarios)
    world = World(
        options.connections or (demo_connection(options.seed),),
        clock=SimulatorClock(clock),
        randomness=Randomness(options.seed),
    )
    world.scenarios = scenarios
    world.starts_in = options.scenario
    if options.scenario:
        problem = apply_scenario(world, options.scenario)
        if problem is not None:
            raise ScenarioFileError(_not_started(options, problem))
    return world


def _not_started(options: SimulatorOptions, problem: PatchProblem) -> ScenarioFileProblem:
    if problem.field == "name":
        return ScenarioFileProblem("", "unknown", params={"name": options.scenario})
    files = ", ".join(os.fspath(file) for file in options.scenario_files)
    key = f"{options.scenario}.{problem.field}"
    return ScenarioFileProblem(files, "unfit", key, {"reason": problem.error})


def _control_token(seed: int | None, host: str) -> str:
    """With a seed the same every time; but never guessable from the network."""
    if seed is None or not ip_address(host).is_loopback:
        return secrets.token_urlsafe(32)
    return Randomness(seed).token("control", length=43)


def _config(app: object, lines: OpenConnections) -> uvicorn.Config:
    return uvicorn.Config(
        app,  # type: ignore[arg-type]
        http=protocol_class(lines),
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_keep_alive=KEEP_ALIVE_S,
        timeout_graceful_shutdown=GRACE_S,
    )


def _reachable(host: str) -> str:
    """An address that can be called where the server is bound to all of them."""
    address = ip_address(host)
    if not address.is_unspecified:
        return host
    return "127.0.0.1" if address.version == 4 else "::1"


def _require_landing(world: World, url: str) -> str:
    world.landing.is_required = True
    token = secrets.token_urlsafe(24)
    world.landing.add(token)
    return f"{url}/phone/?t={token}"
