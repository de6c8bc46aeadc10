"""`replay`: a report read again, converted, compared."""

import json
import os
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
    assert "Run 1: the recorded verdict does not match" in ended.err


@pytest.mark.parametrize("content", ["", "{}", "not json"])
def test_what_is_no_report(run: CommandLine, tmp_path: Path, content: str) -> None:
    """Exit 3."""
    file = tmp_path / "x.json"
    file.write_text(content)
    assert 3 == run("replay", file).code


@pytest.fixture
def damaged(run: CommandLine, tmp_path: Path) -> Path:
    """Two runs, and between them a line that cannot be read."""
    file = tmp_path / "runs"
    run("--quiet", "test", "--demo", "--scenario", "success", "cancelled", "--resume", file)
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join((*lines[:2], b'{"damaged\n', *lines[2:])))
    return file


def test_a_damaged_line_is_told_and_the_other_runs_are_shown(
    run: CommandLine, damaged: Path
) -> None:
    """Exit 3, the file as it was."""
    before = damaged.read_bytes()
    ended = run("replay", damaged, "--json")
    assert (3, 2, before) == (ended.code, ended.json["summary"]["runs"], damaged.read_bytes())
    assert f"{damaged}, line 3: this line cannot be read" in ended.err


def test_a_comparison_with_a_damaged_file_ends_with_three(run: CommandLine, damaged: Path) -> None:
    """What could be read is compared."""
    ended = run("replay", damaged, "--against", damaged, "--json")
    assert (3, {"differences": []}) == (ended.code, ended.json)


def test_nothing_is_run_for_a_damaged_file(run: CommandLine, damaged: Path) -> None:
    """Exit 3, which line it is, the file byte for byte as it was."""
    before = damaged.read_bytes()
    ended = run("test", "--demo", "--resume", damaged)
    assert (3, "", before) == (ended.code, ended.out, damaged.read_bytes())
    assert f"{damaged}, line 3: this line cannot be read" in ended.err
    assert "stays as it is" in ended.err


def test_a_file_of_damaged_lines_is_not_passed_over_in_silence(
    run: CommandLine, damaged: Path
) -> None:
    """Exit 3, each line."""
    head, *lines = damaged.read_bytes().splitlines(keepends=True)
    damaged.write_bytes(head + b"".join(b"[" + line[1:] for line in lines))
    ended = run("replay", damaged)
    told = [f"line {number}:" in ended.err for number in (2, 3, 4)]
    assert (3, [True] * 3) == (ended.code, told)


def test_of_very_many_damaged_lines_some_are_named(run: CommandLine, damaged: Path) -> None:
    """And the others counted."""
    damaged.write_bytes(damaged.read_bytes() + b"x\n" * 50)
    ended = run("replay", damaged)
    assert (3, 22) == (ended.code, len(ended.err.splitlines()) + 1)
    assert "31 more lines cannot be read" in ended.err


def test_a_run_that_was_broken_off_is_told(run: CommandLine, damaged: Path) -> None:
    """Exit 3; `test --resume` goes on behind the whole ones, and says so."""
    head, *lines = damaged.read_bytes().splitlines(keepends=True)
    damaged.write_bytes(head + lines[0] + lines[2][:-50])
    ended = run("replay", damaged)
    assert (3, True) == (ended.code, "line 3: this run was interrupted" in ended.err)
    again = run.ok("test", "--demo", "--scenario", "success", "--resume", damaged)
    assert "line 3: a run was interrupted" in again.err
    assert 0 == run("--quiet", "replay", damaged).code


def test_a_file_that_holds_no_runs_yet_is_said_to(run: CommandLine, damaged: Path) -> None:
    """It is nothing wrong."""
    damaged.write_bytes(damaged.read_bytes().splitlines(keepends=True)[0])
    assert "It contains no runs." in run.ok("replay", damaged).err


@pytest.mark.parametrize("name", ["/dev/full", "/dev/zero", "fifo"])
def test_what_has_no_end_is_not_read(run: CommandLine, tmp_path: Path, name: str) -> None:
    """Exit 3, by both commands that read such a file."""
    os.mkfifo(tmp_path / "fifo")
    file = tmp_path / name
    codes = run("replay", file).code, run("test", "--demo", "--resume", file).code
    assert (3, 3) == codes
