"""What a `test` command leaves behind: its exit code, its files, its JSON."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from wecom_console import __version__
from wecom_console.cli.exits import Exit
from wecom_console.cli.problems import problem_object
from wecom_console.cli.session import CliSession
from wecom_console.flow.summary import Ending
from wecom_console.reports.json_junit import junit_xml, totals, write_runs
from wecom_console.services.causes import ProfileByHash, teller_of_causes
from wecom_console.services.targets import Found, Target, Unreadable

if TYPE_CHECKING:
    from wecom_console.cli.runs.matrix import DoneRun
    from wecom_console.flow.events import Event


@dataclass(frozen=True, slots=True)
class ReportFiles:
    """Where each report goes; empty for none."""

    junit: str = ""
    json: str = ""
    html: str = ""
    har: str = ""


def exit_of(done: "DoneRun") -> Exit:
    """What one run means for the exit code."""
    run = done.summary
    if run.ending is Ending.CRASHED:
        return Exit.BUG
    if run.ending in (Ending.STOPPED, Ending.RUNNING):
        return Exit.INTERRUPTED
    if run.passed:
        return Exit.OK
    failed = run.failed_leg
    is_outside = failed is not None and failed.code.startswith("transport.")
    return Exit.OUTSIDE if is_outside else Exit.FOUND


def report(
    session: CliSession,
    done: "Sequence[DoneRun]",
    found: Iterable[Found],
    *,
    files: ReportFiles,
    as_json: bool,
    profiles: ProfileByHash,
) -> list[Exit]:
    """Write the files that were asked for, and the result. `profiles` are those that were tested:
    causes are ranked by them, too."""
    messages = session.messages
    causes = teller_of_causes(messages, profiles)

    def runs() -> "Iterable[Sequence[Event]]":
        return (one.events for one in done)

    more = {"not_run": [_not_run(session, one) for one in found if not is_usable(one)]}
    codes = []
    if files.junit:
        codes.append(
            _file(session, files.junit, lambda write: write(junit_xml(runs(), messages, causes)))
        )
    if files.json:
        codes.append(
            _file(
                session, files.json, lambda write: write_runs(write, runs(), messages, more, causes)
            )
        )
    if files.html:
        from wecom_console.reports.html import html_report  # loads jinja2

        codes.append(
            _file(session, files.html, lambda write: write(html_report(runs(), messages, causes)))
        )
    if files.har:
        from wecom_console.reports.har import har_text  # only where it is asked for

        codes.append(
            _file(session, files.har, lambda write: write(har_text(runs(), version=__version__)))
        )
    if as_json:
        text = StringIO()
        write_runs(text.write, runs(), messages, more, causes)
        session.terminal.text(text.getvalue())
    elif len(done) > 1:
        session.terminal.note(session.words("test.total", **totals([one.summary for one in done])))
    before = sum(one.is_from_before for one in done)
    if before:
        session.terminal.note(session.words("test.from_before", count=before))
    return codes


def is_usable(found: Found) -> bool:
    """Whether it can be tested."""
    return isinstance(found, Target) and found.report.ok


def _file(
    session: CliSession, name: str, produce: Callable[[Callable[[str], object]], object]
) -> Exit:
    return session.write_stream(Path(name), produce)


def _not_run(session: CliSession, found: Found) -> dict[str, object]:
    problems = (found.problem,) if isinstance(found, Unreadable) else found.report.problems
    return {
        "what": found.what,
        "connection": "" if isinstance(found, Unreadable) else found.connection,
        "problems": [problem_object(session.messages, problem) for problem in problems],
    }
