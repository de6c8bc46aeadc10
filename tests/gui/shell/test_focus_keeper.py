"""The keyboard stays near what had it."""

import pytest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from wecom_console.gui.shell.focus_keeper import FocusKeeper


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """A card with the button that is pressed, and beside it one that starts something."""
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    card = QWidget()
    card.setObjectName("card")
    inner = QVBoxLayout(card)
    for name, layout in (("pressed", inner), ("starts", column)):
        button = QPushButton(name)
        button.setObjectName(name)
        layout.addWidget(button)
    column.insertWidget(0, card)
    FocusKeeper(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=60_000)
    _button(window, "pressed").setFocus()
    return window


def _button(window: QWidget, name: str) -> QPushButton:
    found = window.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def _at(window: QWidget) -> str:
    widget = window.focusWidget()
    return widget.objectName() if widget is not None else ""


def test_a_button_that_is_disabled_hands_it_to_its_card(window: QWidget) -> None:
    """Not to whatever would act on the next Enter."""
    _button(window, "pressed").setEnabled(False)
    assert "card" == _at(window)


def test_a_button_that_goes_away_hands_it_to_its_card(window: QWidget) -> None:
    """For good."""
    _button(window, "pressed").hide()
    assert "card" == _at(window)


def test_a_button_that_can_be_pressed_again_gets_it_back(window: QWidget) -> None:
    """Once its work is done."""
    pressed = _button(window, "pressed")
    pressed.setEnabled(False)
    pressed.setEnabled(True)
    assert "pressed" == _at(window)


def test_who_went_elsewhere_stays_there(window: QWidget) -> None:
    """The end of the work takes nothing from what is used meanwhile."""
    pressed = _button(window, "pressed")
    pressed.setEnabled(False)
    _button(window, "starts").setFocus()
    pressed.setEnabled(True)
    assert "starts" == _at(window)
