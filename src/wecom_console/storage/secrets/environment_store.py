"""Secrets that whoever started the program put into its environment."""

from collections.abc import Mapping

from wecom_console.domain.secrets import Secret
from wecom_console.storage.secrets.protocol import (
    SecretPlace,
    SecretStoreStatus,
    SecretsUnavailable,
)

READ_ONLY = SecretsUnavailable("secrets.read_only")


class EnvironmentStore:
    """Read-only. `names` says which variable holds the secret of a (profile, field), as a
    profile's ``env:NAME`` does."""

    def __init__(
        self,
        environment: Mapping[str, str],
        names: Mapping[tuple[str, str], str] | None = None,
    ) -> None:
        self._environment = environment
        self._names = dict(names or {})

    @property
    def kind(self) -> str:
        """``environment``"""
        return "environment"

    def status(self) -> SecretStoreStatus:
        """Always there, for reading."""
        return SecretStoreStatus(self.kind, available=True)

    def resolve(self, name: str) -> Secret | None:
        """The value of the variable `name`; None where it is not set."""
        value = self._environment.get(name)
        return None if value is None else Secret(value)

    def get(self, profile_id: str, field: str) -> Secret | SecretsUnavailable | None:
        """The value of the variable that belongs to this field; None where there is none."""
        name = self._names.get((profile_id, field))
        return None if name is None else self.resolve(name)

    def put(self, profile_id: str, field: str, secret: Secret) -> SecretsUnavailable | None:
        """Refused: an environment belongs to whoever started the program."""
        return READ_ONLY

    def put_all(self, secrets: Mapping[SecretPlace, Secret]) -> SecretsUnavailable | None:
        """Refused, like `put`."""
        return READ_ONLY

    def delete(self, profile_id: str, field: str) -> SecretsUnavailable | None:
        """Refused, like `put`."""
        return READ_ONLY
