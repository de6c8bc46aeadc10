"""Dresses the application in palette and base font, and each of its windows in a style sheet."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QWidget

from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.theme.stylesheet import palette, stylesheet
from wecom_console.gui.theme.tokens import ThemeTokens


class ApplicationStyle(QObject):
    """Keeps one application in a controller's colours and letters."""

    def __init__(self, app: QApplication, theme: ThemeController) -> None:
        super().__init__(app)
        self._app = app
        self._theme = theme
        theme.follow(self._on_theme_changed)

    def _on_theme_changed(self, tokens: ThemeTokens) -> None:
        self._app.setPalette(palette(tokens))
        self._app.setFont(QFont(self._theme.font(Role.BODY)))


class WindowStyle(QObject):
    """Keeps one window, and all that is or will be in it, in a controller's style sheet.

    It is the window's and not the application's: under an application's sheet every widget is
    dressed anew, with all that it holds, each time that it gets a parent. A page that is built
    from the inside out would be dressed ten times over, which takes longer than to build it.
    """

    def __init__(self, window: QWidget, theme: ThemeController) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._sheet = ""
        theme.follow(self._on_theme_changed)

    def _on_theme_changed(self, tokens: ThemeTokens) -> None:
        sheet = stylesheet(tokens, self._theme.scale)
        if sheet != self._sheet:
            self._sheet = sheet
            self._window.setStyleSheet(sheet)
