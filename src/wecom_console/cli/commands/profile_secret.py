"""`profile set-secret`: the only way for a secret into the store, and never as an argument."""

from typing import Final

import click

from wecom_console.cli.command import Command
from wecom_console.cli.connections.results import tell_not_found, tell_write
from wecom_console.cli.exits import Exit
from wecom_console.cli.options import id_argument, json_option
from wecom_console.cli.session import CliSession
from wecom_console.domain.fields import SECRET_PATHS
from wecom_console.domain.secrets import Secret
from wecom_console.messages.problems import field_label

MAX_CHARACTERS: Final = 64 * 1024


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
    secret = _read(session, field)
    if isinstance(secret, Exit):
        return secret
    result = session.services.profiles.set_secret(identifier, field, secret)
    done = "profile.secret_in_vault" if kept.kind == "vault" else "profile.secret_set"
    return tell_write(session, result, done, as_json=as_json)


def _read(session: CliSession, field: str) -> Secret | Exit:
    terminal = session.terminal
    if terminal.can_ask:
        label = field_label(session.messages, field)
        text = terminal.ask_secret(session.words("profile.set_secret.ask", field=label))
    else:
        text = terminal.stdin.read(MAX_CHARACTERS + 1)
        text = text.removesuffix("\n").removesuffix("\r")
    if not text.strip():
        return session.refuse("empty_secret")
    if len(text) > MAX_CHARACTERS:
        return session.refuse("long_secret", max=MAX_CHARACTERS)
    return Secret(text)
