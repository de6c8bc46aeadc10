"""Round corners of menus, with and without a compositor."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from wecom_console.gui.theme.popups import round_corners


def _popup(qtbot: QtBot, platform: str) -> QWidget:
    popup = QWidget()
    qtbot.addWidget(popup)
    round_corners(popup, 8, platform=platform)
    popup.resize(200, 90)
    popup.show()
    return popup


def test_on_x11_the_corners_are_cut_off(qtbot: QtBot) -> None:
    """Nothing is left there that could be black; the edge's middle is."""
    mask = _popup(qtbot, "xcb").mask()
    assert (False, False, True) == (
        mask.contains(QPoint(0, 0)),
        mask.contains(QPoint(199, 89)),
        mask.contains(QPoint(100, 0)),
    )


def test_elsewhere_the_corners_are_translucent(qtbot: QtBot) -> None:
    """Which is smoother."""
    popup = _popup(qtbot, "wayland")
    translucent = popup.testAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
    assert (True, True) == (translucent, popup.mask().isEmpty())
