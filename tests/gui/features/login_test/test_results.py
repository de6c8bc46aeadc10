"""Which login that worked a run is compared with."""

from dataclasses import replace

from gui.features.login_test.login_test_support import started, success, untrusted_ip
from wecom_console.domain.verdicts import BackendKind, Platform
from wecom_console.gui.features.login_test.presenter.results import Place, Results, StoredResult
from wecom_console.gui.parts.presenter.run_state import RunState, replay
from wecom_console.services.runs.orders import LOGIN

PLACE = Place("acme-staff", Platform.ANDROID, BackendKind.SIMULATOR)


def a_login(run_id: str, *, works: bool = True) -> RunState:
    """A whole run of the login that should work."""
    _, *rest = success() if works else untrusted_ip()
    return replay((started(LOGIN, run_id=run_id), *rest))


def kept(*runs: RunState) -> Results:
    results = Results()
    for run in runs:
        results.put(PLACE, LOGIN, StoredResult(run))
    return results


def test_a_run_is_never_compared_with_itself() -> None:
    """The first login has nothing beside it."""
    only = a_login("r1")
    assert None is kept(only).last_success(PLACE, besides=only)


def test_a_login_is_compared_with_the_one_before_that_worked() -> None:
    """Whether it works itself or not."""
    first = a_login("r1")
    for later in (a_login("r2"), a_login("r2", works=False)):
        assert first is kept(first, later).last_success(PLACE, besides=later)


def test_another_scenario_is_compared_with_the_latest() -> None:
    """Where that failed, with the one before."""
    first, second, failed = a_login("r1"), a_login("r2"), a_login("r3", works=False)
    found = [
        kept(*runs).last_success(PLACE, besides=RunState())
        for runs in ((first, second), (first, second, failed))
    ]
    assert [second, second] == found


def test_a_stored_login_counts_until_there_is_a_newer_one() -> None:
    """It is from an earlier session."""
    stored, first, second = a_login("r0"), a_login("r1"), a_login("r2")
    results = kept(first)
    results.add_earlier_success(PLACE, stored)
    before = results.last_success(PLACE, besides=first)
    results.put(PLACE, LOGIN, StoredResult(second))
    assert (stored, first) == (before, results.last_success(PLACE, besides=second))


def test_another_place_has_its_own() -> None:
    """And a connection that is gone has none."""
    results = kept(a_login("r1"), a_login("r2"))
    elsewhere = results.last_success(replace(PLACE, platform=Platform.IOS), besides=None)
    results.forget(PLACE.connection)
    assert (None, None) == (elsewhere, results.last_success(PLACE, besides=None))
