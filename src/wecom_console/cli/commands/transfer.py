"""`export` and `import`: connections to and from files."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from wecom_console.cli.commands.link import tell_if_unusable
from wecom_console.cli.exits import Exit, gravest
from wecom_console.cli.help import Command
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
from wecom_console.domain.profile import Profile
from wecom_console.exchange.file_problem import FileProblem
from wecom_console.services.importing.items import ImportPreview, Resolution
from wecom_console.services.importing.links import LINK_NAME, is_console_link
from wecom_console.services.importing.service import ImportService, import_service
from wecom_console.services.importing.watch import ImportStopped
from wecom_console.services.targets import Target, find_targets, unreadable_file

if TYPE_CHECKING:
    from wecom_console.services.exporting.signing import SigningKey

LINK: Final = "link"


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("export", cls=Command, help="export.about")(export)
    app.command("import", cls=Command, help="import.about")(import_file)


def export(
    ctx: typer.Context,
    what: Annotated[list[str], typer.Argument(metavar="WHAT…", help="what")],
    *,
    form: Annotated[
        str,
        typer.Option("--format", metavar="toml|json|yaml|env|authing|pdf|…", help="export.format"),
    ] = "",
    output: Annotated[str, typer.Option("--output", "-o", metavar="F", help="output")] = "",
    encrypt_to: Annotated[
        list[str] | None,
        typer.Option("--encrypt-to", metavar="RECIPIENT", help="export.encrypt_to"),
    ] = None,
    team: Annotated[bool, typer.Option("--team", help="export.team")] = False,
    passphrase: Annotated[bool, typer.Option("--passphrase", help="export.passphrase")] = False,
    sign: Annotated[str, typer.Option("--sign", metavar="KEYFILE", help="export.sign")] = "",
) -> Exit:
    """All of them or none: a connection with errors is not handed on."""
    from wecom_console.services.exporting.formats import (  # writes TOML
        FORMATS,
        MAX_CONNECTIONS,
        PDF,
        choose_format,
        duplicates,
        is_too_many,
    )

    session: CliSession = ctx.obj
    is_pdf = form == PDF or (not form and output.lower().endswith(".pdf"))
    chosen = None if is_pdf else choose_format(form, output)
    if chosen is None and form != LINK and not is_pdf:
        names = (*(known.name for known in FORMATS), LINK, PDF)
        return session.refuse("format", formats=", ".join(names))
    has_recipients = team or bool(encrypt_to)
    is_package = passphrase or has_recipients
    if is_package and (is_pdf or form not in ("", "toml") or (passphrase and has_recipients)):
        return session.refuse("package")
    key: SigningKey | None = None
    if sign:
        from wecom_console.cli.transfer.signing import signing_key  # keys and packages

        signing = signing_key(session, sign, output)
        if isinstance(signing, Exit):
            return signing
        key = signing
    found = find_targets(what, lambda: session.services.profiles)
    worst = gravest(tell_if_unusable(session, one) for one in found)
    if worst is not Exit.OK:
        return worst
    targets = [
        (one, one.report.profile) for one in found if isinstance(one, Target) and one.report.profile
    ]
    profiles = [profile for _, profile in targets]
    if twice := duplicates(profiles):
        session.terminal.complain(session.words("export.twice", names=", ".join(twice)))
        return Exit.FOUND
    if is_pdf:
        return _print(session, profiles, output, key)
    if chosen is not None and is_too_many(len(profiles), chosen):
        session.terminal.complain(session.words("export.many", max=MAX_CONNECTIONS))
        return Exit.FOUND
    if is_package:
        from wecom_console.cli.transfer.package_export import Recipients, export_package  # age

        to = Recipients(tuple(encrypt_to or ()), team=team)
        return export_package(session, targets, to, output, key)
    text: str | Exit
    if chosen is None:
        from wecom_console.cli.transfer.link_export import link_text  # rarely

        text = link_text(session, profiles)
    else:
        text = chosen.render(profiles, session.messages.language)
    if isinstance(text, Exit):
        return text
    if output not in ("", "-"):
        from wecom_console.cli.transfer.signing import write_signed  # as above

        return write_signed(session, Path(output), text.encode("utf-8"), key)
    session.terminal.text(text)
    return Exit.OK


def _print(
    session: CliSession, profiles: list[Profile], output: str, key: "SigningKey | None"
) -> Exit:
    """The sheets for testing with a phone, a page a connection."""
    from wecom_console.services.exporting.printed_sheet import NotDrawn, as_pdf  # a process

    is_file = output not in ("", "-")
    if not is_file and session.terminal.out.isatty():
        return session.refuse("binary_to_terminal")
    data = as_pdf(profiles, session.messages.language, session.environment)
    if isinstance(data, NotDrawn):
        session.terminal.complain(session.words("export.not_drawn", told=one_line(data.told)))
        return Exit.OUTSIDE
    if is_file:
        from wecom_console.cli.transfer.signing import write_signed  # keys and packages

        return write_signed(session, Path(output), data, key)
    session.terminal.bytes(data)
    return Exit.OK


def import_file(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="import.file")] = "",
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="import.dry_run")] = False,
    on_conflict: Annotated[
        str,
        typer.Option(metavar="ask|keep|replace|rename|merge", help="import.on_conflict"),
    ] = "ask",
    prefer: Annotated[
        str, typer.Option("--prefer", metavar="here|file", help="import.prefer")
    ] = "",
    identity: Annotated[str, typer.Option("--identity", metavar="F", help="import.identity")] = "",
    require_signature: Annotated[
        bool, typer.Option("--require-signature", help="import.require_signature")
    ] = False,
    signers: Annotated[str, typer.Option("--signers", metavar="F", help="import.signers")] = "",
    undo: Annotated[bool, typer.Option("--undo", help="import.undo")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="json")] = False,
) -> Exit:
    """Exit 1 where the file has errors: then nothing is imported."""
    session: CliSession = ctx.obj
    if undo == bool(file):
        return session.refuse("undo" if undo else "missing", what="FILE")
    if undo:
        return _undo(session, as_json=as_json)
    if on_conflict != "ask" and on_conflict not in set(Resolution):
        return session.refuse("on_conflict")
    if prefer not in ("", "here", "file"):
        return session.refuse("prefer")
    from wecom_console.cli.transfer.signing import (  # as above
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
