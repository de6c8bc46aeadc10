"""Asking for a secret that opens something: a passphrase, a password."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wecom_console.domain.secrets import Secret
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.widgets.controls.button import Button, ButtonKind, ButtonSize
from wecom_console.gui.widgets.fields.secret_field import SecretField

SPACING = 8


class SecretPrompt(QWidget):
    """A field with its button below. `entered` carries the Secret, sent by the button or by Enter;
    the field is empty again then. Nothing is sent while it is empty."""

    entered = Signal(object)

    def __init__(
        self,
        theme: ThemeController,
        *,
        field_name: str,
        button_name: str,
        kind: ButtonKind = ButtonKind.PRIMARY,
        size: ButtonSize = ButtonSize.NORMAL,
    ) -> None:
        super().__init__()
        self.field = SecretField(theme, name=field_name, required=True)
        self.button = Button(theme, kind=kind, size=size, icon="lock", name=button_name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING)
        column.addWidget(self.field)
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addStretch(1)
        column.addLayout(row)
        self.button.clicked.connect(self._on_entered)
        self.field.edit.returnPressed.connect(self._on_entered)

    def set_words(self, *, label: str, action: str) -> None:
        """The field's name and the button's."""
        self.field.set_label(label)
        self.field.set_reveal_names(reveal=self.tr("Show"), mask=self.tr("Hide"))
        self.button.setText(action)

    def _on_entered(self) -> None:
        text = self.field.text()
        if text:
            self.field.edit.clear()
            self.entered.emit(Secret(text))
