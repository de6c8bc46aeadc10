"""What is found in the database's place, and what is done about it."""

import os
import shutil
import sqlite3
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from storage.support import ACME, TickingClock, acme, make_store
from wecom_console.storage.database import Database
from wecom_console.storage.problems import StoreUnavailable
from wecom_console.storage.store import Store, store_at

NOBODY = 65534


def fill(store: Store, *, profiles: int = 50) -> None:
    """Enough profiles for the file to have many pages."""
    for number in range(profiles):
        document = acme(identifier=f"acme-{number}", display_name="x" * 3000)
        store.profiles.insert(f"{number:032x}", document, is_draft=False)
    store.database.close()


def set_version(path: Path, version: int) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {version}")
        connection.commit()


def test_nothing_is_touched_before_the_first_use(tmp_path: Path) -> None:
    """A store that is only made has no file."""
    make_store(tmp_path / "data")
    assert not (tmp_path / "data").exists()


def test_a_missing_file_is_created(tmp_path: Path) -> None:
    """The first start has an empty list and nothing to say."""
    store = make_store(tmp_path / "new" / "data")
    assert ((), ()) == (store.database.open(), store.summaries())
    store.database.close()


@pytest.mark.parametrize(("part", "mode"), [("", 0o700), ("console.db", 0o600)])
def test_what_is_created_is_its_users_alone(tmp_path: Path, part: str, mode: int) -> None:
    """Others on the machine cannot read CorpIDs and traces."""
    store = make_store(tmp_path / "data")
    store.database.open()
    store.database.close()
    assert mode == stat.S_IMODE((tmp_path / "data" / part).stat().st_mode)


def test_an_empty_file_is_taken_as_new(tmp_path: Path) -> None:
    """A crash between creating and filling the file is no damage."""
    (tmp_path / "console.db").touch()
    store = make_store(tmp_path)
    assert () == store.database.open()
    store.database.close()


def test_the_log_is_written_ahead(store: Store) -> None:
    """WAL, so that a reader and a writer do not wait for each other."""
    with store.database.reading() as connection:
        assert "wal" == connection.execute("PRAGMA journal_mode").fetchone()[0]


def test_every_commit_is_synchronous(store: Store) -> None:
    """FULL: an acknowledged save survives a power cut."""
    with store.database.reading() as connection:
        assert 2 == connection.execute("PRAGMA synchronous").fetchone()[0]


def damage_header(path: Path) -> None:
    path.write_bytes(b"this is no database" * 100)


def damage_page(path: Path) -> None:
    content = bytearray(path.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 4096] = b"\xa5" * 4096
    path.write_bytes(bytes(content))


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def cut_header(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:40])


def drop_table(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE revision")
        connection.commit()


Damage = Callable[[Path], None]
DAMAGES: list[Damage] = [damage_header, damage_page, cut_short, cut_header, drop_table]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_does_not_keep_the_program_from_starting(
    tmp_path: Path, damage: Damage
) -> None:
    """A new file is begun in its place, and it works."""
    fill(make_store(tmp_path))
    damage(tmp_path / "console.db")
    store = make_store(tmp_path)
    store.profiles.insert("1" * 32, ACME, is_draft=False)
    assert "acme-wecom" in [row.identifier for row in store.summaries()]
    store.database.close()


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_kept_and_named(tmp_path: Path, damage: Damage) -> None:
    """The notice names a file that holds every byte of the damaged one."""
    fill(make_store(tmp_path))
    damage(tmp_path / "console.db")
    before = (tmp_path / "console.db").read_bytes()
    store = make_store(tmp_path)
    notice = store.database.open()[0]
    store.database.close()
    assert (True, before) == (
        notice.code in ("store.set_aside", "store.salvaged"),
        Path(str(notice.params["file"])).read_bytes(),
    )


def test_two_damaged_files_are_both_kept(tmp_path: Path) -> None:
    """The second does not overwrite the first, even within one second."""
    for content in (b"first", b"second"):
        (tmp_path / "console.db").write_bytes(content)
        database = Database(tmp_path / "console.db", clock=lambda: 1.7e9)
        database.open()
        database.close()
    kept = sorted(p for p in tmp_path.iterdir() if "damaged" in p.name)
    assert [b"first", b"second"] == [p.read_bytes() for p in kept]


@pytest.fixture
def store_damaged_while_open(tmp_path: Path) -> Iterator[Store]:
    """Opened whole, then overwritten on the disk (and forgotten by SQLite's page cache)."""
    fill(make_store(tmp_path), profiles=50)
    store = make_store(tmp_path)
    with store.database.reading() as connection:
        connection.execute("PRAGMA shrink_memory")
    content = (tmp_path / "console.db").read_bytes()
    (tmp_path / "console.db").write_bytes(content[:4096] + b"\xa5" * (len(content) - 4096))
    yield store
    store.database.close()


def test_damage_that_appears_while_it_is_open_is_told(store_damaged_while_open: Store) -> None:
    """A read that meets a damaged page is unavailable; it does not show a part as the whole."""
    with pytest.raises(StoreUnavailable, match=r"store\.corrupt"):
        [store_damaged_while_open.profiles.history(f"{n:032x}") for n in range(50)]


def test_after_damage_while_open_the_next_use_sets_it_aside(
    store_damaged_while_open: Store,
) -> None:
    """The user need not start the program again."""
    with pytest.raises(StoreUnavailable):
        [store_damaged_while_open.profiles.history(f"{n:032x}") for n in range(50)]
    notices = store_damaged_while_open.database.open()
    assert "store.set_aside" == notices[0].code


def test_a_newer_file_is_refused(tmp_path: Path) -> None:
    """The refusal names both versions."""
    fill(make_store(tmp_path))
    set_version(tmp_path / "console.db", 99)
    with pytest.raises(StoreUnavailable) as refusal:
        make_store(tmp_path).database.open()
    assert ("store.newer", 99) == (refusal.value.code, refusal.value.params["found"])


def test_a_newer_file_is_not_touched(tmp_path: Path) -> None:
    """Not a byte of it changes, and no file appears beside it."""
    fill(make_store(tmp_path))
    path = tmp_path / "console.db"
    set_version(path, 99)
    (tmp_path / "console.lock").unlink()
    (tmp_path / "console.used").unlink()
    before = path.read_bytes()
    with pytest.raises(StoreUnavailable):
        make_store(tmp_path).summaries()
    assert (before, ["console.db"]) == (path.read_bytes(), [p.name for p in tmp_path.iterdir()])


def test_a_newer_file_that_is_still_in_its_log_is_refused(tmp_path: Path) -> None:
    """The version counts that SQLite reads, not the one in the main file's header."""
    fill(make_store(tmp_path))
    path = tmp_path / "console.db"
    writer = sqlite3.connect(path)
    writer.execute("PRAGMA wal_autocheckpoint = 0")
    writer.execute("PRAGMA user_version = 99")
    writer.commit()
    for tail in ("", "-wal"):
        shutil.copy(f"{path}{tail}", f"{tmp_path}/copy.db{tail}")
    writer.close()
    with pytest.raises(StoreUnavailable, match=r"store\.newer"):
        Database(tmp_path / "copy.db", clock=TickingClock()).open()


def test_another_programs_database_is_refused_untouched(tmp_path: Path) -> None:
    """A wrong data directory does not cost anybody a file."""
    path = tmp_path / "console.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE theirs (a)")
        connection.commit()
    before = path.read_bytes()
    with pytest.raises(StoreUnavailable, match=r"store\.foreign"):
        make_store(tmp_path).database.open()
    assert before == path.read_bytes()


def test_a_folder_in_the_files_place_cannot_be_opened(tmp_path: Path) -> None:
    """A typed refusal, not a crash."""
    (tmp_path / "console.db").mkdir()
    with pytest.raises(StoreUnavailable, match=r"store\.cannot_open"):
        make_store(tmp_path).database.open()


def test_a_device_in_the_files_place_is_left_alone(tmp_path: Path) -> None:
    """A new file does not take its place."""
    (tmp_path / "console.lock").touch()
    (tmp_path / "console.db").symlink_to(os.devnull)
    with pytest.raises(StoreUnavailable, match=r"store\.cannot_open"):
        make_store(tmp_path).database.open()
    assert (True, False) == (
        (tmp_path / "console.db").is_symlink(),
        Path(os.devnull).is_file(),
    )


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """To a damaged file as well: the new one lies where it lay."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    fill(make_store(elsewhere), profiles=3)
    drop_table(elsewhere / "console.db")
    (tmp_path / "console.db").symlink_to(elsewhere / "console.db")
    store = make_store(tmp_path)
    found = len(store.summaries())
    store.database.close()
    kept = [path.parent.name for path in tmp_path.rglob("*.damaged-*")]
    assert (True, 3, {"elsewhere"}) == ((tmp_path / "console.db").is_symlink(), found, set(kept))


def test_a_link_to_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    """The disk that it is on may come back."""
    (tmp_path / "console.db").symlink_to(tmp_path / "gone" / "console.db")
    with pytest.raises(StoreUnavailable, match=r"store\.cannot_open"):
        make_store(tmp_path).database.open()
    assert (tmp_path / "console.db").is_symlink()


def test_a_file_in_the_folders_place_cannot_be_opened(tmp_path: Path) -> None:
    """A typed refusal that says what the system said."""
    (tmp_path / "data").touch()
    with pytest.raises(StoreUnavailable) as refusal:
        make_store(tmp_path / "data").database.open()
    assert "store.cannot_open" == refusal.value.code
    assert refusal.value.params["reason"]


@contextmanager
def as_somebody_else() -> Iterator[None]:
    """Without root's right to write everything."""
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)


@pytest.fixture
def read_only_store() -> Iterator[Store]:
    """A file with one profile that may be read only, seen by a user without special rights."""
    folder = Path(tempfile.mkdtemp())
    try:
        first = make_store(folder)
        first.profiles.insert("1" * 32, ACME, is_draft=False)
        first.database.close()
        (folder / "console.db").chmod(0o444)
        folder.chmod(0o555)
        store = store_at(folder / "console.db", clock=TickingClock())
        with as_somebody_else():
            yield store
            store.database.close()
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_a_read_only_file_can_be_read(read_only_store: Store) -> None:
    """Profiles are shown all the same."""
    assert ["acme-wecom"] == [row.identifier for row in read_only_store.summaries()]


def test_a_read_only_file_is_announced(read_only_store: Store) -> None:
    """Its user hears of it before typing."""
    assert ["store.read_only"] == [notice.code for notice in read_only_store.database.open()]


def test_a_read_only_file_refuses_writes(read_only_store: Store) -> None:
    """A typed refusal."""
    with pytest.raises(StoreUnavailable, match=r"store\.read_only"):
        read_only_store.profiles.delete("1" * 32)


def test_a_file_that_cannot_be_read_is_not_set_aside(tmp_path: Path) -> None:
    """Missing rights are no damage."""
    folder = Path(tempfile.mkdtemp())
    try:
        (folder / "console.db").touch(mode=0o000)
        folder.chmod(0o555)
        with as_somebody_else(), pytest.raises(StoreUnavailable, match=r"store\.cannot_open"):
            store_at(folder / "console.db", clock=TickingClock()).database.open()
        assert ["console.db"] == [p.name for p in folder.iterdir()]
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_a_damaged_file_that_another_process_has_open_is_left_there(tmp_path: Path) -> None:
    """Renaming it under that process would mix up its log with the next file's."""
    fill(make_store(tmp_path))
    other = make_store(tmp_path)
    other.database.open()
    drop_table(tmp_path / "console.db")
    database = Database(tmp_path / "console.db", clock=TickingClock(), busy_timeout_s=0.2)
    with pytest.raises(StoreUnavailable, match=r"store\.in_use"):
        database.open()
    other.database.close()
    assert "store.salvaged" == database.open()[0].code
    database.close()


def test_what_is_wrong_is_said_in_one_line() -> None:
    """With what is known of it."""
    assert ["store.busy", "store.io (reason=x, number=5)"] == [
        str(StoreUnavailable("store.busy")),
        str(StoreUnavailable("store.io", reason="x", number=5)),
    ]


def test_a_file_that_is_gone_is_told_once(tmp_path: Path) -> None:
    """What was in it is not there; a first start is none of that."""
    told = []
    for is_gone in (False, False, True, False):
        if is_gone:
            (tmp_path / "console.db").unlink()
        store = make_store(tmp_path)
        told.append([notice.code for notice in store.database.open()])
        store.database.close()
    assert [[], [], ["store.gone"], []] == told


def test_a_start_that_was_killed_before_there_was_a_file_is_a_first_start(tmp_path: Path) -> None:
    """Its lock is there already."""
    (tmp_path / "console.lock").touch()
    store = make_store(tmp_path)
    assert () == store.database.open()
    store.database.close()
