"""`profile list`, `show`, `history`."""

from typing import Annotated

import typer

from wecom_console.cli.columns import columns
from wecom_console.cli.connections.objects import (
    local_moment,
    profile_object,
    report_objects,
    revision_object,
    run_object,
    secret_object,
    summary_object,
)
from wecom_console.cli.connections.results import tell_not_found
from wecom_console.cli.exits import Exit
from wecom_console.cli.help import Command
from wecom_console.cli.problems import problem_lines
from wecom_console.cli.session import CliSession
from wecom_console.cli.terminal import one_line
from wecom_console.cli.transfer.import_report import written
from wecom_console.domain.check import CheckContext, check
from wecom_console.domain.documents import flatten
from wecom_console.domain.report import Report
from wecom_console.messages.problems import field_label
from wecom_console.services.profiles.records import (
    ProfileSummary,
    Revision,
    SecretState,
    StoredProfile,
    StoredRun,
)

Id = Annotated[str, typer.Argument(metavar="ID", help="profile.id")]
Json = Annotated[bool, typer.Option("--json", help="json")]


def register(group: typer.Typer) -> None:
    """Add the commands."""
    group.command("list", cls=Command, help="profile.list.about")(list_profiles)
    group.command("show", cls=Command, help="profile.show.about")(show)
    group.command("history", cls=Command, help="profile.history.about")(history)


def list_profiles(
    ctx: typer.Context,
    query: Annotated[
        list[str] | None, typer.Argument(metavar="WORD…", help="profile.list.query")
    ] = None,
    *,
    environment: Annotated[
        str, typer.Option("--environment", metavar="ENV", help="profile.list.environment")
    ] = "",
    tags: Annotated[
        list[str] | None, typer.Option("--tag", metavar="TAG", help="profile.list.tag")
    ] = None,
    archived: Annotated[bool, typer.Option("--archived", help="profile.list.archived")] = False,
    as_json: Json = False,
) -> Exit:
    """The stored connections, by identifier."""
    session: CliSession = ctx.obj
    found = [
        one
        for one in session.services.profiles.list(" ".join(query or ()), archived=archived)
        if (not environment or one.environment == environment)
        and set(tags or ()).issubset(one.tags)
    ]
    if as_json:
        session.terminal.json({"profiles": [summary_object(one) for one in found]})
        return Exit.OK
    for line in columns([_row(session, one) for one in found]):
        session.terminal.line(line)
    if not found:
        session.terminal.note(session.words("profile.list.none"))
    return Exit.OK


def show(ctx: typer.Context, identifier: Id, *, as_json: Json = False) -> Exit:
    """A connection as it is stored, what is wrong with it, where its secrets are, its last runs."""
    session: CliSession = ctx.obj
    service = session.services.profiles
    stored = service.get(identifier)
    if stored is None:
        return tell_not_found(session, identifier, as_json=as_json)
    taken = service.taken_identifiers(except_id=stored.id)
    report = check(stored.document, CheckContext(taken_identifiers=taken))
    secrets = _secret_states(session, stored)
    runs = service.runs(stored.id)
    if as_json:
        session.terminal.json(
            {
                "profile": profile_object(stored),
                "problems": report_objects(session, report),
                "secrets": [secret_object(session, state) for state in secrets],
                "runs": [run_object(run) for run in runs],
            }
        )
    else:
        _show(session, stored, report, secrets, runs)
    return Exit.OK


def history(ctx: typer.Context, identifier: Id, *, as_json: Json = False) -> Exit:
    """Every revision, the oldest first."""
    session: CliSession = ctx.obj
    revisions = session.services.profiles.history(identifier)
    if not revisions:
        return tell_not_found(session, identifier, as_json=as_json)
    if as_json:
        session.terminal.json({"revisions": [revision_object(one) for one in revisions]})
        return Exit.OK
    for line in columns([_revision_row(session, one) for one in revisions]):
        session.terminal.line(line)
    return Exit.OK


def _row(session: CliSession, one: ProfileSummary) -> tuple[str, ...]:
    environment = session.messages.text(f"environment.{one.environment}")
    last = session.words("profile.never_tested")
    if one.is_draft:
        last = session.words("profile.draft")
    elif one.last_run is not None:
        last = _run_words(session, one.last_run)
    return (
        one_line(one.identifier) or "-",
        one_line(one.display_name),
        one_line(environment),
        last,
    )


def _run_words(session: CliSession, run: StoredRun) -> str:
    told = session.words(
        "profile.last_run",
        scenario=session.messages.text(f"scenario.{run.scenario}.title"),
        result=session.words("profile.passed" if run.passed else "profile.not_passed"),
        backend=session.messages.text(f"backend.{run.backend.value}"),
    )
    return session.words("profile.stale", run=told) if run.is_stale else told


def _secret_states(session: CliSession, stored: StoredProfile) -> tuple[SecretState, ...]:
    """How the secrets are. A keyring that is locked is not asked, for it would ask back."""
    keyring = session.services.secrets.status()
    if keyring.available:
        return session.services.profiles.secret_status(stored.id)
    flat = flatten(stored.document)
    return tuple(
        SecretState(path, str(flat[path]), "unavailable", keyring.code, keyring.params)
        for path in ("secret", "backend.app_secret", "backend.access_key_secret")
        if flat.get(path)
    )


def _show(
    session: CliSession,
    stored: StoredProfile,
    report: Report,
    secrets: tuple[SecretState, ...],
    runs: tuple[StoredRun, ...],
) -> None:
    terminal = session.terminal
    when = local_moment(stored.updated_at)
    code = "profile.head_draft" if stored.is_draft else "profile.head"
    head = session.words(
        code, identifier=one_line(stored.identifier), revision=stored.revision, when=when
    )
    terminal.line(terminal.styled(head, "bold"))
    rows = [
        (path, one_line(written(session, value)), field_label(session.messages, path))
        for path, value in flatten(stored.document).items()
    ]
    for line in columns(rows, indent=2):
        terminal.line(line)
    for state in secrets:
        if state.state != "unset":
            word = session.messages.text(f"secrets.state.{state.state}")
            terminal.line(f"  {state.field}{session.words('colon')}{word}")
    for problem in report.problems:
        for line in problem_lines(session, problem):
            terminal.line(line)
    for run in runs[:5]:
        terminal.line(f"  {local_moment(run.finished_at)}  {_run_words(session, run)}")


def _revision_row(session: CliSession, one: Revision) -> tuple[str, ...]:
    changed = session.messages.text("list.separator").join(one.changed)
    note = one.note
    if one.origin is not None:
        note = session.messages.text(one.origin.code, **dict(one.origin.params))
    return (str(one.number), local_moment(one.saved_at), one_line(note or changed))
