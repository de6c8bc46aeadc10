"""What a command was given and cannot use: a file that cannot be read, a connection with errors."""

from wecom_console.cli.exits import Exit
from wecom_console.cli.problems import problem_lines
from wecom_console.cli.session import CliSession
from wecom_console.cli.terminal import one_line
from wecom_console.domain.problems import Severity
from wecom_console.exchange.file_problem import FileProblem
from wecom_console.messages.problems import sentence
from wecom_console.services.targets import Found, Target, Unreadable, unreadable_file


def tell_if_unusable(session: CliSession, found: Found) -> Exit:
    """Say what keeps a target from being used: it cannot be read, or has errors."""
    if isinstance(found, Unreadable):
        tell_unreadable(session, found)
    elif not found.report.ok:
        session.terminal.complain(
            session.words(
                "has_errors", what=one_line(found.what), connection=one_line(found.connection)
            )
        )
        for problem in found.report.problems:
            if problem.severity is Severity.ERROR:
                for line in problem_lines(session, problem, line=found.line_of(problem)):
                    session.terminal.complain(line)
    return exit_of(found)


def tell_file_problem(session: CliSession, what: str, problem: FileProblem) -> Exit:
    """Say why the file that the user called `what` cannot be read."""
    tell_unreadable(session, unreadable_file(what, problem))
    return Exit.UNREADABLE


def tell_unreadable(session: CliSession, found: Unreadable) -> None:
    """On standard error: file, line, column, what and why."""
    place = one_line(found.what)
    for number in (found.line, found.column):
        place += f":{number}" if number is not None else ""
    told = one_line(sentence(session.messages, found.problem))
    mark = session.terminal.styled(session.words("severity.error"), "bad")
    session.terminal.complain(
        f"{place}: {mark}{session.words('colon')}{told} [{found.problem.code}]"
    )


def exit_of(found: Found) -> Exit:
    """What one result means for the exit code."""
    if isinstance(found, Target):
        return Exit.OK if found.report.ok else Exit.FOUND
    return Exit.OUTSIDE if found.is_outside else Exit.UNREADABLE
