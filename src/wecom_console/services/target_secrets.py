"""The secrets of a connection, named on the command line or chosen in the window."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from wecom_console.backends.credentials import Credentials
from wecom_console.domain.documents import to_raw
from wecom_console.domain.fields import SECRET_PATHS
from wecom_console.domain.profile import Profile
from wecom_console.domain.raw import get_value
from wecom_console.domain.secrets import Secret, SecretRef, SecretSource
from wecom_console.protocol.refusal import Refusal
from wecom_console.services.context import Services
from wecom_console.services.targets import Target
from wecom_console.storage.secrets.problem import SecretProblem


@dataclass(frozen=True, slots=True)
class TargetSecrets:
    """What the references of a profile lead to, by dotted path; those that lead nowhere with the
    reason. A field that names no place is in neither."""

    found: dict[str, Secret]
    lacking: dict[str, SecretProblem]

    @property
    def credentials(self) -> Credentials:
        """The same for a login or a preflight."""
        return Credentials(
            self.found.get("secret"),
            self.found.get("backend.app_secret"),
            self.found.get("backend.access_key_secret"),
            lacking={
                path: Refusal(problem.code, dict(problem.params))
                for path, problem in self.lacking.items()
            },
        )


def resolve_secrets(
    target: Target,
    profile: Profile,
    services: Services,
    *,
    paths: Collection[str] = SECRET_PATHS,
) -> TargetSecrets:
    """Follow the references of the connection at `paths`. A config file's ``keyring:`` means the
    entry of the stored connection of the same identifier. May block (keyring)."""
    return _followed(profile, lambda ref, path: _resolve(ref, path, target, services), paths)


def stored_secrets(
    profile: Profile,
    services: Services,
    *,
    profile_id: str,
    typed: Mapping[str, Secret],
    paths: Collection[str],
) -> TargetSecrets:
    """The same for a connection of the window, where what was `typed` on its form comes first.
    Without a `profile_id` nothing is kept for it yet. May block (keyring)."""

    def resolve(ref: SecretRef, path: str) -> Secret | SecretProblem:
        if ref.source is SecretSource.KEYRING and not profile_id:
            return SecretProblem("secret_ref.keyring_empty", {"field": path})
        return services.secrets.resolve(ref, profile_id=profile_id, field=path)

    secrets = _followed(profile, resolve, [path for path in paths if path not in typed])
    return TargetSecrets({**secrets.found, **typed}, secrets.lacking)


def _followed(
    profile: Profile,
    resolve: Callable[[SecretRef, str], Secret | SecretProblem],
    paths: Collection[str],
) -> TargetSecrets:
    document = to_raw(profile)
    secrets = TargetSecrets({}, {})
    for path in paths:
        value = get_value(document, path)
        ref = SecretRef.parse(value) if isinstance(value, str) else None
        if ref is None:
            continue
        one = resolve(ref, path)
        if isinstance(one, Secret):
            secrets.found[path] = one
        else:
            secrets.lacking[path] = one
    return secrets


def _resolve(
    ref: SecretRef, path: str, target: Target, services: Services
) -> Secret | SecretProblem:
    profile_id = target.stored.id if target.stored else ""
    if ref.source is SecretSource.KEYRING and not profile_id:
        stored = services.profiles.get(target.connection)
        if stored is None or stored.identifier != target.connection:
            return SecretProblem("secret_ref.keyring_empty", {"field": path})
        profile_id = stored.id
    return services.secrets.resolve(ref, profile_id=profile_id, field=path, folder=target.folder)
