"""Stored runs as they were ordered."""

from dataclasses import replace

from wecom_console.domain.verdicts import BackendKind, Platform, Verdict
from wecom_console.services.profiles.batches import batches_of
from wecom_console.services.profiles.records import StoredRun


def a_run(name: str, at: float, **changes: object) -> StoredRun:
    """A run of half a second that began at `at`."""
    run = StoredRun(
        run_id=f"{name}-{at}",
        connection="acme",
        scenario=name,
        platform=Platform.ANDROID,
        backend=BackendKind.SIMULATOR,
        passed=True,
        verdict=Verdict.SIMULATED,
        legs=(),
        config_hash="0",
        finished_at=at + 1000.5,
        is_stale=False,
        started_at=at + 1000,
    )
    return replace(run, **changes)  # type: ignore[arg-type]


def names(*runs: StoredRun) -> list[list[str]]:
    """Of each batch of runs that are given in the order in which they ran."""
    return [[run.scenario for run in batch.runs] for batch in batches_of(tuple(reversed(runs)))]


def test_runs_that_follow_at_once_are_one_batch() -> None:
    """A pause parts them."""
    runs = (a_run("a", 0), a_run("b", 1), a_run("c", 60), a_run("d", 61))
    assert [["d", "c"], ["b", "a"]] == names(*runs)


def test_a_scenario_that_comes_again_begins_another_batch() -> None:
    """Nobody orders it twice at once."""
    assert [["a"], ["b", "a"]] == names(a_run("a", 0), a_run("b", 1), a_run("a", 2))


def test_several_platforms_at_once_are_a_batch_each() -> None:
    """So are several backends, and other settings."""
    ios = {"platform": Platform.IOS}
    runs = (a_run("a", 0), a_run("a", 0.2, **ios), a_run("b", 1), a_run("b", 1.2, **ios))
    assert [["b", "a"], ["b", "a"]] == names(*runs)
    assert [["b"], ["a"]] == names(a_run("a", 0), a_run("b", 1, config_hash="1"))


def test_a_batch_counts_and_knows_how_long_it_took() -> None:
    """What was not as expected in the order in which it ran."""
    runs = (a_run("a", 0, passed=False), a_run("b", 1), a_run("c", 2, passed=False))
    (batch,) = batches_of(tuple(reversed(runs)))
    assert (1, ["a", "c"], 2.5, "a-0") == (
        batch.as_expected,
        [run.scenario for run in batch.unexpected],
        batch.elapsed_s,
        batch.key,
    )
