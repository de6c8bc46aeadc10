"""`test`: run the login and print its legs."""

from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from wecom_console.cli.command import Command
from wecom_console.cli.exits import Exit, gravest
from wecom_console.cli.options import OneOf, har_option, html_option, json_option, junit_option
from wecom_console.cli.session import CliSession
from wecom_console.cli.terminal import one_line
from wecom_console.cli.unusable import tell_if_unusable
from wecom_console.domain.rules.common import shown
from wecom_console.domain.verdicts import BackendKind, Platform
from wecom_console.flow.scenarios.definitions import (
    Scenario,
    ScenarioBook,
    built_in_scenarios,
)
from wecom_console.messages.problems import problem_text
from wecom_console.services.authing.refused_secrets import count_refused
from wecom_console.services.runs.links import is_synthetic
from wecom_console.services.runs.team_scenarios import (
    TeamFileUnreadable,
    TeamFileWrong,
    TeamScenarios,
    read_team_file,
)
from wecom_console.services.targets import Target, find_targets

if TYPE_CHECKING:  # the network: not for help and refusals
    from wecom_console.cli.runs.jobs import ScenarioOptions
    from wecom_console.cli.runs.matrix import DoneRun, Job, RunOptions
    from wecom_console.flow.events import Event, LinkOffered
    from wecom_console.services.runs.archive import ArchiveUnusable, RunArchive

DEFAULT_SCENARIO = "success"

SCENARIO_FILES: Final = {
    "": "test.scenarios_unreadable",
    "folder": "test.scenarios_folder",
    "special": "test.scenarios_special",
}
"""How it is said that a scenario file cannot be read, by what it is instead."""


class Phone(StrEnum):
    """Who holds the phone, in the words of `--phone`."""

    AUTO = "auto"
    VIRTUAL = "virtual"
    PASTE = "paste"
    ABSENT = "absent"


class LoginTestCommand(Command):
    """Takes ``--scenario A B`` as ``--scenario A --scenario B``: names of scenarios behind the
    option belong to it, anything else is a connection."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
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


@click.command("test", cls=LoginTestCommand)
@click.argument("what", metavar="WHAT…", nargs=-1, help="what")
@click.option("--demo", is_flag=True, help="test.demo")
@click.option("--scenario", metavar="NAME…", multiple=True, help="test.scenario")
@click.option("--all", "all_scenarios", is_flag=True, help="test.all")
@click.option("--scenarios", "scenarios_file", metavar="F", default="", help="test.scenarios")
@click.option("--platform", "platforms", type=OneOf(Platform), multiple=True, help="test.platform")
@click.option("--backend", type=OneOf(BackendKind), help="test.backend")
@click.option("--phone", type=OneOf(Phone), help="test.phone")
@click.option("--callback", metavar="URL", default="", help="test.callback")
@click.option("--state", metavar="TEXT", default="", help="test.state")
@click.option("--member", metavar="USERID", default="", help="test.member")
@click.option("--timeout", metavar="SECONDS", default=300, help="test.timeout")
@click.option("--jobs", metavar="N", default=1, help="test.jobs")
@click.option("--fail-fast", is_flag=True, help="test.fail_fast")
@click.option("--resume", metavar="F", default="", help="test.resume")
@junit_option
@click.option("--json-file", metavar="F", default="", help="test.json_file")
@html_option
@har_option
@json_option
@click.pass_obj
def login_test(
    session: CliSession,
    what: tuple[str, ...],
    *,
    demo: bool,
    scenario: tuple[str, ...],
    all_scenarios: bool,
    scenarios_file: str,
    platforms: tuple[Platform, ...],
    backend: BackendKind | None,
    phone: Phone | None,
    callback: str,
    state: str,
    member: str,
    timeout: int,
    jobs: int,
    fail_fast: bool,
    resume: str,
    junit: str,
    json_file: str,
    html: str,
    har: str,
    as_json: bool,
) -> Exit:
    """Exit 1 where a run did not end as its scenario expects, 4 where a backend was not reached."""
    from wecom_console.cli.runs.jobs import ScenarioOptions, demo_job, job_of  # the network
    from wecom_console.cli.runs.matrix import RunOptions
    from wecom_console.cli.runs.reports import ReportFiles, exit_of, report

    book = _book(session, scenarios_file)
    if isinstance(book, Exit):
        return book
    chosen = _scenarios(session, book, scenario, all_scenarios=all_scenarios)
    if isinstance(chosen, Exit):
        return chosen
    choice = ScenarioOptions(
        scenarios=chosen,
        leaves_out=all_scenarios,
        backend=backend,
        phone=phone.value if phone else "paste" if callback else "auto",
        callback=callback,
        state=state,
        member=member,
        timeout_s=float(timeout),
    )
    found = find_targets(what, lambda: session.services.profiles)
    chosen_platforms: list[Platform | None] = [*dict.fromkeys(platforms)] or [None]
    logins = (len(found) + demo) * len(chosen_platforms)
    if (refused := _refusal(session, choice, logins, timeout)) is not None:
        return refused
    if jobs < 1:
        return session.refuse("jobs")
    archive = _archive(session, resume)
    if isinstance(archive, Exit):
        return archive
    codes = [tell_if_unusable(session, one) for one in found]
    work = []
    for platform in chosen_platforms:
        on_platform = replace(choice, platform=platform)
        if demo:
            work.append(demo_job(session, on_platform))
        for one in found:
            profile = one.report.profile if isinstance(one, Target) else None
            if isinstance(one, Target) and profile is not None:
                job, code = job_of(session, one, profile, on_platform)
                work.append(job)
                codes.append(code)
    try:
        manner = RunOptions(archive, workers=jobs, fails_fast=fail_fast)
        done = _perform(session, work, choice, manner, as_json=as_json)
        codes.append(_store(session, done))
        codes += [exit_of(one) for one in done]
        files = ReportFiles(junit=junit, json=json_file, html=html, har=har)
        profiles = {job.request.config_hash: job.request.profile for job in work}
        codes += report(session, done, found, files=files, as_json=as_json, profiles=profiles)
        codes.append(_tell_not_kept(session, resume, archive))
    finally:
        archive.close()
    return gravest(codes)


def _book(session: CliSession, file: str) -> ScenarioBook | Exit:
    """The built-in scenarios, and those of a team's file before them, with the team's words."""
    if not file:
        return built_in_scenarios()
    found = read_team_file(Path(file))
    match found:
        case TeamFileUnreadable(reason=reason, kind=kind):
            code = SCENARIO_FILES[kind]
            session.terminal.complain(session.words(code, file=shown(file), reason=reason))
            return Exit.UNREADABLE
        case TeamFileWrong(problems=problems):
            for problem in problems:
                told = problem_text(session.messages, problem)
                session.terminal.complain(f"{file}: {problem.field}{session.words('colon')}{told}")
            return Exit.FOUND
        case TeamScenarios():
            session.messages = session.messages.with_words(found.words)
            return found.book


def _archive(session: CliSession, file: str) -> "RunArchive | Exit":
    from wecom_console.services.runs.archive import ArchiveUnusable, RunArchive

    if not file:
        return RunArchive.temporary()
    archive = RunArchive.at(Path(file))
    if isinstance(archive, ArchiveUnusable):
        return _tell_unusable(session, file, archive)
    if archive.unfinished is not None:
        told = session.words("test.unfinished", path=one_line(file), line=archive.unfinished)
        session.terminal.note(told)
    return archive


def _tell_unusable(session: CliSession, file: str, found: "ArchiveUnusable") -> Exit:
    from wecom_console.cli.runs.damaged import tell_damaged
    from wecom_console.services.runs.run_lines import LARGEST

    words: dict[str, object] = {"path": one_line(file), "reason": found.reason}
    match found.why:
        case "damaged":
            if found.found is not None:
                tell_damaged(session, file, found.found)
            session.terminal.complain(session.words("test.damaged", **words))
        case "large":
            told = session.words("test.too_large", limit=LARGEST // (1024 * 1024), **words)
            session.terminal.complain(told)
        case "format":
            session.terminal.complain(session.words("test.not_an_archive", **words))
        case _:
            code = "test.in_use" if found.why == "in_use" else "not_written"
            session.terminal.complain(session.words(code, **words))
            return Exit.OUTSIDE
    return Exit.UNREADABLE


def _tell_not_kept(session: CliSession, file: str, archive: "RunArchive") -> Exit:
    """That the disk took no more runs is no verdict on them."""
    if not file or not archive.trouble:
        return Exit.OK
    words = {"path": one_line(file), "reason": archive.trouble, "count": archive.only_in_memory}
    session.terminal.complain(session.words("test.not_kept", **words))
    return Exit.OUTSIDE


def _scenarios(
    session: CliSession, book: ScenarioBook, asked: Sequence[str], *, all_scenarios: bool
) -> tuple[Scenario, ...] | Exit:
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


def _refusal(
    session: CliSession, choice: "ScenarioOptions", connections: int, timeout: int
) -> Exit | None:
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


def _perform(
    session: CliSession,
    jobs: "list[Job]",
    choice: "ScenarioOptions",
    manner: "RunOptions",
    *,
    as_json: bool,
) -> "list[DoneRun]":
    """Run all jobs, printing as they go; behind a progress bar, the lines wait for its end."""
    from wecom_console.cli.runs.matrix import Pasting, perform
    from wecom_console.cli.runs.printing import RunPrinter
    from wecom_console.cli.runs.progress import progress_bar
    from wecom_console.flow.events import LinkOffered

    terminal = session.terminal
    runs = sum(len(job.scenarios) for job in jobs)
    waiting: list[str] = []
    has_bar = terminal.is_live and choice.phone == Phone.AUTO and (as_json or runs > 1)
    profiles = {job.request.config_hash: job.request.profile for job in jobs}
    printer = RunPrinter(session, waiting.append if has_bar else terminal.line, profiles)

    def hear(event: "Event") -> None:
        count_refused((event,), lambda: session.services.attempts)
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
        return perform(jobs, on_event=hear, pasting=pasting, manner=manner)
    with progress_bar(session, runs=runs) as bar:

        def hear_both(event: "Event") -> None:
            hear(event)
            bar.hear(event)

        done = perform(jobs, on_event=hear_both, pasting=pasting, manner=manner)
    for line in waiting:
        terminal.line(line)
    return done


def _offer(session: CliSession, event: "LinkOffered", phone: str) -> None:
    """Where the person with the phone goes. Said whatever `--quiet` says: the run waits for it."""
    if phone == Phone.VIRTUAL and event.confirm_url:
        session.terminal.complain(session.words("test.virtual_phone", url=event.confirm_url))
    if phone == Phone.PASTE:
        session.terminal.complain(session.words("test.open_link", url=event.url))


def _store(session: CliSession, done: "list[DoneRun]") -> Exit:
    """Keep the runs of stored connections. That they cannot be kept is no verdict on them."""
    from wecom_console.services.runs.finished import keep_run

    code = Exit.OK
    for one in done:
        if one.profile_id and not one.is_from_before:
            refused = keep_run(session.services, one.events, profile_id=one.profile_id)
            if refused is not None:
                session.terminal.complain(session.messages.text(refused.code, **refused.params))
                if refused.code != "store.read_only":  # connections can be tested there
                    code = Exit.OUTSIDE
    return code
