"""`profile list`, `show`, `history`."""

from collections.abc import Collection

import click

from wecom_console.cli.columns import columns
from wecom_console.cli.command import Command
from wecom_console.cli.connections.objects import (
    local_moment,
    profile_object,
    report_objects,
    revision_object,
    run_object,
    secret_object,
    summary_object,
)
from wecom_console.cli.connections.results import refuse_environment, tell_not_found, tell_write
from wecom_console.cli.exits import Exit
from wecom_console.cli.options import id_argument, json_option, yes_option
from wecom_console.cli.problems import problem_lines
from wecom_console.cli.session import CliSession
from wecom_console.cli.terminal import one_line
from wecom_console.cli.transfer.import_report import written
from wecom_console.domain.check import CheckContext, check
from wecom_console.domain.documents import flatten
from wecom_console.domain.fields import ENVIRONMENTS
from wecom_console.domain.hiding import hidden_fields
from wecom_console.domain.notes import NOTE
from wecom_console.domain.report import Report
from wecom_console.messages.problems import field_label
from wecom_console.services.profiles.purging import PURGEABLE, forget_recent
from wecom_console.services.profiles.records import (
    ProfileSummary,
    Purged,
    Revision,
    SecretState,
    StoredProfile,
    StoredRun,
    Tally,
)


@click.command("list", cls=Command)
@click.argument("query", metavar="WORD…", nargs=-1, help="profile.list.query")
@click.option("--environment", metavar="ENV", default="", help="profile.list.environment")
@click.option("--tag", "tags", metavar="TAG", multiple=True, help="profile.list.tag")
@click.option("--archived", is_flag=True, help="profile.list.archived")
@json_option
@click.pass_obj
def list_profiles(
    session: CliSession,
    query: tuple[str, ...],
    *,
    environment: str,
    tags: tuple[str, ...],
    archived: bool,
    as_json: bool,
) -> Exit:
    """The stored connections, by identifier."""
    found = [
        one
        for one in session.services.profiles.list(" ".join(query), archived=archived)
        if (not environment or one.environment == environment) and set(tags).issubset(one.tags)
    ]
    if environment and environment not in ENVIRONMENTS and not found:
        return refuse_environment(session, environment)
    if as_json:
        session.terminal.json({"profiles": [summary_object(one) for one in found]})
        return Exit.OK
    for line in columns([_row(session, one) for one in found]):
        session.terminal.line(line)
    if not found:
        session.terminal.note(session.words("profile.list.none"))
    return Exit.OK


@click.command("show", cls=Command)
@id_argument
@json_option
@click.pass_obj
def show(session: CliSession, identifier: str, *, as_json: bool) -> Exit:
    """A connection as it is stored, what is wrong with it, where its secrets are, its last runs."""
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
        _show(session, stored.as_shown(), report, secrets, runs)
    _tell_hidden(session, identifier, "profile.hidden", hidden_fields(stored.document))
    return Exit.OK


@click.command("history", cls=Command)
@id_argument
@click.option("--purge-field", metavar="FIELD", default="", help="profile.history.purge_field")
@yes_option("profile.history.yes")
@json_option
@click.pass_obj
def history(
    session: CliSession, identifier: str, *, purge_field: str, yes: bool, as_json: bool
) -> Exit:
    """Every revision, the oldest first; or every earlier value of a field taken out of them."""
    if purge_field:
        return _purge(session, identifier, purge_field, yes=yes, as_json=as_json)
    revisions = session.services.profiles.history(identifier)
    if not revisions:
        return tell_not_found(session, identifier, as_json=as_json)
    if as_json:
        session.terminal.json({"revisions": [revision_object(one) for one in revisions]})
    else:
        for line in columns([_revision_row(session, one.as_shown()) for one in revisions]):
            session.terminal.line(line)
    now = hidden_fields(revisions[-1].document)
    fields = {path for one in revisions[:-1] for path in hidden_fields(one.document)} - {*now}
    notes = {NOTE} if any(one.as_shown().note != one.note for one in revisions) else set()
    _tell_hidden(session, identifier, "profile.hidden", now)
    _tell_hidden(session, identifier, "profile.hidden_history", sorted(fields | notes))
    return Exit.OK


def _tell_hidden(session: CliSession, identifier: str, code: str, fields: Collection[str]) -> None:
    """What is not shown, and how to get rid of it."""
    for field in fields:
        if field in PURGEABLE:
            told = session.words(code, name=one_line(identifier), field=field)
            session.terminal.complain(told)


def _purge(session: CliSession, identifier: str, field: str, *, yes: bool, as_json: bool) -> Exit:
    if field not in PURGEABLE:
        return session.refuse("purge_field")
    if not yes:
        if not session.terminal.can_ask:
            return session.refuse("needs_yes")
        question = session.words("profile.history.ask", field=field)
        if session.terminal.ask(question).lower() not in session.words("yes_words").split():
            return session.refuse("no_answer")
    stored = session.services.profiles.get(identifier)
    if stored is None:
        return tell_not_found(session, identifier, as_json=as_json)
    result = session.services.profiles.purge_field(stored.id, field)
    if not isinstance(result, Purged):
        return tell_write(session, result, "", as_json=as_json)
    forget_recent(session.services.settings_file, stored.id)
    if as_json:
        files = list(result.kept_files)
        session.terminal.json({"field": field, "revisions": result.revisions, "kept_files": files})
    else:
        count = result.revisions
        session.terminal.line(session.words("profile.history.purged", field=field, count=count))
    for file in result.kept_files:
        session.terminal.note(session.words("profile.history.kept_file", file=one_line(file)))
    return Exit.OK


def _row(session: CliSession, one: ProfileSummary) -> tuple[str, ...]:
    environment = session.messages.text(f"environment.{one.environment}")
    last = session.words("profile.never_tested")
    if one.is_draft:
        last = session.words("profile.draft")
    elif one.last_run is not None:
        last = _tally_words(session, one.tally, one.last_run)
    return (
        one_line(one.identifier) or "-",
        one_line(one.display_name),
        one_line(environment),
        last,
    )


def _tally_words(session: CliSession, tally: Tally, latest: StoredRun) -> str:
    """The login that should work, or the latest run where it never ran; then how many scenarios
    are as expected."""
    told = _run_words(session, tally.login or latest)
    if tally.scenarios < 2 and not tally.unexpected:
        return told
    counted = session.words("profile.scenarios", count=tally.as_expected, total=tally.scenarios)
    return f"{told}{session.words('profile.between')}{counted}"


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
