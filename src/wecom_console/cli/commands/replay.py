"""`replay`: recorded runs judged anew, printed, converted or compared. Asks nobody."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wecom_console.cli.command import Command
from wecom_console.cli.exits import Exit
from wecom_console.cli.options import har_option, html_option, json_option, junit_option
from wecom_console.cli.session import CliSession
from wecom_console.cli.terminal import one_line
from wecom_console.domain.rules.common import shown

if TYPE_CHECKING:
    from wecom_console.reports.replay import RunDifference
    from wecom_console.services.runs.recorded import Runs


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
    from wecom_console.flow.summary import verdict_summary
    from wecom_console.reports.replay import compare, is_consistent

    runs = _read(session, report)
    if isinstance(runs, Exit):
        return runs
    broken = [number for number, run in enumerate(runs, start=1) if not is_consistent(run)]
    for number in broken:
        session.terminal.complain(session.words("replay.inconsistent", number=number))
    code = Exit.FOUND if broken else Exit.OK
    if against:
        others = _read(session, against)
        if isinstance(others, Exit):
            return others
        differences = compare(runs, others)
        _tell_differences(session, differences, as_json=as_json)
        return Exit.FOUND if differences else code
    written = _write(session, runs, junit=junit, html=html, har=har)
    _print(session, runs, as_json=as_json)
    summaries = [verdict_summary(run) for run in runs]
    if any(run is not None and not run.passed for run in summaries):
        code = Exit.FOUND
    return max((code, *written))


def _read(session: CliSession, name: str) -> "Runs | Exit":
    """A report of ``test --json-file``, or a file of ``test --resume``."""
    from wecom_console.services.runs.recorded import RunsUntold, read_runs

    found = read_runs(Path(name))
    if isinstance(found, RunsUntold):
        told = session.words(found.code, file=shown(name), reason=found.reason, why=found.reason)
        session.terminal.complain(told)
        return Exit.UNREADABLE
    return found


def _write(session: CliSession, runs: "Runs", *, junit: str, html: str, har: str) -> list[Exit]:
    from wecom_console import __version__
    from wecom_console.reports.har import har_text
    from wecom_console.reports.json_junit import junit_xml

    messages = session.messages

    def html_text() -> str:
        from wecom_console.reports.html import html_report  # loads jinja2

        return html_report(runs, messages)

    texts: tuple[tuple[str, Callable[[], str]], ...] = (
        (junit, lambda: junit_xml(runs, messages)),
        (html, html_text),
        (har, lambda: har_text(runs, version=__version__)),
    )
    return [session.write_file(Path(name), text().encode("utf-8")) for name, text in texts if name]


def _print(session: CliSession, runs: "Runs", *, as_json: bool) -> None:
    from wecom_console.cli.runs.printing import RunPrinter
    from wecom_console.reports.json_junit import runs_object

    if as_json:
        session.terminal.json(runs_object(runs, session.messages))
        return
    printer = RunPrinter(session, session.terminal.line)
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
