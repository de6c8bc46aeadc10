"""Pages whose cards stand beside each other where there is room, else one above the other."""

from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QBoxLayout

from wecom_console.gui.shell.context import ShellContext
from wecom_console.gui.shell.page import Page
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import CARD_GAP, Role
from wecom_console.gui.theme.tokens import ThemeTokens


class CardsPage(Page):
    """`cards` takes the cards, and is beside from `beside_from` characters of width on."""

    def __init__(self, theme: ThemeController, *, beside_from: int) -> None:
        super().__init__()
        self._theme = theme
        self._beside_from = beside_from
        self.cards = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.cards.setSpacing(CARD_GAP)

    def _fit_cards(self, *, is_beside: bool) -> None:
        """What else follows theme and width: heights of the cards, mostly."""

    def _fit(self) -> None:
        character = QFontMetricsF(self._theme.font(Role.BODY)).averageCharWidth()
        is_beside = self.width() >= self._beside_from * character
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self.cards.setDirection(across if is_beside else down)
        self._fit_cards(is_beside=is_beside)

    def _on_theme_changed(self, _tokens: ThemeTokens) -> None:
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may need another order."""
        super().resizeEvent(event)
        self._fit()


class BelowLoginTest(CardsPage):
    """A page of its own that one comes to from the login test."""

    def __init__(self, context: ShellContext, *, beside_from: int) -> None:
        super().__init__(context.theme, beside_from=beside_from)
        self._context = context

    def breadcrumb(self) -> tuple[tuple[str, str], ...]:
        """The test it belongs to."""
        return (("test", self.tr("Login test")),)

    def on_breadcrumb(self, key: str) -> None:
        """Back to it; what is under way goes on."""
        self._context.navigate(key, None)
