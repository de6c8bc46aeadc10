"""Files dropped anywhere on the window."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.shell.shell_support import make_window
from wecom_console.gui.dropping import Dropping
from wecom_console.gui.shell.main_window import MainWindow
from wecom_console.gui.theme.controller import ThemeController

# The offscreen platform tells of every window with a smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def opened() -> list[list[Path]]:
    """What was offered for import."""
    return []


@pytest.fixture
def window(
    qtbot: QtBot,
    qapp: QApplication,
    theme: ThemeController,
    tmp_path: Path,
    opened: list[list[Path]],
) -> MainWindow:
    window = make_window(qapp, theme, folder=tmp_path)
    qtbot.addWidget(window)
    Dropping(window, lambda paths: opened.append(list(paths)))
    window.navigate("sources")
    return window


def drop(window: MainWindow, *urls: str) -> bool:
    """Whether the window took what was let go over it."""
    data = QMimeData()
    data.setUrls([QUrl(url) for url in urls])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    entering = QDragEnterEvent(QPoint(200, 200), copy, data, left, none)
    QCoreApplication.sendEvent(window, entering)
    if entering.isAccepted():
        QCoreApplication.sendEvent(window, QDropEvent(QPointF(200, 200), copy, data, left, none))
    return entering.isAccepted()


def test_config_files_are_offered_for_import(window: MainWindow, opened: list[list[Path]]) -> None:
    """All of them together."""
    assert drop(window, "file:///srv/a.toml", "file:///srv/b.yaml")
    assert [[Path("/srv/a.toml"), Path("/srv/b.yaml")]] == opened


def test_an_app_package_goes_to_the_page_in_front(
    window: MainWindow, opened: list[list[Path]], monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[Path] = []
    page = window.host.current()
    monkeypatch.setattr(page, "take_app", lambda path: taken.append(path) or True)
    drop(window, "file:///srv/app.APK")
    assert ([Path("/srv/app.APK")], []) == (taken, opened)


def test_without_a_form_it_says_where_to_drop_it(
    window: MainWindow, opened: list[list[Path]]
) -> None:
    drop(window, "file:///srv/app.apk")
    said = window.context.toast().sentence.text()
    assert ([], True) == (opened, said.startswith("Open a connection first"))


def test_what_is_no_file_is_left_alone(window: MainWindow, opened: list[list[Path]]) -> None:
    """A link from a browser."""
    assert not drop(window, "https://acme.example/")
    assert [] == opened
