"""`dev.py torture` finds faults that were planted, and none where none is."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from architecture.checkout import ROOT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it forks, and loads before libc")

TORTURE = ROOT / "packaging" / "torture"
PLANTED = ROOT / "tests" / "dev" / "planted_faults.py"
with_compiler = pytest.mark.skipif(shutil.which("cc") is None, reason="the shim is written in C")


@pytest.fixture(scope="module")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library, built as torture builds it."""
    target = tmp_path_factory.mktemp("shim") / "shim.so"
    command = ["cc", "-shared", "-fPIC", "-O2", "-Wall", "-Werror", "-o", str(target)]
    subprocess.run([*command, str(TORTURE / "shim.c"), "-ldl"], check=True)
    return target


def tried(top: Path, program: str, library: Path | None = None) -> tuple[int, list[str]]:
    """How many runs there were, and what was found."""
    environment = {**os.environ, "PYTHONPATH": str(TORTURE)}
    if library:
        environment["LD_PRELOAD"] = str(library)
    command = [sys.executable, str(PLANTED), str(top), program, str(library or "")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    tally = json.loads(done.stdout)
    return tally["tried"], [one["what"] for one in tally["violations"]]


@with_compiler
def test_a_file_that_is_written_in_place_is_found(tmp_path: Path, shim: Path) -> None:
    """Killed between its two writes, or within one, it is half."""
    _, found = tried(tmp_path, "in_place", shim)
    halves = [re.search(r", (\d[BHA]) .*: out.json is neither old nor whole", one) for one in found]
    assert ["2A", "2B", "2H", "3B", "3H"] == sorted(half[1] for half in halves if half)


@with_compiler
def test_a_file_that_is_renamed_is_not(tmp_path: Path, shim: Path) -> None:
    """Every operation was its end once: before, and half of a write."""
    tried_out, found = tried(tmp_path, "renamed", shim)
    assert ([], 6) == (found, tried_out)


@with_compiler
def test_a_full_disk_that_is_not_told_is_found(tmp_path: Path, shim: Path) -> None:
    """Exit 0, and nothing was written."""
    _, found = tried(tmp_path, "quiet", shim)
    assert ["silent"] == sorted({what.rpartition(": ")[2] for what in found})


def test_an_update_that_is_lost_is_found(tmp_path: Path) -> None:
    """Of two at once, one wrote over what the other had written."""
    _, [found] = tried(tmp_path, "unlocked")
    assert "lost: exits [0, 0]" in found


def test_updates_under_a_lock_are_not(tmp_path: Path) -> None:
    """Both are there."""
    assert (1, []) == tried(tmp_path, "locked")


def test_an_undocumented_exit_is_found(tmp_path: Path) -> None:
    """The line is told with the seed and number that draw it again."""
    runs, found = tried(tmp_path, "careless")
    assert (8, True) == (runs, all("exit 70" in what and "--number" in what for what in found))
    assert 0 < len(found)


def test_every_command_is_known_to_write_or_not() -> None:
    """A new one is not covered until somebody says which."""
    script = (
        "from commands import commands, uncovered; from lines import LINES, NOT_WRITING;"
        "import product; found = commands(product.command_tree());"
        "written = [line.command for line in LINES];"
        "print(uncovered(found, written, NOT_WRITING), sorted({*written, *NOT_WRITING} - {*found}),"
        "uncovered([*found, 'profile burn'], written, NOT_WRITING))"
    )
    environment = {**os.environ, "PYTHONPATH": str(TORTURE)}
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
    )
    assert "[] [] ['profile burn']\n" == done.stdout
