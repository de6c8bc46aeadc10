"""`import`: connections from files, packages and links."""

import click

from wecom_console.cli.command import Command
from wecom_console.cli.connections.results import keyring_lacking
from wecom_console.cli.exits import Exit
from wecom_console.cli.options import json_option
from wecom_console.cli.session import CliSession
from wecom_console.cli.terminal import one_line
from wecom_console.cli.transfer.import_choices import Choices, choices_named, resolutions_of
from wecom_console.cli.transfer.import_objects import imported_object, preview_object
from wecom_console.cli.transfer.import_preview import name_of, previewed
from wecom_console.cli.transfer.import_progress import tell_broken_off, tell_stopped, watched
from wecom_console.cli.transfer.import_report import tell_failure, tell_imported, tell_preview
from wecom_console.cli.transfer.signing import trust_of
from wecom_console.messages.problems import sentence
from wecom_console.services.importing.items import ImportFailed, ImportPreview
from wecom_console.services.importing.service import import_service
from wecom_console.services.importing.watch import ImportStopped
from wecom_console.services.profiles.refusals import store_problem
from wecom_console.storage.problems import StoreUnavailable


@click.command("import", cls=Command)
@click.argument("file", metavar="FILE", default="", help="import.file")
@click.option("--dry-run", is_flag=True, help="import.dry_run")
@click.option(
    "--on-conflict",
    metavar="ask|keep|replace|rename|merge",
    default="ask",
    help="import.on_conflict",
)
@click.option("--prefer", metavar="here|file", default="", help="import.prefer")
@click.option("--identity", metavar="F", default="", help="import.identity")
@click.option("--require-signature", is_flag=True, help="import.require_signature")
@click.option("--signers", metavar="F", default="", help="import.signers")
@click.option("--undo", is_flag=True, help="import.undo")
@json_option
@click.pass_obj
def import_file(
    session: CliSession,
    file: str,
    *,
    dry_run: bool,
    on_conflict: str,
    prefer: str,
    identity: str,
    require_signature: bool,
    signers: str,
    undo: bool,
    as_json: bool,
) -> Exit:
    """Exit 1 where the file has errors: then nothing is imported."""
    if undo == bool(file):
        return session.refuse("undo" if undo else "missing", what="FILE")
    if undo:
        return _undo(session, as_json=as_json)
    choices = choices_named(session, on_conflict, prefer)
    if isinstance(choices, Exit):
        return choices
    trust = trust_of(session, signers, required=require_signature)
    if isinstance(trust, Exit):
        return trust
    tell_broken_off(session)
    preview = previewed(session, file, trust, identity)
    if isinstance(preview, Exit):
        return preview
    if not as_json:
        tell_preview(session, preview)
    if preview.ok and not dry_run:
        return _take_in(session, name_of(file), preview, choices, as_json=as_json)
    if as_json:
        session.terminal.json(preview_object(session, name_of(file), preview, dry_run=dry_run))
    if preview.ok:
        return Exit.OK
    session.terminal.note(session.words("import.nothing"))
    return Exit.FOUND


def _take_in(
    session: CliSession, name: str, preview: ImportPreview, choices: Choices, *, as_json: bool
) -> Exit:
    """All of it or nothing, once it is clear what becomes of each connection that differs."""
    if any(item.secrets for item in preview.items) and (lacking := keyring_lacking(session)):
        return lacking
    resolutions = resolutions_of(session, preview, choices)
    if isinstance(resolutions, Exit):
        return resolutions
    with watched(session) as watch:
        service = import_service(session.services)
        # The session's memory, which stands in for a keyring in the window, ends with this command.
        result = service.apply(
            preview, lambda item: resolutions[item.identifier], watch, session_may_hold=False
        )
    if isinstance(result, ImportStopped):
        return tell_stopped(session)
    if as_json:
        session.terminal.json(imported_object(session, name, preview, result))
    if isinstance(result, ImportFailed):
        return tell_failure(session, result)
    return tell_imported(session, result, quiet=as_json)


def _undo(session: CliSession, *, as_json: bool) -> Exit:
    """Take back the last import; exit 1 where something was changed since, which then stays."""
    try:
        with watched(session) as watch:
            undone = import_service(session.services).undo_last(watch)
    except StoreUnavailable as problem:
        session.terminal.complain(one_line(sentence(session.messages, store_problem(problem))))
        session.terminal.complain(session.words("import.not_undone"))
        return Exit.OUTSIDE
    if undone is None:
        session.terminal.complain(session.words("import.no_last"))
        return Exit.FOUND
    if as_json:
        told = {"source": undone.source, "undone": undone.count, "left": list(undone.left)}
        session.terminal.json(told)
    else:
        source = one_line(undone.source)
        session.terminal.line(session.words("import.undone", source=source, count=undone.count))
    if undone.left:
        names = ", ".join(one_line(name) for name in undone.left)
        session.terminal.complain(session.words("import.left", names=names))
    return Exit.FOUND if undone.left else Exit.OK
