"""The tables, as the steps that lead to them. A step that has been released is never edited.

`tests/storage/samples/` holds, for each version, a file as that version wrote it.
"""

import sqlite3
from dataclasses import dataclass
from typing import Final

APPLICATION_ID: Final = 0x57434343  # "WCCC", tells our files from other programs'


@dataclass(frozen=True, slots=True)
class Migration:
    """What leads from the version before to `version`; runs in one transaction."""

    version: int
    statements: tuple[str, ...]


_VERSION_1: Final = Migration(
    1,
    (
        # `search` is the folded text that a query is looked for in; `config_hash` that of the
        # document; `secrets_at` when a secret was last set: both make a run's result stale.
        """CREATE TABLE profile (
            id TEXT PRIMARY KEY NOT NULL,
            identifier TEXT NOT NULL,
            display_name TEXT NOT NULL,
            corp_id TEXT NOT NULL,
            agent_id TEXT NOT NULL,
            environment TEXT NOT NULL,
            tags TEXT NOT NULL,
            search TEXT NOT NULL,
            is_draft INTEGER NOT NULL CHECK (is_draft IN (0, 1)),
            config_hash TEXT NOT NULL,
            revision INTEGER NOT NULL CHECK (revision > 0),
            created_at REAL NOT NULL,
            updated_at REAL NOT NULL,
            secrets_at REAL NOT NULL,
            deleted_at REAL,
            document TEXT NOT NULL
        )""",
        """CREATE UNIQUE INDEX profile_live_identifier ON profile (identifier)
            WHERE deleted_at IS NULL AND identifier <> ''""",
        """CREATE TABLE revision (
            profile_id TEXT NOT NULL REFERENCES profile (id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            saved_at REAL NOT NULL,
            note TEXT NOT NULL,
            is_draft INTEGER NOT NULL CHECK (is_draft IN (0, 1)),
            document TEXT NOT NULL,
            PRIMARY KEY (profile_id, number)
        )""",
        # A run without a profile (demo, config file) has '' for profile_id.
        """CREATE TABLE run (
            seq INTEGER PRIMARY KEY,
            run_id TEXT NOT NULL UNIQUE,
            profile_id TEXT NOT NULL,
            connection TEXT NOT NULL,
            scenario TEXT NOT NULL,
            platform TEXT NOT NULL,
            backend TEXT NOT NULL,
            passed INTEGER NOT NULL CHECK (passed IN (0, 1)),
            verdict TEXT NOT NULL,
            legs TEXT NOT NULL,
            config_hash TEXT NOT NULL,
            started_at REAL NOT NULL,
            finished_at REAL NOT NULL,
            events TEXT NOT NULL
        )""",
        "CREATE INDEX run_of_profile ON run (profile_id, seq)",
        # What is on a form and not saved yet, so that a crash does not take it.
        """CREATE TABLE working_copy (
            slot TEXT PRIMARY KEY NOT NULL,
            base_revision INTEGER NOT NULL,
            kept_at REAL NOT NULL,
            document TEXT NOT NULL
        )""",
        f"PRAGMA application_id = {APPLICATION_ID}",
    ),
)

_VERSION_2: Final = Migration(
    2,
    (
        # Laid aside: kept with all it has, but out of the list.
        "ALTER TABLE profile ADD COLUMN archived_at REAL",
        # What of a checklist is done. `subject` is what evidence was about, empty for a tick by
        # hand; `facts` a JSON object of what was seen.
        """CREATE TABLE confirmation (
            slot TEXT NOT NULL,
            item TEXT NOT NULL,
            subject TEXT NOT NULL,
            confirmed_at REAL NOT NULL,
            facts TEXT NOT NULL,
            PRIMARY KEY (slot, item)
        )""",
    ),
)

_VERSION_3: Final = Migration(
    3,
    (
        # The last import that changed something: written with it, so both are there or neither.
        # `before` is the revision that it replaced, 0 for a connection that it created.
        """CREATE TABLE import_source (
            only INTEGER PRIMARY KEY CHECK (only = 1),
            source TEXT NOT NULL,
            imported_at REAL NOT NULL
        )""",
        """CREATE TABLE import_entry (
            place INTEGER PRIMARY KEY,
            profile_id TEXT NOT NULL,
            identifier TEXT NOT NULL,
            saved INTEGER NOT NULL,
            before INTEGER NOT NULL
        )""",
        # A secret that is kept before the profile that names it is there.
        """CREATE TABLE secret_claim (
            profile_id TEXT NOT NULL,
            field TEXT NOT NULL,
            claimed_at REAL NOT NULL,
            PRIMARY KEY (profile_id, field)
        )""",
        # How late it is, as far as that is believed, and since when it is not.
        """CREATE TABLE clock_mark (
            only INTEGER PRIMARY KEY CHECK (only = 1),
            believed REAL NOT NULL,
            doubted REAL
        )""",
    ),
)

_VERSION_4: Final = Migration(
    4,
    (
        # What counts of many runs is read from the index alone: their events are long.
        """CREATE INDEX run_of_scenario ON run (profile_id, scenario, platform, backend, seq,
            passed, config_hash, started_at, finished_at)""",
    ),
)

MIGRATIONS: Final = (_VERSION_1, _VERSION_2, _VERSION_3, _VERSION_4)
COLUMNS: Final = frozenset(
    f"{table}.{column}"
    for table, columns in {
        "profile": "id identifier display_name corp_id agent_id environment tags search is_draft"
        " config_hash revision created_at updated_at secrets_at deleted_at document archived_at",
        "revision": "profile_id number saved_at note is_draft document",
        "run": "seq run_id profile_id connection scenario platform backend passed verdict legs"
        " config_hash started_at finished_at events",
        "working_copy": "slot base_revision kept_at document",
        "confirmation": "slot item subject confirmed_at facts",
        "import_source": "only source imported_at",
        "import_entry": "place profile_id identifier saved before",
        "secret_claim": "profile_id field claimed_at",
        "clock_mark": "only believed doubted",
    }.items()
    for column in columns.split()
)
"""What a file of the latest version has: ``table.column``."""


def latest_version(migrations: tuple[Migration, ...]) -> int:
    """The version these steps lead to."""
    return migrations[-1].version


def user_version(connection: sqlite3.Connection) -> int:
    """The version the file says it has; 0 for a new one."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection, migrations: tuple[Migration, ...]) -> None:
    """Bring the file to the latest version, all steps or none. Idempotent; raises sqlite3.Error.

    The version is read again inside the transaction: another process may have been faster."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        found = user_version(connection)
        for migration in migrations:
            if migration.version > found:
                for statement in migration.statements:
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {migration.version}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
