"""What stands in the header on the login test page: the connection, and ways to other pages."""

from typing import Final

from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QHBoxLayout, QWidget

from wecom_console.gui.features.login_test.connection_chooser import ConnectionChooser
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.widgets.controls.button import Button, ButtonSize
from wecom_console.messages.catalogue import Messages

WORDS_FROM: Final = 125
"""Characters of the page's width from which the buttons have words."""
WORDS_LENGTH: Final = 40
"""How many characters title and buttons usually have together."""


class HeaderPart(QWidget):
    """The chooser hides where there is nothing to choose, the header hides another page's part."""

    def __init__(
        self, theme: ThemeController, *, messages: Messages, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.chooser = ConnectionChooser(theme, messages=messages)
        self.several_button = Button(
            theme, size=ButtonSize.COMPACT, icon="list", name="matrix_button"
        )
        self.explain_button = Button(
            theme, size=ButtonSize.COMPACT, icon="help", name="explain_button"
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.chooser)
        row.addWidget(self.several_button)
        row.addWidget(self.explain_button)

    def fit(self, width: int, title: str) -> None:
        """Where a page of this width has no room for their words the two buttons are icons."""
        font = QFontMetricsF(self._theme.font(Role.BODY))
        several, explain = self.tr("Test several"), self.tr("Explain an error")
        longer = font.horizontalAdvance(title + several + explain)
        usual = font.averageCharWidth() * WORDS_LENGTH
        # Where these words are longer than usual, so are those of the tools beside them; the room
        # is taken from the connection's name.
        room = (width - 2 * max(0.0, longer - usual)) / font.averageCharWidth()
        for button, words in ((self.several_button, several), (self.explain_button, explain)):
            button.setText(words if room >= WORDS_FROM else "")
            button.set_accessible_name(words)
