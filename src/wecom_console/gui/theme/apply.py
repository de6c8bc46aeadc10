"""Dresses the application: palette, base font, style sheet."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.theme.stylesheet import palette, stylesheet
from wecom_console.gui.theme.tokens import ThemeTokens


class ApplicationStyle(QObject):
    """Keeps one application dressed in a controller's theme."""

    def __init__(self, app: QApplication, theme: ThemeController) -> None:
        super().__init__(app)
        self._app = app
        self._theme = theme
        self._sheet = ""
        theme.follow(self._on_theme_changed)

    def _on_theme_changed(self, tokens: ThemeTokens) -> None:
        self._app.setPalette(palette(tokens))
        self._app.setFont(QFont(self._theme.font(Role.BODY)))
        sheet = stylesheet(tokens, self._theme.scale)
        if sheet != self._sheet:
            self._sheet = sheet
            self._app.setStyleSheet(sheet)
