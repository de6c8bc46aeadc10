"""What the field in hand is: where its value stands in the consoles, what is often wrong, and
which leg of a login it breaks."""

from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from wecom_console.flow.explanations import plain
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.widgets.boxes.card import Card
from wecom_console.gui.widgets.text.label import Label
from wecom_console.messages.catalogue import Messages
from wecom_console.messages.problems import field_label

PARTS: Final = ("wecom", "authing", "wrong", "breaks")


class HelpCard(Card):
    """Follows the keyboard; needs no network. The texts are ``help.<field>.<part>``."""

    def __init__(self, theme: ThemeController) -> None:
        super().__init__(theme, padding=16, name="help_card")
        self._path = ""
        self._title = Label(theme, role=Role.SECTION)
        self._title.setObjectName("help_title")
        self.body.setSpacing(10)
        self.body.addWidget(self._title)
        self._nothing = Label(theme, role=Role.SMALL, color="text_muted", wrap=True)
        self.body.addWidget(self._nothing)
        self._parts: dict[str, tuple[QWidget, Label, Label]] = {}
        for part in PARTS:
            name = Label(theme, role=Role.CAPTION, color="text_muted")
            text = Label(theme, role=Role.SMALL, wrap=True)
            text.setObjectName(f"help_{part}")
            box = QWidget()
            column = QVBoxLayout(box)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(1)
            column.addWidget(name)
            column.addWidget(text)
            self._parts[part] = (box, name, text)
            self.body.addWidget(box)
        self.body.addStretch(1)  # the card is as high as the longest help so far

    def show_field(self, path: str, messages: Messages) -> None:
        """Tells of a field; of none while `path` is empty."""
        self._path = path
        is_known = bool(path)
        title = field_label(messages, path) if is_known else messages.text("help_panel.title")
        self._title.setText(title)
        self._nothing.setText(messages.text("help_panel.nothing"))
        self._nothing.setVisible(not is_known)
        for part, (box, name, text) in self._parts.items():
            code = f"help.{path}.{part}"
            box.setVisible(messages.has(code))
            name.setText(messages.text(f"help_panel.{part}"))
            text.setText(plain(messages.text(code)) if messages.has(code) else "")

    def retranslate(self, messages: Messages) -> None:
        """Says the same in another language."""
        self.show_field(self._path, messages)
