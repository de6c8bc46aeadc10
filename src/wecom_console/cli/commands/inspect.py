"""`inspect`: what an app package, a certificate or a keystore says, beside a connection."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from wecom_console.cli.command import Command
from wecom_console.cli.exits import Exit, gravest
from wecom_console.cli.options import json_option
from wecom_console.cli.problems import problem_lines, problem_object
from wecom_console.cli.session import CliSession
from wecom_console.cli.terminal import one_line
from wecom_console.cli.unusable import exit_of, tell_unreadable
from wecom_console.domain.problems import Problem, Severity
from wecom_console.domain.secrets import Secret
from wecom_console.exchange.file_problem import FileProblem
from wecom_console.services.targets import Found, Target, Unreadable, find_targets, unreadable_file

if TYPE_CHECKING:  # the readers: not for a mere refusal
    from wecom_console.services.apps.inspection import AppFacts

_INDENT = 2


@click.command("inspect", cls=Command)
@click.argument("app", metavar="APP", help="inspect.app")
@click.option("--against", metavar="WHAT", default="", help="inspect.against")
@json_option
@click.pass_obj
def inspect(session: CliSession, app: str, *, against: str, as_json: bool) -> Exit:
    """Exit 1 for a finding of severity error, 3 where the app or the connection cannot be read."""
    facts = _read(session, Path(app))
    if isinstance(facts, Exit):
        return facts
    if isinstance(facts, FileProblem):
        unread = unreadable_file(app, facts)
        if as_json:
            session.terminal.json(_unread_object(session, unread))
        else:
            tell_unreadable(session, unread)
        return exit_of(unread)
    targets = find_targets((against,), lambda: session.services.profiles) if against else (None,)
    results = [_Result(facts, target) for target in targets]
    if as_json:
        session.terminal.json(_object(session, app, facts, results))
    else:
        _tell(session, app, facts, results)
    return gravest(result.exit for result in results)


class _Result:
    """What is to be said beside one connection, or beside none."""

    def __init__(self, facts: "AppFacts", target: Found | None) -> None:
        from wecom_console.services.apps.inspection import compare

        self.target = target
        self.exit = Exit.OK if target is None else exit_of(target)
        self.problems: tuple[Problem, ...] = ()
        if isinstance(target, Unreadable):
            self.problems = (target.problem,)
        elif target is not None and target.report.profile is None:
            # A connection with errors is no measure for anything.
            self.problems = target.report.errors
        else:
            self.problems = compare(facts, target.report.profile if target else None)
            if any(problem.severity is Severity.ERROR for problem in self.problems):
                self.exit = Exit.FOUND


def _read(session: CliSession, path: Path) -> "AppFacts | FileProblem | Exit":
    """The facts; a keystore's password is asked for, or taken from standard input."""
    from wecom_console.services.apps.inspection import inspect_app, needs_password

    found = inspect_app(path)
    if not needs_password(found):
        return found
    terminal = session.terminal
    if terminal.can_ask:
        text = terminal.ask_secret(session.words("inspect.ask_password"))
    else:
        text = terminal.piped_line()
    return inspect_app(path, Secret(text)) if text else found


def _tell(session: CliSession, app: str, facts: "AppFacts", results: list[_Result]) -> None:
    from wecom_console.cli.columns import columns
    from wecom_console.services.apps.words import fact_rows, kind_text

    terminal = session.terminal
    kind = kind_text(session.messages, facts)
    heading = session.words("connection_of", what=app, connection=kind)
    terminal.line(terminal.styled(one_line(heading), "bold"))
    rows = [
        (one_line(label), one_line(value)) for label, value in fact_rows(session.messages, facts)
    ]
    for line in columns(rows, indent=_INDENT):
        terminal.line(line)
    terminal.note(session.words("inspect.not_verified"))
    for result in results:
        terminal.line()
        _tell_result(session, result)


def _tell_result(session: CliSession, result: _Result) -> None:
    terminal, target = session.terminal, result.target
    if isinstance(target, Unreadable):
        tell_unreadable(session, target)
        return
    if target is not None:
        is_ok = result.exit is Exit.OK
        mark = terminal.sign("✓", "ok") if is_ok else terminal.sign("✗", "x")
        name = session.words("connection_of", what=target.what, connection=target.connection)
        if target.connection in ("", target.what):
            name = target.what
        terminal.line(f"{terminal.styled(mark, 'good' if is_ok else 'bad')} {one_line(name)}")
        if target.report.profile is None:
            what, connection = one_line(target.what), one_line(target.connection)
            terminal.line(f"  {session.words('has_errors', what=what, connection=connection)}")
    for problem in result.problems:
        line_number = target.line_of(problem) if isinstance(target, Target) else None
        for line in problem_lines(session, problem, line=line_number):
            terminal.line(line)
    if not result.problems:
        terminal.line(f"  {session.words('inspect.fits')}")


def _object(
    session: CliSession, app: str, facts: "AppFacts", results: list[_Result]
) -> dict[str, object]:
    from wecom_console.cli.connections.app_objects import facts_object

    return {
        "app": app,
        "kind": facts.kind.value,
        "facts": facts_object(facts),
        "values": dict(facts.values),
        "ok": all(result.exit is Exit.OK for result in results),
        "results": [_result_object(session, result) for result in results],
    }


def _result_object(session: CliSession, result: _Result) -> dict[str, object]:
    target = result.target
    line = target.line if isinstance(target, Unreadable) else None
    column = target.column if isinstance(target, Unreadable) else None
    findings = []
    for problem in result.problems:
        if isinstance(target, Target):
            line = target.line_of(problem)
        findings.append(problem_object(session.messages, problem, line=line, column=column))
    return {
        "what": target.what if target else "",
        "connection": target.connection if isinstance(target, Target) else "",
        "ok": result.exit is Exit.OK,
        "findings": findings,
    }


def _unread_object(session: CliSession, unread: Unreadable) -> dict[str, object]:
    finding = problem_object(session.messages, unread.problem)
    result = {"what": "", "connection": "", "ok": False, "findings": [finding]}
    return {
        "app": unread.what,
        "kind": None,
        "facts": None,
        "values": {},
        "ok": False,
        "results": [result],
    }
