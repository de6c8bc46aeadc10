"""`selftest`: does an installed package work? A login without the window, then the window."""

import click

from wecom_console.cli.command import Command
from wecom_console.cli.exits import Exit
from wecom_console.cli.options import json_option
from wecom_console.cli.session import CliSession
from wecom_console.cli.terminal import one_line


@click.command("selftest", cls=Command)
@json_option
@click.pass_obj
def selftest(session: CliSession, *, as_json: bool) -> Exit:
    """Exit 0 where both work."""
    from wecom_console.services.desktop.selftest import try_window

    login = _try_login(session)
    _tell(session, "login", ok=login, as_json=as_json)
    window = try_window(session.environment)
    _tell(session, "window", ok=window.ok, as_json=as_json)
    if not window.ok:
        for line in window.told.splitlines():
            session.terminal.complain(f"    {one_line(line)}")
    ok = login and window.ok
    if as_json:
        steps = [{"step": "login", "ok": login}, {"step": "window", "ok": window.ok}]
        session.terminal.json({"ok": ok, "steps": steps})
    return Exit.OK if ok else Exit.FOUND


def _try_login(session: CliSession) -> bool:
    """The demo connection against the simulator."""
    from wecom_console.cli.runs.jobs import ScenarioOptions, demo_job  # the network
    from wecom_console.cli.runs.matrix import Pasting, RunOptions, perform
    from wecom_console.flow.scenarios.definitions import built_in_scenarios
    from wecom_console.services.runs.archive import RunArchive

    success = built_in_scenarios().scenarios[:1]
    job = demo_job(session, ScenarioOptions(scenarios=success))
    pasting = Pasting("", lambda: None, lambda: "")
    archive = RunArchive.temporary()
    manner = RunOptions(archive)
    (done,) = perform([job], on_event=lambda _: None, pasting=pasting, manner=manner)
    archive.close()
    return done.summary.passed


def _tell(session: CliSession, step: str, *, ok: bool, as_json: bool) -> None:
    if as_json:
        return
    terminal = session.terminal
    sign = terminal.sign("✓", "ok") if ok else terminal.sign("✗", "x")
    shown = terminal.styled(sign, "good" if ok else "bad")
    told = session.words(f"selftest.{step}_ok" if ok else f"selftest.{step}_failed")
    terminal.line(f"{shown} {told}")
    terminal.flush()
