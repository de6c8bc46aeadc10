"""What every process of ours makes sure of before anything else: real ones, with closed streams."""

import subprocess
import sys
from pathlib import Path

import pytest

from wecom_console.process_start import COREDUMPS_VARIABLE

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
    """In the system's own word."""
    expected = b"standard output: No space left on device\n"
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
