"""The question before production feels something."""

from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from shiboken6 import delete

from gui.page_support import dispose
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.widgets.boxes.guard_bar import GuardBar


def test_what_was_asked_happens_although_the_page_was_filled_anew(
    qapp: QApplication, theme: ThemeController
) -> None:
    """What had the keyboard before the question is gone by the time it is answered."""
    window = QWidget()
    column = QVBoxLayout(window)
    guard, before = GuardBar(theme), QLineEdit()
    column.addWidget(guard)
    column.addWidget(before)
    window.show()
    qapp.processEvents()
    before.setFocus()
    done: list[str] = []
    guard.ask("Restore?", [], confirm="Restore", stay="Leave", action=lambda: done.append("yes"))
    delete(before)
    confirm = guard.findChild(QPushButton, "guard_bar_confirm_button")
    assert isinstance(confirm, QPushButton)
    confirm.setFocus()
    confirm.click()
    dispose(window)
    assert ["yes"] == done
