"""One damaged page, cell, header or version: what can be read is there, the rest is named."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from storage.support import acme, make_run, make_store
from wecom_console.storage.problems import Notice, StoreUnavailable
from wecom_console.storage.store import Store

COUNT = 12
NAMES = [f"c-{number:03d}" for number in range(COUNT)]
PAGE = 4096


@pytest.fixture(scope="module")
def sound_file(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Twelve connections with two revisions and a run each, a form and a tick."""
    folder = tmp_path_factory.mktemp("sound")
    store = make_store(folder)
    for number, name in enumerate(NAMES):
        key = f"{number:032x}"
        with store.database.together():
            store.profiles.insert(key, acme(identifier=name, tags=["x"]), is_draft=False)
            changed = acme(identifier=name, display_name="B" * 300, tags=["x"])
            store.profiles.update(key, changed, base_revision=1, is_draft=False)
            run = make_run(f"run-{number}", profile_id=key, connection=name)
            store.runs.add(run, "[]" * 400)
    store.working_copies.keep("new", acme(), base_revision=0)
    store.confirmations.put("new", "app")
    store.database.close()
    return (folder / "console.db").read_bytes()


@pytest.fixture
def path(tmp_path: Path, sound_file: bytes) -> Path:
    """A copy that has been used."""
    (tmp_path / "console.db").write_bytes(sound_file)
    (tmp_path / "console.lock").touch()
    return tmp_path / "console.db"


def look(path: Path) -> tuple[list[str], list[Notice]]:
    """Everything is read; where that meets damage, once more, as the next command would."""
    store = make_store(path.parent)
    try:
        try:
            found = read_all(store)
        except StoreUnavailable:
            found = read_all(store)
        return found, list(store.database.open())
    finally:
        store.database.close()


def read_all(store: Store) -> list[str]:
    rows = store.summaries()
    for row in rows:
        store.profiles.get(row.id)
        store.profiles.history(row.id)
        for run in store.runs.of_profile(row.id):
            store.runs.events(run.run_id)
    store.working_copies.all()
    store.confirmations.of("new")
    return [row.identifier for row in rows]


def codes(notices: list[Notice]) -> list[str]:
    return [notice.code for notice in notices]


def test_one_damaged_page_costs_no_connection(
    path: Path, sound_file: bytes, tmp_path: Path
) -> None:
    """Whichever it is: each is in two tables. The first begins both."""
    random = Random(7)
    for number in (0, 1, *random.sample(range(2, len(sound_file) // PAGE), 4)):
        for old in tmp_path.glob("console.db*"):
            old.unlink()
        damage = random.randbytes(PAGE)
        begin = number * PAGE
        path.write_bytes(sound_file[:begin] + damage + sound_file[begin + PAGE :])
        found, notices = look(path)
        assert (number, NAMES) == (number, found)
        kept = [one.params["file"] for one in notices if "file" in one.params]
        assert all(Path(str(name)).exists() for name in kept)


def test_the_first_page_of_a_packed_file_costs_no_connection(path: Path) -> None:
    """There the tables begin on other pages."""
    sql("VACUUM")(path)
    path.write_bytes(b"\xa5" * PAGE + path.read_bytes()[PAGE:])
    assert NAMES == look(path)[0]


def sql(statement: str) -> Callable[[Path], None]:
    def damage(path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(statement)
            connection.commit()

    return damage


def byte(offset: int, value: int) -> Callable[[Path], None]:
    def damage(path: Path) -> None:
        content = bytearray(path.read_bytes())
        content[offset] = value
        path.write_bytes(bytes(content))

    return damage


@pytest.mark.parametrize(
    "damage",
    [
        sql("PRAGMA user_version = 0"),
        sql("PRAGMA user_version = 1"),
        sql("DROP TABLE run"),
        sql("DROP TABLE confirmation"),
        sql("ALTER TABLE profile DROP COLUMN archived_at"),
        sql("CREATE TRIGGER t BEFORE UPDATE ON profile BEGIN SELECT raise(abort, 'no'); END"),
        sql("UPDATE profile SET tags = 'x'"),
        sql("UPDATE profile SET tags = '[1]'"),
        sql("UPDATE profile SET updated_at = 'abc'"),
        sql("UPDATE profile SET updated_at = 1e300"),
        sql("UPDATE profile SET updated_at = 9e999"),
        sql("UPDATE profile SET display_name = CAST(x'ff00ff' AS text)"),
        sql("UPDATE profile SET display_name = x'ff00ff'"),
        sql("UPDATE profile SET document = x'ff00ff' WHERE identifier = 'c-001'"),
        sql("UPDATE revision SET saved_at = 'abc'"),
        sql("UPDATE revision SET note = x'ff'"),
        sql("UPDATE run SET verdict = 'zzz'"),
        sql("UPDATE run SET legs = 'zzz'"),
        sql("UPDATE run SET legs = '[{}]'"),
        sql("UPDATE run SET platform = 7"),
        sql("UPDATE working_copy SET kept_at = 'abc'"),
        sql("UPDATE confirmation SET facts = '['"),
        byte(0, 0),
        byte(16, 1),
        byte(18, 9),
        byte(21, 1),
        byte(47, 99),
        byte(59, 2),
    ],
)
def test_a_damaged_cell_header_or_version_costs_no_connection(
    path: Path, damage: Callable[[Path], None]
) -> None:
    """At most what was damaged; the next reading is quiet."""
    damage(path)
    found, notices = look(path)
    again, _ = look(path)
    aside = len(list(path.parent.glob("console.db.damaged-*[0-9Z]")))
    assert (NAMES, NAMES, "store.salvaged", 1) == (found, again, notices[0].code, aside)


def test_a_document_that_cannot_be_read_is_put_back_from_its_history(path: Path) -> None:
    """Once somebody has met it."""
    sql("UPDATE profile SET document = '{' WHERE identifier = 'c-001'")(path)
    store = make_store(path.parent)
    store.database.suspect()
    row = store.profiles.get("c-001")
    told = store.database.open()
    store.database.close()
    assert row is not None
    assert (True, ["store.salvaged", "store.rebuilt_sorted"], "c-001") == (
        "B" * 300 in row.document,
        codes(list(told)),
        told[1].params["names"],
    )


def rebuilt(path: Path) -> tuple[list[tuple[object, ...]], dict[str, object]]:
    """Who was laid aside and who was removed, and what was told."""
    store = make_store(path.parent)
    store.database.suspect()
    told = {notice.code: notice.params.get("names") for notice in store.database.open()}
    store.database.close()
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(
            "SELECT identifier, archived_at, deleted_at FROM profile"
            " WHERE archived_at IS NOT NULL OR deleted_at IS NOT NULL ORDER BY identifier"
        ).fetchall()
    return rows, told


def test_what_was_archived_or_removed_is_so_when_it_is_put_back(path: Path) -> None:
    """The document alone was lost; its history knows no such state."""
    sql("UPDATE profile SET archived_at = 5 WHERE identifier = 'c-001'")(path)
    sql("UPDATE profile SET deleted_at = 6 WHERE identifier = 'c-002'")(path)
    sql("UPDATE profile SET document = '{' WHERE identifier < 'c-003'")(path)
    rows, told = rebuilt(path)
    assert [("c-001", 5.0, None), ("c-002", None, 6.0)] == rows
    assert ("c-000, c-001, c-002", None) == (
        told["store.rebuilt_sorted"],
        told.get("store.rebuilt"),
    )


def test_what_the_index_of_the_others_lacks_was_removed(path: Path) -> None:
    """Its row cannot be read at all. It can be brought back for as long as anything else."""
    sql("UPDATE profile SET deleted_at = 6 WHERE identifier = 'c-002'")(path)
    with closing(sqlite3.connect(path)) as connection:
        (root,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'profile'"
        ).fetchone()
    content = bytearray(path.read_bytes())
    content[(root - 1) * PAGE : root * PAGE] = b"\xa5" * PAGE
    path.write_bytes(bytes(content))
    rows, told = rebuilt(path)
    assert [("c-002", None)] == [row[:2] for row in rows]
    assert (True, "c-002") == (rows[0][2] > 6.0, told["store.rebuilt_sorted"])


def test_what_is_lost_is_named(path: Path) -> None:
    """By the names that people know."""
    sql("UPDATE run SET verdict = 'zzz' WHERE run_id IN ('run-3', 'run-4')")(path)
    sql("DELETE FROM revision WHERE number = 1 AND profile_id LIKE '%7'")(path)
    _, notices = look(path)
    told = {notice.code: notice.params.get("names") for notice in notices}
    assert {
        "store.salvaged": None,
        "store.lost_revision": "c-007 (1/2)",
        "store.lost_run": "run-3, run-4",
    } == told


def test_what_cannot_be_read_at_all_is_named_by_the_index(path: Path) -> None:
    """Cut off before the first row; where each table begins is known."""
    with closing(sqlite3.connect(path)) as connection:
        roots = dict(connection.execute("SELECT name, rootpage FROM sqlite_master"))
    content = bytearray(path.read_bytes())
    for table in ("profile", "revision", "run"):
        begin = (roots[table] - 1) * PAGE
        content[begin : begin + PAGE] = b"\xa5" * PAGE
    path.write_bytes(bytes(content))
    found, notices = look(path)
    told = {notice.code: notice.params.get("names") for notice in notices}
    assert ([], ", ".join(NAMES)) == (found, told["store.lost_profile"])


def test_a_name_shows_no_control_characters(path: Path) -> None:
    """A terminal obeys them."""
    sql("UPDATE run SET verdict = 'zzz', run_id = char(27) || '[31m' WHERE run_id = 'run-3'")(path)
    _, notices = look(path)
    assert "�[31m" == notices[1].params["names"]


def test_an_empty_file_where_there_was_one_is_told(path: Path) -> None:
    """It is not taken for a first start."""
    path.write_bytes(b"")
    found, notices = look(path)
    assert ([], ["store.set_aside"]) == (found, codes(notices))


def test_an_interrupted_mending_leaves_the_damaged_file(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next start begins again."""
    sql("DROP TABLE run")(path)
    before = path.read_bytes()

    def die(*_: object) -> None:
        raise SystemExit

    with monkeypatch.context() as killed:
        killed.setattr(Path, "replace", die)
        with pytest.raises(SystemExit):
            make_store(path.parent).database.open()
    assert (before, NAMES) == (path.read_bytes(), look(path)[0])


def test_what_is_still_in_the_log_is_not_lost(path: Path, tmp_path: Path) -> None:
    """A process was killed, and a page is damaged."""
    writer = sqlite3.connect(path)
    writer.execute("PRAGMA wal_autocheckpoint = 0")
    writer.execute("UPDATE profile SET updated_at = 5e9 WHERE identifier = 'c-002'")
    writer.execute("UPDATE run SET verdict = 'zzz'")
    writer.commit()
    (tmp_path / "killed").mkdir()
    for tail in ("", "-wal"):
        copy = tmp_path / "killed" / f"console.db{tail}"
        copy.write_bytes(Path(f"{path}{tail}").read_bytes())
    writer.close()
    look(tmp_path / "killed" / "console.db")
    store = make_store(tmp_path / "killed")
    row = store.profiles.get("c-002")
    store.database.close()
    assert row is not None
    assert 5e9 == row.updated_at
