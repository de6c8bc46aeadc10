"""What goes wrong in the window ends in its log."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import qWarning
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.shell.shell_support import make_window
from wecom_console.gui.shell.bug_watch import BugWatch, CrashReport
from wecom_console.gui.shell.main_window import MainWindow
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.services.logbook.crashes import CrashWatch
from wecom_console.services.logbook.log_file import LogFile

CANARY = "Kj8sT2vQ0pLmXc4RwZy7Bn1HdGf6EaUi9Ao3SxVqWtY"


class NoWatch(CrashWatch):
    """`faulthandler` is pytest's here; what was left is as the test says."""

    def begin(self) -> str:
        """As a process before may have left it."""
        return self.path.read_text() if self.path.exists() else ""


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, theme: ThemeController, tmp_path: Path) -> MainWindow:
    """Not shown."""
    made = make_window(qapp, theme, folder=tmp_path)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def trouble(window: MainWindow, tmp_path: Path) -> Iterator[BugWatch]:
    """Not begun."""
    made = BugWatch(window, LogFile(tmp_path / "console.log"), NoWatch(tmp_path / "crash.txt"))
    yield made
    made.end()


def _log(trouble: BugWatch) -> str:
    trouble._log.end()
    return trouble._log.path.read_text()


def test_a_slot_that_raises_is_written_down_and_told(trouble: BugWatch) -> None:
    """Type and place, never its text."""
    told: list[tuple[str, str]] = []
    trouble.bug.connect(lambda kind, place: told.append((kind, place)))
    trouble.begin("info")
    try:
        raise KeyError(CANARY)
    except KeyError as error:
        sys.excepthook(KeyError, error, error.__traceback__)
    written = _log(trouble)
    kinds = [kind for kind, _ in told]
    assert (["KeyError"], True, False) == (kinds, "KeyError" in written, CANARY in written)


@pytest.mark.qt_log_ignore("nothing can be painted")
def test_what_qt_complains_of_is_written_down(trouble: BugWatch) -> None:
    """And still said to whom it was said before."""
    trouble.begin("info")
    qWarning("nothing can be painted")
    assert "WARNING" in _log(trouble)


def test_an_error_of_the_background_is_written_down(trouble: BugWatch, window: MainWindow) -> None:
    """One that nobody listened for."""
    trouble.begin("info")
    window.context.bridge.unexpected_error.emit("OSError", "wecom_console.gui.bridge:12")
    assert "bug in the background OSError at wecom_console.gui.bridge:12" in _log(trouble)


def test_pages_are_written_down(trouble: BugWatch, window: MainWindow) -> None:
    """What was done before something went wrong."""
    trouble.begin("info")
    window.navigate("settings")
    assert "page settings" in _log(trouble)


def test_a_crash_before_is_handed_on(trouble: BugWatch, tmp_path: Path) -> None:
    """To be offered."""
    (tmp_path / "crash.txt").write_text("Fatal Python error: Aborted")
    assert CrashReport("Fatal Python error: Aborted") == trouble.begin("info")


def test_at_the_end_the_hooks_are_as_they_were(trouble: BugWatch) -> None:
    """Of whoever had them before."""
    before = sys.excepthook
    trouble.begin("info")
    during = sys.excepthook
    trouble.end()
    assert (True, before) == (during is not before, sys.excepthook)
