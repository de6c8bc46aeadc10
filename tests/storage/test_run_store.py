"""Runs: stored once, bounded, with their events."""

from dataclasses import replace
from pathlib import Path

import pytest

from storage.support import ACME, ONE, make_run, make_store
from wecom_console.storage.store import Store

TWO = "2" * 32


def test_a_run_comes_back_as_it_was(store: Store) -> None:
    """Every column."""
    store.runs.add(make_run("a"), "[]")
    assert (make_run("a"),) == store.runs.of_profile(ONE)


@pytest.mark.parametrize("events", ["[]", '[{"title":"登录"}]', "x" * 1_000_000])
def test_the_events_come_back_as_they_were(store: Store, events: str) -> None:
    """Byte for byte, however many."""
    store.runs.add(make_run("a"), events)
    assert events == store.runs.events("a")


def test_an_unknown_run_has_no_events(store: Store) -> None:
    """Not an empty list of them."""
    assert store.runs.events("a") is None


def test_the_latest_run_comes_first(store: Store) -> None:
    """In the order in which they were stored."""
    for run_id in "abc":
        store.runs.add(make_run(run_id), "[]")
    assert ["c", "b", "a"] == [run.run_id for run in store.runs.of_profile(ONE)]


def test_storing_a_run_again_changes_nothing(store: Store) -> None:
    """A retry does no harm."""
    store.runs.add(make_run("a"), "first")
    store.runs.add(replace(make_run("a"), passed=False), "second")
    assert ([True], "first") == (
        [run.passed for run in store.runs.of_profile(ONE)],
        store.runs.events("a"),
    )


def test_no_profile_has_the_runs_without_one(store: Store) -> None:
    """An empty id is nobody's."""
    store.runs.add(make_run("a", profile_id=""), "[]")
    assert () == store.runs.of_profile("")


def test_the_oldest_are_forgotten_beyond_the_bound(tmp_path: Path) -> None:
    """Of each profile by itself."""
    store = make_store(tmp_path, runs_kept=3)
    for number in range(5):
        store.runs.add(make_run(f"one-{number}"), "[]")
    store.runs.add(make_run("two-0", profile_id=TWO), "[]")
    found = [[run.run_id for run in store.runs.of_profile(key)] for key in (ONE, TWO)]
    store.database.close()
    assert [["one-4", "one-3", "one-2"], ["two-0"]] == found


def test_connections_without_a_profile_are_bounded_each(tmp_path: Path) -> None:
    """One busy config file does not push out the demo's last run."""
    store = make_store(tmp_path, runs_kept=2)
    store.runs.add(make_run("demo", profile_id="", connection="demo"), "[]")
    for number in range(4):
        store.runs.add(make_run(f"ci-{number}", profile_id="", connection="ci"), "[]")
    names = ("demo", *(f"ci-{number}" for number in range(4)))
    kept = [name for name in names if store.runs.events(name) is not None]
    store.database.close()
    assert ["demo", "ci-2", "ci-3"] == kept


def test_two_hundred_are_kept_by_default(store: Store) -> None:
    """Per profile."""
    for number in range(203):
        store.runs.add(make_run(str(number)), "[]")
    assert 200 == len(store.runs.of_profile(ONE))


def test_a_purged_profiles_runs_go_with_it(store: Store) -> None:
    """Nothing of it stays."""
    store.profiles.insert(ONE, ACME, is_draft=False)
    store.runs.add(make_run("a"), "[]")
    store.profiles.delete(ONE)
    store.profiles.purge(ONE)
    assert store.runs.events("a") is None
