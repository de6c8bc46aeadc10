"""Dresses the application in palette and base font, and each of its windows in a style sheet."""

from PySide6.QtCore import QChildEvent, QEvent, QObject
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

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

    With `pages` every part of the window, and every page, has the sheet for itself: a page that
    nobody sees keeps the one it has until `dress`, for to dress all takes half a second.
    """

    def __init__(
        self, window: QWidget, theme: ThemeController, *, pages: QStackedWidget | None = None
    ) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._pages = pages
        self._sheet = ""
        theme.follow(self._on_theme_changed)
        if pages is not None:
            window.installEventFilter(self)
            pages.installEventFilter(self)

    def dress(self, part: QWidget) -> None:
        """A page comes to the front, or a part came into the window."""
        if part.styleSheet() != self._sheet:
            part.setStyleSheet(self._sheet)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Dresses what comes into the window later."""
        if type(event) is QChildEvent and event.polished():
            child = event.child()
            if isinstance(child, QWidget) and child in self._seen():
                self.dress(child)
        return False

    def _seen(self) -> list[QWidget]:
        pages = self._pages
        if pages is None:
            return [self._window]
        behind = {pages.widget(place) for place in range(pages.count())} - {pages.currentWidget()}
        parts = (*self._window.children(), *pages.children())
        return [w for w in parts if isinstance(w, QWidget) and w is not pages and w not in behind]

    def _on_theme_changed(self, tokens: ThemeTokens) -> None:
        self._sheet = stylesheet(tokens, self._theme.scale)
        for part in self._seen():
            self.dress(part)
