"""What a process leaves that a fault of its own ended."""

import subprocess
import sys
from pathlib import Path

from wecom_console.services.logbook.crashes import CrashWatch, crash_report

CRASH = """
import ctypes, sys
from pathlib import Path
from wecom_console.services.logbook.crashes import CrashWatch
watch = CrashWatch(Path(sys.argv[1]))
watch.begin()
if sys.argv[2] == "crash":
    ctypes.string_at(0)
watch.end()
"""


def _process(path: Path, how: str) -> None:
    subprocess.run([sys.executable, "-c", CRASH, str(path), how], capture_output=True, check=False)


def test_the_next_start_tells_of_a_crash(tmp_path: Path) -> None:
    """With the calls, and once only."""
    path = tmp_path / "crash.txt"
    _process(path, "crash")
    watch = CrashWatch(path)
    told = watch.begin()
    watch.end()
    again = CrashWatch(path)
    twice = again.begin()
    again.end()
    assert (True, True, "") == ("Fatal Python error" in told, "string_at" in told, twice)


def test_who_ends_by_itself_leaves_nothing(tmp_path: Path) -> None:
    """No file, and so no offer."""
    path = tmp_path / "crash.txt"
    _process(path, "end")
    assert not path.exists()


def test_a_report_does_not_tell_where_things_lie() -> None:
    """Neither a user's name nor a folder; a package's own path stays."""
    text = (
        "Fatal Python error: Segmentation fault\n\nCurrent thread 0x00007f2a (most recent call "
        'first):\n  File "/home/lin/.venv/lib/python3.11/site-packages/httpx/_client.py", line 9 '
        'in send\n  File "/home/lin/notes/x.py", line 3 in <module>\n'
    )
    assert (
        "Fatal Python error: Segmentation fault\nCurrent thread\n  httpx/_client.py:9 send\n"
        "  x.py:3 <module>"
    ) == crash_report(text)


def test_a_process_that_was_killed_did_not_crash(tmp_path: Path) -> None:
    """An empty file is left by a power cut, and by who ends it from outside."""
    path = tmp_path / "crash.txt"
    path.touch()
    watch = CrashWatch(path)
    assert "" == watch.begin()
    watch.end()
