"""The secrets of a connection that was named on the command line, wherever it is kept."""

from collections.abc import Collection
from dataclasses import dataclass

from wecom_console.backends.credentials import Credentials
from wecom_console.domain.documents import to_raw
from wecom_console.domain.fields import SECRET_PATHS
from wecom_console.domain.profile import Profile
from wecom_console.domain.raw import get_value
from wecom_console.domain.secrets import Secret, SecretRef, SecretSource
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
        problem = self.lacking.get("secret")
        return Credentials(
            self.found.get("secret"),
            self.found.get("backend.app_secret"),
            self.found.get("backend.access_key_secret"),
            secret_problem=problem.code if problem else "",
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
    document = to_raw(profile)
    secrets = TargetSecrets({}, {})
    for path in paths:
        value = get_value(document, path)
        ref = SecretRef.parse(value) if isinstance(value, str) else None
        if ref is None:
            continue
        one = _resolve(ref, path, target, services)
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
