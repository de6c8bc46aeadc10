"""The controls that runs are chosen and started with."""

from PySide6.QtWidgets import QSizePolicy

from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import HEIGHT_MEDIUM, Role
from wecom_console.gui.widgets.controls.button import Button, ButtonKind
from wecom_console.gui.widgets.controls.combo import ComboBox


def run_combo(theme: ThemeController, name: str) -> ComboBox:
    """A low drop-down."""
    return ComboBox(theme, name=name, height=HEIGHT_MEDIUM, role=Role.SMALL)


def run_button(theme: ThemeController, icon: str, name: str, kind: ButtonKind) -> Button:
    """As wide as there is room."""
    button = Button(theme, icon=icon, name=name, kind=kind)
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return button
