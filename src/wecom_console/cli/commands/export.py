"""`export`: connections as a file, a link, a sheet or an encrypted package."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

import click

from wecom_console.cli.command import Command
from wecom_console.cli.exits import Exit, gravest
from wecom_console.cli.options import output_option, what_argument
from wecom_console.cli.session import CliSession
from wecom_console.cli.terminal import one_line
from wecom_console.cli.transfer.destination import Destination, deliver
from wecom_console.cli.transfer.export_kinds import (
    AsLink,
    AsPackage,
    AsSheet,
    AsText,
    ExportKind,
    Recipients,
    kind_of,
)
from wecom_console.cli.unusable import tell_if_unusable
from wecom_console.domain.profile import Profile
from wecom_console.services.exporting.formats import (
    FORMATS,
    MAX_CONNECTIONS,
    ExportFormat,
    duplicates,
    is_too_many,
)
from wecom_console.services.targets import Target, find_targets

if TYPE_CHECKING:  # keys and packages: only where something is signed
    from wecom_console.services.exporting.signing import SigningKey

ChosenConnections = list[tuple[Target, Profile]]


@click.command("export", cls=Command)
@what_argument
@click.option(
    "--format",
    "form",
    metavar="toml|json|yaml|env|authing|pdf|…",
    default="",
    help="export.format",
)
@output_option
@click.option("--encrypt-to", metavar="RECIPIENT", multiple=True, help="export.encrypt_to")
@click.option("--team", is_flag=True, help="export.team")
@click.option("--passphrase", is_flag=True, help="export.passphrase")
@click.option("--sign", metavar="KEYFILE", default="", help="export.sign")
@click.pass_obj
def export(
    session: CliSession,
    what: tuple[str, ...],
    *,
    form: str,
    output: Path | None,
    encrypt_to: tuple[str, ...],
    team: bool,
    passphrase: bool,
    sign: str,
) -> Exit:
    """All of them or none: a connection with errors is not handed on."""
    recipients = Recipients(encrypt_to, team=team)
    kind = kind_of(session, form, output, recipients, passphrase=passphrase)
    if isinstance(kind, Exit):
        return kind
    key = _signing_key(session, sign, output)
    if isinstance(key, Exit):
        return key
    chosen = _chosen(session, what)
    if isinstance(chosen, Exit):
        return chosen
    return _export(session, chosen, kind, Destination(output, key))


def _signing_key(session: CliSession, sign: str, output: Path | None) -> "SigningKey | Exit | None":
    if not sign:
        return None
    from wecom_console.cli.transfer.signing import signing_key  # keys and packages

    return signing_key(session, sign, output)


def _chosen(session: CliSession, what: tuple[str, ...]) -> ChosenConnections | Exit:
    """The connections, each of them sound and named once."""
    found = find_targets(what, lambda: session.services.profiles)
    worst = gravest(tell_if_unusable(session, one) for one in found)
    if worst is not Exit.OK:
        return worst
    chosen = [
        (one, one.report.profile) for one in found if isinstance(one, Target) and one.report.profile
    ]
    if twice := duplicates([profile for _, profile in chosen]):
        session.terminal.complain(session.words("export.twice", names=", ".join(twice)))
        return Exit.FOUND
    return chosen


def _export(
    session: CliSession, chosen: ChosenConnections, kind: ExportKind, to: Destination
) -> Exit:
    profiles = [profile for _, profile in chosen]
    match kind:
        case AsText(form):
            return _export_text(session, profiles, form, to)
        case AsLink():
            return _export_link(session, profiles, to)
        case AsSheet():
            return _export_sheet(session, profiles, to)
        case AsPackage(recipients):
            return _export_package(session, chosen, recipients, to)
        case _:
            assert_never(kind)


def _export_text(
    session: CliSession, profiles: Sequence[Profile], form: ExportFormat, to: Destination
) -> Exit:
    if is_too_many(len(profiles), form):
        return _tell_too_many(session)
    return deliver(session, form.render(profiles, session.messages.language), to)


def _export_link(session: CliSession, profiles: Sequence[Profile], to: Destination) -> Exit:
    from wecom_console.cli.transfer.link_export import link_text  # rarely

    text = link_text(session, profiles)
    return text if isinstance(text, Exit) else deliver(session, text, to)


def _export_sheet(session: CliSession, profiles: Sequence[Profile], to: Destination) -> Exit:
    """The sheets for testing with a phone, a page a connection."""
    from wecom_console.services.exporting.printed_sheet import NotDrawn, as_pdf  # a process

    if to.is_screen(session):
        return session.refuse("binary_to_terminal")
    data = as_pdf(profiles, session.messages.language, session.environment)
    if isinstance(data, NotDrawn):
        session.terminal.complain(session.words("export.not_drawn", told=one_line(data.told)))
        return Exit.OUTSIDE
    return deliver(session, data, to)


def _export_package(
    session: CliSession, chosen: ChosenConnections, recipients: Recipients, to: Destination
) -> Exit:
    from wecom_console.cli.transfer.package_export import export_package  # age

    if is_too_many(len(chosen), FORMATS[0]):
        return _tell_too_many(session)
    return export_package(session, chosen, recipients, to)


def _tell_too_many(session: CliSession) -> Exit:
    session.terminal.complain(session.words("export.many", max=MAX_CONNECTIONS))
    return Exit.FOUND
