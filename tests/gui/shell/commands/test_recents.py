"""The connections that were looked at last stand in the command palette."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from gui.shell.shell_support import MemorySettings
from wecom_console.gui.shell.commands.recents import Recents
from wecom_console.storage.settings import RECENTS_KEPT


@pytest.fixture
def make(qapp: QApplication) -> Callable[[Any], Recents]:
    """Over settings in memory."""
    parent = QObject(qapp)
    return lambda settings: Recents(settings, parent=parent)


def texts(recents: Recents) -> list[str]:
    """What the palette would show."""
    return [command.text for command in recents.commands()]


def test_the_latest_is_the_first(make: Callable[[Any], Recents]) -> None:
    """One that is looked at again moves up."""
    recents = make(MemorySettings())
    for profile_id, name in (("1", "A"), ("2", "B"), ("1", "A")):
        recents.note(profile_id, name)
    assert ["Open A", "Open B"] == texts(recents)


def test_they_are_bounded(make: Callable[[Any], Recents]) -> None:
    """The oldest is forgotten."""
    recents = make(MemorySettings())
    for number in range(RECENTS_KEPT + 3):
        recents.note(str(number), f"N{number}")
    assert RECENTS_KEPT == len(texts(recents))


def test_they_are_there_after_a_restart(make: Callable[[Any], Recents]) -> None:
    """With the settings."""
    settings = MemorySettings()
    make(settings).note("1", "A")
    assert ["Open A"] == texts(make(settings))


def test_what_is_gone_is_forgotten_and_what_is_renamed_renamed(
    make: Callable[[Any], Recents],
) -> None:
    """As soon as it is known which connections there are."""
    recents = make(MemorySettings())
    recents.note("gone", "Gone")
    recents.note("here", "Old name")
    recents.meet((("here", "New name", "acme"), ("other", "Other", "other")))
    assert [("Open New name", "acme")] == [(one.text, one.note) for one in recents.commands()]
