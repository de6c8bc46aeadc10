"""A long run's end, told to who looks at something else."""

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget
from pytestqt.qtbot import QtBot

from wecom_console.gui.shell.notification import Notification, tell_end


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """A window that nobody looks at."""
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """What a desktop with notifications was given."""
    found: list[tuple[Any, ...]] = []
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "supportsMessages", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "setVisible", lambda _self, _shown: None)
    monkeypatch.setattr(QSystemTrayIcon, "show", lambda _self: None)
    monkeypatch.setattr(
        QSystemTrayIcon, "showMessage", lambda _self, *values: found.append(values[:2])
    )
    return found


def test_the_desktop_is_told(window: QWidget, shown: list[tuple[Any, ...]]) -> None:
    """With the program's name and the sentence."""
    told = tell_end(window, "24 logins have ended.")
    assert (True, [(QApplication.applicationDisplayName(), "24 logins have ended.")]) == (
        told,
        shown,
    )


def test_who_looks_at_the_window_is_not_told(
    qtbot: QtBot, window: QWidget, shown: list[tuple[Any, ...]]
) -> None:
    """The page itself says it."""
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=60_000)
    assert (False, []) == (tell_end(window, "x"), shown)


def test_without_notifications_nothing_fails(
    window: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The task bar lights up, no more."""
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: False)
    assert tell_end(window, "x") is False


def test_one_icon_serves_many_ends(window: QWidget, shown: list[tuple[Any, ...]]) -> None:
    """The tray does not fill up."""
    for number in range(3):
        tell_end(window, f"{number}")
    assert (3, 1) == (len(shown), len(window.findChildren(Notification)))


def test_a_click_brings_the_window_to_the_front(
    qtbot: QtBot, window: QWidget, shown: list[tuple[Any, ...]]
) -> None:
    """Where the result is."""
    tell_end(window, "x")
    (notification,) = window.findChildren(Notification)
    notification._on_icon_clicked()
    qtbot.waitUntil(window.isActiveWindow, timeout=60_000)
    assert window.isVisible()
