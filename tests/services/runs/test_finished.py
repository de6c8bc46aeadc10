"""Runs that have ended: what is kept of them, whichever face ran them."""

from pathlib import Path

import pytest

from wecom_console.domain.secrets import Secret
from wecom_console.domain.verdicts import LEGS, BackendKind, Leg, Platform, Verdict
from wecom_console.flow.events import (
    Event,
    LegFinished,
    LegStarted,
    RunCrashed,
    RunFinished,
    RunStarted,
    RunStopped,
)
from wecom_console.services.context import Services
from wecom_console.services.profiles.records import Saved
from wecom_console.services.runs.finished import EventsByRun, keep_run
from wecom_console.storage.secrets.session_store import SessionStore

START = RunStarted(
    "run-1", "acme", "success", Platform.ANDROID, BackendKind.SIMULATOR, "hash", 1_000.0, LEGS
)
GREEN = (LegStarted(Leg.PROFILE), LegFinished(Leg.PROFILE, Verdict.PROVEN, "", {}, 1.0))
PASSED = RunFinished(True, Verdict.SIMULATED, "success", 4.0)


@pytest.fixture
def services(tmp_path: Path) -> Services:
    """Over a data directory of the test's own, at a moment of the test's own."""
    environment = {"WECOM_CONSOLE_HOME": str(tmp_path)}
    return Services(environment, clock=lambda: 2_000.0, keyring=SessionStore())


@pytest.fixture
def profile_id(services: Services) -> str:
    """A stored connection's."""
    document = {
        "type": "wechatwork:mobile",
        "identifier": "acme",
        "display_name": "Acme",
        "corp_id": "ww3f9c0a7be1d24856",
        "agent_id": "1000002",
        "schema": "wwauth3f9c0a7be1d24856000002",
        "secret": "keyring:",
        "android": {"package": "com.acme.app", "signature_md5": "0" * 32},
    }
    saved = services.profiles.create(document, {"secret": Secret("x" * 43)})
    assert isinstance(saved, Saved)
    return saved.profile.id


def test_a_finished_run_is_kept_with_its_connection(services: Services, profile_id: str) -> None:
    """With its verdict, and when it ended."""
    assert keep_run(services, (START, *GREEN, PASSED), profile_id=profile_id) is None
    (kept,) = services.profiles.runs(profile_id)
    assert (True, Verdict.SIMULATED, 2_000.0) == (kept.passed, kept.verdict, kept.finished_at)


@pytest.mark.parametrize("end", [RunStopped(4.0), RunCrashed("KeyError", "x.py:1")])
def test_a_run_without_a_verdict_is_not_kept(
    services: Services, profile_id: str, end: Event
) -> None:
    """Stopped or crashed it says nothing: neither green for legs that nobody saw, nor red."""
    keep_run(services, (START, *GREEN, end), profile_id=profile_id)
    assert () == services.profiles.runs(profile_id)


def test_a_stopped_run_does_not_hide_the_last_result(services: Services, profile_id: str) -> None:
    """The list of connections goes on showing what was found out."""
    keep_run(services, (START, *GREEN, PASSED), profile_id=profile_id)
    keep_run(services, (START, RunStopped(4.0)), profile_id=profile_id)
    last = services.profiles.list()[0].last_run
    assert last is not None
    assert ("run-1", True) == (last.run_id, last.passed)


def test_what_could_not_run_is_kept_as_not_passed(services: Services, profile_id: str) -> None:
    """Its legs were skipped, and each says why: that is a result."""
    skipped = [LegFinished(leg, Verdict.SKIPPED, "unavailable.phone", {}, 0.0) for leg in LEGS]
    end = RunFinished(False, Verdict.SKIPPED, "success", 0.0)
    keep_run(services, (START, *skipped, end), profile_id=profile_id)
    (kept,) = services.profiles.runs(profile_id)
    assert (False, Verdict.SKIPPED) == (kept.passed, kept.verdict)


def test_a_run_of_no_stored_connection_opens_no_store(services: Services, tmp_path: Path) -> None:
    """The demo's, a file's, a form's."""
    assert keep_run(services, (START, *GREEN, PASSED), profile_id="") is None
    assert [] == list(tmp_path.iterdir())


def test_events_are_gathered_a_run_at_a_time() -> None:
    """Whatever ends it; what came before its start is another's."""
    by_run = EventsByRun()
    heard = [START, *GREEN, PASSED, START, RunStopped(1.0), START, RunCrashed("KeyError", "x.py:1")]
    runs = [run for event in heard if (run := by_run.hear(event))]
    assert [tuple(heard[:4]), tuple(heard[4:6]), tuple(heard[6:])] == runs
