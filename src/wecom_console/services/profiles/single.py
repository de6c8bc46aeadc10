"""One write with its secrets: all of it or nothing, also where the process is killed on the way.

A new profile's secrets are kept first and claimed, as an import's are. A secret that takes another
one's place cannot be: the old one is in use. With another document it is staged (`staged.py`).
Alone, its claim carries a mark of it, by which the next start knows whether it was kept, and adds
the revision that was still to come (docs/adr/0015-one-import-one-transaction.md).
"""

import hashlib
import hmac
import os
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Final

from wecom_console.domain.secrets import Secret
from wecom_console.services.profiles.batch import BatchWriter, NotWritten
from wecom_console.services.profiles.records import NotStored, Saved, StoredProfile
from wecom_console.services.profiles.refusals import WriteRefusal
from wecom_console.services.profiles.rows import stored_profile
from wecom_console.services.profiles.staged import StagedSecrets
from wecom_console.services.profiles.writing import PlannedWrite, ProfileWriter
from wecom_console.storage.imports.claims import staged_place
from wecom_console.storage.problems import StoreUnavailable
from wecom_console.storage.secrets.keeper import SecretKeeper, SecretPlacement
from wecom_console.storage.secrets.protocol import SecretPlace, SecretsUnavailable
from wecom_console.storage.store import Store

ALIVE_S: Final = 600.0
"""Whoever has begun a change longer ago than that is not at it any more."""

_ROUNDS: Final = 20_000
_SALT_BYTES: Final = 16


class SingleWriter:
    """Blocks (disk, keyring prompt). Raises StoreUnavailable where nothing was stored."""

    def __init__(
        self,
        store: Store,
        writer: ProfileWriter,
        keeper: SecretKeeper,
        batch: BatchWriter,
        clock: Callable[[], float],
    ) -> None:
        self._store = store
        self._writer = writer
        self._keeper = keeper
        self._batch = batch
        self._clock = clock
        self._staged = StagedSecrets(store, keeper)

    def create(
        self, plan: PlannedWrite, copied: Mapping[str, Secret] | None = None
    ) -> Saved | WriteRefusal:
        """A new profile with its secrets, and those of another that it is a copy of."""
        if copied:
            secrets = {**plan.prepared.secrets, **copied}
            plan = replace(plan, prepared=replace(plan.prepared, secrets=secrets))
        written = self._batch.write_all([plan])
        return written.why if isinstance(written, NotWritten) else written[0]

    def save(self, plan: PlannedWrite) -> Saved | WriteRefusal:
        """A revision and its secrets. Where keyring or vault gives the old secret and does not take
        the new one, nothing is changed. While it is locked, memory takes it."""
        secrets = plan.prepared.secrets
        if not secrets:
            plain = self._writer.write(plan)
            return Saved(plain, plan.prepared.report) if isinstance(plain, StoredProfile) else plain
        staged = self._staged.keep(plan.profile_id, secrets)
        if isinstance(staged, SecretsUnavailable):
            if self._holds_others(plan):
                return NotStored(staged.code, staged.params)
            return self._save_for_session(plan, staged)
        try:
            result = self._point(plan, staged)
        except BaseException:
            self._staged.forget(staged)
            raise
        if not isinstance(result, StoredProfile):
            self._staged.forget(staged)
            return result
        for field in secrets:
            self._keeper.forget_for_session(plan.profile_id, field)
            self._staged.settle(plan.profile_id, field)
        kind = self._keeper.kept_kind
        placements = tuple(SecretPlacement(field, kind) for field in secrets)
        return Saved(result, plan.prepared.report, placements)

    def _point(
        self, plan: PlannedWrite, staged: tuple[SecretPlace, ...]
    ) -> StoredProfile | WriteRefusal:
        with self._store.database.together():
            result = self._writer.write(plan)
            if isinstance(result, StoredProfile):
                self._store.claims.point(staged)
        return result

    def _holds_others(self, plan: PlannedWrite) -> bool:
        """Whether a secret that this write would replace is read, and not from memory."""
        return any(
            not self._keeper.is_for_session_only(plan.profile_id, field)
            and isinstance(self._keeper.get(plan.profile_id, field), Secret)
            for field in plan.prepared.secrets
        )

    def _save_for_session(
        self, plan: PlannedWrite, refused: SecretsUnavailable
    ) -> Saved | WriteRefusal:
        """The document, and its secrets in memory. It points where nothing is kept yet: what is
        read once the keyring is unlocked would belong to the old document."""
        places = tuple((plan.profile_id, staged_place(field)) for field in plan.prepared.secrets)
        self._store.claims.add(places)
        result = self._point(plan, places)
        if not isinstance(result, StoredProfile):
            return result
        placements = tuple(
            self._keeper.hold(plan.profile_id, field, secret, refused)
            for field, secret in plan.prepared.secrets.items()
        )
        return Saved(result, plan.prepared.report, placements)

    def set_secret(self, plan: PlannedWrite, field: str) -> Saved | WriteRefusal:
        """A secret, and the revision that tells of it."""
        old = self._keeper.get(plan.profile_id, field)
        if isinstance(old, SecretsUnavailable):  # the session's memory is for this process alone
            return self.save(plan)
        secret = plan.prepared.secrets[field]
        claim = (plan.profile_id, _mark(field, secret))
        self._store.claims.add([claim])
        placement = self._keeper.put(plan.profile_id, field, secret)
        if placement.code and old is not None:
            self._put_back(plan.profile_id, field, old, claim)
            return NotStored(str(placement.params["reason"]), placement.params)
        try:
            result = self._write(plan, field, claim)
        except StoreUnavailable:
            self._put_back(plan.profile_id, field, old, claim)
            raise
        if isinstance(result, StoredProfile):
            return Saved(result, plan.prepared.report, (placement,))
        self._put_back(plan.profile_id, field, old, claim)
        return result

    def finish(self) -> None:
        """What a killed process had begun. Asks nobody for anything: what keyring or vault does
        not give now is left for the next time."""
        self._staged.finish()
        with suppress(StoreUnavailable):
            for profile_id, marked, claimed_at in self._store.claims.marked():
                field, owner, tag = _read_mark(marked)
                is_young = abs(self._clock() - claimed_at) < ALIVE_S
                if is_young and _is_alive(owner):
                    continue
                if not self._keeper.status().available:
                    return
                self._finish((profile_id, marked), field, tag)

    def _finish(self, claim: SecretPlace, field: str, tag: str) -> None:
        found = self._keeper.get(claim[0], field)
        if isinstance(found, SecretsUnavailable):
            return
        row = self._store.profiles.get(claim[0])
        if row is not None and found is not None and _is_of(tag, found):
            document = stored_profile(row).document
            note = f"secret:{field}"
            plan = self._writer.plan_change(
                row, document, {field: found}, draft=row.is_draft, note=note
            )
            if isinstance(plan, PlannedWrite):
                self._write(plan, field, claim)
                return
        self._store.claims.drop(claim)

    def _write(
        self, plan: PlannedWrite, field: str, claim: SecretPlace
    ) -> StoredProfile | WriteRefusal:
        with self._store.database.together():
            result = self._writer.write(plan)
            if isinstance(result, StoredProfile):
                self._store.claims.drop(claim)
                self._store.claims.turn_away((plan.profile_id, field))
        return result

    def _put_back(
        self, profile_id: str, field: str, old: Secret | None, claim: SecretPlace
    ) -> SecretPlacement | SecretsUnavailable | None:
        """The old secret, in whose place another one was kept for nothing. Where the store does not
        let the claim go, its mark tells the next start that there is nothing to finish."""
        with suppress(StoreUnavailable):
            self._store.claims.drop(claim)
        if old is None:
            return self._keeper.delete(profile_id, field)
        return self._keeper.put(profile_id, field, old)


def _mark(field: str, secret: Secret) -> str:
    """A claim's field: which one, who is at it, and what tells the secret from another."""
    salt = os.urandom(_SALT_BYTES)
    return f"{field}+{os.getpid()}+{salt.hex()}{_digest(secret, salt)}"


def _read_mark(marked: str) -> tuple[str, int, str]:
    field, _, rest = marked.partition("+")
    owner, _, tag = rest.partition("+")
    return field, int(owner) if owner.isdecimal() else 0, tag


def _is_of(tag: str, secret: Secret) -> bool:
    try:
        salt = bytes.fromhex(tag[: 2 * _SALT_BYTES])
    except ValueError:  # of another version
        return False
    return hmac.compare_digest(tag[2 * _SALT_BYTES :], _digest(secret, salt))


def _digest(secret: Secret, salt: bytes) -> str:
    text = secret.reveal().encode("utf-8", "surrogatepass")
    return hashlib.pbkdf2_hmac("sha256", text, salt, _ROUNDS).hex()


def _is_alive(process: int) -> bool:
    """Whether there is such a process of this computer; where that is not told, there may be."""
    if sys.platform == "win32":
        return True  # a signal would end it
    if process <= 0:
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
