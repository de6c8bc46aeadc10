"""How late it is, as far as that is believed: a clock that is far ahead must not end any waiting.

A wrong clock and a program that was not used for long look the same at first. So a leap of more
than `LEAP_S` is believed only when it is still there a day later; until then it is the moment that
was believed last.
"""

from typing import Final

from wecom_console.storage.database import Database
from wecom_console.storage.problems import Clock

LEAP_S: Final = 60 * 24 * 3600.0
STAYS_S: Final = 24 * 3600.0

_LAST_SEEN: Final = (
    "SELECT max(moment) FROM (SELECT max(updated_at) AS moment FROM profile"
    " UNION ALL SELECT max(deleted_at) FROM profile UNION ALL SELECT max(finished_at) FROM run)"
    " WHERE moment <= :now"
)


class ClockMark:
    """One per file. Raises StoreUnavailable where the file does not answer."""

    def __init__(self, database: Database, *, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def believed(self) -> float:
        """Seconds since the epoch. Noted once a day."""
        now = self._clock()
        with self._database.reading() as connection:
            found = connection.execute("SELECT believed, doubted FROM clock_mark").fetchone()
            if found is None:
                last = connection.execute(_LAST_SEEN, {"now": now}).fetchone()[0]
        before = (last if last is not None else now, None) if found is None else tuple(found)
        believed, doubted = _judged(now, *before)
        if found is None or doubted != before[1] or abs(believed - before[0]) >= STAYS_S:
            self._write(believed, doubted)
        return believed

    def _write(self, believed: float, doubted: float | None) -> None:
        with self._database.writing() as connection:
            connection.execute(
                "INSERT INTO clock_mark (only, believed, doubted) VALUES (1, ?, ?)"
                " ON CONFLICT (only) DO UPDATE SET believed = excluded.believed,"
                " doubted = excluded.doubted",
                (believed, doubted),
            )


def _judged(now: float, believed: float, doubted: float | None) -> tuple[float, float | None]:
    """What is believed from now on, and since when something else is not."""
    if now - believed <= LEAP_S:
        return now, None
    if doubted is None or now < doubted:
        return believed, now
    return (now, None) if now - doubted >= STAYS_S else (believed, doubted)
