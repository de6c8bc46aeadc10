"""Offscreen Qt and a theme for every window test."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QGuiApplication
from PySide6.QtWidgets import QApplication

from wecom_console.gui import read_out
from wecom_console.gui.theme.apply import ApplicationStyle
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.icons import IconSet
from wecom_console.gui.theme.tokens import Theme
from wecom_console.resource_files import resource_path


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform says of some window functions that it lacks them; nobody needs them
    here."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("^This plugin does not support", extend=True))


@pytest.fixture(autouse=True)
def _put_away() -> Iterator[None]:
    """What a test leaves is gone with it.

    A widget that waits for an event loop to delete it would be dressed again with every test to
    come. What lies in the clipboard would outlive the interpreter that made it, and crash.
    """
    yield
    if QApplication.instance() is not None:
        QGuiApplication.clipboard().clear()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def read_aloud(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader is asked to say, as if there were one."""
    said: list[str] = []

    class Listening:
        AnnouncementPoliteness = QAccessible.AnnouncementPoliteness

        @staticmethod
        def isActive() -> bool:
            return True

        @staticmethod
        def updateAccessibility(event: QAccessibleAnnouncementEvent) -> None:
            said.append(event.message())

    monkeypatch.setattr(read_out, "QAccessible", Listening)
    return said


@pytest.fixture
def icons() -> IconSet:
    """The product's own drawings."""
    return IconSet(resource_path("icons"))


@pytest.fixture
def theme(qapp: QApplication, icons: IconSet) -> Iterator[ThemeController]:
    """A light theme without motion, applied to the application."""
    with applied_theme(qapp, icons) as controller:
        yield controller


@pytest.fixture(scope="module")
def kept_theme(qapp: QApplication) -> Iterator[ThemeController]:
    """The same for a page that stays while a module's tests come and go; nobody changes it."""
    with applied_theme(qapp, IconSet(resource_path("icons"))) as controller:
        yield controller


@contextmanager
def applied_theme(qapp: QApplication, icons: IconSet) -> Iterator[ThemeController]:
    controller = ThemeController(icons=icons, preference=Theme.LIGHT, reduced_motion=True)
    style = ApplicationStyle(qapp, controller)
    yield controller
    style.deleteLater()
    controller.deleteLater()
