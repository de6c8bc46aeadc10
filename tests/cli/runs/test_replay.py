"""`replay`: a report read again, converted, compared."""

import json
from pathlib import Path

import pytest

from cli.support import CommandLine


@pytest.fixture
def report(run: CommandLine, tmp_path: Path) -> Path:
    """A run that passed."""
    file = tmp_path / "runs.json"
    run.ok("--quiet", "test", "--demo", "--json-file", file)
    return file


def test_the_legs_are_printed_again(run: CommandLine, report: Path) -> None:
    """Without a simulator, without a network."""
    out = run.ok("replay", report).out
    assert "7 Tokens" in out
    assert "As expected, simulated" in out


def test_another_format_is_written(run: CommandLine, report: Path, tmp_path: Path) -> None:
    """Each by its own option."""
    files = [tmp_path / name for name in ("r.xml", "r.html", "r.har")]
    run.ok("replay", report, "--junit", files[0], "--html", files[1], "--har", files[2])
    starts = [file.read_text()[:4] for file in files]
    assert ["<?xm", "<!DO", "{\n  "] == starts


def test_equal_reports(run: CommandLine, report: Path) -> None:
    """Exit 0."""
    assert {"differences": []} == run.ok("replay", report, "--against", report, "--json").json


def test_what_differs(run: CommandLine, report: Path, tmp_path: Path) -> None:
    """Exit 1, the leg with both ends."""
    other = tmp_path / "other.json"
    run("--quiet", "test", "--demo", "--member", "sunqi", "--json-file", other)
    ended = run("replay", report, "--against", other, "--json")
    first = ended.json["differences"][0]
    assert (1, "confirm", "simulated") == (ended.code, first["leg"], first["before"])


def test_a_resume_file_is_a_report_too(run: CommandLine, tmp_path: Path) -> None:
    """It holds the same events."""
    file = tmp_path / "runs"
    run.ok("--quiet", "test", "--demo", "--resume", file)
    assert "As expected, simulated" in run.ok("replay", file).out


def test_a_changed_record_is_said_so(run: CommandLine, report: Path) -> None:
    """Exit 1, by the number of the run."""
    document = json.loads(report.read_text())
    document["runs"][0]["events"][-1]["verdict"] = "proven"
    report.write_text(json.dumps(document))
    ended = run("replay", report)
    assert ended.code == 1
    assert "Run 1: the recorded verdict does not follow" in ended.err


@pytest.mark.parametrize("content", ["", "{}", "not json"])
def test_what_is_no_report(run: CommandLine, tmp_path: Path, content: str) -> None:
    """Exit 3."""
    file = tmp_path / "x.json"
    file.write_text(content)
    assert 3 == run("replay", file).code
