"""The search input with its magnifier."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import HEIGHT_CONTROL, Role
from wecom_console.gui.widgets.controls.field_box import FieldBox


class SearchField(FieldBox):
    """`searched` carries every change; Esc clears it first, then passes on."""

    searched = Signal(str)

    def __init__(
        self,
        theme: ThemeController,
        *,
        name: str = "search_edit",
        placeholder: str = "",
        height: int = HEIGHT_CONTROL,
        role: Role = Role.BODY,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            theme, name=name, role=role, leading_icon="search", height=height, parent=parent
        )
        self.edit.textChanged.connect(self.searched)
        self.set_placeholder(placeholder)

    def text(self) -> str:
        """What is searched for."""
        return self.edit.text()

    def set_placeholder(self, text: str) -> None:
        """What can be searched for; also its accessible name."""
        self.edit.setPlaceholderText(text)
        self.edit.setAccessibleName(text)

    def focus(self) -> None:
        """Moves the keyboard here and selects the text."""
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc clears."""
        if event.key() == Qt.Key.Key_Escape and self.edit.text():
            self.edit.clear()
            return
        super().keyPressEvent(event)
