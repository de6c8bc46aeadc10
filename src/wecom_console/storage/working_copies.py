"""What is on a form and not saved yet, kept so that a crash does not take it."""

from collections.abc import Mapping

from wecom_console.storage.database import Database
from wecom_console.storage.documents import encode
from wecom_console.storage.problems import Clock
from wecom_console.storage.rows import WorkingCopyRow
from wecom_console.storage.salvage.sound_rows import sound


class WorkingCopies:
    """One per form: its slot is the profile's id, or a name of the caller's for a new one.

    Unlike a save, keeping leaves no revision. Every method raises StoreUnavailable where the file
    does not answer; `keep` raises SecretInDocument for a literal secret."""

    def __init__(self, database: Database, *, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def keep(self, slot: str, document: Mapping[str, object], *, base_revision: int) -> None:
        """Remember the form's values in place of what the slot held."""
        text = encode(document)
        with self._database.writing() as connection:
            connection.execute(
                "INSERT INTO working_copy (slot, base_revision, kept_at, document)"
                " VALUES (?, ?, ?, ?) ON CONFLICT (slot) DO UPDATE SET"
                " base_revision = excluded.base_revision, kept_at = excluded.kept_at,"
                " document = excluded.document",
                (slot, base_revision, self._clock(), text),
            )

    def all(self) -> tuple[WorkingCopyRow, ...]:
        """Every form that was left without saving, the latest first."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT slot, base_revision, kept_at, document FROM working_copy"
                " ORDER BY kept_at DESC, slot"
            )
            return tuple(WorkingCopyRow(*sound(row, "sits", "working_copy")) for row in rows)

    def drop(self, slot: str) -> None:
        """The form was saved or given up."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM working_copy WHERE slot = ?", (slot,))
