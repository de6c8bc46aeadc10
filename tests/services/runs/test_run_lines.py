"""A file of runs that is damaged: what is whole is read, what is not is told, nothing is lost."""

import json
import os
from pathlib import Path

import pytest

from wecom_console.domain.verdicts import LEGS, BackendKind, Platform, Verdict
from wecom_console.flow.event_codec import MOST_VALUES
from wecom_console.flow.events import Event, RunFinished, RunStarted
from wecom_console.services.runs.archive import ArchiveUnusable, RunArchive
from wecom_console.services.runs.recorded import (
    LARGEST_REPORT,
    RecordedRuns,
    RunsUntold,
    read_runs,
)
from wecom_console.services.runs.run_lines import (
    HEAD,
    LARGEST,
    LONGEST_LINE,
    MOST_DAMAGED,
    Survey,
    run_line,
)


def a_run(number: int) -> tuple[Event, ...]:
    """A run that can be told from others."""
    start = RunStarted(
        run_id=f"run-{number}",
        connection="acme-wecom",
        config_hash="h1",
        scenario=f"scenario-{number}",
        platform=Platform.ANDROID,
        backend=BackendKind.WECOM,
        at=1_000.0,
        legs=LEGS,
    )
    return (start, RunFinished(passed=True, verdict=Verdict.PROVEN, expected="", elapsed_ms=1))


ONE, TWO, THREE = (run_line(a_run(number)) for number in (1, 2, 3))
OTHER_KEY = ONE.replace(b'"scenario": "scenario-1"', b'"scenario": "scenario-9"')
NO_TEXT = json.dumps({"key": json.loads(ONE)["key"], "events": 1}).encode() + b"\n"
DEEP = b"[" * 100_000 + b"\n"
MANY = b"[" + b"[]," * MOST_VALUES + b"[]]\n"

DAMAGE = {
    "cut short": ONE[:-20] + b"\n",
    "a bracket alone": b'{"damaged\n',
    "another shape": b'{"key": 1}\n',
    "a number for its events": NO_TEXT,
    "under a name that is not its own": OTHER_KEY,
    "nested deeply": DEEP,
    "more values than there is memory": MANY,
    "zeros": b"\0" * 5_000 + b"\n",
    "no UTF-8": b"\xff\xfe\n",
    "blanks": b"    \n",
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "runs"


def read(file: Path) -> tuple[list[tuple[Event, ...]], Survey]:
    found = read_runs(file)
    assert isinstance(found, RecordedRuns)
    return list(found.runs), found.found


def archive_at(file: Path) -> RunArchive:
    archive = RunArchive.at(file)
    assert isinstance(archive, RunArchive)
    return archive


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_line_costs_itself_alone(file: Path, damage: bytes) -> None:
    """The runs around it are read, and its number is told."""
    file.write_bytes(HEAD + ONE + damage + TWO + THREE)
    runs, found = read(file)
    assert ([a_run(1), a_run(2), a_run(3)], (3,)) == (runs, found.damaged)


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_nothing_is_added_to_a_damaged_file(file: Path, damage: bytes) -> None:
    """Every byte stays, and which line it is can be told."""
    content = HEAD + ONE + damage + TWO
    file.write_bytes(content)
    refused = RunArchive.at(file)
    assert isinstance(refused, ArchiveUnusable)
    assert refused.found is not None
    assert ("damaged", (3,), content) == (refused.why, refused.found.damaged, file.read_bytes())


def test_a_file_of_damaged_lines_says_so(file: Path) -> None:
    """It is one of this kind, and none of its runs can be read."""
    file.write_bytes(HEAD + DAMAGE["cut short"] * 3)
    runs, found = read(file)
    assert ([], (2, 3, 4)) == (runs, found.damaged)


def test_a_damaged_first_line_costs_no_run(file: Path) -> None:
    """What the lines behind it say tells what the file is."""
    content = b"garbage\n" + ONE + TWO
    file.write_bytes(content)
    runs, found = read(file)
    assert ([a_run(1), a_run(2)], (1,)) == (runs, found.damaged)
    refused = RunArchive.at(file)
    assert isinstance(refused, ArchiveUnusable)
    assert ("damaged", content) == (refused.why, file.read_bytes())


def test_of_very_many_damaged_lines_the_rest_is_not_read(file: Path) -> None:
    """Where it ended is told."""
    file.write_bytes(HEAD + ONE + b"x\n" * (MOST_DAMAGED + 1) + TWO)
    runs, found = read(file)
    assert ([a_run(1)], MOST_DAMAGED + 2) == (runs, found.gave_up_at)


def test_a_line_that_is_too_long_is_damaged_and_passed_over(file: Path) -> None:
    """It needs no memory."""
    with file.open("wb") as out:
        out.write(HEAD + ONE)
        out.seek(2 * LONGEST_LINE, os.SEEK_CUR)
        out.write(b"\n" + TWO)
    _, found = read(file)
    assert (2, (3,)) == (len(found.runs), found.damaged)


@pytest.mark.parametrize("kept", [1, 20, len(TWO) - 2])
def test_a_last_line_that_was_broken_off_is_told_and_stays(file: Path, kept: int) -> None:
    """Until there is another run to take its place."""
    content = HEAD + ONE + TWO[:kept]
    file.write_bytes(content)
    runs, found = read(file)
    archive = archive_at(file)
    archive.close()
    assert ([a_run(1)], 3, 3, content) == (
        runs,
        found.unfinished,
        archive.unfinished,
        file.read_bytes(),
    )


@pytest.mark.parametrize("kept", [1, 20, len(TWO) - 2])
def test_the_next_run_takes_the_place_of_a_broken_off_one(file: Path, kept: int) -> None:
    """The others are as they were."""
    file.write_bytes(HEAD + ONE + TWO[:kept])
    archive = archive_at(file)
    archive.add(a_run(3))
    assert [a_run(1), a_run(3)] == list(archive)
    archive.close()
    assert HEAD + ONE + THREE == file.read_bytes()


def test_a_whole_run_without_its_lines_end_stays(file: Path) -> None:
    """An editor may have taken the end away."""
    file.write_bytes(HEAD + ONE + TWO[:-1])
    archive = archive_at(file)
    archive.add(a_run(3))
    assert [a_run(1), a_run(2), a_run(3)] == list(archive)
    archive.close()
    assert HEAD + ONE + TWO + THREE == file.read_bytes()


@pytest.mark.parametrize("kept", range(len(HEAD)))
def test_a_first_line_that_was_broken_off_is_begun_anew(file: Path, kept: int) -> None:
    """Nothing was in the file yet; of one sign nobody knows whose it is."""
    file.write_bytes(HEAD[:kept])
    archive = archive_at(file)
    archive.close()
    assert HEAD == file.read_bytes()


def test_empty_lines_and_lines_of_windows_are_no_damage(file: Path) -> None:
    """An editor leaves them."""
    file.write_bytes(b"".join((HEAD, ONE, TWO, b"\n")).replace(b"\n", b"\r\n"))
    runs, found = read(file)
    assert ([a_run(1), a_run(2)], (), None) == (runs, found.damaged, found.unfinished)


def test_one_test_writes_a_file_of_runs_at_a_time(file: Path) -> None:
    """The other would write over its lines."""
    first = archive_at(file)
    assert ArchiveUnusable("in_use") == RunArchive.at(file)
    first.close()
    archive_at(file).close()


def test_what_the_disk_does_not_take_is_kept_in_memory(file: Path) -> None:
    """The file holds whole runs, and the test goes on."""
    archive = archive_at(file)
    archive.add(a_run(1))
    os.dup2(os.open("/dev/full", os.O_RDWR), archive._file.fileno())  # type: ignore[union-attr]
    archive.add(a_run(2))
    archive.add(a_run(3))
    assert ("No space left on device", 2) == (archive.trouble, archive.only_in_memory)
    assert [a_run(2), a_run(3)] == [archive.events(1), archive.events(2)]
    archive.close()
    assert HEAD + ONE == file.read_bytes()


@pytest.mark.parametrize("beginning", [b"", HEAD], ids=["anything", "runs"])
def test_a_huge_file_is_not_read(file: Path, beginning: bytes) -> None:
    """Its size is looked at first."""
    file.write_bytes(beginning)
    os.truncate(file, 2 * 1024**3)
    limit = LARGEST if beginning else LARGEST_REPORT
    assert (
        RunsUntold("replay.too_large", {"limit": limit // 1024**2}),
        ArchiveUnusable("large"),
    ) == (read_runs(file), RunArchive.at(file))


@pytest.mark.parametrize("name", ["/dev/zero", "/dev/full", "fifo"])
def test_what_has_no_end_is_not_read(tmp_path: Path, name: str) -> None:
    """Nor waited for."""
    os.mkfifo(tmp_path / "fifo")
    expected = RunsUntold("replay.not_a_file", {"reason": "Not a regular file"})
    assert expected == read_runs(tmp_path / name)


@pytest.mark.parametrize(
    ("content", "code", "why"),
    [
        (b"", "replay.no_report", "json"),
        (DEEP, "replay.no_report", "json"),
        (MANY, "replay.no_report", "size"),
        (b"\0" * 100, "replay.no_report", "json"),
        ('{"runs": []}'.encode("utf-16"), "replay.not_utf8", None),
        (b"\xff" * 100, "replay.not_utf8", None),
    ],
    ids=["nothing", "deep", "many values", "zeros", "UTF-16", "bytes"],
)
def test_what_is_no_report_is_told(file: Path, content: bytes, code: str, why: str | None) -> None:
    """In a sentence."""
    file.write_bytes(content)
    assert RunsUntold(code, {"why": why} if why else {}) == read_runs(file)


def test_a_file_that_the_disk_has_no_room_for_is_not_begun(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing stays of it."""

    def full(_archive: RunArchive, _line: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(RunArchive, "_append", full)
    told = RunArchive.at(file)
    assert (ArchiveUnusable("system", "No space left on device"), False) == (told, file.exists())
