"""The keyring or the vault, and the session's memory behind it where that cannot be used."""

import dataclasses
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

from wecom_console.domain.problems import Params
from wecom_console.domain.secrets import Secret, SecretRef
from wecom_console.storage.secrets.environment_store import EnvironmentStore
from wecom_console.storage.secrets.problem import SecretProblem
from wecom_console.storage.secrets.protocol import (
    SecretPlace,
    SecretStore,
    SecretStoreStatus,
    SecretsUnavailable,
)
from wecom_console.storage.secrets.references import resolve_secret
from wecom_console.storage.secrets.session_store import SessionStore


@dataclasses.dataclass(frozen=True, slots=True)
class SecretPlacement:
    """Where a secret went. In the session's memory `code` says so, and ``reason`` in `params` is
    the code of why keyring or vault could not take it. Never to a file in the clear."""

    field: str
    kind: str
    code: str = ""
    params: Params = dataclasses.field(default_factory=dict)


class SecretKeeper:
    """What services use: never fails to take a secret, and always says where it went.

    It is itself a source of secrets like a SecretStore: `get` asks the session first, because what
    lies there was typed after the entry that is kept. `kept` is the keyring or the vault, and
    `place_of` tells under which name a field's secret lies there."""

    def __init__(
        self,
        kept: SecretStore,
        session: SessionStore,
        environment: EnvironmentStore,
        *,
        place_of: Callable[[str, str], str] = lambda _profile_id, field: field,
    ) -> None:
        self._kept = kept
        self._place_of = place_of
        self._session = session
        self._environment = environment
        self._writing = threading.Lock()

    def status(self) -> SecretStoreStatus:
        """That of keyring or vault: what the status line shows."""
        return self._kept.status()

    @property
    def kept_kind(self) -> str:
        """``keyring`` or ``vault``"""
        return self._kept.kind

    def get(self, profile_id: str, field: str) -> Secret | SecretsUnavailable | None:
        """The secret of this session, else the one that is kept."""
        held = self._session.get(profile_id, field)
        if isinstance(held, Secret):
            return held
        place = self._place_of(profile_id, field)
        found = self._kept.get(profile_id, place)
        if found is None and place != field:  # it may have moved between the two looks
            found = self._kept.get(profile_id, self._place_of(profile_id, field))
        return found

    def is_for_session_only(self, profile_id: str, field: str) -> bool:
        """Whether the secret will be gone when the program ends."""
        return isinstance(self._session.get(profile_id, field), Secret)

    def forget_for_session(self, profile_id: str, field: str) -> None:
        """What was typed before: another secret is kept by now."""
        with self._writing:
            self._session.delete(profile_id, field)

    def hold(
        self, profile_id: str, field: str, secret: Secret, refused: SecretsUnavailable
    ) -> SecretPlacement:
        """Into the session's memory, since keyring or vault has refused it."""
        with self._writing:
            self._session.put(profile_id, field, secret)
        params = {**refused.params, "reason": refused.code}
        return SecretPlacement(field, self._session.kind, "secrets.kept_for_session", params)

    def put(self, profile_id: str, field: str, secret: Secret) -> SecretPlacement:
        """Into keyring or vault, else into the session's memory."""
        with self._writing:
            unavailable = self._kept.put(profile_id, field, secret)
            if unavailable is None:
                self._session.delete(profile_id, field)
                return SecretPlacement(field, self._kept.kind)
            self._session.put(profile_id, field, secret)
        params = {**unavailable.params, "reason": unavailable.code}
        return SecretPlacement(field, self._session.kind, "secrets.kept_for_session", params)

    def keep(self, secrets: Mapping[SecretPlace, Secret]) -> SecretsUnavailable | None:
        """Into keyring or vault, or why not. A refusal may come after some were kept."""
        with self._writing:
            return self._kept.put_all(secrets)

    def put_all(
        self, secrets: Mapping[SecretPlace, Secret]
    ) -> Mapping[SecretPlace, SecretPlacement]:
        """Several: all of them into keyring or vault, else all into the session's memory."""
        if not secrets:
            return {}
        with self._writing:
            unavailable = self._kept.put_all(secrets)
            for place, secret in secrets.items():
                if unavailable is None:
                    self._session.delete(*place)
                else:
                    self._session.put(*place, secret)
        if unavailable is None:
            return {place: SecretPlacement(place[1], self._kept.kind) for place in secrets}
        return {
            place: SecretPlacement(
                place[1],
                self._session.kind,
                "secrets.kept_for_session",
                {**unavailable.params, "reason": unavailable.code},
            )
            for place in secrets
        }

    def settle(self) -> SecretStoreStatus:
        """How keyring or vault is. Once it can be used (unlocked meanwhile), what the session's
        memory held goes there. Where somebody writes just now, that is left to the next call."""
        status = self._kept.status()
        entries = self._session.entries()
        if not status.available or not entries:
            return status
        # Before the lock: whoever holds the store may be waiting for it.
        places = {(one[0], one[1]): self._place_of(one[0], one[1]) for one in entries}
        if self._writing.acquire(blocking=False):
            try:
                for profile_id, field, secret in self._session.entries():
                    place = places.get((profile_id, field))
                    if place is None:
                        continue
                    if self._kept.put(profile_id, place, secret) is not None:
                        break
                    self._session.delete(profile_id, field)
            finally:
                self._writing.release()
        return status

    def delete(self, profile_id: str, field: str) -> SecretsUnavailable | None:
        """Forget the secret in both places."""
        with self._writing:
            self._session.delete(profile_id, field)
            return self._kept.delete(profile_id, field)

    def resolve(
        self, ref: SecretRef, *, profile_id: str, field: str, folder: Path | None = None
    ) -> Secret | SecretProblem:
        """The secret a reference leads to; see `resolve_secret`."""
        return resolve_secret(
            ref,
            profile_id=profile_id,
            field=field,
            keyring=self,
            environment=self._environment,
            folder=folder,
        )
