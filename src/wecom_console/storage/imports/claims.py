"""Secrets that are kept before the profile that names them is there.

Keyring and vault take no part in the store's transaction. So what an import brings is claimed here
first, in a transaction of its own; then kept; and the transaction that stores the profiles lets the
claims go. A process that is killed on the way leaves claims, by which `Services.tidy` finds what
nobody names (docs/adr/0015-one-import-one-transaction.md).

A secret that takes another one's place is kept at a place of its own first (`staged_place`). The
transaction that stores its document points there: from then on it is the field's secret, until it
has moved to where the field's secrets lie. A claim whose field reads ``field=place`` is a pointer.
"""

import sqlite3
from collections.abc import Collection, Iterable
from typing import Final
from uuid import uuid4

from wecom_console.storage.database import Database
from wecom_console.storage.problems import Clock, StoreUnavailable
from wecom_console.storage.secrets.protocol import SecretPlace

_STAGED: Final = "~"
_POINTS: Final = "="


def staged_place(field: str) -> str:
    """A place of its own for a secret that is to be this field's."""
    return f"{field}{_STAGED}{uuid4().hex}"


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
            for profile_id, field in places:
                _turn_away(connection, profile_id, field)

    def point(self, staged: Collection[SecretPlace]) -> None:
        """In the transaction that stores their profile: from now on these are its secrets. Raises
        as `settle` does."""
        self.settle(staged)
        now = self._clock()
        with self._database.writing() as connection:
            for profile_id, place in staged:
                field, _, _ = place.partition(_STAGED)
                _turn_away(connection, profile_id, field)
                connection.execute(
                    "INSERT INTO secret_claim (profile_id, field, claimed_at) VALUES (?, ?, ?)",
                    (profile_id, f"{field}{_POINTS}{place}", now),
                )

    def turn_away(self, place: SecretPlace) -> None:
        """The field's secret lies where it used to again; what was pointed at is nobody's."""
        with self._database.writing() as connection:
            _turn_away(connection, *place)

    def turn_all_away(self, profile_id: str) -> None:
        """The same for each of its fields: the profile is forgotten."""
        with self._database.writing() as connection:
            connection.execute(
                "UPDATE secret_claim SET field = substr(field, instr(field, ?) + 1), claimed_at = 0"
                " WHERE profile_id = ? AND instr(field, ?)",
                (_POINTS, profile_id, _POINTS),
            )

    def place_of(self, profile_id: str, field: str) -> str:
        """Where the field's secret lies: under its own name, or at a staged place."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT substr(field, length(?) + 1) AS place FROM secret_claim"
                " WHERE profile_id = ? AND instr(field, ?) = 1",
                (_pointer(field), profile_id, _pointer(field)),
            ).fetchone()
            return str(row["place"]) if row else field

    def pointers(self) -> tuple[SecretPlace, ...]:
        """The fields whose secret lies at a staged place."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT profile_id, substr(field, 1, instr(field, ?) - 1) AS name"
                " FROM secret_claim WHERE instr(field, ?)",
                (_POINTS, _POINTS),
            )
            return tuple((row["profile_id"], row["name"]) for row in rows)

    def pointed_at(self) -> frozenset[SecretPlace]:
        """The staged places that are somebody's secret."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT profile_id, substr(field, instr(field, ?) + 1) AS place"
                " FROM secret_claim WHERE instr(field, ?)",
                (_POINTS, _POINTS),
            )
            return frozenset((row["profile_id"], row["place"]) for row in rows)

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
                "SELECT profile_id, field FROM secret_claim"
                " WHERE abs(? - claimed_at) > ? AND NOT instr(field, ?)",
                (now, seconds, _POINTS),
            )
            return tuple((row["profile_id"], row["field"]) for row in rows)


def _pointer(field: str) -> str:
    return f"{field}{_POINTS}"


def _turn_away(connection: sqlite3.Connection, profile_id: str, field: str) -> None:
    """A pointer becomes a claim of what it led to, which the next sweep takes."""
    connection.execute(
        "UPDATE secret_claim SET field = substr(field, length(?) + 1), claimed_at = 0"
        " WHERE profile_id = ? AND instr(field, ?) = 1",
        (_pointer(field), profile_id, _pointer(field)),
    )
