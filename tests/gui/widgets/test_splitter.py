"""Panes that can be moved."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.widgets.layout.splitter import STEP, PaneSplitter


def panes(qtbot: QtBot, theme: ThemeController) -> PaneSplitter:
    splitter = PaneSplitter(theme, Qt.Orientation.Horizontal, name="panes")
    qtbot.addWidget(splitter)
    for _ in range(2):
        splitter.addWidget(QWidget())
    splitter.resize(612, 100)
    splitter.show()
    splitter.setSizes([300, 300])
    return splitter


def test_arrow_keys_move_a_grip(qtbot: QtBot, theme: ThemeController) -> None:
    """By a step, either way; those of the other direction do not."""
    splitter = panes(qtbot, theme)
    before = splitter.sizes()[0]
    qtbot.keyClick(splitter.handle(1), Qt.Key.Key_Right)
    right = splitter.sizes()[0]
    qtbot.keyClick(splitter.handle(1), Qt.Key.Key_Down)
    qtbot.keyClick(splitter.handle(1), Qt.Key.Key_Left)
    assert (before + STEP, before) == (right, splitter.sizes()[0])


def test_a_double_click_takes_the_panes_back(qtbot: QtBot, theme: ThemeController) -> None:
    """To the first widths, and tells it."""
    splitter = panes(qtbot, theme)
    splitter.set_first((200, 400))
    with qtbot.waitSignal(splitter.moved):
        qtbot.mouseDClick(splitter.handle(1), Qt.MouseButton.LeftButton)
    assert [200, 400] == splitter.sizes()
