"""Secrets that come with another document: both are seen, or neither.

The old secret fits the old document, so the new one is not put in its place before that document is
stored. It is kept at a staged place; one transaction stores the document and points there
(`storage/imports/claims.py`); then it moves. Wherever the process ends, what is read is a document
with the secret that was saved with it (docs/adr/0015-one-import-one-transaction.md).
"""

from collections.abc import Mapping
from contextlib import suppress

from wecom_console.domain.secrets import Secret
from wecom_console.storage.imports.claims import staged_place
from wecom_console.storage.problems import StoreUnavailable
from wecom_console.storage.secrets.keeper import SecretKeeper
from wecom_console.storage.secrets.protocol import SecretPlace, SecretsUnavailable
from wecom_console.storage.store import Store


class StagedSecrets:
    """Blocks (keyring prompt). Where nothing else is said, raises StoreUnavailable."""

    def __init__(self, store: Store, keeper: SecretKeeper) -> None:
        self._store = store
        self._keeper = keeper

    def keep(
        self, profile_id: str, secrets: Mapping[str, Secret]
    ) -> tuple[SecretPlace, ...] | SecretsUnavailable:
        """At staged places. Where they are not taken, none is left there."""
        kept = {(profile_id, staged_place(field)): secret for field, secret in secrets.items()}
        self._store.claims.add(kept)
        try:
            refused = self._keeper.keep(kept)
        except BaseException:
            self.forget(tuple(kept))
            raise
        if refused is not None:
            self.forget(tuple(kept))
            return refused
        return tuple(kept)

    def forget(self, places: tuple[SecretPlace, ...]) -> None:
        """Unless something points there: what was interrupted may have been stored. What is not let
        go of now stays claimed, for the next sweep."""
        with suppress(StoreUnavailable):
            pointed = self._store.claims.pointed_at()
            for place in places:
                if place not in pointed and self._keeper.delete(*place) is None:
                    self._store.claims.drop(place)

    def settle(self, profile_id: str, field: str) -> None:
        """Move the secret to where the field's secrets lie. Whoever points anew meanwhile waits:
        else this one could come in the place of theirs. Until it has moved it is read where it is,
        so nothing of this has to succeed now."""
        with suppress(StoreUnavailable):
            moved = self._move(profile_id, field)
            if moved:
                self.forget((moved,))

    def finish(self) -> None:
        """Move what a process that was killed had no time for. Asks nobody for anything."""
        with suppress(StoreUnavailable):
            for profile_id, field in self._store.claims.pointers():
                if not self._keeper.status().available:
                    return
                self.settle(profile_id, field)

    def _move(self, profile_id: str, field: str) -> SecretPlace | None:
        with self._store.database.together():
            place = self._store.claims.place_of(profile_id, field)
            secret = self._keeper.get(profile_id, place)
            if place == field or not isinstance(secret, Secret):
                return None
            if self._keeper.keep({(profile_id, field): secret}) is not None:
                return None
            self._store.claims.turn_away((profile_id, field))
        return profile_id, place
