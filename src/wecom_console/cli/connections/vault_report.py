"""The vault as the command line tells it: its state as an object, and why it could not be done."""

from typing import Final

from wecom_console.cli.exits import Exit
from wecom_console.cli.session import CliSession
from wecom_console.storage.secrets.protocol import SecretsUnavailable
from wecom_console.storage.secrets.vault_keys import VaultKeys
from wecom_console.storage.secrets.vault_store import OpenVault, VaultStore

_FOUND: Final = ("secrets.vault_exists", "secrets.vault_full", "secrets.vault_changed")


def told(session: CliSession, found: SecretsUnavailable, *, as_json: bool) -> Exit:
    """Say why; exit 1 where the vault itself is the reason, 4 where it could not be used."""
    message = session.messages.text(found.code, **found.params)
    session.terminal.complain(message)
    if as_json:
        problem = {"code": found.code, "message": message}
        session.terminal.json({"vault": vault_object(session), "problem": problem})
    return Exit.FOUND if found.code in _FOUND else Exit.OUTSIDE


def vault_object(session: CliSession) -> dict[str, object]:
    """The vault in `--json` (docs/cli.md): as it opens with what the environment names, whatever
    was typed here."""
    vault = session.services.vault
    fresh = VaultStore(vault.path, VaultKeys(session.environment))
    found = fresh.open(may_ask=False) if fresh.exists else None
    document = found.document if isinstance(found, OpenVault) else None
    shut = found if isinstance(found, SecretsUnavailable) else None
    return {
        "exists": fresh.exists,
        "file": str(vault.path),
        "locked_with": fresh.locked_with or None,
        "available": document is not None,
        "code": None if shut is None else shut.code,
        "message": None if shut is None else session.messages.text(shut.code, **shut.params),
        "secrets": None if document is None else len(document.secrets),
        "recipients": [] if document is None else list(document.recipients),
        "readable_by_all": list(vault.keys.readable_by_all()),
    }
