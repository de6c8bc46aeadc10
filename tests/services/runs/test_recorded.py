"""Finished runs: what the store keeps of one, what a file of them holds, and what it does not."""

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from flow.logins import FROM_IP, login
from flow.playbook import wecom
from flow.samples import HEAD
from wecom_console.domain.verdicts import LEGS, BackendKind, Leg, Platform, Verdict
from wecom_console.flow.event_codec import deserialise_events
from wecom_console.flow.events import Event, RunFinished, RunStarted, RunStopped
from wecom_console.services.runs.archive import ArchiveUnusable, RunArchive
from wecom_console.services.runs.finished import finished_run
from wecom_console.services.runs.recorded import RecordedRuns, RunsUntold, read_runs
from wecom_console.services.runs.run_lines import FORMAT, RunKey

pytestmark = pytest.mark.anyio

START = RunStarted(
    run_id="run-1",
    connection="acme-wecom",
    config_hash="h1",
    scenario="success",
    platform=Platform.ANDROID,
    backend=BackendKind.WECOM,
    at=1_000.0,
    legs=LEGS,
)
KEY = RunKey.of((START,))


async def failed() -> tuple[Event, ...]:
    """A run that should succeed, and meets 60020."""
    issued = wecom(access_token="Token-0123456789abcdef")
    return await login("success", wecom(41004), issued, wecom(60020, FROM_IP))


async def test_what_is_stored_of_a_run() -> None:
    """Who, what, how each leg ended, when; and its events."""
    events = await failed()
    run = finished_run(events, profile_id="p1", finished_at=1_234.0)
    assert run is not None
    assert (
        *(HEAD.run_id, "p1", HEAD.connection, "success", Platform.ANDROID, BackendKind.WECOM),
        *(False, Verdict.FAILED, HEAD.config_hash, HEAD.at, 1_234.0),
    ) == (
        *(run.run_id, run.profile_id, run.connection, run.scenario, run.platform, run.backend),
        *(run.passed, run.verdict, run.config_hash, run.started_at, run.finished_at),
    )
    assert events == deserialise_events(run.events)
    assert [
        (Leg.PROFILE, Verdict.PROVEN, ""),
        (Leg.REQUEST, Verdict.SIMULATED, ""),
        (Leg.CONFIRM, Verdict.SIMULATED, ""),
        (Leg.RETURN, Verdict.SIMULATED, ""),
        (Leg.EXCHANGE, Verdict.PROVEN, "exchange.direct"),
        (Leg.IDENTITY, Verdict.FAILED, "wecom.60020"),
        (Leg.TOKENS, Verdict.SKIPPED, "leg.previous_failed"),
    ] == [(leg.leg, leg.verdict, leg.code) for leg in run.legs]


async def test_a_run_without_an_end_is_not_stored() -> None:
    """Stopped, broken off, or never begun: it says nothing about its connection."""
    events = await failed()
    for told in (events[:-1], (*events[:-1], RunStopped(1.0)), ()):
        assert finished_run(told, profile_id="p1", finished_at=0.0) is None


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "runs"


def archive_at(file: Path) -> RunArchive:
    archive = RunArchive.at(file)
    assert isinstance(archive, RunArchive)
    return archive


def marked(number: int, start: RunStarted = START) -> tuple[Event, ...]:
    """A run that can be told from others."""
    return (start, RunFinished(passed=True, verdict=Verdict.PROVEN, expected="", elapsed_ms=number))


@pytest.mark.parametrize(
    "other",
    [
        {"connection": "x"},
        {"platform": Platform.IOS},
        {"backend": BackendKind.AUTHING},
        {"scenario": "x"},
        {"config_hash": "x"},
    ],
)
def test_each_part_of_its_key_makes_another_run(file: Path, other: dict[str, Any]) -> None:
    """Of one key the newest counts; after a new start as well."""
    archive = archive_at(file)
    numbers = [archive.add(marked(n)) for n in (1, 2)]
    third = marked(3, replace(START, **other))
    numbers.append(archive.add(third))
    archive.close()
    again = archive_at(file)
    assert ([0, 1, 2], 1, 2, None) == (
        numbers,
        again.number_of(KEY),
        again.number_of(replace(KEY, **other)),
        again.number_of(replace(KEY, connection="nobody")),
    )
    assert [marked(1), marked(2), third] == list(again)
    assert (3, marked(2)) == (len(again), again.events(1))
    again.close()


def test_a_run_can_be_added_after_one_was_read(file: Path) -> None:
    """It goes to the end, wherever reading was."""
    archive = archive_at(file)
    archive.add(marked(1))
    archive.events(0)
    archive.add(marked(2))
    assert [marked(1), marked(2)] == list(archive)
    archive.close()


@pytest.mark.parametrize(
    "text", ["", f'{{"format": "{FORMAT}"}}\n'], ids=["nothing", "only its head"]
)
def test_a_file_without_runs_is_begun(file: Path, text: str) -> None:
    """With its format first."""
    file.write_text(text)
    archive = archive_at(file)
    assert 0 == len(archive)
    archive.close()
    assert f'{{"format": "{FORMAT}"}}\n' == file.read_text()


@pytest.mark.parametrize(
    "text",
    ['{"format": "wecom-console-runs/2"}\n', "[]\n", "x\n", "x" * 100],
)
def test_another_file_is_not_one(file: Path, text: str) -> None:
    """It stays as it is."""
    file.write_text(text)
    assert (ArchiveUnusable("format"), text) == (RunArchive.at(file), file.read_text())


@pytest.mark.parametrize("name", ["folder", "fifo", "/dev/null", "/dev/full"])
def test_what_is_no_file_holds_no_runs(tmp_path: Path, name: str) -> None:
    """And is not waited for, nor written to."""
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "fifo")
    assert ArchiveUnusable("format") == RunArchive.at(tmp_path / name)


def test_what_cannot_be_opened_says_why(tmp_path: Path) -> None:
    """In the system's words."""
    expected = ArchiveUnusable("system", "No such file or directory")
    assert expected == RunArchive.at(tmp_path / "missing" / "runs")


async def test_runs_are_read_from_a_file_of_them(file: Path) -> None:
    """All, in their order."""
    archive = archive_at(file)
    runs = [await failed(), await login("cancelled")]
    for run in runs:
        archive.add(run)
    archive.close()
    found = read_runs(file)
    assert isinstance(found, RecordedRuns)
    assert tuple(runs) == found.runs


def test_what_holds_no_runs_says_why(tmp_path: Path, file: Path) -> None:
    """Not there, or something else."""
    file.write_text("{}")
    assert (
        RunsUntold("explain.unreadable", {"reason": "No such file or directory"}),
        RunsUntold("replay.no_report", {"why": "runs"}),
    ) == (read_runs(tmp_path / "absent"), read_runs(file))
