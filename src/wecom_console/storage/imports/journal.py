"""What the last import did, so that it can be taken back later.

Written in the transaction of the import itself (`Database.together`): there is no moment at which
one is there without the other. Holds ids and revision numbers, no value of a connection.
"""

from collections.abc import Sequence
from pathlib import Path

from wecom_console.storage.database import Database
from wecom_console.storage.documents import storable
from wecom_console.storage.imports.old_journal import forget_old_journal, read_old_journal
from wecom_console.storage.imports.records import ImportRecord, JournalRecord
from wecom_console.storage.problems import Clock


class ImportJournal:
    """For the last import that changed something, alone. `old_file` is where the first version
    noted it; it counts until an import is noted here. Every method raises StoreUnavailable where
    the file does not answer."""

    def __init__(self, database: Database, old_file: Path, *, clock: Clock) -> None:
        self._database = database
        self._old_file = old_file
        self._clock = clock

    def last(self) -> JournalRecord | None:
        """The last import; None where there is none that could be taken back."""
        with self._database.reading() as connection:
            found = connection.execute("SELECT source FROM import_source").fetchone()
            rows = connection.execute(
                "SELECT profile_id, identifier, saved, before FROM import_entry ORDER BY place"
            ).fetchall()
        if found is None:
            return read_old_journal(self._old_file)
        return (
            JournalRecord(found["source"], tuple(ImportRecord(*row) for row in rows))
            if rows
            else None
        )

    def broken_off(self) -> JournalRecord | None:
        """The last import, where it never came to its end."""
        if not self._old_file.exists():
            return None
        last = self.last()
        return last if last is not None and last.is_broken_off else None

    def write(self, source: str, entries: Sequence[ImportRecord]) -> None:
        """That import is the last one now; without entries there is nothing to take back."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM import_entry")
            connection.execute(
                "INSERT INTO import_source (only, source, imported_at) VALUES (1, ?, ?)"
                " ON CONFLICT (only) DO UPDATE SET source = excluded.source,"
                " imported_at = excluded.imported_at",
                (storable(source), self._clock()),
            )
            connection.executemany(
                "INSERT INTO import_entry (profile_id, identifier, saved, before)"
                " VALUES (?, ?, ?, ?)",
                [(one.profile_id, one.identifier, one.saved, one.before) for one in entries],
            )

    def keep(self) -> None:
        """What a broken-off import of the first version took in is a whole import."""
        last = self.last()
        if last is not None:
            self.write(last.source, last.entries)
            self.forget_old()

    def forget_old(self) -> None:
        """After a write: the first version's file says nothing any more."""
        forget_old_journal(self._old_file)
