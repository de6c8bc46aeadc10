"""What became of a write to the store, for a person or a program, with its exit code."""

from collections.abc import Callable
from typing import TypeVar

from wecom_console.cli.connections.objects import report_objects, saved_object
from wecom_console.cli.exits import Exit, gravest
from wecom_console.cli.problems import problem_lines, problem_object
from wecom_console.cli.session import CliSession
from wecom_console.cli.terminal import one_line
from wecom_console.cli.transfer.import_report import failure_exit
from wecom_console.domain.fields import ENVIRONMENTS
from wecom_console.domain.problems import Severity
from wecom_console.domain.shape import meant_choice
from wecom_console.messages.problems import sentence
from wecom_console.services.profiles.records import NotFound, NotStored, Rejected, Saved
from wecom_console.services.profiles.refusals import WriteRefusal, refusal_problem
from wecom_console.storage.problems import StoreUnavailable

WriteResult = Saved | WriteRefusal
DoneT = TypeVar("DoneT")


def tell_write(session: CliSession, result: WriteResult, done: str, *, as_json: bool) -> Exit:
    """Print the result; `done` is the code of the sentence for a write that was done."""
    if isinstance(result, Saved):
        return _tell_saved(session, result, done, as_json=as_json)
    if isinstance(result, Rejected):
        problems = report_objects(session, result.report)
        for problem in result.report.errors:
            for line in problem_lines(session, problem):
                session.terminal.complain(line)
    else:
        why = refusal_problem(result)
        problems = [problem_object(session.messages, why)]
        session.terminal.complain(f"{one_line(sentence(session.messages, why))} [{why.code}]")
    session.terminal.complain(session.words("profile.unchanged"))
    if as_json:
        session.terminal.json({"profile": None, "problems": problems, "secrets": []})
    return failure_exit(result)


def all_or_none(session: CliSession, act: Callable[[], DoneT]) -> DoneT | Exit:
    """Several writes as one transaction; the exit code where the store took none of them."""
    try:
        with session.services.profiles.together():
            return act()
    except StoreUnavailable as problem:
        return tell_write(session, NotStored(problem.code, problem.params), "", as_json=False)


def tell_not_found(session: CliSession, key: str, *, as_json: bool) -> Exit:
    """There is no stored connection of this name."""
    return tell_write(session, NotFound(key), "", as_json=as_json)


def _tell_saved(session: CliSession, saved: Saved, done: str, *, as_json: bool) -> Exit:
    stored = saved.profile
    if as_json:
        session.terminal.json(saved_object(session, saved))
    else:
        name = one_line(stored.identifier)
        session.terminal.line(session.words(done, identifier=name, revision=stored.revision))
        for problem in saved.report.problems:
            if problem.severity is not Severity.HINT:
                for line in problem_lines(session, problem):
                    session.terminal.line(line)
    codes = [Exit.OK]
    for placement in saved.secrets:
        if placement.code:
            session.terminal.complain(session.messages.text(placement.code, **placement.params))
            codes.append(Exit.OUTSIDE)
    return gravest(codes)


def keyring_lacking(session: CliSession) -> Exit | None:
    """Secrets that would move out of files need somewhere to go; None where they can."""
    status = session.services.unlock_secrets()
    if status.available:
        return None
    session.terminal.complain(session.messages.text(status.code, **status.params))
    session.terminal.complain(session.words("import.needs_keyring"))
    return Exit.OUTSIDE


def refuse_environment(session: CliSession, name: str) -> Exit:
    """There is none of this name, which is not repeated: it may be anything. Which one was meant
    (*staging* is *test*), and which there are."""
    meant = meant_choice("environment", name)
    close = session.words("usage.did_you_mean", names=meant) if meant else ""
    known = session.messages.text("list.separator").join(ENVIRONMENTS)
    return session.refuse("no_environment", close=close, known=known)
