"""What counts of a profile's runs: the login that should work, and what ended as it should."""

from dataclasses import replace
from pathlib import Path

import pytest

from storage.support import ACME, ONE, make_run, make_store
from wecom_console.storage.rows import RunRow, TallyRow
from wecom_console.storage.store import Store

TWO = "2" * 32


@pytest.fixture
def stored(store: Store) -> Store:
    """With one profile."""
    store.profiles.insert(ONE, ACME, is_draft=False, sets_secrets=True)
    return store


def a_run(store: Store, run_id: str, scenario: str = "success", **changes: object) -> RunRow:
    """A run of the profile as it is now."""
    found = store.profiles.get(ONE)
    assert found is not None
    now = {"config_hash": found.config_hash, "started_at": 2e9, "finished_at": 2e9 + 1}
    run = replace(make_run(run_id), scenario=scenario, **{**now, **changes})
    store.runs.add(run, "[]")
    return run


def counts(tally: TallyRow) -> tuple[int, int]:
    """As expected, of how many."""
    return tally.as_expected, tally.scenarios


def test_the_latest_login_counts_whatever_ran_after_it(stored: Store) -> None:
    """A scenario that expects a refusal says nothing about the login."""
    a_run(stored, "a")
    login = a_run(stored, "b", platform="ios")
    a_run(stored, "c", "code-reused", verdict="failed")
    assert login == stored.tally(ONE).login == stored.summaries()[0].tally.login


def test_each_scenario_counts_once_and_as_it_ended_last(stored: Store) -> None:
    """So a second batch does not double the first."""
    for place, (scenario, passed) in enumerate(
        [("success", True), ("a", False), ("b", False), ("a", True), ("success", True)]
    ):
        a_run(stored, f"r{place}", scenario, passed=passed)
    assert (2, 3) == counts(stored.tally(ONE)) == counts(stored.summaries()[0].tally)


def test_what_went_wrong_on_one_platform_is_not_hidden_by_another(stored: Store) -> None:
    """Nor by another backend."""
    a_run(stored, "a", "a", passed=False)
    a_run(stored, "b", "a", platform="ios")
    a_run(stored, "c", "b", passed=False, backend="wecom")
    a_run(stored, "d", "b")
    assert (0, 2) == counts(stored.tally(ONE))


@pytest.mark.parametrize("changes", [{"config_hash": "1" * 64}, {"started_at": 1.0}])
def test_what_ran_before_the_last_change_is_not_counted(
    stored: Store, changes: dict[str, object]
) -> None:
    """Neither before other settings nor before another secret; the login keeps its place."""
    login = a_run(stored, "a", **changes)
    a_run(stored, "b", "a", passed=False, **changes)
    assert TallyRow(login) == stored.tally(ONE)


def test_a_profile_without_runs_has_no_standing(stored: Store) -> None:
    """Nor has one that is not there; runs without a profile are nobody's."""
    stored.runs.add(make_run("x", profile_id=""), "[]")
    found = [stored.tally(key) for key in (ONE, TWO)]
    assert [TallyRow()] * 3 == [*found, stored.summaries()[0].tally]


def test_the_latest_login_is_never_forgotten(tmp_path: Path) -> None:
    """However many runs of other scenarios came after it; earlier logins go."""
    store = make_store(tmp_path, runs_kept=2)
    store.profiles.insert(ONE, ACME, is_draft=False)
    for place, scenario in enumerate(["success", "success", *"abc"]):
        a_run(store, f"r{place}", scenario)
    kept = [run.run_id for run in store.runs.of_profile(ONE)]
    store.database.close()
    assert ["r4", "r3", "r1"] == kept
