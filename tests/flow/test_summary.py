"""What a run's events come to."""

from dataclasses import replace

import pytest

from wecom_console.domain.verdicts import BackendKind, Leg, Platform, Verdict
from wecom_console.flow.events import (
    Event,
    LegFinished,
    LegStarted,
    RunCrashed,
    RunFinished,
    RunStarted,
    RunStopped,
)
from wecom_console.flow.summary import Ending, verdict_summary

STARTED = RunStarted(
    run_id="r1",
    connection="acme",
    scenario="success",
    platform=Platform.IOS,
    backend=BackendKind.WECOM,
    config_hash="h1",
    at=5.0,
    legs=(Leg.PROFILE, Leg.REQUEST),
)
PASSED = RunFinished(
    passed=True, verdict=Verdict.PROVEN, expected="success", elapsed_ms=7.0, simulated=False
)


def leg(of: Leg, verdict: Verdict, *, simulated: bool = False) -> LegFinished:
    return LegFinished(of, verdict, f"code.{of.value}", {"n": 1}, 3.0, simulated)


PROVEN, FAILED = leg(Leg.PROFILE, Verdict.PROVEN), leg(Leg.REQUEST, Verdict.FAILED)
SIMULATED = leg(Leg.REQUEST, Verdict.SIMULATED, simulated=True)
SKIPPED = leg(Leg.PROFILE, Verdict.SKIPPED)


@pytest.mark.parametrize(
    ("events", "ending", "passed", "verdict"),
    [
        ((PROVEN, PASSED), Ending.AS_EXPECTED, True, Verdict.PROVEN),
        (
            (PROVEN, replace(PASSED, verdict=Verdict.NOT_PROVABLE)),
            Ending.UNPROVEN,
            True,
            Verdict.NOT_PROVABLE,
        ),
        (
            (FAILED, replace(PASSED, verdict=Verdict.FAILED)),
            Ending.AS_EXPECTED,
            True,
            Verdict.FAILED,
        ),
        (
            (PROVEN, FAILED, replace(PASSED, passed=False, verdict=Verdict.FAILED)),
            Ending.OTHERWISE,
            False,
            Verdict.FAILED,
        ),
        (
            (PROVEN, SKIPPED, replace(PASSED, passed=False, verdict=Verdict.SKIPPED)),
            Ending.OTHERWISE,
            False,
            Verdict.SKIPPED,
        ),
        (
            (PROVEN, replace(PASSED, passed=False, verdict=Verdict.NOT_PROVABLE)),
            Ending.OTHERWISE,
            False,
            Verdict.NOT_PROVABLE,
        ),
        (
            (SKIPPED, replace(PASSED, passed=False, verdict=Verdict.SKIPPED)),
            Ending.UNAVAILABLE,
            False,
            Verdict.SKIPPED,
        ),
        ((PROVEN, RunStopped(9.0)), Ending.STOPPED, False, None),
        ((PROVEN, RunCrashed("KeyError", "x:1")), Ending.CRASHED, False, None),
        ((PROVEN,), Ending.RUNNING, False, None),
    ],
)
def test_how_a_run_ended(
    events: tuple[Event, ...], ending: Ending, passed: bool, verdict: Verdict | None
) -> None:
    """Green only where it passed, and everything was proven or failed as it should."""
    found = verdict_summary((STARTED, LegStarted(Leg.PROFILE), *events))
    assert found is not None
    assert (ending, passed, verdict) == (found.ending, found.passed, found.verdict)


def test_a_summary_says_whose_run_it_was() -> None:
    """As the first event does, and the last says how long it took."""
    found = verdict_summary((STARTED, PROVEN, PASSED))
    assert found is not None
    assert ("r1", "acme", "success", Platform.IOS, BackendKind.WECOM, "h1", 5.0) == (
        *(found.run_id, found.connection, found.scenario, found.platform, found.backend),
        *(found.config_hash, found.at),
    )
    assert ("success", 7.0, "") == (found.expected, found.elapsed_ms, found.where)


@pytest.mark.parametrize(
    ("end", "elapsed_ms", "where"),
    [
        (PASSED, 7.0, ""),
        (RunStopped(9.0), 9.0, ""),
        (RunCrashed("KeyError", "x:1"), 0.0, "KeyError x:1"),
    ],
)
def test_how_long_and_where(end: Event, elapsed_ms: float, where: str) -> None:
    """A stopped run took its time, too; a crash says its place."""
    found = verdict_summary((STARTED, end))
    assert found is not None
    assert (elapsed_ms, where) == (found.elapsed_ms, found.where)


def test_each_leg_is_told_as_it_ended() -> None:
    """In the order in which they did."""
    found = verdict_summary((STARTED, PROVEN, SIMULATED))
    assert found is not None
    assert [
        (Leg.PROFILE, Verdict.PROVEN, "code.profile", {"n": 1}, 3.0, False),
        (Leg.REQUEST, Verdict.SIMULATED, "code.request", {"n": 1}, 3.0, True),
    ] == [(s.leg, s.verdict, s.code, s.params, s.elapsed_ms, s.simulated) for s in found.legs]


@pytest.mark.parametrize(
    ("legs", "proven", "simulated", "failed"),
    [
        ((PROVEN, SIMULATED), 1, True, None),
        ((SIMULATED, PROVEN), 1, True, None),
        ((PROVEN, FAILED), 1, False, Leg.REQUEST),
        ((PROVEN,), 1, False, None),
        ((), 0, False, None),
    ],
)
def test_a_simulated_leg_is_never_counted_as_proven(
    legs: tuple[LegFinished, ...], proven: int, simulated: bool, failed: Leg | None
) -> None:
    """And one is enough for the run to say so."""
    found = verdict_summary((STARTED, *legs))
    assert found is not None
    assert (proven, simulated, failed) == (
        found.proven,
        found.simulated,
        found.failed_leg and found.failed_leg.leg,
    )


def test_without_its_start_nothing_is_known_of_a_run() -> None:
    """A file may begin anywhere."""
    assert verdict_summary((PROVEN, PASSED)) is None


@pytest.mark.parametrize(
    ("events", "is_proven"),
    [
        ((PROVEN, PASSED), True),
        ((PROVEN, leg(Leg.TOKENS, Verdict.SKIPPED), PASSED), True),
        ((PROVEN, SIMULATED, PASSED), False),
        ((PROVEN, leg(Leg.RETURN, Verdict.NOT_PROVABLE), PASSED), False),
        ((PROVEN, FAILED, PASSED), False),
        ((SKIPPED, PASSED), False),
        ((PROVEN,), False),
    ],
)
def test_as_expected_is_not_proven(events: tuple[Event, ...], is_proven: bool) -> None:
    """Only what went through for real is green: no refusal, no simulator, nothing left open."""
    run = verdict_summary((STARTED, *events))
    assert run is not None
    assert is_proven is run.is_proven
