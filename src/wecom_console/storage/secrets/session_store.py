"""Secrets for as long as this process runs: where there is no keyring."""

from collections.abc import Mapping

from wecom_console.domain.secrets import Secret
from wecom_console.storage.secrets.protocol import (
    SecretPlace,
    SecretStoreStatus,
    SecretsUnavailable,
)


class SessionStore:
    """In memory only. Single dictionary operations, so threads may share it."""

    def __init__(self) -> None:
        self._entries: dict[tuple[str, str], Secret] = {}

    @property
    def kind(self) -> str:
        """``session``"""
        return "session"

    def status(self) -> SecretStoreStatus:
        """Always there."""
        return SecretStoreStatus(self.kind, available=True)

    def entries(self) -> tuple[tuple[str, str, Secret], ...]:
        """All there are: profile, field, secret."""
        return tuple((*entry, secret) for entry, secret in self._entries.copy().items())

    def get(self, profile_id: str, field: str) -> Secret | SecretsUnavailable | None:
        """The secret; None where there is none."""
        return self._entries.get((profile_id, field))

    def put(self, profile_id: str, field: str, secret: Secret) -> SecretsUnavailable | None:
        """Keep the secret until the process ends."""
        self._entries[profile_id, field] = secret
        return None

    def put_all(self, secrets: Mapping[SecretPlace, Secret]) -> SecretsUnavailable | None:
        """One after the other, to the first refusal."""
        for place, secret in secrets.items():
            if refused := self.put(*place, secret):
                return refused
        return None

    def delete(self, profile_id: str, field: str) -> SecretsUnavailable | None:
        """Forget the secret."""
        self._entries.pop((profile_id, field), None)
        return None
