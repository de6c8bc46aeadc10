"""The window fits the screen, whatever its size and whatever is remembered."""

import pytest
from PySide6.QtCore import QMargins, QRect

from wecom_console.gui.shell.placing import FIRST_SIZE, GUESSED_FRAME, fitted

LAPTOP = QRect(0, 0, 1366, 768)
SCALED = QRect(0, 0, 911, 512)
SMALL = QRect(0, 0, 683, 384)
DESK = QRect(0, 0, 1920, 1080)
WITH_PANELS = QRect(70, 27, 1296, 741)


@pytest.mark.parametrize("room", [LAPTOP, SCALED, SMALL, DESK, WITH_PANELS])
@pytest.mark.parametrize(
    "wanted", [None, QRect(40, 40, 1280, 832), QRect(-300, 900, 4000, 3000), QRect(9, 9, 500, 420)]
)
def test_the_window_with_its_frame_is_inside_the_screen(room: QRect, wanted: QRect | None) -> None:
    """First and remembered sizes, 1366 x 768 also at 150 % and 200 %."""
    placed = fitted(wanted, room, GUESSED_FRAME)
    assert room.contains(placed.marginsAdded(GUESSED_FRAME))


def test_the_first_size_is_taken_where_there_is_room() -> None:
    """In the middle of the screen."""
    placed = fitted(None, DESK, QMargins())
    assert (*FIRST_SIZE, 320, 124) == (placed.width(), placed.height(), placed.x(), placed.y())


def test_a_remembered_place_that_fits_is_taken_as_it_is() -> None:
    """To the pixel."""
    wanted = QRect(200, 100, 1000, 700)
    assert wanted == fitted(wanted, DESK, GUESSED_FRAME)


def test_a_place_on_a_screen_that_is_gone_keeps_the_size() -> None:
    """In the middle of the one that is there."""
    placed = fitted(QRect(90_000, 90_000, 900, 700), DESK, QMargins())
    assert QRect(510, 190, 900, 700) == placed
