"""Vault or keyring: which of them this data directory uses (docs/adr/0003-vault.md)."""

from collections.abc import Mapping

from wecom_console.domain.secrets import Secret
from wecom_console.storage.secrets.protocol import (
    SecretPlace,
    SecretStore,
    SecretStoreStatus,
    SecretsUnavailable,
)
from wecom_console.storage.secrets.vault_store import VaultStore


class ChosenStore:
    """The vault where there is one, else the keyring; never the one behind the other. Looked up at
    every call: a vault that is made or removed meanwhile counts at once."""

    def __init__(self, vault: VaultStore, keyring: SecretStore) -> None:
        self._vault = vault
        self._keyring = keyring

    @property
    def kind(self) -> str:
        """``vault`` or ``keyring``"""
        return self._store.kind

    @property
    def _store(self) -> SecretStore:
        return self._vault if self._vault.exists else self._keyring

    def status(self) -> SecretStoreStatus:
        """Whether it can be used. Asks nobody for anything."""
        return self._store.status()

    def get(self, profile_id: str, field: str) -> Secret | SecretsUnavailable | None:
        """The secret; None where there is none."""
        return self._store.get(profile_id, field)

    def put(self, profile_id: str, field: str, secret: Secret) -> SecretsUnavailable | None:
        """Keep the secret in place of the one before."""
        return self._store.put(profile_id, field, secret)

    def put_all(self, secrets: Mapping[SecretPlace, Secret]) -> SecretsUnavailable | None:
        """Keep several."""
        return self._store.put_all(secrets)

    def delete(self, profile_id: str, field: str) -> SecretsUnavailable | None:
        """Forget the secret, beside a vault also what the keyring has kept of it: making a vault
        copies. Nobody is asked to unlock the keyring for that."""
        if not self._vault.exists:
            return self._keyring.delete(profile_id, field)
        beside = self._keyring.status()
        if not beside.available and beside.code != "secrets.no_keyring":
            return SecretsUnavailable(beside.code, beside.params)
        if refused := self._vault.delete(profile_id, field):
            return refused
        return self._keyring.delete(profile_id, field) if beside.available else None
