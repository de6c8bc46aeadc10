"""Nothing here yet: one sentence and a way on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.widgets.controls.button import Button, ButtonSize
from wecom_console.gui.widgets.text.label import Label


class EmptyState(QWidget):
    """An empty list inside a page: one muted sentence and, with `action`, one compact button."""

    acted = Signal()

    def __init__(
        self,
        theme: ThemeController,
        *,
        name: str = "",
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        centre = Qt.AlignmentFlag.AlignHCenter
        self.sentence = Label(theme, role=Role.SMALL, color="text_muted", wrap=True, align=centre)
        self.button = Button(theme, size=ButtonSize.COMPACT, icon=icon, name=name)
        self.button.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addStretch(1)
        column.addWidget(self.sentence)
        column.addWidget(self.button, 0, centre)
        column.addStretch(1)
        self.button.clicked.connect(self.acted)

    def show_sentence(self, sentence: str, *, action: str = "") -> None:
        """Says what is missing and names the way on."""
        self.sentence.setText(sentence)
        self.button.setText(action)
        self.button.setVisible(bool(action))
