"""`replay`: recorded runs judged anew, printed, converted or compared. Asks nobody."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wecom_console.cli.command import Command
from wecom_console.cli.exits import Exit, gravest
from wecom_console.cli.options import har_option, html_option, json_option, junit_option
from wecom_console.cli.runs.damaged import tell_damaged
from wecom_console.cli.session import CliSession
from wecom_console.cli.terminal import one_line
from wecom_console.domain.rules.common import shown

if TYPE_CHECKING:
    from wecom_console.reports.replay import RunDifference
    from wecom_console.services.runs.recorded import RecordedRuns, Runs


@click.command("replay", cls=Command)
@click.argument("report", metavar="F", help="replay.report")
@click.option("--against", metavar="F", default="", help="replay.against")
@junit_option
@html_option
@har_option
@json_option
@click.pass_obj
def replay(
    session: CliSession,
    report: str,
    *,
    against: str,
    junit: str,
    html: str,
    har: str,
    as_json: bool,
) -> Exit:
    """Exit 1 where a run had not passed, its record contradicts itself, or the two differ; 3 where
    a report cannot be read."""
    from wecom_console.reports.replay import compare

    found = _read(session, report)
    if isinstance(found, Exit):
        return found
    codes = [_tell_unread(session, report, found)]
    if against:
        others = _read(session, against)
        if isinstance(others, Exit):
            return others
        codes += [_judge(session, found.runs), _tell_unread(session, against, others)]
        differences = compare(found.runs, others.runs)
        _tell_differences(session, differences, as_json=as_json)
        return gravest((*codes, Exit.FOUND if differences else Exit.OK))
    codes += _write(session, found.runs, junit=junit, html=html, har=har)
    codes.append(_judge(session, found.runs, is_of_interest=True))
    _print(session, found.runs, as_json=as_json)
    return gravest(codes)


def _read(session: CliSession, name: str) -> "RecordedRuns | Exit":
    """A report of ``test --json-file``, or a file of ``test --resume``."""
    from wecom_console.services.runs.recorded import RunsUntold, read_runs

    found = read_runs(Path(name))
    if isinstance(found, RunsUntold):
        session.terminal.complain(session.words(found.code, file=shown(name), **found.params))
        return Exit.UNREADABLE
    return found


def _tell_unread(session: CliSession, name: str, runs: "RecordedRuns") -> Exit:
    """Which lines of a file of runs could not be read."""
    found = runs.found
    tell_damaged(session, name, found)
    if found.unfinished is not None:
        told = session.words("replay.unfinished", file=one_line(name), line=found.unfinished)
        session.terminal.complain(told)
    return Exit.UNREADABLE if found.damaged or found.unfinished is not None else Exit.OK


def _judge(session: CliSession, runs: "Runs", *, is_of_interest: bool = False) -> Exit:
    """Whether each run's record is sound, and where that is of interest, whether it had passed."""
    from wecom_console.flow.summary import verdict_summary
    from wecom_console.reports.replay import is_consistent

    code, number = Exit.OK, 0
    for number, run in enumerate(runs, start=1):
        if not is_consistent(run):
            session.terminal.complain(session.words("replay.inconsistent", number=number))
            code = Exit.FOUND
        summary = verdict_summary(run)
        if is_of_interest and summary is not None and not summary.passed:
            code = Exit.FOUND
    if number == 0:
        session.terminal.note(session.words("replay.nothing"))
    return code


def _write(session: CliSession, runs: "Runs", *, junit: str, html: str, har: str) -> list[Exit]:
    from wecom_console import __version__
    from wecom_console.reports.har import har_text
    from wecom_console.reports.json_junit import junit_xml
    from wecom_console.services.causes import teller_of_causes

    messages = session.messages
    causes = teller_of_causes(messages, {})

    def html_text() -> str:
        from wecom_console.reports.html import html_report  # loads jinja2

        return html_report(runs, messages, causes)

    texts: tuple[tuple[str, Callable[[], str]], ...] = (
        (junit, lambda: junit_xml(runs, messages, causes)),
        (html, html_text),
        (har, lambda: har_text(runs, version=__version__)),
    )
    return [session.write_file(Path(name), text().encode("utf-8")) for name, text in texts if name]


def _print(session: CliSession, runs: "Runs", *, as_json: bool) -> None:
    from wecom_console.cli.runs.printing import RunPrinter
    from wecom_console.reports.json_junit import write_runs
    from wecom_console.services.causes import teller_of_causes

    if as_json:
        causes = teller_of_causes(session.messages, {})
        write_runs(session.terminal.text, runs, session.messages, {}, causes)
        return
    printer = RunPrinter(session, session.terminal.line, {})
    for run in runs:
        for event in run:
            printer.hear(event)


def _tell_differences(
    session: CliSession, differences: "tuple[RunDifference, ...]", *, as_json: bool
) -> None:
    if as_json:
        listed = [
            {
                "connection": one.connection,
                "platform": one.platform,
                "backend": one.backend,
                "scenario": one.scenario,
                "leg": one.leg.value if one.leg else None,
                "before": one.before,
                "after": one.after,
            }
            for one in differences
        ]
        session.terminal.json({"differences": listed})
        return
    for one in differences:
        place = f"{one.connection} {one.platform} {one.backend} {one.scenario}"
        leg = session.messages.text(f"leg.{one.leg.value}") if one.leg else ""
        told = session.words("replay.difference", before=one.before, after=one.after)
        session.terminal.line(one_line(f"{place}  {leg}  {told}"))
    if not differences:
        session.terminal.note(session.words("replay.same"))
