"""The last import's journal: what can be taken back, also after a crash in its middle."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from architecture.properties import examples
from wecom_console.storage.import_journal import ImportJournal, ImportRecord, JournalRecord

ONE = ImportRecord("p1", "acme-one", 1, 0)
TWO = ImportRecord("p2", "acme-two", 4, 3)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "last-import.jsonl"


@pytest.fixture
def journal(path: Path) -> ImportJournal:
    return ImportJournal(path, lambda: 1.7e9)


def test_without_an_import_there_is_nothing(journal: ImportJournal) -> None:
    assert journal.last() is None


def test_what_was_taken_in_is_known_afterwards(journal: ImportJournal, path: Path) -> None:
    with journal.recording("team.toml") as note:
        note(ONE)
        note(TWO)
    journal.end()
    found = ImportJournal(path, lambda: 0.0).last()
    assert found is not None
    assert JournalRecord("team.toml", (ONE, TWO), True, found.written_at) == found


def test_a_process_that_was_killed_leaves_what_it_had_done(
    journal: ImportJournal, path: Path
) -> None:
    """Half a line at the end says nothing."""
    with journal.recording("team.toml") as note:
        note(ONE)
    path.write_text(path.read_text() + '{"profile_id": "p2", "iden')
    found = ImportJournal(path, lambda: 0.0).last()
    assert found is not None
    assert ((ONE,), False) == (found.entries, found.is_ended)


def test_one_that_is_under_way_is_not_broken_off(journal: ImportJournal) -> None:
    """Another process may be at it: it is, once nothing has been written for a while."""
    with journal.recording("team.toml") as note:
        note(ONE)
    found = journal.last()
    assert found is not None
    at = found.written_at
    assert [False, True] == [found.is_broken_off(at + 1), found.is_broken_off(at + 31)]


def test_the_next_import_replaces_one_that_came_to_its_end(
    journal: ImportJournal, path: Path
) -> None:
    for entry in (ONE, TWO):
        with journal.recording("team.toml") as note:
            note(entry)
        journal.end()
    found = journal.last()
    assert found is not None
    assert (TWO,) == found.entries


def test_the_next_import_carries_on_one_that_was_broken_off(path: Path) -> None:
    """Both halves are taken back together."""
    first = ImportJournal(path, lambda: 1.0)
    with first.recording("team.toml") as note:
        note(ONE)
    second = ImportJournal(path, lambda: 2.0)
    with second.recording("team.toml") as note:
        note(TWO)
    second.end()
    found = second.last()
    assert found is not None
    assert ((ONE, TWO), True) == (found.entries, found.is_ended)


def test_once_taken_back_it_is_forgotten(journal: ImportJournal) -> None:
    with journal.recording("team.toml") as note:
        note(ONE)
    journal.end()
    journal.forget()
    assert journal.last() is None


def test_an_import_of_nothing_leaves_nothing(journal: ImportJournal) -> None:
    with journal.recording("team.toml"):
        pass
    journal.end()
    assert journal.last() is None


def test_a_folder_that_cannot_be_written_keeps_nobody_from_importing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    journal = ImportJournal(tmp_path / "file" / "journal", lambda: 0.0)
    with journal.recording("team.toml") as note:
        note(ONE)
    journal.end()
    assert journal.last() is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(80))
@given(st.binary())
def test_any_bytes_are_a_journal_or_none(journal: ImportJournal, path: Path, data: bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    found = journal.last()
    assert found is None or found.entries
