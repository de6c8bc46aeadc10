"""Where delegates begin that paint with the theme."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStyledItemDelegate

from wecom_console.gui.theme.controller import ThemeController


class ThemedDelegate(QStyledItemDelegate):
    """Knows the theme; whoever shows it repaints."""

    def __init__(self, theme: ThemeController, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
