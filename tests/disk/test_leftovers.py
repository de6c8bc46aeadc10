"""What a killed process leaves beside a file, and who may still be writing there."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from wecom_console.disk.leftovers import new_draft, sweep, sweep_folder, try_to_lock

LONG_AGO = 1_000_000_000
IN_THE_FUTURE = 4_000_000_000


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "out.toml"


def left_behind(target: Path) -> Path:
    """The draft of a process that is gone."""
    draft, descriptor = new_draft(target, 0o600)
    os.close(descriptor)
    return draft


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("changed_at", [None, LONG_AGO, IN_THE_FUTURE])
def test_what_nobody_writes_is_swept(target: Path, changed_at: int | None) -> None:
    """Whatever the clock says."""
    draft = left_behind(target)
    if changed_at is not None:
        os.utime(draft, (changed_at, changed_at))
    sweep(target)
    assert [] == names(target.parent)


@pytest.mark.parametrize("changed_at", [None, LONG_AGO, IN_THE_FUTURE])
def test_what_somebody_writes_stays(target: Path, changed_at: int | None) -> None:
    """A process may have been stopped for a day and go on."""
    draft, descriptor = new_draft(target, 0o600)
    if changed_at is not None:
        os.utime(draft, (changed_at, changed_at))
    sweep(target)
    assert [draft.name] == names(target.parent)
    os.close(descriptor)


def test_a_killed_process_holds_no_lock(target: Path) -> None:
    """The system takes it away with the process."""
    code = (
        "import os, signal, sys; from pathlib import Path;"
        "from wecom_console.disk.leftovers import new_draft;"
        "new_draft(Path(sys.argv[1]), 0o600); os.kill(os.getpid(), signal.SIGKILL)"
    )
    ended = subprocess.run([sys.executable, "-c", code, str(target)], check=False)
    assert (-signal.SIGKILL, 1) == (ended.returncode, len(names(target.parent)))
    sweep(target)
    assert [] == names(target.parent)


def test_drafts_of_others_and_files_of_the_user_stay(target: Path) -> None:
    """Only what is surely a draft of this file goes."""
    others = [
        *(".out.toml", ".out.toml-my_notes", ".out.toml.wecom-console-notes", "out.toml.bak"),
        *(".out.toml.wecom-console-0123456789ab.txt", ".other.toml.wecom-console-0123456789ab"),
    ]
    for name in others:
        (target.parent / name).touch()
        os.utime(target.parent / name, (LONG_AGO, LONG_AGO))
    sweep(target)
    assert sorted(others) == names(target.parent)


def test_a_folder_or_a_link_by_that_name_stays(target: Path) -> None:
    """It is nothing that was written here."""
    folder, link = (target.with_name(f".out.toml.wecom-console-{n * 12}") for n in "01")
    folder.mkdir()
    link.symlink_to(folder)
    sweep(target)
    assert [folder.name, link.name] == names(target.parent)


def test_what_version_0_1_left_is_swept_when_it_is_old(tmp_path: Path) -> None:
    """It locked nothing: an hour is longer than any write."""
    for name in (".secrets.age-abcd_123", ".secrets.age-fresh123", ".mine.age-abcd_123"):
        (tmp_path / name).touch()
        if "fresh" not in name:
            os.utime(tmp_path / name, (LONG_AGO, LONG_AGO))
    left_behind(tmp_path / "settings.json")
    sweep_folder(tmp_path, ("settings.json", "secrets.age"))
    assert [".mine.age-abcd_123", ".secrets.age-fresh123"] == names(tmp_path)


def test_a_folder_that_is_not_there_is_clean(tmp_path: Path) -> None:
    """Nothing is made, and nobody is told."""
    sweep_folder(tmp_path / "missing", ("settings.json",))
    assert [] == names(tmp_path)


def test_a_file_is_locked_by_one(target: Path) -> None:
    """Another hand on it is refused until the first lets go."""
    draft, descriptor = new_draft(target, 0o600)
    other = os.open(draft, os.O_RDWR)
    assert not try_to_lock(other)
    os.close(descriptor)
    assert try_to_lock(other)
    os.close(other)


@pytest.mark.parametrize("name", ["x" * 255, "企业微信" * 21])
def test_the_longest_name_has_room_for_a_draft(tmp_path: Path, name: str) -> None:
    """A file system allows 255 bytes, some only 143."""
    draft = left_behind(tmp_path / name)
    assert len(os.fsencode(draft.name)) < 143
