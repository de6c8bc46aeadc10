"""`import`: connections from files, packages and links."""

import os
from pathlib import Path

import click

from wecom_console.cli.command import Command
from wecom_console.cli.commands.link import tell_if_unusable
from wecom_console.cli.exits import Exit
from wecom_console.cli.options import json_option
from wecom_console.cli.session import CliSession
from wecom_console.cli.terminal import one_line
from wecom_console.cli.transfer.import_choices import resolutions_of
from wecom_console.cli.transfer.import_progress import tell_broken_off, tell_stopped, watched
from wecom_console.cli.transfer.import_report import (
    imported_object,
    preview_object,
    tell_failure,
    tell_imported,
    tell_preview,
)
from wecom_console.exchange.file_problem import FileProblem
from wecom_console.services.importing.items import ImportPreview, Resolution
from wecom_console.services.importing.links import LINK_NAME, is_console_link
from wecom_console.services.importing.service import ImportService, import_service
from wecom_console.services.importing.watch import ImportStopped
from wecom_console.services.targets import unreadable_file


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
    if on_conflict != "ask" and on_conflict not in set(Resolution):
        return session.refuse("on_conflict")
    if prefer not in ("", "here", "file"):
        return session.refuse("prefer")
    from wecom_console.cli.transfer.signing import (  # keys and packages
        signature_object,
        tell_signature,
        trust_of,
    )

    trust = trust_of(session, signers, required=require_signature)
    if isinstance(trust, Exit):
        return trust
    tell_broken_off(session)
    service = import_service(session.services, trust)
    preview = _previewed(session, service, file, identity)
    if isinstance(preview, Exit):
        return preview
    file = LINK_NAME if is_console_link(file) else file
    signature = {"signature": signature_object(preview.signature)}
    if not as_json:
        tell_signature(session, preview.signature)
        tell_preview(session, preview)
    if dry_run or not preview.ok:
        if as_json:
            found = preview_object(session, file, preview, dry_run=dry_run)
            session.terminal.json(found | signature)
        if not preview.ok:
            session.terminal.note(session.words("import.nothing"))
        return Exit.OK if preview.ok else Exit.FOUND
    if any(item.secrets for item in preview.items) and (lacking := keyring_lacking(session)):
        return lacking
    resolutions = resolutions_of(session, preview, on_conflict, prefer)
    if isinstance(resolutions, Exit):
        return resolutions
    with watched(session) as watch:
        result = service.apply(preview, lambda item: resolutions[item.identifier], watch)
    if isinstance(result, ImportStopped):
        return tell_stopped(session, result)
    if as_json:
        session.terminal.json(imported_object(session, file, preview, result) | signature)
    return tell_imported(session, result, quiet=as_json) or tell_failure(session, result)


def _previewed(
    session: CliSession, service: ImportService, file: str, identity: str
) -> ImportPreview | Exit:
    """What importing it would do; the exit code where that cannot be said."""
    is_link = is_console_link(file)
    with watched(session) as watch:
        if is_link:
            preview = service.preview_link(file, watch)
        else:
            preview = service.preview(Path(file), watch=watch)
    if isinstance(preview, FileProblem) and preview.code == "file.package":
        from wecom_console.cli.transfer.package_export import package_key  # age

        key = package_key(session, Path(file), identity)
        if isinstance(key, Exit):
            return key
        preview = key if isinstance(key, FileProblem) else service.preview(Path(file), key)
    if isinstance(preview, ImportStopped):
        return tell_stopped(session, preview)
    if isinstance(preview, FileProblem):
        name = str(preview.path) if not is_link and os.path.isdir(file) else file
        name = LINK_NAME if is_link else name
        return tell_if_unusable(session, unreadable_file(name, preview))
    return preview


def _undo(session: CliSession, *, as_json: bool) -> Exit:
    """Take back the last import; exit 1 where something was changed since, which then stays."""
    with watched(session) as watch:
        undone = import_service(session.services).undo_last(watch)
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
        session.terminal.complain(session.words("import.left", names=", ".join(undone.left)))
    return Exit.FOUND if undone.left else Exit.OK


def keyring_lacking(session: CliSession) -> Exit | None:
    """Secrets that would move out of files need somewhere to go; None where they can."""
    status = session.services.unlock_secrets()
    if status.available:
        return None
    session.terminal.complain(session.messages.text(status.code, **status.params))
    session.terminal.complain(session.words("import.needs_keyring"))
    return Exit.OUTSIDE
