"""Files of every released version become files of the latest one, with everything in them.

`samples/v<N>.sql` is what version N wrote, as a dump; it is made once, when the version is
released, and never edited.
"""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from storage.support import TickingClock, make_store
from wecom_console.storage.database import Database
from wecom_console.storage.problems import StoreUnavailable
from wecom_console.storage.salvage.renewal import Renewal
from wecom_console.storage.schema import (
    APPLICATION_ID,
    MIGRATIONS,
    Migration,
    latest_version,
    migrate,
    user_version,
)

SAMPLES = Path(__file__).with_name("samples")
VERSIONS = [migration.version for migration in MIGRATIONS]


def load_sample(version: int, path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((SAMPLES / f"v{version}.sql").read_text(encoding="utf-8"))


def describe(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")
    return [" ".join(sql.split()) for (sql,) in rows]


def test_versions_count_from_one() -> None:
    """Without a gap, so that each has a sample and a successor."""
    assert list(range(1, len(MIGRATIONS) + 1)) == VERSIONS


def test_every_version_has_a_sample() -> None:
    """A new version is not done without one."""
    assert {f"v{version}.sql" for version in VERSIONS} == {p.name for p in SAMPLES.iterdir()}


@pytest.mark.parametrize("version", VERSIONS)
def test_a_sample_says_which_version_it_is(tmp_path: Path, version: int) -> None:
    """And that it is ours."""
    load_sample(version, tmp_path / "console.db")
    with closing(sqlite3.connect(tmp_path / "console.db")) as connection:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        assert (version, APPLICATION_ID) == (user_version(connection), application)


@pytest.mark.parametrize("version", VERSIONS)
def test_a_sample_becomes_the_latest_version(tmp_path: Path, version: int) -> None:
    """Its tables are then the same as those of a new file."""
    load_sample(version, tmp_path / "console.db")
    old = make_store(tmp_path)
    new = make_store(tmp_path / "new")
    with old.database.reading() as left, new.database.reading() as right:
        assert describe(right) == describe(left)
    old.database.close()
    new.database.close()


@pytest.mark.parametrize("version", VERSIONS)
def test_a_sample_keeps_its_profiles(tmp_path: Path, version: int) -> None:
    """Live ones, drafts, and history."""
    load_sample(version, tmp_path / "console.db")
    store = make_store(tmp_path)
    rows = store.summaries()
    histories = [len(store.profiles.history(row.id)) for row in rows]
    store.database.close()
    assert [("acme-test", True, 1), ("acme-wecom", False, 3)] == [
        (row.identifier, row.is_draft, count) for row, count in zip(rows, histories, strict=True)
    ]


@pytest.mark.parametrize("version", VERSIONS)
def test_a_sample_keeps_its_runs(tmp_path: Path, version: int) -> None:
    """With their events."""
    load_sample(version, tmp_path / "console.db")
    store = make_store(tmp_path)
    (run,) = store.runs.of_profile("0" * 31 + "1")
    events = store.runs.events(run.run_id)
    store.database.close()
    assert ("success", '[{"event":"run_started"}]') == (run.scenario, events)


@pytest.mark.parametrize("version", VERSIONS)
def test_a_sample_keeps_what_was_deleted(tmp_path: Path, version: int) -> None:
    """It can still be restored."""
    load_sample(version, tmp_path / "console.db")
    store = make_store(tmp_path)
    store.profiles.restore("0" * 31 + "3")
    found = store.profiles.get("acme-old")
    store.database.close()
    assert found is not None


def test_a_sample_keeps_what_was_archived(tmp_path: Path) -> None:
    """It stays out of the list and can be asked for."""
    load_sample(2, tmp_path / "console.db")
    store = make_store(tmp_path)
    away = {row.identifier: row.is_archived for row in store.summaries(archived=True)}
    store.database.close()
    assert {"acme-aside": True, "acme-test": False, "acme-wecom": False} == away


@pytest.mark.parametrize("version", VERSIONS)
def test_migrating_twice_changes_nothing(tmp_path: Path, version: int) -> None:
    """A migration is idempotent: two processes may start at once."""
    load_sample(version, tmp_path / "console.db")
    with closing(sqlite3.connect(tmp_path / "console.db", isolation_level=None)) as connection:
        migrate(connection, MIGRATIONS)
        once = list(connection.iterdump())
        migrate(connection, MIGRATIONS)
        assert once == list(connection.iterdump())


def next_migration(*statements: str) -> tuple[Migration, ...]:
    return (*MIGRATIONS, Migration(latest_version(MIGRATIONS) + 1, statements))


def test_a_further_step_is_taken(tmp_path: Path) -> None:
    """An existing file is brought to a version that comes later."""
    first = make_store(tmp_path)
    first.database.open()
    first.database.close()
    later = next_migration("ALTER TABLE profile ADD COLUMN colour TEXT")
    database = Database(tmp_path / "console.db", clock=TickingClock(), migrations=later)
    with database.reading() as connection:
        assert latest_version(later) == user_version(connection)
    database.close()


def test_a_step_that_fails_leaves_the_version_before(tmp_path: Path) -> None:
    """All statements or none, so that the old program can still read the file."""
    first = make_store(tmp_path)
    first.database.open()
    first.database.close()
    broken = next_migration("ALTER TABLE profile ADD COLUMN colour TEXT", "no such statement")
    with pytest.raises(sqlite3.OperationalError):
        Database(tmp_path / "console.db", clock=TickingClock(), migrations=broken).open()
    with closing(sqlite3.connect(tmp_path / "console.db")) as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(profile)")]
        assert (latest_version(MIGRATIONS), False) == (
            user_version(connection),
            "colour" in columns,
        )


def test_the_program_before_refuses_a_migrated_file(tmp_path: Path) -> None:
    """It does not write what the newer one cannot understand."""
    later = next_migration("ALTER TABLE profile ADD COLUMN colour TEXT")
    database = Database(tmp_path / "console.db", clock=TickingClock(), migrations=later)
    database.open()
    database.close()
    with pytest.raises(StoreUnavailable, match=r"store\.newer"):
        make_store(tmp_path).database.open()


def test_a_file_is_not_migrated_under_a_program_that_uses_it(tmp_path: Path) -> None:
    """The older program would go on writing what it knows."""
    older = make_store(tmp_path)
    older.database.open()
    newer = Database(
        tmp_path / "console.db",
        clock=TickingClock(),
        migrations=next_migration("ALTER TABLE profile ADD COLUMN colour TEXT"),
        busy_timeout_s=0.2,
    )
    with pytest.raises(StoreUnavailable, match=r"store\.in_use"):
        newer.open()
    older.database.close()
    assert () == newer.open()
    newer.close()


def test_many_processes_may_start_at_once(tmp_path: Path) -> None:
    """The first creates the file, the others wait for it."""
    code = (
        "import sys, time; from pathlib import Path;"
        "from wecom_console.storage.store import store_at;"
        "print(store_at(Path(sys.argv[1]), clock=time.time).database.open())"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "console.db")]
    started = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    assert ["()\n"] * 4 == [process.communicate()[0] for process in started]


def test_a_new_file_has_its_log_from_the_start(tmp_path: Path) -> None:
    """Nobody who opens it has to change that, which several at once may not (sqlite.org/wal.html);
    bytes 18 and 19 of the header say it (fileformat.html, section 1.3)."""
    path = tmp_path / "console.db"
    Renewal(path, lambda: 0.0, MIGRATIONS).create()
    assert b"\x02\x02" == path.read_bytes()[18:20]


def test_a_file_without_log_opens_while_another_reads_it(tmp_path: Path) -> None:
    """Its maker was stopped before it had one."""
    path = tmp_path / "console.db"
    load_sample(latest_version(MIGRATIONS), path)
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM sqlite_master").fetchone()
        database = Database(path, clock=TickingClock(), busy_timeout_s=0.05)
        assert () == database.open()
        database.close()
