"""Dialogs begin where a file was chosen last, and a saved file has its two ways on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.page_support import dispose, make_context
from gui.shell.shell_support import MemorySettings
from wecom_console.gui.parts import report_saving
from wecom_console.gui.parts.chooser import DialogChooser
from wecom_console.gui.parts.report_saving import tell_saved
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.widgets.boxes.toast import Toast


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch) -> MemorySettings:
    """Of the window, as its start hands them to every chooser."""
    made = MemorySettings()
    monkeypatch.setattr(DialogChooser, "settings", made)
    return made


def test_the_next_dialog_begins_in_the_same_folder(
    settings: MemorySettings, tmp_path: Path
) -> None:
    """Whichever page opens it, also after the next start."""
    DialogChooser().remember(tmp_path / "report.html")
    assert (tmp_path, str(tmp_path)) == (DialogChooser().folder(), settings.read().folder)


def test_a_folder_that_is_gone_is_forgotten(settings: MemorySettings, tmp_path: Path) -> None:
    """Then the user's documents are as good a place as any."""
    DialogChooser().remember(tmp_path / "gone" / "report.html")
    assert DialogChooser().folder().is_dir()


@pytest.fixture
def toast(
    qtbot: QtBot, qapp: QApplication, theme: ThemeController, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Toast, list[tuple[str, Path]]]]:
    """That of a report that was saved, and what was done with it."""
    done: list[tuple[str, Path]] = []
    monkeypatch.setattr(report_saving, "open_file", lambda path: done.append(("open", path)))
    monkeypatch.setattr(report_saving, "show_in_folder", lambda path: done.append(("show", path)))
    host = QWidget()
    host.resize(900, 600)
    host.show()
    context, _ = make_context(qapp, theme, bridge=None, host=host)
    tell_saved(context, "Report saved as a.html", Path("/srv/a.html"))
    yield context.toast(), done
    dispose(host)


def test_it_can_be_opened(toast: tuple[Toast, list[tuple[str, Path]]]) -> None:
    """By the program that the desktop has for it."""
    shown, done = toast
    shown.action_button.click()
    assert ([("open", Path("/srv/a.html"))], False) == (done, shown.isVisible())


def test_it_can_be_shown_in_its_folder(toast: tuple[Toast, list[tuple[str, Path]]]) -> None:
    """Beside its neighbours."""
    shown, done = toast
    shown.second_button.click()
    assert ([("show", Path("/srv/a.html"))], False) == (done, shown.isVisible())


def test_undo_by_key_does_not_open_it(toast: tuple[Toast, list[tuple[str, Path]]]) -> None:
    """Ctrl+Z takes back, and does nothing else."""
    shown, done = toast
    shown.undo()
    assert [] == done
