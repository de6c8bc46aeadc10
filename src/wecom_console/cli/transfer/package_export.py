"""Encrypted packages on the command line: who may open one, and with what."""

from collections.abc import Sequence
from pathlib import Path

from wecom_console.age_file import MOST_STANZAS, BadRecipient
from wecom_console.cli.exits import Exit
from wecom_console.cli.session import CliSession
from wecom_console.cli.terminal import one_line
from wecom_console.cli.transfer.destination import Destination, deliver
from wecom_console.cli.transfer.export_kinds import Recipients
from wecom_console.cli.unusable import tell_file_problem
from wecom_console.domain.problems import Problem, Severity
from wecom_console.domain.profile import Profile
from wecom_console.domain.secrets import Secret
from wecom_console.exchange.age_package import PackageKey
from wecom_console.exchange.file_problem import FileProblem
from wecom_console.messages.problems import sentence
from wecom_console.services.exporting.packages import (
    gather,
    read_identity,
    recipients_named,
    sealed,
)
from wecom_console.services.exporting.team import members
from wecom_console.services.targets import Target


def export_package(
    session: CliSession,
    targets: Sequence[tuple[Target, Profile]],
    recipients: Recipients,
    to: Destination,
) -> Exit:
    """Write the package; armored where it goes to standard output."""
    key = _lock(session, recipients)
    if isinstance(key, Exit):
        return key
    package = gather(targets, session.services)
    for identifier, lacking in package.lacking:
        problem = Problem(lacking.code, "", Severity.WARNING, lacking.params)
        why = one_line(sentence(session.messages, problem))
        session.terminal.note(session.words("export.lacking", identifier=identifier, why=why))
    is_armored = to.file is None
    data = sealed(package, key, armored=is_armored)
    if isinstance(data, BadRecipient):
        return refuse_recipient(session, data)
    return deliver(session, data.decode("ascii") if is_armored else data, to)


def _lock(session: CliSession, to: Recipients) -> Secret | tuple[str, ...] | Exit:
    return named_recipients(session, to) if to else new_passphrase(session)


def named_recipients(session: CliSession, to: Recipients) -> tuple[str, ...] | Exit:
    """The public keys that options name; at least one."""
    settings = session.services.settings_file.load().settings
    team = members(settings) if to.team else ()
    if to.team and not team:
        return session.refuse("no_team")
    recipients = recipients_named(to.named, settings)
    if isinstance(recipients, FileProblem):
        return tell_file_problem(session, str(recipients.path), recipients)
    # Keys of the command line first: a recipient that is none is told by its place.
    everyone = (*recipients, *(member.key for member in team))
    return tuple(dict.fromkeys(everyone)) or session.refuse("recipient", position=1)


def refuse_recipient(session: CliSession, bad: BadRecipient) -> Exit:
    """Say which recipient is none, or that they are too many."""
    code = "recipient" if bad.position else "many_recipients"
    return session.refuse(code, position=bad.position, max=MOST_STANZAS)


def new_passphrase(session: CliSession, question: str = "export.ask_passphrase") -> Secret | Exit:
    """Typed twice at a terminal, else the first line of standard input."""
    terminal = session.terminal
    if not terminal.can_ask:
        return _piped(session)
    text = terminal.ask_secret(session.words(question))
    if not text:
        return session.refuse("no_passphrase")
    if terminal.ask_secret(session.words("export.ask_again")) != text:
        return session.refuse("other_passphrase")
    return Secret(text)


def _piped(session: CliSession) -> Secret | Exit:
    text = session.terminal.piped_line()
    return Secret(text) if text else session.refuse("no_passphrase")


def package_key(session: CliSession, identity: str, *, needs_passphrase: bool) -> PackageKey | Exit:
    """What opens a package: asked for, piped in, or a file of identities."""
    if identity:
        key = read_identity(Path(identity))
        return tell_file_problem(session, identity, key) if isinstance(key, FileProblem) else key
    if not needs_passphrase:
        return PackageKey()
    if not session.terminal.can_ask:
        found = _piped(session)
        return found if isinstance(found, Exit) else PackageKey(passphrase=found)
    asked = session.terminal.ask_secret(session.words("import.ask_passphrase"))
    return PackageKey(passphrase=Secret(asked))
