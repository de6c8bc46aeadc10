"""Secrets that are kept before the profile that names them is there.

Keyring and vault take no part in the store's transaction. So what an import brings is claimed here
first, in a transaction of its own; then kept; and the transaction that stores the profiles lets the
claims go. A process that is killed on the way leaves claims, by which `Services.tidy` finds what
nobody names (docs/adr/0015-one-import-one-transaction.md).
"""

from collections.abc import Collection, Iterable

from wecom_console.storage.database import Database
from wecom_console.storage.problems import Clock, StoreUnavailable
from wecom_console.storage.secrets.protocol import SecretPlace


class SecretClaims:
    """Every method raises StoreUnavailable where the file does not answer."""

    def __init__(self, database: Database, *, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def add(self, places: Iterable[SecretPlace]) -> None:
        """Secrets are about to be kept there."""
        now = self._clock()
        with self._database.writing() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO secret_claim (profile_id, field, claimed_at)"
                " VALUES (?, ?, ?)",
                [(*place, now) for place in places],
            )

    def settle(self, places: Collection[SecretPlace]) -> None:
        """In the transaction that stores their profiles. Raises StoreUnavailable (``store.busy``)
        where somebody has swept them meanwhile, and the secrets with them."""
        if not places:
            return
        with self._database.writing() as connection:
            gone = connection.executemany(
                "DELETE FROM secret_claim WHERE profile_id = ? AND field = ?", list(places)
            )
            if gone.rowcount != len(places):
                raise StoreUnavailable("store.busy", file=str(self._database.path))

    def drop(self, place: SecretPlace) -> None:
        """There is no secret there, or one that a profile names."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM secret_claim WHERE profile_id = ? AND field = ?", place)

    def marked(self) -> tuple[tuple[str, str, float], ...]:
        """Those that carry a mark behind a ``+`` in their field, each with when it was made."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT profile_id, field, claimed_at FROM secret_claim WHERE instr(field, '+')"
            )
            return tuple((row["profile_id"], row["field"], row["claimed_at"]) for row in rows)

    def left_for(self, seconds: float) -> tuple[SecretPlace, ...]:
        """Those that were made longer ago than that. The clock may have been set meanwhile, either
        way."""
        now = self._clock()
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT profile_id, field FROM secret_claim WHERE abs(? - claimed_at) > ?",
                (now, seconds),
            )
            return tuple((row["profile_id"], row["field"]) for row in rows)
