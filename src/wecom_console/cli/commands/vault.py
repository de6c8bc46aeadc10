"""`vault`: secrets in an encrypted file of the data directory, for systems without a keyring."""

import time
from typing import Final

import click

from wecom_console.age_file import BadRecipient, public_keys, seal
from wecom_console.cli.command import Command, Group
from wecom_console.cli.connections.vault_report import told, vault_object
from wecom_console.cli.exits import Exit
from wecom_console.cli.options import json_option, yes_option
from wecom_console.cli.session import CliSession
from wecom_console.cli.transfer.export_kinds import Recipients
from wecom_console.cli.transfer.package_export import (
    named_recipients,
    new_passphrase,
    refuse_recipient,
)
from wecom_console.domain.secrets import Secret
from wecom_console.services.vault.vaults import Removal, VaultMade, VaultService
from wecom_console.storage.secrets.protocol import SecretsUnavailable
from wecom_console.storage.secrets.vault_keys import KEY_FILE, LOCKED, NO_KEY
from wecom_console.storage.secrets.vault_store import Seal

vault: Final = Group(
    "vault",
    {
        "init": "vault.init",
        "status": "vault.status",
        "rekey": "vault.rekey",
        "remove": "vault.remove",
    },
)
_recipients: Final = click.option(
    "--recipient", "recipients", metavar="RECIPIENT", multiple=True, help="vault.recipient"
)
_passphrase: Final = click.option("--passphrase", is_flag=True, help="vault.passphrase")


@click.command("init", cls=Command)
@_recipients
@_passphrase
@json_option
@click.pass_obj
def init(
    session: CliSession, *, recipients: tuple[str, ...], passphrase: bool, as_json: bool
) -> Exit:
    """Make the vault, and copy into it what the keyring holds."""
    vault = session.services.vault
    if vault.exists:
        found = SecretsUnavailable("secrets.vault_exists", {"file": str(vault.path)})
        return told(session, found, as_json=as_json)
    lock = _lock(session, recipients, passphrase=passphrase, is_new=True)
    if isinstance(lock, Exit):
        return lock
    if isinstance(lock, SecretsUnavailable):
        return told(session, lock, as_json=as_json)
    made = VaultService(session.services).create(lock)
    if isinstance(made, SecretsUnavailable):
        return told(session, made, as_json=as_json)
    if not as_json:
        session.terminal.line(session.words("vault.made", file=vault.path, count=made.taken))
    _tell_left(session, made)
    return _tell_key(session, {"taken": made.taken, "left": made.left}, as_json=as_json)


@click.command("status", cls=Command)
@json_option
@click.pass_obj
def status(session: CliSession, *, as_json: bool) -> Exit:
    """Exit 4 where it does not open and nobody can be asked for its passphrase."""
    vault = session.services.vault
    if not vault.exists:
        return _tell_none(session, as_json=as_json)
    found = vault.open(may_ask=False)
    if isinstance(found, SecretsUnavailable):
        is_normal = found.code == "secrets.vault_locked" and session.terminal.can_ask
        code = told(session, found, as_json=as_json)
        return Exit.OK if is_normal else code
    if not as_json:
        count = len(found.document.secrets)
        session.terminal.line(session.words("vault.opens", file=vault.path, count=count))
        for recipient in found.document.recipients:
            session.terminal.line(f"  {recipient}")
    return _tell_key(session, {}, as_json=as_json)


@click.command("rekey", cls=Command)
@_recipients
@_passphrase
@json_option
@click.pass_obj
def rekey(
    session: CliSession, *, recipients: tuple[str, ...], passphrase: bool, as_json: bool
) -> Exit:
    """The key of today opens it; the new one does from now on."""
    found = session.services.vault.open()
    if isinstance(found, SecretsUnavailable):
        return told(session, found, as_json=as_json)
    lock = _lock(session, recipients, passphrase=passphrase, is_new=False)
    if isinstance(lock, Exit):
        return lock
    refused = lock if isinstance(lock, SecretsUnavailable) else None
    if refused is None and not isinstance(lock, SecretsUnavailable):
        refused = VaultService(session.services).rekey(lock)
    if refused is not None:
        return told(session, refused, as_json=as_json)
    if not as_json:
        count = len(found.document.secrets)
        file = session.services.vault.path
        session.terminal.line(session.words("vault.rekeyed", file=file, count=count))
    return _tell_key(session, {}, as_json=as_json)


@click.command("remove", cls=Command)
@yes_option("vault.remove.yes")
@json_option
@click.pass_obj
def remove(session: CliSession, *, yes: bool, as_json: bool) -> Exit:
    """Its secrets move into the keyring where there is one."""
    vault = session.services.vault
    if not vault.exists:
        return _tell_none(session, as_json=as_json)
    service = VaultService(session.services)
    plan = service.plan_removal()
    if plan.shut is not None:
        code = told(session, plan.shut, as_json=as_json and not yes)
        if not yes and not session.terminal.can_ask:
            return code
    if plan.needs_consent and not yes:
        if not session.terminal.can_ask:
            return session.refuse("needs_yes")
        if session.terminal.ask(_question(session, plan)).lower()[:1] != "y":
            session.terminal.note(session.words("profile.unchanged"))
            return _tell_state(session) if as_json else Exit.OK
    gone = service.remove(plan, at=time.time())
    if isinstance(gone, SecretsUnavailable):
        return told(session, gone, as_json=as_json)
    if as_json:
        kept = None if gone.kept is None else str(gone.kept)
        more = {"moved": gone.moved, "set_aside": kept}
        session.terminal.json({"vault": vault_object(session), "problem": None, **more})
    elif gone.kept is not None:
        session.terminal.line(session.words("vault.set_aside", file=gone.kept))
    else:
        session.terminal.line(session.words("vault.gone", count=gone.moved))
    return Exit.OK


def _lock(
    session: CliSession, recipients: tuple[str, ...], *, passphrase: bool, is_new: bool
) -> Seal | SecretsUnavailable | Exit:
    """What the vault shall be locked with: as the options say, else for the key file."""
    if passphrase and recipients:
        return session.refuse("vault_lock")
    keys = session.services.vault.keys
    if passphrase:
        found = keys.passphrase(may_ask=False) if is_new else None
        if found is None or found == LOCKED:
            return new_passphrase(session, "vault.ask_new")
        return found
    if recipients:
        named = named_recipients(session, Recipients(recipients))
        bad = seal(b"", named) if isinstance(named, tuple) else None
        if isinstance(bad, BadRecipient):
            return refuse_recipient(session, bad)
        return named
    identities = keys.identities()
    if isinstance(identities, Secret):
        params = {"variable": KEY_FILE, "file": session.environment[KEY_FILE]}
        return public_keys(identities) or SecretsUnavailable("secrets.vault_bad_key", params)
    return session.refuse("vault_no_lock") if identities == NO_KEY else identities


def _tell_none(session: CliSession, *, as_json: bool) -> Exit:
    if as_json:
        return _tell_state(session)
    session.terminal.line(session.words("vault.none", file=session.services.vault.path))
    return Exit.OK


def _tell_state(session: CliSession) -> Exit:
    session.terminal.json({"vault": vault_object(session), "problem": None})
    return Exit.OK


def _tell_left(session: CliSession, made: VaultMade) -> None:
    if made.why is not None and made.why.code == "secrets.no_keyring":
        session.terminal.complain(session.words("vault.left_nowhere", count=made.left))
    elif made.why is not None:
        why = session.messages.text(made.why.code, **made.why.params)
        session.terminal.complain(session.words("vault.left", count=made.left, why=why))


def _tell_key(session: CliSession, more: dict[str, object], *, as_json: bool) -> Exit:
    """Whether the vault opens here from now on, with what the environment names."""
    state = vault_object(session)
    if as_json:
        session.terminal.json({"vault": state, "problem": None, **more})
    elif not state["available"] and not (
        session.terminal.can_ask and state["code"] == "secrets.vault_locked"
    ):
        session.terminal.note(str(state["message"]))
    for file in session.services.vault.keys.readable_by_all():
        session.terminal.complain(session.words("vault.readable_by_all", file=file))
    return Exit.OK


def _question(session: CliSession, plan: Removal) -> str:
    if plan.shut is not None:
        return session.words("vault.remove.ask_set_aside")
    if plan.moving:
        return session.words("vault.remove.ask_moving", count=plan.moving)
    return session.words("vault.remove.ask_losing", count=plan.losing)
