"""`test`: run the login and print its legs."""

import json
import time
from collections.abc import Sequence
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from wecom_console.cli.commands.link import tell_if_unusable
from wecom_console.cli.exits import Exit, gravest
from wecom_console.cli.help import Command
from wecom_console.cli.problems import problem_object
from wecom_console.cli.session import Session
from wecom_console.domain.verdicts import BackendKind, Platform
from wecom_console.flow.scenarios import Scenario, built_in_scenarios
from wecom_console.services.links import is_synthetic
from wecom_console.services.targets import Found, Target, Unreadable, find_targets

if TYPE_CHECKING:  # the network: not for those who only list the commands
    from wecom_console.cli.login_runs import DoneRun, Job
    from wecom_console.flow.events import Event

DEFAULT_SCENARIO = "success"


class Phone(StrEnum):
    """Who holds the phone, in the words of `--phone`."""

    AUTO = "auto"
    VIRTUAL = "virtual"
    PASTE = "paste"
    ABSENT = "absent"


class LoginTestCommand(Command):
    """Takes ``--scenario A B`` as ``--scenario A --scenario B``: names of scenarios behind the
    option belong to it, anything else is a connection."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """The arguments with the option repeated."""
        names = built_in_scenarios().names
        spread: list[str] = []
        is_listing = False
        for argument in args:
            if is_listing and spread[-1] != "--scenario":
                is_listing = argument in names
                if is_listing:
                    spread.append("--scenario")
            if argument == "--scenario":
                is_listing = True
            spread.append(argument)
        return super().parse_args(ctx, spread)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("test", cls=LoginTestCommand, help="test.about")(login_test)


def login_test(
    ctx: typer.Context,
    what: Annotated[list[str] | None, typer.Argument(metavar="WHAT…", help="what")] = None,
    *,
    demo: Annotated[bool, typer.Option("--demo", help="test.demo")] = False,
    scenario: Annotated[
        list[str] | None, typer.Option(metavar="NAME…", help="test.scenario")
    ] = None,
    all_scenarios: Annotated[bool, typer.Option("--all", help="test.all")] = False,
    platform: Annotated[
        Platform | None, typer.Option(metavar="android|ios|harmony", help="test.platform")
    ] = None,
    backend: Annotated[
        BackendKind | None,
        typer.Option(metavar="simulator|authing|wecom|http|casdoor", help="test.backend"),
    ] = None,
    phone: Annotated[
        Phone | None, typer.Option(metavar="auto|virtual|paste|absent", help="test.phone")
    ] = None,
    callback: Annotated[str, typer.Option(metavar="URL", help="test.callback")] = "",
    state: Annotated[str, typer.Option(metavar="TEXT", help="test.state")] = "",
    member: Annotated[str, typer.Option(metavar="USERID", help="test.member")] = "",
    timeout: Annotated[int, typer.Option(metavar="SECONDS", help="test.timeout")] = 300,
    junit: Annotated[str, typer.Option(metavar="F", help="test.junit")] = "",
    json_file: Annotated[str, typer.Option(metavar="F", help="test.json_file")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="json")] = False,
) -> Exit:
    """Exit 1 where a run did not end as its scenario expects, 4 where a backend was not reached."""
    from wecom_console.cli.login_jobs import Choice, demo_job, job_of  # the network

    session: Session = ctx.obj
    scenarios = _scenarios(session, scenario or [], all_scenarios=all_scenarios)
    if isinstance(scenarios, Exit):
        return scenarios
    choice = Choice(
        scenarios=scenarios,
        leaves_out=all_scenarios,
        platform=platform,
        backend=backend,
        phone=phone.value if phone else "paste" if callback else "auto",
        callback=callback,
        state=state,
        member=member,
        timeout_s=float(timeout),
    )
    found = find_targets(what or (), lambda: session.services.profiles)
    if (refused := _refusal(session, choice, len(found) + demo, timeout)) is not None:
        return refused
    jobs = [demo_job(session, choice)] if demo else []
    codes = [tell_if_unusable(session, one) for one in found]
    for one in found:
        profile = one.report.profile if isinstance(one, Target) else None
        if isinstance(one, Target) and profile is not None:
            job, code = job_of(session, one, profile, choice)
            jobs.append(job)
            codes.append(code)
    done = _perform(session, jobs, choice, as_json=as_json)
    _store(session, done)
    codes += [_exit_of(one) for one in done]
    codes += _report(session, done, found, files=(junit, json_file), as_json=as_json)
    return gravest(codes)


def _scenarios(
    session: Session, asked: Sequence[str], *, all_scenarios: bool
) -> tuple[Scenario, ...] | Exit:
    book = built_in_scenarios()
    if all_scenarios:
        return session.refuse("all_or_some") if asked else book.scenarios
    names = [name for text in asked for name in text.split(",") if name] or [DEFAULT_SCENARIO]
    chosen = []
    for name in dict.fromkeys(names):
        known = book.get(name)
        if known is None:
            close = get_close_matches(name, book.names, n=1)
            told = session.words("usage.did_you_mean", names=close[0]) if close else ""
            names_known = session.messages.text("list.separator").join(book.names)
            return session.refuse("scenario", close=told, names=names_known)
        chosen.append(known)
    return tuple(chosen)


def _refusal(session: Session, choice: Any, connections: int, timeout: int) -> Exit | None:
    """What is refused before anything is asked of the network."""
    if connections == 0:
        return session.refuse("what_or_demo")
    if timeout <= 0:
        return session.refuse("timeout")
    if choice.callback and choice.phone != Phone.PASTE:
        return session.refuse("callback_and_phone")
    if is_synthetic(choice.callback):
        return session.refuse("synthetic_callback")
    if choice.phone == Phone.PASTE:
        if connections * len(choice.scenarios) != 1:
            return session.refuse("one_paste")
        if not choice.callback and not session.terminal.can_ask:
            return session.refuse("needs_callback")
    return None


def _perform(session: Session, jobs: "list[Job]", choice: Any, *, as_json: bool) -> "list[DoneRun]":
    """Run all jobs, printing as they go; behind a progress bar, the lines wait for its end."""
    from wecom_console.cli.login_runs import Pasting, perform
    from wecom_console.cli.progress import progress_bar
    from wecom_console.cli.run_printing import RunPrinter
    from wecom_console.flow.events import LinkOffered

    terminal = session.terminal
    runs = sum(len(job.scenarios) for job in jobs)
    waiting: list[str] = []
    has_bar = terminal.is_live and choice.phone == Phone.AUTO and (as_json or runs > 1)
    printer = RunPrinter(session, waiting.append if has_bar else terminal.line)

    def hear(event: "Event") -> None:
        if not as_json:
            printer.hear(event)
            if not has_bar:
                terminal.flush()
        if isinstance(event, LinkOffered):
            _offer(session, event, choice.phone)

    def read() -> str:
        text = terminal.read_line()
        if is_synthetic(text):
            session.refuse("synthetic_callback")
            raise EOFError
        return text

    pasting = Pasting(
        given=choice.callback,
        ask=lambda: terminal.complain(session.words("test.paste")),
        read=read,
        descriptor=terminal.descriptor,
    )
    if not has_bar:
        return perform(jobs, on_event=hear, pasting=pasting)
    with progress_bar(session, runs=runs) as bar:

        def hear_both(event: "Event") -> None:
            hear(event)
            bar.hear(event)

        done = perform(jobs, on_event=hear_both, pasting=pasting)
    for line in waiting:
        terminal.line(line)
    return done


def _offer(session: Session, event: Any, phone: str) -> None:
    """Where the person with the phone goes. Said whatever `--quiet` says: the run waits for it."""
    if phone == Phone.VIRTUAL and event.confirm_url:
        session.terminal.complain(session.words("test.virtual_phone", url=event.confirm_url))
    if phone == Phone.PASTE:
        session.terminal.complain(session.words("test.open_link", url=event.url))


def _store(session: Session, done: "list[DoneRun]") -> None:
    """Keep the runs of stored connections. That they cannot be kept is no verdict on them."""
    from wecom_console.services.finished_runs import finished_run
    from wecom_console.services.records import NotStored

    for one in done:
        if not one.job.profile_id:
            continue
        run = finished_run(one.events, profile_id=one.job.profile_id, finished_at=time.time())
        kept = session.services.profiles.record_run(run) if run else None
        if isinstance(kept, NotStored):
            session.terminal.complain(session.messages.text(kept.code, **kept.params))


def _exit_of(done: "DoneRun") -> Exit:
    from wecom_console.flow.summary import Ending, verdict_summary

    run = verdict_summary(done.events)
    if run is None or run.ending is Ending.CRASHED:
        return Exit.BUG
    if run.ending in (Ending.STOPPED, Ending.RUNNING):
        return Exit.INTERRUPTED
    if run.passed:
        return Exit.OK
    failed = run.failed_leg
    is_outside = failed is not None and failed.code.startswith("transport.")
    return Exit.OUTSIDE if is_outside else Exit.FOUND


def _report(
    session: Session,
    done: "list[DoneRun]",
    found: tuple[Found, ...],
    *,
    files: tuple[str, str],
    as_json: bool,
) -> list[Exit]:
    from wecom_console.flow.reports import junit_xml, runs_object

    junit, json_file = files
    events = [one.events for one in done]
    result = runs_object(events, session.messages)
    result["not_run"] = [_not_run(session, one) for one in found if not _is_usable(one)]
    codes = []
    if junit:
        text = junit_xml(events, session.messages)
        codes.append(session.write_file(Path(junit), text.encode("utf-8")))
    if json_file:
        text = json.dumps(result, ensure_ascii=False, indent=2) + "\n"
        codes.append(session.write_file(Path(json_file), text.encode("utf-8")))
    if as_json:
        session.terminal.json(result)
    elif len(done) > 1:
        summary = result["summary"]
        session.terminal.note(session.words("test.total", **summary))  # type: ignore[arg-type]
    return codes


def _is_usable(found: Found) -> bool:
    return isinstance(found, Target) and found.report.ok


def _not_run(session: Session, found: Found) -> dict[str, object]:
    problems = (found.problem,) if isinstance(found, Unreadable) else found.report.problems
    return {
        "what": found.what,
        "connection": "" if isinstance(found, Unreadable) else found.connection,
        "problems": [problem_object(session.messages, problem) for problem in problems],
    }
