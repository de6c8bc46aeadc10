"""What an import would do, and what it did, in lines for people."""

from typing import Final

from wecom_console.cli.exits import Exit
from wecom_console.cli.problems import problem_lines
from wecom_console.cli.session import CliSession
from wecom_console.cli.terminal import one_line
from wecom_console.domain.hiding import hide
from wecom_console.domain.problems import Severity
from wecom_console.domain.three_way import Side
from wecom_console.messages.problems import sentence
from wecom_console.services.importing.items import (
    Imported,
    ImportFailed,
    ImportPreview,
    ItemState,
)
from wecom_console.services.profiles.records import Conflict, NotFound, NotStored, Rejected
from wecom_console.services.profiles.refusals import WriteRefusal, refusal_problem

_SIGNS: Final = {
    ItemState.NEW: "+",
    ItemState.SAME: "=",
    ItemState.CHANGED: "~",
    ItemState.INVALID: "!",
}
_STYLES: Final = {
    ItemState.NEW: "good",
    ItemState.SAME: "dim",
    ItemState.CHANGED: "warn",
    ItemState.INVALID: "bad",
}


def tell_preview(session: CliSession, preview: ImportPreview) -> None:
    """Who signed it; one line per connection, with what would change or what is wrong."""
    terminal = session.terminal
    if preview.signature is not None:
        terminal.line(one_line(preview.signature.sentence(session.messages)))
    for problem in preview.problems:
        for line in problem_lines(session, problem):
            terminal.line(line)
    for item in preview.items:
        sign = terminal.styled(_SIGNS[item.state], _STYLES[item.state])
        terminal.line(
            f"{sign} {one_line(item.identifier)}  {session.words(f'import.{item.state.value}')}"
        )
        for change in item.changes:
            before = written(session, hide(change.path, change.before))
            after = written(session, change.after)
            told = session.words("import.change", field=change.path, before=before, after=after)
            if change.side is not Side.FILE:
                told += f"  ({session.words(f'import.side.{change.side.value}', base=item.base)})"
            terminal.line(f"    {one_line(told)}")
        for problem in item.report.problems:
            if problem.severity is not Severity.HINT:
                for line in problem_lines(session, problem):
                    terminal.line(f"  {line}")


def tell_imported(session: CliSession, result: Imported, *, quiet: bool) -> Exit:
    """The totals of an import that went through."""
    worst = Exit.OK
    for one in result.items:
        for placement in one.saved.secrets if one.saved else ():
            if placement.code:
                told = session.messages.text(placement.code, **placement.params)
                session.terminal.complain(f"{one.identifier}{session.words('colon')}{told}")
                worst = Exit.OUTSIDE
    if not quiet:
        for one in result.items:
            if one.action == "rename":
                told = session.words(
                    "import.renamed", identifier=one.item.identifier, new=one.identifier
                )
                session.terminal.note(told)
        actions = [one.action for one in result.items]
        counts = {name: actions.count(name) for name in ("create", "replace", "merge", "rename")}
        kept = actions.count("same") + actions.count("keep")
        session.terminal.note(session.words("import.done", kept=kept, **counts))
    return worst


def tell_failure(session: CliSession, result: ImportFailed) -> Exit:
    """Why nothing was imported."""
    why = refusal_problem(result.why)
    told = sentence(session.messages, why)
    name = one_line(result.item.identifier)
    session.terminal.complain(f"{name}{session.words('colon')}{one_line(told)} [{why.code}]")
    session.terminal.complain(session.words("import.nothing"))
    return failure_exit(result.why)


def failure_exit(why: WriteRefusal) -> Exit:
    """What it means for the exit code."""
    match why:
        case NotStored():
            return Exit.OUTSIDE
        case NotFound():
            return Exit.UNREADABLE
        case Conflict() | Rejected():
            return Exit.FOUND


def written(session: CliSession, value: object) -> str:
    """A setting's value as a person reads it."""
    match value:
        case None | "":
            return session.words("empty")
        case bool():
            return "true" if value else "false"
        case list() | tuple():
            return ", ".join(str(item) for item in value) or session.words("empty")
        case _:
            return str(value)
