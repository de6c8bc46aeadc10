"""The secrets of stored profiles: where each reference leads, and what becomes of kept ones."""

from collections.abc import Sequence
from pathlib import Path

from wecom_console.domain.fields import SECRET_PATHS
from wecom_console.domain.problems import Params
from wecom_console.domain.raw import get_value
from wecom_console.domain.secrets import KEYRING, Secret, SecretRef
from wecom_console.services.profiles.records import SecretState
from wecom_console.storage.documents import decode
from wecom_console.storage.rows import ProfileRow, RevisionRow
from wecom_console.storage.secrets.keeper import SecretKeeper, SecretPlacement
from wecom_console.storage.secrets.problem import SecretProblem
from wecom_console.storage.secrets.protocol import SecretsUnavailable


class ProfileSecrets:
    """What `ProfileService` does with secrets. Every call may block (keyring prompt)."""

    def __init__(self, keeper: SecretKeeper) -> None:
        self._keeper = keeper

    def of(self, row: ProfileRow) -> tuple[dict[str, Secret], tuple[SecretPlacement, ...]]:
        """What is kept for this profile, by field. What keyring or vault does not give now has the
        placement ``none``."""
        secrets, missing = {}, []
        for field in kept_fields(row):
            found = self._keeper.get(row.id, field)
            if isinstance(found, Secret):
                secrets[field] = found
            elif isinstance(found, SecretsUnavailable):
                params: Params = {**found.params, "reason": found.code}
                missing.append(SecretPlacement(field, "none", "secrets.not_copied", params))
        return secrets, tuple(missing)

    def forget(self, row: ProfileRow, history: Sequence[RevisionRow]) -> bool:
        """Delete what is kept for this profile, in any field; whether all of it is gone. Leaves a
        locked keyring or vault alone: nobody should be asked to unlock it for a clean-up. Where no
        revision ever had a secret kept, there is nothing to wait for."""
        if not self._keeper.status().available:
            return not any(kept_fields(revision) for revision in history)
        return not any(self._keeper.delete(row.id, field) for field in SECRET_PATHS)

    def resolve(
        self, row: ProfileRow, field: str, *, folder: Path | None = None
    ) -> Secret | SecretProblem:
        """The secret of a field, wherever its reference leads."""
        ref = _reference(row, field)
        if ref is None:
            return SecretProblem("secret_ref.unset", {"field": field})
        return self._keeper.resolve(ref, profile_id=row.id, field=field, folder=folder)

    def state(self, row: ProfileRow, field: str) -> SecretState:
        """How the secret of a field is."""
        ref = _reference(row, field)
        if ref is None:
            return SecretState(field, "", "unset")
        found = self._keeper.resolve(ref, profile_id=row.id, field=field)
        if isinstance(found, SecretProblem):
            state = "unavailable" if found.code.startswith("secrets.") else "missing"
            return SecretState(field, str(ref), state, found.code, found.params)
        if ref == KEYRING and self._keeper.is_for_session_only(row.id, field):
            return SecretState(field, str(ref), "session", "secrets.kept_for_session")
        return SecretState(field, str(ref), "present")


def _reference(row: ProfileRow | RevisionRow, field: str) -> SecretRef | None:
    value = get_value(decode(row.document), field)
    return SecretRef.parse(value) if isinstance(value, str) else None


def kept_fields(row: ProfileRow | RevisionRow) -> tuple[str, ...]:
    """The fields whose secret is kept under the profile's id, now or by one of its revisions."""
    return tuple(field for field in SECRET_PATHS if _reference(row, field) == KEYRING)
