"""The folded menu, Alt alone, and a mouse's thumb."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from wecom_console.gui.shell.commands.menu import MENUS, ProgramMenu, WindowInput
from wecom_console.gui.shell.commands.shortcuts import of_platform
from wecom_console.gui.shell.commands.table import menu_commands


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """Shown, and with the keyboard."""
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow, timeout=60_000)
    return made


def _menu(window: QWidget, name: str, done: list[str]) -> QMenu:
    menu = ProgramMenu(window, done.append, lambda page: page != "deleted")
    return next(one for one in menu.menus() if one.objectName() == name)


def test_every_entry_is_a_command(qapp: QApplication) -> None:
    """And stands in one menu only."""
    known = menu_commands(lambda _page: True)
    keys = [key for _, menu in MENUS for key in menu if key]
    assert ([], len(keys)) == ([key for key in keys if key not in known], len(set(keys)))


def test_an_entry_does_its_command(window: QWidget, qtbot: QtBot) -> None:
    """Once the menu has gone."""
    done: list[str] = []
    view = _menu(window, "menu_view", done)
    next(one for one in view.actions() if one.objectName() == "menu_zoom_in").trigger()
    qtbot.waitUntil(lambda: bool(done), timeout=60_000)
    assert ["zoom_in"] == done


def test_an_entry_shows_its_key_and_binds_none(window: QWidget) -> None:
    """The window's own shortcut does it; bound twice it would do nothing."""
    file = _menu(window, "menu_file", [])
    create = next(one for one in file.actions() if one.objectName() == "menu_new")
    assert ("Create identity source\tCtrl+N", True) == (
        create.text(),
        create.shortcut().isEmpty(),
    )


def test_a_page_that_is_not_there_has_no_entry(window: QWidget) -> None:
    """Nothing that would lead nowhere."""
    names = [action.objectName() for action in _menu(window, "menu_file", []).actions()]
    assert "menu_go:deleted" not in names


def test_the_folded_menu_holds_all_of_them(window: QWidget) -> None:
    """In their order."""
    menu = ProgramMenu(window, lambda _key: None, lambda _page: True)
    opened = menu.open_at(window.rect().topRight())
    names = [
        found.objectName()
        for action in opened.actions()
        if isinstance(found := action.menu(), QMenu)
    ]
    opened.close()
    assert [f"menu_{key}" for key, _ in MENUS] == names


def _input(window: QWidget) -> tuple[QWindow, list[str]]:
    done: list[str] = []
    WindowInput(window, done.append)
    handle = window.windowHandle()
    assert handle is not None
    return handle, done


def test_alt_alone_opens_the_menu(window: QWidget) -> None:
    """Pressed and let go."""
    handle, done = _input(window)
    QTest.keyClick(handle, Qt.Key.Key_Alt)
    assert ["menu"] == done


def test_alt_with_another_key_opens_nothing(window: QWidget) -> None:
    """It is the other key's."""
    handle, done = _input(window)
    QTest.keyPress(handle, Qt.Key.Key_Alt)
    QTest.keyClick(handle, Qt.Key.Key_X, Qt.KeyboardModifier.AltModifier)
    QTest.keyRelease(handle, Qt.Key.Key_Alt)
    assert [] == done


def test_alt_that_belonged_to_a_shortcut_opens_nothing(window: QWidget) -> None:
    """The window never sees the other key of it."""
    done: list[str] = []
    made = WindowInput(window, done.append)
    handle = window.windowHandle()
    assert handle is not None
    QTest.keyPress(handle, Qt.Key.Key_Alt)
    made.forget()
    QTest.keyRelease(handle, Qt.Key.Key_Alt)
    assert [] == done


@pytest.mark.parametrize(
    ("button", "key"),
    [(Qt.MouseButton.BackButton, "back"), (Qt.MouseButton.ForwardButton, "forward")],
)
def test_a_mouses_thumb_goes_back_and_forward(
    window: QWidget, button: Qt.MouseButton, key: str
) -> None:
    """Wherever the pointer is."""
    handle, done = _input(window)
    at, held = QPointF(5, 5), Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(QMouseEvent.Type.MouseButtonPress, at, at, button, button, held)
    QApplication.sendEvent(handle, event)
    assert [key] == done


@pytest.mark.parametrize(
    ("system", "shown"), [("darwin", "Ctrl+["), ("linux", "Alt+Left"), ("win32", "Alt+Left")]
)
def test_keys_are_the_platforms_own(system: str, shown: str) -> None:
    """On a Mac Alt and an arrow move by a word."""
    assert shown == of_platform("Alt+Left", system=system)
