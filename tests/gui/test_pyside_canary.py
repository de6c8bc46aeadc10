"""PySide6 6.12.0 loses references on CPython before 3.12 and then ends the process."""

import sys

from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot


class Speaker(QObject):
    """Something that can emit."""

    spoken = Signal(bool)


def test_void_calls_keep_their_reference_to_none(qtbot: QtBot) -> None:
    """300 calls that return nothing leave the count of `None` where it was
    (docs/reference/platform.md §1)."""
    target = QObject()
    before = sys.getrefcount(None)
    for number in range(300):
        target.setObjectName(str(number))
    assert sys.getrefcount(None) - before > -50


def test_emits_keep_their_reference_to_true(qtbot: QtBot) -> None:
    """300 emits leave the count of `True` where it was."""
    speaker = Speaker()
    heard: list[bool] = []
    speaker.spoken.connect(heard.append)
    before = sys.getrefcount(True)
    for _ in range(300):
        speaker.spoken.emit(False)
    assert sys.getrefcount(True) - before > -50
