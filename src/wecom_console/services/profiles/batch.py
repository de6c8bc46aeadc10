"""Several writes as one: all of them or none, their secrets with them.

Keyring and vault take no part in the store's transaction. Secrets are kept first, under the ids
that the profiles will have: a process that is killed leaves at most secrets that nobody names, and
the claims by which they are found again. The other order would leave connections without the
secret they name (docs/adr/0015-one-import-one-transaction.md).
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from wecom_console.domain.secrets import Secret
from wecom_console.services.profiles.records import NotStored, Saved, StoredProfile
from wecom_console.services.profiles.refusals import WriteRefusal
from wecom_console.services.profiles.secrets import kept_fields
from wecom_console.services.profiles.writing import PlannedWrite, ProfileWriter
from wecom_console.storage.problems import StoreUnavailable
from wecom_console.storage.secrets.keeper import SecretKeeper, SecretPlacement
from wecom_console.storage.secrets.protocol import SecretPlace
from wecom_console.storage.store import Store

CLAIM_KEPT_S: Final = 24 * 3600.0
"""Whoever has claimed a place longer ago is not at it any more."""


@dataclass(frozen=True, slots=True)
class NotWritten:
    """Nothing was, because of the write at this place."""

    position: int
    why: WriteRefusal


class GivenUp(Exception):  # noqa: N818  no error: its user changed their mind
    """Raised by who is asked before the end: nothing is written."""


class _RefusedError(Exception):
    def __init__(self, position: int, why: WriteRefusal) -> None:
        super().__init__(position)
        self.told = NotWritten(position, why)


class BatchWriter:
    """Blocks (disk, keyring prompt)."""

    def __init__(self, store: Store, writer: ProfileWriter, keeper: SecretKeeper) -> None:
        self._store = store
        self._writer = writer
        self._keeper = keeper

    def write_all(
        self,
        plans: Sequence[PlannedWrite],
        *,
        at_end: Callable[[Sequence[StoredProfile]], object] = lambda _stored: None,
        session_may_hold: bool = True,
    ) -> tuple[Saved, ...] | NotWritten:
        """All of them in one transaction, `at_end` as its last part; it may raise GivenUp. Unless
        the session may hold secrets, none is taken that would be gone with this process."""
        secrets = {
            (plan.profile_id, field): secret
            for plan in plans
            for field, secret in plan.prepared.secrets.items()
        }
        try:
            placements = self._keep(secrets, plans, session_may_hold=session_may_hold)
            stored = self._store_all(plans, secrets, at_end)
        except BaseException as failure:
            self.forget_unnamed(secrets)
            if isinstance(failure, _RefusedError):
                return failure.told
            if isinstance(failure, StoreUnavailable):
                return NotWritten(0, NotStored(failure.code, failure.params))
            raise
        return tuple(
            Saved(
                profile,
                plan.prepared.report,
                tuple(placements[plan.profile_id, field] for field in plan.prepared.secrets),
            )
            for plan, profile in zip(plans, stored, strict=True)
        )

    def sweep(self) -> None:
        """Forget the secrets that a killed process left without a profile. Asks nobody for
        anything. Raises StoreUnavailable."""
        self.forget_unnamed(self._store.claims.left_for(CLAIM_KEPT_S))

    def forget_unnamed(self, places: Collection[SecretPlace]) -> None:
        """Of these the secrets that no revision of their profile names. What keyring, vault or the
        store does not let go of now stays claimed, for the next time."""
        if not places or not self._keeper.status().available:
            return
        with suppress(StoreUnavailable):
            for place in places:
                if self._is_named(place) or self._keeper.delete(*place) is None:
                    self._store.claims.drop(place)

    def _keep(
        self,
        secrets: Mapping[SecretPlace, Secret],
        plans: Sequence[PlannedWrite],
        *,
        session_may_hold: bool,
    ) -> Mapping[SecretPlace, SecretPlacement]:
        if not secrets:
            return {}
        self._store.claims.add(secrets)
        placements = self._keeper.put_all(secrets)
        lost = next(((place, one) for place, one in placements.items() if one.code), None)
        if lost is not None and not session_may_hold:
            (profile_id, _), placement = lost
            position = [plan.profile_id for plan in plans].index(profile_id)
            code = str(placement.params.get("reason", placement.code))
            raise _RefusedError(position, NotStored(code, placement.params))
        return placements

    def _store_all(
        self,
        plans: Sequence[PlannedWrite],
        secrets: Mapping[SecretPlace, Secret],
        at_end: Callable[[Sequence[StoredProfile]], object],
    ) -> Sequence[StoredProfile]:
        stored: list[StoredProfile] = []
        with self._store.database.together():
            for position, plan in enumerate(plans):
                result = self._writer.write(plan)
                if not isinstance(result, StoredProfile):
                    raise _RefusedError(position, result)
                stored.append(result)
            self._store.claims.settle(secrets)
            at_end(stored)
        return stored

    def _is_named(self, place: SecretPlace) -> bool:
        profile_id, field = place
        history = self._store.profiles.history(profile_id)
        return any(field in kept_fields(revision) for revision in history)
