"""The tab of the tests: batches that fold out, a few at a time, filtered."""

from services.profiles.test_batches import a_run
from wecom_console.domain.verdicts import BackendKind
from wecom_console.gui.features.connection.presenter.run_history import FIRST, RunHistory
from wecom_console.services.profiles.records import StoredRun


def history(*runs: StoredRun) -> RunHistory:
    """Of runs in the order in which they ran."""
    made = RunHistory()
    made.take(tuple(reversed(runs)))
    return made


BATCH = (a_run("success", 0), a_run("a", 1, passed=False), a_run("b", 2), a_run("c", 3))


def test_a_batch_folds_out_to_what_was_not_as_expected_and_the_login() -> None:
    """And says how many more there are; all of them when asked."""
    made = history(*BATCH)
    key = made.view().batches[0].batch.key
    made.toggle(key)
    few = made.view().batches[0]
    made.unfold_rest(key)
    whole = made.view().batches[0]
    assert (["a", "success"], 2) == ([run.scenario for run in few.runs], few.rest)
    assert (["success", "a", "b", "c"], 0) == ([run.scenario for run in whole.runs], whole.rest)


def test_earlier_batches_can_be_asked_for() -> None:
    """Until there are no more."""
    made = history(*(a_run("a", at * 100) for at in range(FIRST + 3)))
    before = made.view()
    made.show_more()
    after = made.view()
    assert (FIRST, 3, FIRST + 3, 0) == (
        len(before.batches),
        before.more,
        len(after.batches),
        after.more,
    )


def test_batches_are_filtered() -> None:
    """By what was not as expected, and by backend."""
    made = history(*BATCH, a_run("d", 100), a_run("e", 200, backend=BackendKind.WECOM))
    made.only_unexpected = True
    bad = made.view()
    made.only_unexpected, made.backend = False, BackendKind.WECOM
    real = made.view()
    assert ([4], ["e"]) == (
        [len(one.batch.runs) for one in bad.batches],
        [one.batch.runs[0].scenario for one in real.batches],
    )
    assert {BackendKind.SIMULATOR, BackendKind.WECOM} == set(real.backends)


def test_only_the_latest_run_of_a_kind_has_its_evidence() -> None:
    """An older one's is not shown any more."""
    made = history(a_run("a", 0), a_run("a", 100), a_run("b", 200))
    assert {"a-100", "b-200"} == made.view().latest
