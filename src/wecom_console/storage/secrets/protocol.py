"""What every store of secrets can do, and what it says when it cannot."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Protocol

from wecom_console.domain.problems import Params
from wecom_console.domain.secrets import Secret

SecretPlace = tuple[str, str]
"""A profile's id and a field."""


class SecretsStanding(StrEnum):
    """Where a secret goes that is saved now. LOCKED and NEW are a keyring's whose desktop asks for
    its password, or for a new one, when a secret is written; VAULT_LOCKED and SESSION keep it in
    memory."""

    KEYRING = "keyring"
    LOCKED = "locked"
    NEW = "new"
    VAULT = "vault"
    VAULT_LOCKED = "vault_locked"
    SESSION = "session"


_PROMPTED: Final = {
    "secrets.locked": SecretsStanding.LOCKED,
    "secrets.not_initialised": SecretsStanding.NEW,
}


@dataclass(frozen=True, slots=True)
class SecretStoreStatus:
    """Whether a store can be used now. `code` says why not, or is empty; `params` fill its
    sentence (``backend``: the name of the system's keyring)."""

    kind: str
    available: bool
    code: str = ""
    params: Params = field(default_factory=dict)

    @property
    def standing(self) -> SecretsStanding:
        """What that means for a secret that is saved now."""
        if self.kind == "vault":
            return SecretsStanding.VAULT if self.available else SecretsStanding.VAULT_LOCKED
        if self.available:
            return SecretsStanding.KEYRING
        return _PROMPTED.get(self.code, SecretsStanding.SESSION)


@dataclass(frozen=True, slots=True)
class SecretsUnavailable:
    """The store could not do it. A value: no keyring is a normal state (servers, CI). Codes:

    ``secrets.no_keyring``, ``secrets.locked``, ``secrets.not_initialised``,
    ``secrets.plaintext_refused``, ``secrets.null_refused``, ``secrets.backend_broken``,
    ``secrets.refused``, ``secrets.failed``, ``secrets.not_text``, ``secrets.read_only``; of a vault
    ``secrets.vault_locked``, ``…_no_key``, ``…_key_file``, ``…_bad_key``, ``…_wrong_key``,
    ``…_wrong_passphrase``, ``…_damaged``, ``…_newer``, ``…_unreadable``, ``…_not_written``,
    ``…_busy``, ``…_full``, ``…_exists``, ``…_changed``, ``…_bad_recipient``.
    """

    code: str
    params: Params = field(default_factory=dict)


class SecretReader(Protocol):
    """One entry per (profile, field); the field is the dotted path in a config file.

    Calls may block for as long as the system asks its user to unlock: never on the GUI thread."""

    def get(self, profile_id: str, field: str) -> Secret | SecretsUnavailable | None:
        """The secret; None where there is none."""


class SecretStore(SecretReader, Protocol):
    """A reader that also writes and says how it is; a read-only one refuses to, with a value."""

    @property
    def kind(self) -> str:
        """``keyring``, ``vault``, ``session`` or ``environment``."""

    def status(self) -> SecretStoreStatus:
        """Whether it can be used. Asks nobody for anything."""

    def put(self, profile_id: str, field: str, secret: Secret) -> SecretsUnavailable | None:
        """Keep the secret in place of the one before; None when that is done."""

    def put_all(self, secrets: Mapping[SecretPlace, Secret]) -> SecretsUnavailable | None:
        """Keep several; None when all are kept. A refusal may come after some were."""

    def delete(self, profile_id: str, field: str) -> SecretsUnavailable | None:
        """Forget the secret; None when there is none any more (or there was none)."""
