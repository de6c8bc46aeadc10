"""The front door: what it decides, and the exit code when something goes wrong."""

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from wecom_console import __main__ as front_door
from wecom_console import __version__


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], True),
        (["--quit-after-first-paint"], True),
        (["wecom-console://connection/acme"], True),
        (["--version"], False),
        (["check", "acme.toml"], False),
        (["--lang", "en", "scenarios"], False),
    ],
)
def test_only_an_empty_line_opens_the_window(arguments: list[str], expected: bool) -> None:
    """Everything else is the command line's."""
    assert expected == front_door.is_window(arguments)


@pytest.mark.parametrize("name", ["acme.TOML", "acme.yaml", "acme.yml"])
def test_a_config_file_opens_in_the_window(tmp_path: Path, name: str) -> None:
    """As the desktop starts the program when one is double-clicked; a name alone is none."""
    file = tmp_path / name
    before = front_door.is_window([str(file)])
    file.write_text("")
    assert (False, True) == (before, front_door.is_window([str(file)]))


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """`--version` prints name and version."""
    assert 0 == front_door.main(["--version"])
    assert f"wecom-console {__version__}\n" == capsys.readouterr().out


def raising(error: BaseException) -> object:
    def dispatch(_arguments: Sequence[str]) -> int:
        raise error

    return dispatch


@pytest.mark.parametrize(
    ("error", "expected"),
    [(KeyboardInterrupt(), 130), (BrokenPipeError(), 4), (RuntimeError(), 70)],
)
def test_what_ends_a_command_has_its_exit_code(
    monkeypatch: pytest.MonkeyPatch, error: BaseException, expected: int
) -> None:
    """Interrupted, nobody listening any more, and a bug of ours are told apart."""
    monkeypatch.setattr(front_door, "_dispatch", raising(error))
    assert expected == front_door.main(["check"])


def test_a_command_may_leave_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """An exit that was meant passes through."""
    monkeypatch.setattr(front_door, "_dispatch", raising(SystemExit(2)))
    with pytest.raises(SystemExit):
        front_door.main(["check"])


def test_a_crash_shows_no_value(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The notice of a bug names type and place, never what the exception quotes."""
    monkeypatch.setattr(front_door, "_dispatch", raising(ValueError("secret=0123456789")))
    front_door.main(["check"])
    notice = capsys.readouterr().err
    assert "ValueError" in notice
    assert "in dispatch" in notice
    assert "0123456789" not in notice


def test_the_process_started_before_now() -> None:
    """The start of this process lies in the past, and not long ago."""
    assert 0 <= time.monotonic() - front_door.process_started() < 3600


def test_a_reader_that_left_gets_no_complaint() -> None:
    """`wecom-console … | head` ends quietly."""
    with subprocess.Popen(
        [sys.executable, "-m", "wecom_console", "--version"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert b"" == process.stderr.read()
    assert process.returncode in (0, 4)


@pytest.mark.parametrize("arguments", [[], ["--quit-after-first-paint"]])
def test_a_machine_without_a_screen_is_told_what_to_do(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Qt would abort the process; a sentence and an exit code do not."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("WECOM_CONSOLE_LANG", "en")
    assert 4 == front_door.main(arguments)
    assert "test --demo" in capsys.readouterr().err


def test_a_platform_that_was_asked_for_needs_no_screen() -> None:
    """``QT_QPA_PLATFORM=offscreen`` draws into memory."""
    assert front_door.has_screen({"QT_QPA_PLATFORM": "offscreen"}, system="linux")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--log-level", "debug"], ((), "debug")),
        (["--log-level=ERROR", "a.toml"], (("a.toml",), "error")),
        (["--log-level", "loud"], (["--log-level", "loud"], "")),
        (["--log-level"], (["--log-level"], "")),
        (["check"], (["check"], "")),
    ],
)
def test_the_windows_log_level_is_taken_out(
    arguments: list[str], expected: tuple[object, str]
) -> None:
    """One that there is not is left to the command line, which refuses it."""
    assert expected == front_door.split_log_level(arguments)
