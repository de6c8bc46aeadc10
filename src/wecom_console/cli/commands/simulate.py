"""`simulate`: serve the simulator until somebody interrupts it."""

import asyncio
import json
import signal
from collections.abc import Awaitable, Callable
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from wecom_console.cli.command import Command
from wecom_console.cli.exits import Exit, gravest
from wecom_console.cli.session import CliSession
from wecom_console.cli.unusable import tell_if_unusable
from wecom_console.services.targets import Target, find_targets

if TYPE_CHECKING:  # a server: not for help and refusals
    from wecom_console.simulator import ConnectionSetup, SimulatorHandle, SimulatorOptions
    from wecom_console.simulator.control.scenario_files import ScenarioFileProblem

MAX_PORT: Final = 65_535


@click.command("simulate", cls=Command)
@click.argument("more", metavar="WHAT…", nargs=-1, help="simulate.more")
@click.option("--host", metavar="ADDRESS", default="127.0.0.1", help="simulate.host")
@click.option("--port", metavar="N", default=0, help="simulate.port")
@click.option("--allow-host", metavar="NAME", multiple=True, help="simulate.allow_host")
@click.option("--from", "source", metavar="WHAT", multiple=True, help="simulate.from")
@click.option("--seed", metavar="N", type=int, help="simulate.seed")
@click.option("--scenarios", metavar="FILE", type=Path, multiple=True, help="simulate.scenarios")
@click.option("--scenario", metavar="NAME", default="", help="simulate.scenario")
@click.option("--json", "as_json", is_flag=True, help="simulate.json")
@click.pass_obj
def simulate(
    session: CliSession,
    more: tuple[str, ...],
    *,
    host: str,
    port: int,
    allow_host: tuple[str, ...],
    source: tuple[str, ...],
    seed: int | None,
    scenarios: tuple[Path, ...],
    scenario: str,
    as_json: bool,
) -> Exit:
    """Its first line on standard output is the base URL, or with `--json` one object."""
    from wecom_console.simulator import SimulatorOptions  # only where one is served
    from wecom_console.simulator.control.scenario_files import ScenarioFileError  # the same

    if more and not source:
        return session.refuse("needs_from")
    if not 0 <= port <= MAX_PORT:
        return session.refuse("port", max=MAX_PORT)
    wrong = _told_if_wrong(session, scenarios, scenario)
    if wrong is not None:
        return wrong
    setups = _setups(session, (*source, *more))
    if isinstance(setups, Exit):
        return setups
    options = SimulatorOptions(
        host=host,
        port=port,
        seed=seed,
        connections=setups,
        allowed_hosts=allow_host,
        scenario_files=scenarios,
        scenario=scenario,
    )

    def announce(handle: "SimulatorHandle") -> None:
        _announce(session, handle, host, as_json=as_json)

    try:
        return asyncio.run(_serve(options, announce, _until_stopped))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        session.terminal.complain(
            session.words("simulate.not_served", host=host, port=port, reason=reason)
        )
        return Exit.OUTSIDE
    except ScenarioFileError as error:  # it names what these connections do not have
        return _tell(session, error.problem)


def _told_if_wrong(session: CliSession, files: tuple[Path, ...], name: str) -> Exit | None:
    """Say what is wrong with the scenario files or the name; None where nothing is."""
    if not files and not name:
        return None
    from wecom_console.simulator.control.scenario_files import (  # with the simulator
        ScenarioFileProblem,
        read_scenario_files,
    )
    from wecom_console.simulator.control.scenarios import scenario_names  # with the simulator

    found = read_scenario_files(files)
    if isinstance(found, ScenarioFileProblem):
        return _tell(session, found)
    names = (*scenario_names(), *found)
    if name and name not in names:
        return session.refuse("scenario", close="", names=", ".join(names))
    return None


def _tell(session: CliSession, problem: "ScenarioFileProblem") -> Exit:
    session.terminal.complain(problem.text(session.messages))
    return Exit.UNREADABLE if problem.is_unreadable else Exit.FOUND


def _setups(session: CliSession, whats: tuple[str, ...]) -> "tuple[ConnectionSetup, ...] | Exit":
    """The connections to serve with their own secrets; none for the demo company."""
    if not whats:
        return ()
    from wecom_console.services.runs.embedded import LoadedConnection  # anyio
    from wecom_console.services.target_secrets import resolve_secrets  # keyring and store

    found = find_targets(whats, lambda: session.services.profiles)
    worst = gravest(tell_if_unusable(session, one) for one in found)
    if worst is not Exit.OK:
        return worst
    setups = []
    for one in found:
        profile = one.report.profile if isinstance(one, Target) else None
        if not isinstance(one, Target) or profile is None:
            continue
        secrets = resolve_secrets(one, profile, session.services)
        for path, problem in secrets.lacking.items():
            told = session.messages.text(problem.code, **problem.params)
            session.terminal.note(
                session.words(
                    "simulate.made_up", connection=profile.identifier, field=path, reason=told
                )
            )
        setups.append(LoadedConnection(profile, secrets.credentials).setup())
    return tuple(setups)


async def _serve(
    options: "SimulatorOptions",
    announce: "Callable[[SimulatorHandle], None]",
    until_stopped: Callable[[], Awaitable[Exit]],
) -> Exit:
    from wecom_console.simulator import serve

    stopping = asyncio.ensure_future(until_stopped())
    await asyncio.sleep(
        0
    )  # signals are caught before anybody knows that there is something to stop
    async with serve(options) as handle:
        announce(handle)
        return await stopping


def _announce(session: CliSession, handle: "SimulatorHandle", host: str, *, as_json: bool) -> None:
    terminal = session.terminal
    if as_json:
        terminal.text(json.dumps(handle.description(), ensure_ascii=False) + "\n")
    else:
        terminal.line(handle.url)
        terminal.line(session.words("simulate.token", token=handle.control_token))
        if handle.landing_url:
            terminal.line(session.words("simulate.landing", url=handle.landing_url))
    terminal.flush()
    if not _is_loopback(host):
        terminal.complain(session.words("simulate.exposed", host=host))
    terminal.note(session.words("simulate.stop"))


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


async def _until_stopped() -> Exit:
    """Wait for Ctrl-C (130) or a polite request to end (0)."""
    loop = asyncio.get_running_loop()
    stopped: asyncio.Future[Exit] = loop.create_future()
    codes = {signal.SIGINT: Exit.INTERRUPTED, signal.SIGTERM: Exit.OK}

    def stop(code: Exit) -> None:
        if not stopped.done():
            stopped.set_result(code)

    for number, code in codes.items():
        try:
            loop.add_signal_handler(number, stop, code)
        except (ValueError, RuntimeError):
            # Windows, or not the main thread: Ctrl-C arrives as KeyboardInterrupt.
            break
    return await stopped
