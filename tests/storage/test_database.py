"""Transactions, threads, and what a full or busy disk does."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path

import pytest

from storage.support import ACME, TickingClock, acme, make_store
from wecom_console.storage.database import Database
from wecom_console.storage.problems import StoreUnavailable
from wecom_console.storage.store import Store


class MistakeError(Exception):
    """A bug inside a transaction."""


def test_an_exception_undoes_a_transaction(store: Store) -> None:
    """All of it or nothing."""

    def keep_and_fail() -> None:
        with store.database.writing() as connection:
            connection.execute("INSERT INTO working_copy VALUES ('a', 0, 0, '{}')")
            raise MistakeError

    with pytest.raises(MistakeError):
        keep_and_fail()
    assert () == store.working_copies.all()


def test_after_an_exception_the_next_transaction_works(store: Store) -> None:
    """No transaction stays open."""
    with pytest.raises(MistakeError), store.database.writing():
        raise MistakeError
    store.profiles.insert("1" * 32, ACME, is_draft=False)
    assert 1 == len(store.summaries())


def test_a_transaction_inside_a_transaction_is_a_bug(store: Store) -> None:
    """It would end the outer one early."""
    with (
        pytest.raises(RuntimeError),
        store.database.writing(),
        store.database.reading(),
    ):
        pass


# --- several as one ------------------------------------------------------------------------------


def test_what_is_done_together_is_there_together(store: Store) -> None:
    """Reads inside see what was written before."""
    with store.database.together():
        store.profiles.insert("1" * 32, acme(identifier="one"), is_draft=False)
        store.profiles.insert("2" * 32, acme(identifier="two"), is_draft=False)
        inside = len(store.summaries())
    assert (2, 2) == (inside, len(store.summaries()))


def test_an_exception_undoes_all_that_was_done_together(store: Store) -> None:
    def fail() -> None:
        with store.database.together():
            store.profiles.insert("1" * 32, ACME, is_draft=False)
            raise MistakeError

    with pytest.raises(MistakeError):
        fail()
    assert () == store.summaries()


def test_a_failure_that_was_caught_fails_the_whole(store: Store) -> None:
    """After a full disk SQLite has ended the transaction: what followed would stand alone."""
    store.profiles.insert("0" * 32, acme(identifier="zero"), is_draft=False)
    with store.database.reading() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")

    def write() -> None:
        with store.database.together():
            for number in range(1, 4):
                with suppress(StoreUnavailable):
                    note = "x" * 20_000 * (number % 2)
                    store.profiles.insert(
                        str(number) * 32, acme(identifier=f"n{number}"), is_draft=False, note=note
                    )

    with pytest.raises(StoreUnavailable, match=r"store\.disk_full"):
        write()
    assert ["zero"] == [row.identifier for row in store.summaries()]


def test_other_threads_wait_for_the_whole(store: Store) -> None:
    """They see all of it."""
    with ThreadPoolExecutor(1) as pool:
        with store.database.together():
            seen = pool.submit(store.summaries)
            store.profiles.insert("1" * 32, ACME, is_draft=False)
        assert 1 == len(seen.result())


def test_together_inside_together_is_a_bug(store: Store) -> None:
    """The inner one would not be what it says."""
    with pytest.raises(RuntimeError), store.database.together(), store.database.together():
        pass


def test_wrong_sql_is_a_bug(store: Store) -> None:
    """Not an unavailable store."""
    with pytest.raises(sqlite3.OperationalError), store.database.reading() as connection:
        connection.execute("SELECT nothing FROM nowhere")


def test_threads_share_it(store: Store) -> None:
    """Saves from many workers all arrive."""

    def insert(number: int) -> None:
        store.profiles.insert(f"{number:032x}", acme(identifier=f"a-{number}"), is_draft=False)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(insert, range(40)))
    assert 40 == len(store.summaries())


def test_of_threads_that_start_from_one_revision_one_wins(store: Store) -> None:
    """The others are told; none is lost silently."""
    store.profiles.insert("1" * 32, ACME, is_draft=False)

    def save(number: int) -> str:
        changed = acme(display_name=f"save {number}")
        result = store.profiles.update("1" * 32, changed, base_revision=1, is_draft=False)
        return type(result).__name__

    with ThreadPoolExecutor(8) as pool:
        results = sorted(pool.map(save, range(8)))
    assert ["Outdated"] * 7 + ["ProfileRow"] == results


def test_it_can_be_used_again_after_close(store: Store) -> None:
    """Closing is not final."""
    store.profiles.insert("1" * 32, ACME, is_draft=False)
    store.database.close()
    assert 1 == len(store.summaries())


def test_a_full_disk_is_told_and_changes_nothing(store: Store) -> None:
    """The save is refused as a whole; what was there stays."""
    store.profiles.insert("1" * 32, ACME, is_draft=False)
    with store.database.reading() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreUnavailable, match=r"store\.disk_full"):
        store.profiles.update(
            "1" * 32, acme(display_name="x" * 50_000), base_revision=1, is_draft=True
        )
    assert [1] == [row.revision for row in store.summaries()]


def test_when_there_is_room_again_the_save_works(store: Store) -> None:
    """Without starting the program again."""
    store.profiles.insert("1" * 32, ACME, is_draft=False)
    big = acme(display_name="x" * 50_000)
    with store.database.reading() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreUnavailable):
        store.profiles.update("1" * 32, big, base_revision=1, is_draft=True)
    with store.database.reading() as connection:
        connection.execute("PRAGMA max_page_count = 1000000")
    store.profiles.update("1" * 32, big, base_revision=1, is_draft=True)
    assert [2] == [row.revision for row in store.summaries()]


def test_another_programs_long_write_is_waited_for_and_then_told(tmp_path: Path) -> None:
    """Not for ever."""
    path = tmp_path / "console.db"
    make_store(tmp_path).database.open()
    database = Database(path, clock=TickingClock(), busy_timeout_s=0.05)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailable, match=r"store\.busy"), database.writing():
            pass
    database.close()


def test_another_programs_write_does_not_keep_us_from_reading(tmp_path: Path) -> None:
    """The list is shown while the command line imports."""
    make_store(tmp_path).database.open()
    store = make_store(tmp_path)
    with closing(sqlite3.connect(tmp_path / "console.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("DELETE FROM profile")
        assert () == store.summaries()
    store.database.close()


def test_a_file_that_was_moved_away_is_not_written(store: Store) -> None:
    """A save that could never be found again is refused instead."""
    store.database.open()
    store.database.path.rename(store.database.path.with_name("moved.db"))
    with pytest.raises(StoreUnavailable, match=r"store\.moved"):
        store.profiles.insert("1" * 32, ACME, is_draft=False)


def test_a_stored_text_that_is_no_text_is_damage(store: Store) -> None:
    """SQLite itself does not notice a flipped bit inside a value."""
    store.profiles.insert("1" * 32, ACME, is_draft=False)
    with store.database.writing() as connection:
        connection.execute("UPDATE profile SET document = CAST(x'7bff7d' AS TEXT)")
    with pytest.raises(StoreUnavailable, match=r"store\.corrupt"):
        store.profiles.get("acme-wecom")
