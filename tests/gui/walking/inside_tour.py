"""Run by `test_tour.py` in a process of its own: the tour in the real window, by keyboard alone.

Run with pytest; the window brings its own application.
"""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from wecom_console.gui.pictures.window_driver import WindowDriver, open_stage


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WindowDriver]:
    with open_stage(tmp_path_factory.mktemp("home")) as stage:
        stage.window.activateWindow()
        yield stage


def title(stage: WindowDriver) -> str:
    """What the bar says."""
    return stage.find("tour_notice").accessibleName()


def press_focused(stage: WindowDriver) -> None:
    """Space on what has the keyboard."""
    focused = QApplication.focusWidget()
    assert isinstance(focused, QPushButton)
    QTest.keyClick(focused, Qt.Key.Key_Space)
    stage.wait()


def test_the_empty_page_offers_it(stage: WindowDriver) -> None:
    """The first step is where one is."""
    stage.click("tour_link")
    assert ("1 of 3: your identity sources", "sources") == (
        title(stage),
        stage.window.host.current_key,
    )


def test_the_second_step_is_the_wizard(stage: WindowDriver) -> None:
    """The keyboard is on *Next*."""
    press_focused(stage)
    assert ("2 of 3: the same path as in the console", "wizard") == (
        title(stage),
        stage.window.host.current_key,
    )


def test_the_third_step_waits_for_its_login(stage: WindowDriver) -> None:
    """And says why its button is grey."""
    press_focused(stage)
    button = stage.find("tour_next_button")
    early = (button.isEnabled(), button.toolTip())
    stage.wait_until(button.isEnabled, "the demo login has ended")
    assert ((False, "Logging in"), "test") == (early, stage.window.host.current_key)


def test_it_ends_with_a_login_that_got_through(stage: WindowDriver) -> None:
    """A real one against the simulator; the demo connection is stored."""
    notice = stage.find("tour_notice")
    said = [child.accessibleName() for child in notice.findChildren(QWidget)]
    assert "Logged in. Leg 1 is proven here, the others are simulated." in said
    assert ["demo-wecom"] == [one.identifier for one in stage.services.profiles.list()]


def test_finished_it_is_gone(stage: WindowDriver) -> None:
    """And can be taken again from the palette."""
    stage.click("tour_next_button")
    stage.wait(50)
    gone = not any(w.isVisible() for w in stage.window.findChildren(QWidget, "tour_bar"))
    stage.window.run_command("tour")
    assert (True, "1 of 3: your identity sources") == (gone, title(stage))


def test_it_follows_the_language(stage: WindowDriver) -> None:
    """While it is shown."""
    english = title(stage)
    stage.application.languages.set_preference("zh_CN")
    chinese = title(stage)
    stage.application.languages.set_preference("en")
    assert english != chinese
    assert chinese


def test_it_can_be_left(stage: WindowDriver) -> None:
    """Where one is, one stays."""
    stage.click("tour_leave_button")
    stage.wait(50)
    assert not any(w.isVisible() for w in stage.window.findChildren(QWidget, "tour_bar"))
