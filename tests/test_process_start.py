"""What every process of ours makes sure of before anything else: real ones, with closed streams."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from wecom_console.process_start import COREDUMPS_VARIABLE
from wecom_console.services.runs.process import COMMAND

linux = pytest.mark.skipif(sys.platform != "linux", reason="prctl and /dev/full are Linux's")


def ended(shell: str, home: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """A line of the shell in which ``$W`` is the program."""
    return subprocess.run(
        ["/bin/sh", "-c", shell.replace("$W", '"$PYTHON" -m wecom_console')],
        env={
            "PYTHON": sys.executable,
            "WECOM_CONSOLE_HOME": str(home),
            "WECOM_CONSOLE_LANG": "en",
            "PATH": "/usr/bin:/bin",
            **environment,
        },
        capture_output=True,
        check=False,
        cwd=home,
    )


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("$W profile list <&-", 0),
        ("$W profile list --json >&-", 4),
        ("$W profile list --json 2>&-", 0),
        ("$W nonsense 2>&-", 2),
        ("$W check nothing.toml <&- >&- 2>&-", 3),
        ("$W --version >&-", 4),
    ],
)
def test_a_closed_stream_is_no_bug(tmp_path: Path, line: str, expected: int) -> None:
    """No input is an empty one; a result that cannot be written is the outside's failure; a
    message that cannot is silence."""
    assert expected == ended(line, tmp_path).returncode


@linux
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("$W profile list --json >/dev/full", 4),
        ("$W check --help >/dev/full", 4),
        ("$W test --demo --scenario success,cancelled >/dev/full", 4),
        ("$W nonsense 2>/dev/full", 2),
    ],
)
def test_a_full_disk_behind_a_stream_is_no_bug(tmp_path: Path, line: str, expected: int) -> None:
    """Neither in the middle of two logins beside each other nor at the very end."""
    assert expected == ended(line, tmp_path).returncode


@linux
def test_it_is_said_why_a_result_is_not_there(tmp_path: Path) -> None:
    """What the system said of it, in the command's language."""
    expected = b"standard output: The disk is full\n"
    assert ended("$W scenarios >/dev/full", tmp_path).stderr.endswith(expected)


@linux
@pytest.mark.parametrize(
    ("variable", "expected"), [({}, b"0 0"), ({COREDUMPS_VARIABLE: "1"}, b"0 1")]
)
def test_memory_with_secrets_is_not_dumped(
    tmp_path: Path, variable: dict[str, str], expected: bytes
) -> None:
    """Neither into a core file nor to a debugger, unless it is wanted. (The limit is 0 before.)"""
    program = (
        "import ctypes, resource; from wecom_console.process_start import begin_process;"
        "begin_process();"
        "print(resource.getrlimit(resource.RLIMIT_CORE)[0], ctypes.CDLL(None).prctl(3), end='')"
    )
    line = f'ulimit -c 0; "$PYTHON" -c "{program}"'
    assert expected == ended(line, tmp_path, **variable).stdout


OBSERVER = """
import atexit, ctypes, os, pathlib, sys

def tell():
    told = f"{ctypes.CDLL(None).prctl(3)} {' '.join(sys.orig_argv[1:])}\\n"
    with open(pathlib.Path(__file__).with_name("told"), "a") as file:
        file.write(told)

def ended(code, ended=os._exit):
    tell()
    ended(code)

atexit.register(tell)
os._exit = ended
"""
"""What Python loads first in each process: at its end, what the system says of its memory."""


@linux
@pytest.mark.parametrize(
    "line",
    [
        ["-m", "wecom_console", "scenarios"],
        ["-m", "wecom_console", "--quit-after-first-paint"],  # a window takes its second
        [*COMMAND],
        ["-m", "wecom_console.gui.printing"],
    ],
    ids=" ".join,
)
def test_every_process_of_ours_keeps_its_memory_private(tmp_path: Path, line: list[str]) -> None:
    """The command line, the window, its worker, and what draws a PDF: seen in the real ones."""
    (tmp_path / "sitecustomize.py").write_text(OBSERVER, encoding="utf-8")
    ended = subprocess.run(
        [sys.executable, *line],
        env={
            **os.environ,
            "PYTHONPATH": str(tmp_path),
            "WECOM_CONSOLE_HOME": str(tmp_path / "home"),
            "QT_QPA_PLATFORM": "offscreen",
            COREDUMPS_VARIABLE: "",
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    assert "--quit-after-first-paint" not in line or ended.returncode == 0
    told = (tmp_path / "told").read_text(encoding="utf-8").splitlines()
    assert [f"0 {' '.join(line)}"] == told[-1:]
    assert {"0"} == {one.split()[0] for one in told}
