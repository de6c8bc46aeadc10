"""What of a form's checklist is done."""

from contextlib import AbstractContextManager

from wecom_console.storage.database import Database
from wecom_console.storage.documents import storable
from wecom_console.storage.problems import Clock
from wecom_console.storage.rows import ConfirmationRow
from wecom_console.storage.salvage.cells import json_object
from wecom_console.storage.salvage.sound_rows import damaged, sound


class Confirmations:
    """By slot: the profile's id, or a name of the caller's for a new form. Every method raises
    StoreUnavailable where the file does not answer."""

    def __init__(self, database: Database, *, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def of(self, slot: str) -> tuple[ConfirmationRow, ...]:
        """The done items."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT item, subject, confirmed_at, facts FROM confirmation"
                " WHERE slot = ? ORDER BY item",
                (slot,),
            )
            found = tuple(ConfirmationRow(*sound(row, "ssts", "confirmation")) for row in rows)
            if not all(json_object(row.facts) is not None for row in found):
                raise damaged("confirmation")
            return found

    def put(self, slot: str, item: str, *, subject: str = "", facts: str = "{}") -> None:
        """An item is done, by hand or by evidence about `subject`."""
        with self._database.writing() as connection:
            connection.execute(
                "INSERT INTO confirmation (slot, item, subject, confirmed_at, facts)"
                " VALUES (?, ?, ?, ?, ?) ON CONFLICT (slot, item) DO UPDATE SET"
                " subject = excluded.subject, confirmed_at = excluded.confirmed_at,"
                " facts = excluded.facts",
                (slot, item, storable(subject), self._clock(), storable(facts)),
            )

    def together(self) -> AbstractContextManager[None]:
        """See `Database.together`."""
        return self._database.together()

    def drop(self, slot: str, item: str = "") -> None:
        """An item is not done after all; without one, nothing of the slot is."""
        with self._database.writing() as connection:
            connection.execute(
                "DELETE FROM confirmation WHERE slot = ? AND (? = '' OR item = ?)",
                (slot, item, item),
            )

    def move(self, slot: str, to: str) -> None:
        """A new form has become a profile."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM confirmation WHERE slot = ?", (to,))
            connection.execute("UPDATE confirmation SET slot = ? WHERE slot = ?", (to, slot))
