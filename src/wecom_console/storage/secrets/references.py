"""From a reference (``keyring:``, ``env:NAME``, ``file:path``, ``demo:``) to the secret."""

from pathlib import Path
from typing import assert_never

from wecom_console.domain.secrets import Secret, SecretRef, SecretSource, demo_secret
from wecom_console.storage.secrets.environment_store import EnvironmentStore
from wecom_console.storage.secrets.file_references import read_secret_file
from wecom_console.storage.secrets.problem import SecretProblem
from wecom_console.storage.secrets.protocol import SecretReader, SecretsUnavailable


def resolve_secret(
    ref: SecretRef,
    *,
    profile_id: str,
    field: str,
    keyring: SecretReader,
    environment: EnvironmentStore,
    folder: Path | None = None,
) -> Secret | SecretProblem:
    """The secret that `ref` names for this profile's `field`.

    `folder` is the config file's, None where the profile is not from a file (a ``file:`` then
    leads nowhere). Codes: those of SecretsUnavailable and of `read_secret_file`, and
    ``secret_ref.keyring_empty``, ``secret_ref.env_unset``, ``secret_ref.env_empty``,
    ``secret_ref.file_without_folder``. May block (keyring)."""
    match ref.source:
        case SecretSource.KEYRING:
            return _from_store(keyring.get(profile_id, field), field)
        case SecretSource.ENV:
            return _from_environment(environment.resolve(ref.name), ref.name)
        case SecretSource.FILE:
            if folder is None:
                return SecretProblem("secret_ref.file_without_folder", {"name": ref.name})
            return read_secret_file(folder, ref.name)
        case SecretSource.DEMO:
            return demo_secret(field)
        case _:
            assert_never(ref.source)


def _from_store(found: Secret | SecretsUnavailable | None, field: str) -> Secret | SecretProblem:
    match found:
        case Secret():
            return found or SecretProblem("secret_ref.keyring_empty", {"field": field})
        case None:
            return SecretProblem("secret_ref.keyring_empty", {"field": field})
        case SecretsUnavailable(code, params):
            return SecretProblem(code, params)
        case _:
            assert_never(found)


def _from_environment(found: Secret | None, name: str) -> Secret | SecretProblem:
    if found is None:
        return SecretProblem("secret_ref.env_unset", {"name": name})
    return found or SecretProblem("secret_ref.env_empty", {"name": name})
