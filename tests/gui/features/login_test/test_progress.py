"""Scenarios under way: what waits, what runs, what has ended, and what a stop does to each."""

import pytest

from gui.features.login_test.login_test_support import connection, leg, started, success
from wecom_console.domain.verdicts import BackendKind, Platform, Verdict
from wecom_console.flow.events import Event, RunStopped
from wecom_console.gui.features.login_test.presenter.progress import RunProgress
from wecom_console.gui.features.login_test.presenter.results import Place
from wecom_console.gui.features.login_test.presenter.state import ScenarioBoard
from wecom_console.services.runs.orders import PastRun, RunOrder, ScenarioEvent

HERE = Place("p1", Platform.ANDROID, BackendKind.SIMULATOR)
ELSEWHERE = Place("p2", Platform.ANDROID, BackendKind.SIMULATOR)
NAMES = ("success", "cancelled", "failed")
ORDER = RunOrder(connection(), NAMES, Platform.ANDROID, BackendKind.SIMULATOR)


@pytest.fixture
def progress() -> RunProgress:
    """Three scenarios were ordered; the first has ended, the second is under way."""
    made = RunProgress()
    made.begin(ORDER, HERE)
    hear(made, "success", *success(), now=100.0)
    hear(made, "cancelled", started("cancelled"), now=200.0)
    return made


def hear(progress: RunProgress, scenario: str, *events: Event, now: float) -> None:
    progress.hear([ScenarioEvent(scenario, event) for event in events], now=now)


def test_what_waits_runs_and_has_ended_is_told_apart(progress: RunProgress) -> None:
    """Together they are what was ordered."""
    assert (("failed",), ("cancelled",), 1, 3) == (
        progress.waiting,
        progress.under_way,
        progress.done,
        progress.total,
    )
    board = progress.counted(ScenarioBoard(current="x"))
    assert ScenarioBoard(current="x", done=1, total=3, is_running=True) == board


def test_only_where_it_runs_it_is_live(progress: RunProgress) -> None:
    """This scenario, at this place."""
    assert (True, False, False, False) == (
        progress.is_live(HERE, "cancelled"),
        progress.is_live(HERE, "success"),
        progress.is_live(HERE, "failed"),
        progress.is_live(ELSEWHERE, "cancelled"),
    )
    assert (True, False) == (progress.is_at(HERE), progress.is_at(ELSEWHERE))


def test_a_stop_ends_what_is_under_way_alone(progress: RunProgress) -> None:
    """With the time it took; what had ended and what waited is as it was."""
    before = progress.result("success")
    progress.stop(now=260.0)
    stopped = progress.result("cancelled")
    assert stopped is not None
    assert (RunStopped(60.0), before, None) == (
        stopped.run.end,
        progress.result("success"),
        progress.result("failed"),
    )
    assert (("failed",), ()) == (progress.waiting, progress.under_way)


def test_after_the_end_nothing_is_under_way(progress: RunProgress) -> None:
    """The results stay, and what still comes in is not heard."""
    progress.finish()
    hear(progress, "cancelled", *leg(1, Verdict.PROVEN), now=300.0)
    kept = progress.results.get(HERE, "cancelled")
    assert kept is not None
    assert 1 == len(kept.run.events)
    assert ((), (), 0, 0, False, None) == (
        progress.waiting,
        progress.under_way,
        progress.done,
        progress.total,
        progress.is_at(HERE),
        progress.result("success"),
    )
    board = ScenarioBoard(current="x")
    assert board is progress.counted(board)


def test_a_new_order_begins_anew(progress: RunProgress) -> None:
    """All of it waits, whatever ran before."""
    progress.begin(ORDER, HERE)
    assert (NAMES, ()) == (progress.waiting, progress.under_way)


def test_a_scenario_that_starts_again_has_no_events_of_before(progress: RunProgress) -> None:
    """Nor is it stale."""
    progress.remember(HERE, [PastRun("failed", tuple(success("failed")), is_stale=True)])
    hear(progress, "failed", started("failed", run_id="r9"), *leg(1, Verdict.PROVEN), now=1.0)
    now = progress.result("failed")
    assert now is not None
    assert (3, False) == (len(now.run.events), now.is_stale)


def test_what_had_been_kept_is_shown_until_something_newer_comes(progress: RunProgress) -> None:
    """Stale as it may be."""
    past = PastRun("failed", tuple(success("failed")), is_stale=True)
    progress.remember(HERE, [past])
    kept = progress.result("failed")
    assert kept is not None
    assert (past.events, True) == (kept.run.events, kept.is_stale)
