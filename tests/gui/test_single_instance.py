"""One window per data directory: a second start rings at the first."""

import json
import os
import subprocess
import sys
from pathlib import Path
from time import sleep

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from wecom_console.gui.single_instance import SingleInstance, door_name, read_line

RING = "from wecom_console.gui.single_instance import ring; from pathlib import Path; import sys; "


@pytest.fixture
def name(tmp_path: Path) -> str:
    return door_name({"WECOM_CONSOLE_HOME": str(tmp_path)})


def started(code: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)


def test_a_ring_brings_the_files(qapp: QApplication, qtbot: QtBot, name: str) -> None:
    """From another process, with whole paths."""
    bell = SingleInstance(name)
    assert bell.listen()
    with qtbot.waitSignal(bell.rung, timeout=60_000) as rung:
        other = started(f"{RING}print(ring({name!r}, ['acme.toml', 'wecom-console://settings']))")
    qtbot.waitUntil(lambda: other.poll() is not None, timeout=60_000)
    bell.close()
    expected = [str(Path.cwd() / "acme.toml"), "wecom-console://settings"]
    assert ([expected], "True\n") == (rung.args, other.communicate()[0])


def test_nobody_answers_where_no_window_is(name: str) -> None:
    """The program opens one."""
    assert started(f"{RING}print(ring({name!r}, []))").communicate()[0] == "False\n"


def test_a_window_that_crashed_is_no_obstacle(qapp: QApplication, name: str) -> None:
    """It leaves its socket behind."""
    code = (
        "from PySide6.QtCore import QCoreApplication; app = QCoreApplication([]); import os\n"
        "from wecom_console.gui.single_instance import SingleInstance\n"
        f"b = SingleInstance({name!r})\n"
        "print(b.listen(), flush=True); os._exit(1)"
    )
    assert started(code).communicate()[0] == "True\n"
    bell = SingleInstance(name)
    assert bell.listen()
    bell.close()


def test_a_caller_that_never_ends_its_line_is_hung_up_on(
    qapp: QApplication, qtbot: QtBot, name: str
) -> None:
    """Its memory is not ours."""
    bell = SingleInstance(name)
    assert bell.listen()
    socket = QLocalSocket()
    socket.connectToServer(name)
    socket.write(b"x" * 300_000)
    qtbot.waitUntil(
        lambda: socket.state() is QLocalSocket.LocalSocketState.UnconnectedState, timeout=20_000
    )
    bell.close()


def test_another_directory_is_another_window(tmp_path: Path) -> None:
    """Tests and portable installations do not meet."""
    names = {door_name({"WECOM_CONSOLE_HOME": str(tmp_path / part)}) for part in "ab"}
    assert len(names) == 2


@given(
    st.binary(max_size=80)
    | st.recursive(st.none() | st.text(), st.lists).map(lambda value: json.dumps(value).encode())
)
def test_any_line_is_paths_or_none(line: bytes) -> None:
    """Whoever wrote it."""
    assert all(isinstance(target, str) for target in read_line(line))


def test_a_second_start_ends_at_once(tmp_path: Path) -> None:
    """The first window stays; the second says where it is."""
    environment = {
        **os.environ,
        "WECOM_CONSOLE_HOME": str(tmp_path),
        "QT_QPA_PLATFORM": "offscreen",
        "LC_ALL": "C.UTF-8",
    }
    command = [sys.executable, "-m", "wecom_console"]
    first = subprocess.Popen(command, env=environment)
    try:
        mark = tmp_path / "window.open"
        assert any(mark.exists() or sleep(0.1) for _ in range(300))
        second = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=300, check=False
        )
        assert (0, True, None) == (
            second.returncode,
            "already open" in second.stdout + second.stderr,
            first.poll(),
        )
    finally:
        first.kill()
        first.wait()
