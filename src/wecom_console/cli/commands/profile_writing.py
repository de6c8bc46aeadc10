"""`profile add`, `set`, `set-secret`, `duplicate`, `restore`, `remove`.

`set-secret` is the only way for a secret into the store, and never as an argument.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import click

from wecom_console.cli.command import Command
from wecom_console.cli.connections.assignments import Refused, assign
from wecom_console.cli.connections.objects import profile_object, saved_object
from wecom_console.cli.connections.results import (
    all_or_none,
    keyring_lacking,
    tell_not_found,
    tell_write,
)
from wecom_console.cli.exits import Exit, gravest
from wecom_console.cli.options import id_argument, ids_argument, json_option, yes_option
from wecom_console.cli.session import CliSession
from wecom_console.cli.unusable import tell_file_problem, tell_if_unusable
from wecom_console.domain.connection_types import type_of
from wecom_console.domain.fields import SECRET_PATHS
from wecom_console.domain.profile import MOBILE_TYPE
from wecom_console.domain.report import Report
from wecom_console.domain.secrets import KEYRING, Secret
from wecom_console.exchange.file_problem import FileProblem
from wecom_console.messages.problems import field_label
from wecom_console.services.config_files import check_file
from wecom_console.services.importing.secret_files import take_secret_files
from wecom_console.services.profiles.batch import NotWritten
from wecom_console.services.profiles.records import Deleted, NotFound, Rejected
from wecom_console.services.profiles.writing import PlannedWrite
from wecom_console.services.targets import find_targets

MAX_CHARACTERS: Final = 64 * 1024


@click.command("add", cls=Command)
@click.argument("assignments", metavar="KEY=VALUE…", nargs=-1, help="profile.assignments")
@click.option("--from-file", metavar="F", default="", help="profile.add.from_file")
@click.option("--draft", is_flag=True, help="profile.add.draft")
@json_option
@click.pass_obj
def add(
    session: CliSession, assignments: tuple[str, ...], *, from_file: str, draft: bool, as_json: bool
) -> Exit:
    """Connections of a file, or one made of arguments. `import` compares with what is stored."""
    raws = _raws(session, from_file)
    if isinstance(raws, Exit):
        return raws
    if assignments and len(raws) != 1:
        return session.refuse("one_connection", count=len(raws))
    folder = Path(from_file).parent
    if len(raws) != 1:
        return _add_all(session, raws, folder, draft=draft, as_json=as_json)
    found = _document(session, raws[0], assignments, folder)
    if not isinstance(found, NewDocument):
        return found if isinstance(found, Exit) else tell_write(session, found, "", as_json=as_json)
    result = session.services.profiles.create(found.raw, found.secrets, draft=draft)
    return tell_write(session, result, "profile.added", as_json=as_json)


def _add_all(
    session: CliSession,
    raws: list[dict[str, object]],
    folder: Path,
    *,
    draft: bool,
    as_json: bool,
) -> Exit:
    """All of a file's connections, or none."""
    service = session.services.profiles
    plans: list[PlannedWrite] = []
    for raw in raws:
        found = _document(session, raw, (), folder)
        if isinstance(found, Exit):
            return found
        plan = (
            service.plan_create(found.raw, found.secrets, draft=draft)
            if isinstance(found, NewDocument)
            else found
        )
        if not isinstance(plan, PlannedWrite):
            return tell_write(session, plan, "", as_json=as_json)
        plans.append(plan)
    # The session's memory, which stands in for a keyring in the window, ends with this command.
    written = service.batch.write_all(plans, session_may_hold=False)
    if isinstance(written, NotWritten):
        return tell_write(session, written.why, "", as_json=as_json)
    if as_json:
        session.terminal.json({"profiles": [saved_object(session, one) for one in written]})
        return Exit.OK
    return gravest(tell_write(session, one, "profile.added", as_json=False) for one in written)


def _raws(session: CliSession, from_file: str) -> list[dict[str, object]] | Exit:
    """The documents to add: the file's connections if all pass, else the defaults alone."""
    if not from_file:
        return [{"type": MOBILE_TYPE, "secret": str(KEYRING)}]
    file = check_file(Path(from_file))
    if isinstance(file, FileProblem):
        return tell_file_problem(session, from_file, file)
    raws = [c.connection.raw for c in file.connections if isinstance(c.connection.raw, dict)]
    if len(file.connections) > 1 or len(raws) != len(file.connections) or file.problems:
        found = find_targets([from_file], lambda: session.services.profiles)
        worst = gravest(tell_if_unusable(session, one) for one in found)
        if worst is not Exit.OK:
            return worst
    return raws


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A connection to add, and the secrets that move in with it."""

    raw: dict[str, object]
    secrets: dict[str, Secret]


def _document(
    session: CliSession, raw: dict[str, object], assignments: tuple[str, ...], folder: Path
) -> NewDocument | Rejected | Exit:
    document = assign(raw, assignments)
    if isinstance(document, Refused):
        return _refuse(session, document)
    if not type_of(document).has("secret") and document.get("secret") == str(KEYRING):
        del document["secret"]  # where it stood before the type was named
    document, secrets, problems = take_secret_files(document, folder)
    if problems:
        return Rejected(Report(None, tuple(problems)))
    if secrets and (lacking := keyring_lacking(session)):
        return lacking
    return NewDocument(document, secrets)


@click.command("set", cls=Command)
@id_argument
@click.argument(
    "assignments", metavar="KEY=VALUE…", nargs=-1, required=True, help="profile.assignments"
)
@click.option("--note", metavar="TEXT", default="", help="profile.set.note")
@json_option
@click.pass_obj
def set_values(
    session: CliSession, identifier: str, assignments: tuple[str, ...], *, note: str, as_json: bool
) -> Exit:
    """Change settings; a new revision if all of it passes."""
    stored = session.services.profiles.get(identifier)
    if stored is None:
        return tell_not_found(session, identifier, as_json=as_json)
    document = assign(stored.document, assignments)
    if isinstance(document, Refused):
        return _refuse(session, document)
    result = session.services.profiles.save(
        stored.id,
        document,
        base_revision=stored.revision,
        draft=stored.is_draft,
        note=note,
    )
    return tell_write(session, result, "profile.saved", as_json=as_json)


class SetSecretCommand(Command):
    """Says of an argument too many why it is not taken: it may be the secret."""

    misuse = "refused.secret_argument"


@click.command("set-secret", cls=SetSecretCommand)
@id_argument
@click.option(
    "--field", metavar="|".join(SECRET_PATHS), default="secret", help="profile.set_secret.field"
)
@json_option
@click.pass_obj
def set_secret(session: CliSession, identifier: str, *, field: str, as_json: bool) -> Exit:
    """Read a secret from standard input, or ask for it, and put it into keyring or vault."""
    if field not in SECRET_PATHS:
        return session.refuse("secret_field", fields=", ".join(SECRET_PATHS))
    if session.services.profiles.get(identifier) is None:
        return tell_not_found(session, identifier, as_json=as_json)
    kept = session.services.unlock_secrets()
    if not kept.available:
        # The session's memory, which stands in for it in the window, ends with this command.
        session.terminal.complain(session.messages.text(kept.code, **kept.params))
        session.terminal.complain(session.words("profile.unchanged"))
        return Exit.OUTSIDE
    secret = _read_secret(session, field)
    if isinstance(secret, Exit):
        return secret
    result = session.services.profiles.set_secret(identifier, field, secret)
    done = "profile.secret_in_vault" if kept.kind == "vault" else "profile.secret_set"
    return tell_write(session, result, done, as_json=as_json)


@click.command("duplicate", cls=Command)
@id_argument
@click.argument("new", metavar="NEW", help="profile.duplicate.new")
@json_option
@click.pass_obj
def duplicate(session: CliSession, identifier: str, new: str, *, as_json: bool) -> Exit:
    """A copy under another identifier, with its secrets."""
    result = session.services.profiles.duplicate(identifier, new)
    return tell_write(session, result, "profile.added", as_json=as_json)


@click.command("restore", cls=Command)
@id_argument
@click.option("--revision", metavar="N", type=int, help="profile.restore.revision")
@json_option
@click.pass_obj
def restore(session: CliSession, identifier: str, *, revision: int | None, as_json: bool) -> Exit:
    """An earlier revision, or a connection that was removed."""
    service = session.services.profiles
    if revision is None:
        removed = service.find_removed(identifier)
        result = service.restore(removed) if removed else NotFound(identifier)
        return tell_write(session, result, "profile.restored", as_json=as_json)
    stored = service.get(identifier)
    if stored is None:
        return tell_not_found(session, identifier, as_json=as_json)
    restored = service.restore_revision(stored.id, revision, base_revision=stored.revision)
    return tell_write(session, restored, "profile.saved", as_json=as_json)


@click.command("remove", cls=Command)
@ids_argument
@yes_option("profile.remove.yes")
@json_option
@click.pass_obj
def remove(session: CliSession, identifiers: tuple[str, ...], *, yes: bool, as_json: bool) -> Exit:
    """Hide connections; `profile restore` brings them back within 30 days."""
    if not yes:
        if not session.terminal.can_ask:
            return session.refuse("needs_yes")
        question = session.words("profile.remove.ask", names=", ".join(identifiers))
        if session.terminal.ask(question).lower() not in session.words("yes_words").split():
            return session.refuse("no_answer")
    codes = []
    removed = []
    service = session.services.profiles
    results = all_or_none(session, lambda: [service.delete(one) for one in identifiers])
    if isinstance(results, Exit):
        return results
    for identifier, result in zip(identifiers, results, strict=True):
        if isinstance(result, Deleted):
            removed.append(profile_object(result.profile))
            codes.append(Exit.OK)
            if not as_json:
                session.terminal.line(session.words("profile.removed", identifier=identifier))
        else:
            codes.append(tell_write(session, result, "", as_json=False))
    if as_json:
        session.terminal.json({"removed": removed})
    return gravest(codes)


def _read_secret(session: CliSession, field: str) -> Secret | Exit:
    terminal = session.terminal
    if terminal.can_ask:
        label = field_label(session.messages, field)
        text = terminal.ask_secret(session.words("profile.set_secret.ask", field=label))
    else:
        text = terminal.piped(MAX_CHARACTERS + 1)
        text = text.removesuffix("\n").removesuffix("\r")
    if not text.strip():
        return session.refuse("empty_secret")
    if len(text) > MAX_CHARACTERS:
        return session.refuse("long_secret", max=MAX_CHARACTERS)
    return Secret(text)


def _refuse(session: CliSession, refused: Refused) -> Exit:
    return session.refuse(refused.code, field=refused.field, position=refused.position)
