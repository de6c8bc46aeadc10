"""Profiles and their revisions: every save appends one, and names the one it started from."""

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import astuple
from typing import Final

from wecom_console.domain.raw import get_value
from wecom_console.storage.database import Database
from wecom_console.storage.documents import columns, decode, encode, storable
from wecom_console.storage.problems import Clock
from wecom_console.storage.purging.values import take_out_field, take_out_notes
from wecom_console.storage.rows import (
    IdentifierTaken,
    Missing,
    Outdated,
    ProfileRow,
    RevisionRow,
)
from wecom_console.storage.salvage.sound_rows import all_sound, sound


class ProfileStore:
    """Reads and writes profiles; knows nothing of what a good one is, only of secrets in it.

    Every method raises StoreUnavailable where the file does not answer, and SecretInDocument for
    a document with a literal secret."""

    def __init__(self, database: Database, *, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def get(self, key: str, *, even_deleted: bool = False) -> ProfileRow | None:
        """The profile with this id, else the live one with this identifier."""
        with self._database.reading() as connection:
            row = _by_id(connection, key)
            if row is not None and (even_deleted or not row.is_deleted):
                return row
            found = connection.execute(
                "SELECT * FROM profile"
                " WHERE identifier = ? AND identifier <> '' AND deleted_at IS NULL",
                (key,),
            ).fetchone()
            return _profile(found) if found else None

    def identifiers(self) -> Mapping[str, str]:
        """Identifier to profile id, of all live profiles."""
        with self._database.reading() as connection:
            return dict(
                connection.execute(
                    "SELECT identifier, id FROM profile"
                    " WHERE deleted_at IS NULL AND identifier <> ''"
                )
            )

    def insert(
        self,
        profile_id: str,
        document: Mapping[str, object],
        *,
        is_draft: bool,
        note: str = "",
        sets_secrets: bool = False,
    ) -> ProfileRow | IdentifierTaken:
        """A new profile with revision 1."""
        text, now = encode(document), self._clock()
        facts = columns(document)
        with self._database.writing() as connection:
            if _is_taken(connection, facts.identifier, profile_id):
                return IdentifierTaken(facts.identifier)
            connection.execute(
                "INSERT INTO profile (identifier, display_name, corp_id, agent_id, environment,"
                " tags, search, config_hash, id, is_draft, revision, created_at, updated_at,"
                " secrets_at, document) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?)",
                (
                    *astuple(facts),
                    profile_id,
                    is_draft,
                    now,
                    now,
                    now if sets_secrets else 0.0,
                    text,
                ),
            )
            return _append_revision(connection, profile_id, note)

    def update(
        self,
        profile_id: str,
        document: Mapping[str, object],
        *,
        base_revision: int,
        is_draft: bool,
        note: str = "",
        sets_secrets: bool = False,
    ) -> ProfileRow | Outdated | IdentifierTaken | Missing:
        """Append a revision, provided that `base_revision` is still the current one."""
        text, now = encode(document), self._clock()
        facts = columns(document)
        with self._database.writing() as connection:
            current = _by_id(connection, profile_id)
            if current is None or current.is_deleted:
                return Missing(profile_id)
            if current.revision != base_revision:
                return Outdated(current)
            if _is_taken(connection, facts.identifier, profile_id):
                return IdentifierTaken(facts.identifier)
            connection.execute(
                "UPDATE profile SET identifier = ?, display_name = ?, corp_id = ?, agent_id = ?,"
                " environment = ?, tags = ?, search = ?, config_hash = ?, is_draft = ?,"
                " revision = revision + 1, updated_at = ?, secrets_at = ?, document = ?"
                " WHERE id = ?",
                (
                    *astuple(facts),
                    is_draft,
                    now,
                    now if sets_secrets else current.secrets_at,
                    text,
                    profile_id,
                ),
            )
            return _append_revision(connection, profile_id, note)

    def delete(self, profile_id: str) -> ProfileRow | Missing:
        """Hide a profile; `restore` brings it back with its history."""
        with self._database.writing() as connection:
            row = _by_id(connection, profile_id)
            if row is None or row.is_deleted:
                return Missing(profile_id)
            connection.execute(
                "UPDATE profile SET deleted_at = ? WHERE id = ?", (self._clock(), profile_id)
            )
            return _must_find(connection, profile_id)

    def restore(self, profile_id: str) -> ProfileRow | IdentifierTaken | Missing:
        """Undo a delete, unless another profile has taken the identifier meanwhile."""
        with self._database.writing() as connection:
            row = _by_id(connection, profile_id)
            if row is None or not row.is_deleted:
                return Missing(profile_id)
            if _is_taken(connection, row.identifier, profile_id):
                return IdentifierTaken(row.identifier)
            connection.execute("UPDATE profile SET deleted_at = NULL WHERE id = ?", (profile_id,))
            return _must_find(connection, profile_id)

    def archive(self, profile_id: str, *, away: bool) -> ProfileRow | Missing:
        """Lay a profile aside, or (not `away`) take it back into the list. Asked twice, the first
        time counts."""
        with self._database.writing() as connection:
            row = _by_id(connection, profile_id)
            if row is None or row.is_deleted:
                return Missing(profile_id)
            if row.is_archived != away:
                moment = self._clock() if away else None
                connection.execute(
                    "UPDATE profile SET archived_at = ? WHERE id = ?", (moment, profile_id)
                )
            return _must_find(connection, profile_id)

    def deleted_before(self, moment: float) -> tuple[ProfileRow, ...]:
        """The profiles that were deleted before `moment`."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT * FROM profile WHERE deleted_at < ? ORDER BY deleted_at", (moment,)
            )
            return tuple(_profile(row) for row in rows)

    def purge(self, profile_id: str) -> None:
        """Forget a deleted profile with its history, its runs and what was on its form."""
        with self._database.writing() as connection:
            gone = connection.execute(
                "DELETE FROM profile WHERE id = ? AND deleted_at IS NOT NULL", (profile_id,)
            )
            if gone.rowcount:
                connection.execute("DELETE FROM run WHERE profile_id = ?", (profile_id,))
                connection.execute("DELETE FROM working_copy WHERE slot = ?", (profile_id,))
                connection.execute("DELETE FROM confirmation WHERE slot = ?", (profile_id,))

    def purge_field(self, profile_id: str, path: str, marker: str) -> int:
        """Put `marker` over every value that the field had and has no more, wherever it is kept;
        in how many revisions. They leave the file for good."""
        with self._database.erasing() as connection:
            current = _must_find(connection, profile_id)
            kept = get_value(decode(current.document), path)
            return take_out_field(connection, profile_id, path, kept=kept, marker=marker)

    def purge_notes(self, profile_id: str, stays: Callable[[str], bool], marker: str) -> int:
        """Put `marker` over every note but those that stay; over how many. They leave the file for
        good."""
        with self._database.erasing() as connection:
            return take_out_notes(connection, profile_id, stays=stays, marker=marker)

    def history(self, profile_id: str) -> tuple[RevisionRow, ...]:
        """Every revision, the oldest first."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT number, saved_at, note, is_draft, document FROM revision"
                " WHERE profile_id = ? ORDER BY number",
                (profile_id,),
            )
            return tuple(
                RevisionRow(number, saved_at, note, bool(is_draft), document)
                for number, saved_at, note, is_draft, document in all_sound(
                    rows.fetchall(), "itsis", "revision"
                )
            )


def _by_id(connection: sqlite3.Connection, profile_id: str) -> ProfileRow | None:
    row = connection.execute("SELECT * FROM profile WHERE id = ?", (profile_id,)).fetchone()
    return _profile(row) if row else None


def _must_find(connection: sqlite3.Connection, profile_id: str) -> ProfileRow:
    row = _by_id(connection, profile_id)
    if row is None:
        raise LookupError("written in this very transaction")
    return row


_PROFILE: Final = "ssssssssisitttTsT"


def _profile(row: sqlite3.Row) -> ProfileRow:
    sound(row, _PROFILE, "profile")
    return ProfileRow(
        id=row["id"],
        identifier=row["identifier"],
        is_draft=bool(row["is_draft"]),
        document=row["document"],
        config_hash=row["config_hash"],
        revision=row["revision"],
        created_at=row["created_at"],
        updated_at=row["updated_at"],
        secrets_at=row["secrets_at"],
        deleted_at=row["deleted_at"],
        is_archived=row["archived_at"] is not None,
    )


def _is_taken(connection: sqlite3.Connection, identifier: str, profile_id: str) -> bool:
    found = connection.execute(
        "SELECT 1 FROM profile"
        " WHERE identifier = ? AND identifier <> '' AND deleted_at IS NULL AND id <> ?",
        (identifier, profile_id),
    ).fetchone()
    return found is not None


def _append_revision(connection: sqlite3.Connection, profile_id: str, note: str) -> ProfileRow:
    row = _must_find(connection, profile_id)
    connection.execute(
        "INSERT INTO revision (profile_id, number, saved_at, note, is_draft, document)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (profile_id, row.revision, row.updated_at, storable(note), row.is_draft, row.document),
    )
    return row
