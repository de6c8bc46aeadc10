"""The last import's journal: written with the import itself, or not at all."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from architecture.properties import examples
from storage.support import acme
from wecom_console.storage.imports.journal import ImportJournal
from wecom_console.storage.imports.old_journal import MOST_BYTES, read_old_journal
from wecom_console.storage.imports.records import ImportRecord, JournalRecord
from wecom_console.storage.store import Store

ONE = ImportRecord("p1", "acme-one", 1, 0)
TWO = ImportRecord("p2", "acme-two", 4, 3)
HEAD = '{"source": "old.toml", "began_at": 1.0}\n'
LINE = '{"profile_id": "p1", "identifier": "acme-one", "saved": 1, "before": 0}\n'
END = '{"ended": true}\n'


@pytest.fixture
def old_file(tmp_path: Path) -> Path:
    return tmp_path / "last-import.jsonl"


@pytest.fixture
def journal(store: Store, old_file: Path) -> ImportJournal:
    return ImportJournal(store.database, old_file, clock=lambda: 1.7e9)


def test_without_an_import_there_is_nothing(journal: ImportJournal) -> None:
    assert journal.last() is None


def test_what_was_taken_in_is_known_afterwards(journal: ImportJournal) -> None:
    """In its order, with both revisions."""
    journal.write("team.toml", [TWO, ONE])
    assert JournalRecord("team.toml", (TWO, ONE)) == journal.last()


def test_the_next_import_takes_its_place(journal: ImportJournal) -> None:
    journal.write("team.toml", [ONE])
    journal.write("other.toml", [TWO])
    assert JournalRecord("other.toml", (TWO,)) == journal.last()


def test_an_import_that_is_not_stored_is_not_noted(store: Store, journal: ImportJournal) -> None:
    """One transaction: the profile and its note are there, or neither."""
    journal.write("team.toml", [ONE])

    def be_killed() -> None:
        with store.database.together():
            store.profiles.insert("p2", acme(), is_draft=False)
            journal.write("other.toml", [TWO])
            raise SystemExit

    with pytest.raises(SystemExit):
        be_killed()
    assert (JournalRecord("team.toml", (ONE,)), None) == (journal.last(), store.profiles.get("p2"))


def test_once_taken_back_there_is_nothing(journal: ImportJournal) -> None:
    journal.write("team.toml", [ONE])
    journal.write("team.toml", [])
    assert journal.last() is None


# --- the file of the first version ---------------------------------------------------------------


@pytest.mark.parametrize(("end", "is_broken_off"), [(END, False), ("", True), ('{"half', True)])
def test_an_old_file_counts(
    journal: ImportJournal, old_file: Path, end: str, is_broken_off: bool
) -> None:
    """Whether or not it came to its end; half a line says nothing."""
    old_file.write_text(HEAD + LINE + end)
    assert JournalRecord("old.toml", (ONE,), is_broken_off) == journal.last()


def test_only_one_that_was_broken_off_is_told_of(journal: ImportJournal, old_file: Path) -> None:
    """There is none, one that came to its end, one that did not."""
    told = [journal.broken_off()]
    for end in (END, ""):
        old_file.write_text(HEAD + LINE + end)
        told.append(journal.broken_off())
    assert [None, None, JournalRecord("old.toml", (ONE,), True)] == told


def test_an_import_counts_before_an_old_file(journal: ImportJournal, old_file: Path) -> None:
    """Also once it was taken back, and where the file could not be removed."""
    old_file.write_text(HEAD + LINE)
    journal.write("team.toml", [TWO])
    later = journal.last()
    journal.write("team.toml", [])
    assert (JournalRecord("team.toml", (TWO,)), None, None) == (
        later,
        journal.last(),
        journal.broken_off(),
    )


def test_what_a_broken_off_import_took_in_can_be_kept(
    journal: ImportJournal, old_file: Path
) -> None:
    """It can still be taken back; the file is gone."""
    old_file.write_text(HEAD + LINE)
    journal.keep()
    assert (JournalRecord("old.toml", (ONE,)), False) == (journal.last(), old_file.exists())


def test_a_file_that_is_far_too_long_is_none(old_file: Path) -> None:
    old_file.write_text(HEAD + LINE)
    with old_file.open("ab") as file:
        file.truncate(MOST_BYTES + 1)
    assert read_old_journal(old_file) is None


@pytest.mark.parametrize(
    "line",
    [
        '{"profile_id": 1, "identifier": "x", "saved": 1, "before": 0}',
        '{"profile_id": "p", "identifier": 1, "saved": 1, "before": 0}',
        '{"profile_id": "p", "identifier": "x", "saved": "1", "before": 0}',
        '{"profile_id": "p", "identifier": "x", "saved": true, "before": 0}',
        '{"profile_id": "p", "identifier": "x", "saved": 1, "before": -1}',
        '{"profile_id": "p", "identifier": "x", "saved": 9223372036854775808, "before": 0}',
        '{"profile_id": "p", "identifier": "x", "saved": 1}',
        "[1]",
        "{",
    ],
)
def test_a_line_that_is_none_is_passed_over(old_file: Path, line: str) -> None:
    """What stands before and behind it counts."""
    old_file.write_text(f"{HEAD}{line}\n{LINE}")
    assert JournalRecord("old.toml", (ONE,), True) == read_old_journal(old_file)


@pytest.mark.parametrize("text", [HEAD, LINE, END])
def test_a_file_without_head_or_entries_is_none(old_file: Path, text: str) -> None:
    old_file.write_text(text)
    assert read_old_journal(old_file) is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(40))
@given(st.binary())
def test_any_bytes_are_a_journal_or_none(old_file: Path, data: bytes) -> None:
    old_file.write_bytes(data)
    found = read_old_journal(old_file)
    assert found is None or found.entries


def test_halves_of_characters_are_no_obstacle(journal: ImportJournal, old_file: Path) -> None:
    """SQLite takes only whole ones."""
    old_file.write_text(HEAD + LINE.replace("acme-one", "\\ud800"))
    journal.keep()
    last = journal.last()
    assert last is not None
    assert ["?"] == [one.identifier for one in last.entries]
