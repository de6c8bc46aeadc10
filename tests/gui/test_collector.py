"""Cycles are collected on the GUI thread alone."""

import gc
import sys
import threading
import weakref
from types import ModuleType

import pytest
from pytestqt.qtbot import QtBot

from wecom_console.gui.collector import MANY_MODULES, GuiCollector


class Knot:
    """Holds itself."""

    def __init__(self) -> None:
        self.me = self


def tie_many(count: int) -> list["weakref.ref[Knot]"]:
    return [weakref.ref(Knot()) for _ in range(count)]


def test_another_thread_collects_nothing(qtbot: QtBot) -> None:
    """However much it allocates, the cycles stay until the GUI thread looks."""
    collector = GuiCollector()
    try:
        first = weakref.ref(Knot())
        worker = threading.Thread(target=tie_many, args=(20_000,))
        worker.start()
        worker.join()
        assert first() is not None
    finally:
        collector.stop()


def test_the_gui_thread_collects_what_has_piled_up(qtbot: QtBot) -> None:
    """Memory stays flat: the timer does the interpreter's work."""
    collector = GuiCollector()
    try:
        knots = tie_many(20_000)
        qtbot.waitUntil(lambda: all(knot() is None for knot in knots[:10_000]), timeout=60_000)
    finally:
        collector.stop()


def test_what_imports_made_is_set_aside(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """It stays for good, and looking through it would stop the window."""
    collector = GuiCollector()
    try:
        collector.collect()
        before = gc.get_freeze_count()
        mine = [[] for _ in range(1_000)]
        collector.collect()
        same = gc.get_freeze_count()
        for number in range(MANY_MODULES):
            monkeypatch.setitem(sys.modules, f"made_up_{number}", ModuleType("made_up"))
        collector.collect()
        after = gc.get_freeze_count()
        assert (before > 0, same <= before, after >= before + len(mine)) == (True,) * 3
    finally:
        collector.stop()
    assert 0 == gc.get_freeze_count()


def test_the_interpreter_has_its_collector_back_afterwards(qtbot: QtBot) -> None:
    """After the window nothing is different."""
    GuiCollector().stop()
    assert gc.isenabled()
