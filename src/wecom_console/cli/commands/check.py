"""`check`: every static check of stored connections and config files."""

from dataclasses import replace

import click

from wecom_console.cli.command import Command
from wecom_console.cli.exits import Exit, gravest
from wecom_console.cli.options import json_option, what_argument
from wecom_console.cli.problems import problem_lines, problem_object
from wecom_console.cli.session import CliSession
from wecom_console.cli.terminal import one_line
from wecom_console.cli.unusable import exit_of, tell_unreadable
from wecom_console.domain.problems import Severity
from wecom_console.domain.profile import Profile
from wecom_console.services.targets import Found, Target, Unreadable, find_targets


@click.command("check", cls=Command)
@what_argument
@click.option("--online", is_flag=True, help="check.online")
@json_option
@click.pass_obj
def check(session: CliSession, what: tuple[str, ...], *, online: bool, as_json: bool) -> Exit:
    """Exit 1 where there is an error, 3 where something cannot be read, 4 where `online` did not
    reach a server."""
    found = tuple(
        _with_secrets(session, one) for one in find_targets(what, lambda: session.services.profiles)
    )
    codes = [exit_of(one) for one in found]
    results = []
    for one in found:
        result = _result(session, one) if as_json else None
        if not as_json:
            _tell(session, one)
        if online and isinstance(one, Target) and one.report.profile is not None:
            codes.append(_ask_online(session, one, one.report.profile, result))
        if result is not None:
            results.append(result)
    if as_json:
        session.terminal.json({"results": results})
    else:
        _tell_total(session, found)
    return gravest(codes)


def _with_secrets(session: CliSession, found: Found) -> Found:
    """What was found, and what shows of its secrets without asking anybody."""
    if not isinstance(found, Target):
        return found
    from wecom_console.services.secret_findings import with_secrets  # storage

    return replace(found, report=with_secrets(found.report, session.environment, found.folder))


def _ask_online(
    session: CliSession, target: Target, profile: Profile, result: dict[str, object] | None
) -> Exit:
    """The live preflight of one sound connection: into `result`, or onto the terminal."""
    from wecom_console.cli.connections.online_check import (  # the network
        exit_of_online,
        online_object,
        run_online,
        tell_online,
    )

    preflight = run_online(session, target, profile)
    if result is None:
        tell_online(session, profile, preflight)
    else:
        result["online"] = online_object(session, profile, preflight)
        result["ok"] = bool(result["ok"]) and preflight.ok
    return exit_of_online(preflight)


def _result(session: CliSession, found: Found) -> dict[str, object]:
    messages = session.messages
    if isinstance(found, Unreadable):
        problems = [problem_object(messages, found.problem, line=found.line, column=found.column)]
        return {"what": found.what, "connection": "", "ok": False, "problems": problems}
    return {
        "what": found.what,
        "connection": found.connection,
        "ok": found.report.ok,
        "problems": [
            problem_object(messages, problem, line=found.line_of(problem))
            for problem in found.report.problems
        ],
    }


def _tell(session: CliSession, found: Found) -> None:
    terminal = session.terminal
    if isinstance(found, Unreadable):
        tell_unreadable(session, found)
        return
    mark = terminal.sign("✓", "ok") if found.report.ok else terminal.sign("✗", "x")
    mark = terminal.styled(mark, "good" if found.report.ok else "bad")
    name = (
        found.what
        if found.connection in ("", found.what)
        else session.words("connection_of", what=found.what, connection=found.connection)
    )
    terminal.line(f"{mark} {one_line(name)}")
    for problem in found.report.problems:
        for line in problem_lines(session, problem, line=found.line_of(problem)):
            terminal.line(line)


def _tell_total(session: CliSession, found: tuple[Found, ...]) -> None:
    targets = [one for one in found if isinstance(one, Target)]
    problems = [problem for target in targets for problem in target.report.problems]
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    warnings = sum(problem.severity is Severity.WARNING for problem in problems)
    connections = sum(bool(target.connection) for target in targets)
    session.terminal.note(
        session.words("check.total", connections=connections, errors=errors, warnings=warnings)
    )
