"""The line below a list on which something is added to it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from wecom_console.gui.parts.layouts import button_row
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.widgets.boxes.card import Rule


def adding_line(theme: ThemeController, button: QWidget) -> QWidget:
    """A rule, and the button below it."""
    line = QWidget()
    row = button_row(button)
    row.setContentsMargins(8, 6, 8, 6)
    column = QVBoxLayout(line)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(Rule(theme))
    column.addLayout(row)
    return line
