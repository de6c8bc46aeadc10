"""Our store over the real Secret Service, in every state that it can be in.

Each test starts pytest again in a session of its own (bus, keyring daemon, home), with one of the
``inside_*.py`` files beside this one. The password is piped without a newline: with one, the daemon
takes another password (docs/reference/platform.md §6).
"""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from architecture.bare_pytest import bare_pytest

HERE = Path(__file__).parent
PROJECT = HERE.parents[2]

UNLOCK = 'eval "$(printf test-password | gnome-keyring-daemon --unlock --components=secrets)"'
START = "gnome-keyring-daemon --start --components=secrets"

NOT_PASSED_ON = ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "PYTHON_KEYRING_BACKEND")


@pytest.fixture
def session(tmp_path: Path) -> dict[str, str]:
    """An environment of its own, without a bus and without a screen to prompt on."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in NOT_PASSED_ON and not name.startswith(("PYTEST", "XDG_"))
    }
    for name in ("HOME", "XDG_RUNTIME_DIR"):
        folder = tmp_path / name.lower()
        folder.mkdir(mode=0o700)
        environment[name] = str(folder)
    return environment


def require(*tools: str) -> None:
    missing = [tool for tool in tools if shutil.which(tool) is None]
    assert not missing, (
        f"{' and '.join(missing)} must be installed to test the keyring (Debian: apt-get install"
        " gnome-keyring dbus-daemon); without CI=true these tests are left out instead"
    )


def pytest_inside(name: str) -> list[str]:
    # WORKAROUND(keyring 25.7): it leaves its bus connection to the garbage collector when it raises
    # KeyringLocked or InitError.
    options = ["-W", "ignore:unclosed:ResourceWarning"]
    return [*bare_pytest("pytest-qt"), *options, str(HERE / name)]


def run(command: list[str], environment: dict[str, str]) -> None:
    done = subprocess.run(
        command,
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=1_200,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"


def run_on_a_bus(daemon: str, name: str, environment: dict[str, str]) -> None:
    require("dbus-run-session", "gnome-keyring-daemon", "bash")
    script = f'set -eu; {daemon} >&2; "$@"' if daemon else '"$@"'
    command = ["dbus-run-session", "--", "bash", "-c", script, "inside", *pytest_inside(name)]
    run(command, environment)


def test_unlocked_then_locked(session: dict[str, str]) -> None:
    """Passes what every store must; locked while it is in use, it says so."""
    run_on_a_bus(UNLOCK, "inside_unlocked.py", session)


def test_the_window_over_a_locked_keyring(session: dict[str, str]) -> None:
    """Opens, says so where it matters, and goes on."""
    run_on_a_bus(UNLOCK, "inside_locked_window.py", session)


def test_the_collection_was_never_created(session: dict[str, str]) -> None:
    """A first login without a screen: typed, not a crash."""
    run_on_a_bus(START, "inside_uninitialised.py", session)


def test_there_is_no_bus(session: dict[str, str]) -> None:
    """A server, a container: typed, not a crash."""
    run(pytest_inside("inside_without_bus.py"), session)
