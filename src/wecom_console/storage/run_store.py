"""Test runs: what they showed, and their events as text."""

import sqlite3
from dataclasses import asdict
from typing import Final

from wecom_console.storage.database import Database
from wecom_console.storage.documents import storable
from wecom_console.storage.rows import RunRow
from wecom_console.storage.salvage.cells import is_outcome
from wecom_console.storage.salvage.sound_rows import all_sound, damaged, sound

RUNS_KEPT: Final = 200
LOGIN: Final = "success"
"""The scenario of the login that should work: its latest run says how the connection is."""


class RunStore:
    """Keeps the latest `kept` runs of each profile (of each connection, where a run has none), and
    of a profile the latest login that should work, however old.

    Every method raises StoreUnavailable where the file does not answer."""

    def __init__(self, database: Database, *, kept: int = RUNS_KEPT) -> None:
        self._database = database
        self._kept = max(1, kept)

    def add(self, run: RunRow, events: str) -> None:
        """Store a run and forget the oldest beyond the bound. Storing it again changes nothing.

        `events` is the run's event list as JSON text, redacted by whoever made it."""
        with self._database.writing() as connection:
            connection.execute(
                "INSERT INTO run (run_id, profile_id, connection, scenario, platform, backend,"
                " passed, verdict, legs, config_hash, started_at, finished_at, events)"
                " VALUES (:run_id, :profile_id, :connection, :scenario, :platform, :backend,"
                " :passed, :verdict, :legs, :config_hash, :started_at, :finished_at, :events)"
                " ON CONFLICT (run_id) DO NOTHING",
                asdict(run) | {"events": storable(events)},
            )
            connection.execute(
                "DELETE FROM run WHERE seq IN (SELECT seq FROM run"
                " WHERE profile_id = :profile AND (:profile <> '' OR connection = :connection)"
                " ORDER BY seq DESC LIMIT -1 OFFSET :kept)"
                " AND seq IS NOT (SELECT max(seq) FROM run WHERE profile_id = :profile"
                " AND :profile <> '' AND scenario = :login)",
                {
                    "profile": run.profile_id,
                    "connection": run.connection,
                    "kept": self._kept,
                    "login": LOGIN,
                },
            )

    def of_profile(self, profile_id: str) -> tuple[RunRow, ...]:
        """The runs of a profile, the latest first."""
        if not profile_id:  # so have the runs of connections that are not stored
            return ()
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT run_id, profile_id, connection, scenario, platform, backend, passed,"
                " verdict, legs, config_hash, started_at, finished_at FROM run"
                " WHERE profile_id = ? ORDER BY seq DESC",
                (profile_id,),
            )
            return tuple(map(run_row, all_sound(rows.fetchall(), "ssssssisssTT", "run")))

    def events(self, run_id: str) -> str | None:
        """The events of a run as they were given; None for an unknown run."""
        with self._database.reading() as connection:
            found = connection.execute(
                "SELECT events FROM run WHERE run_id = ?", (run_id,)
            ).fetchone()
            return str(sound(found, "s", "run")["events"]) if found else None


def run_row(row: sqlite3.Row) -> RunRow:
    """A run from the columns that are named as its fields. Raises what SQLite raises for a damaged
    file where it ended in no word that is known."""
    if not is_outcome(row["platform"], row["backend"], row["verdict"], row["legs"]):
        raise damaged("run")
    return RunRow(
        run_id=row["run_id"],
        profile_id=row["profile_id"],
        connection=row["connection"],
        scenario=row["scenario"],
        platform=row["platform"],
        backend=row["backend"],
        passed=bool(row["passed"]),
        verdict=row["verdict"],
        legs=row["legs"],
        config_hash=row["config_hash"],
        started_at=row["started_at"],
        finished_at=row["finished_at"],
    )
