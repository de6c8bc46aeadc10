"""A masked input that can be revealed for a look."""

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.widgets.controls.button import Button, ButtonKind, ButtonSize
from wecom_console.gui.widgets.fields.line_field import LineField


class SecretField(LineField):
    """Masked; the eye reveals it until the field is hidden. The text never becomes a tool tip."""

    def __init__(
        self,
        theme: ThemeController,
        *,
        name: str,
        label: str = "",
        required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, name=name, label=label, required=required, mono=True, parent=parent)
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.reveal_button = Button(
            theme,
            kind=ButtonKind.GHOST,
            size=ButtonSize.COMPACT,
            icon="eye",
            name=f"{name}_reveal_button",
        )
        self._reveal_name = ""
        self._mask_name = ""
        self.box.add_button(self.reveal_button)
        self.reveal_button.clicked.connect(self._on_reveal_button_clicked)
        self.set_reveal_names(reveal="Show", mask="Hide")

    def set_reveal_names(self, *, reveal: str, mask: str) -> None:
        """The accessible names of the eye in either state."""
        self._reveal_name, self._mask_name = reveal, mask
        self._update_button()

    @property
    def is_revealed(self) -> bool:
        """Whether the text can be read."""
        return self.edit.echoMode() == QLineEdit.EchoMode.Normal

    def set_revealed(self, *, revealed: bool) -> None:
        """Shows or masks the text."""
        mode = QLineEdit.EchoMode.Normal if revealed else QLineEdit.EchoMode.Password
        self.edit.setEchoMode(mode)
        self._update_button()

    def _update_button(self) -> None:
        revealed = self.is_revealed
        self.reveal_button.set_icon("eye-off" if revealed else "eye")
        self.reveal_button.set_accessible_name(self._mask_name if revealed else self._reveal_name)

    def _on_reveal_button_clicked(self) -> None:
        self.set_revealed(revealed=not self.is_revealed)

    def showEvent(self, event: QShowEvent) -> None:
        """Takes the mask's small dots: a line edit asks for them on a change of style only."""
        super().showEvent(event)
        QCoreApplication.sendEvent(self.edit, QEvent(QEvent.Type.StyleChange))

    def hideEvent(self, event: QHideEvent) -> None:
        """Out of sight it is masked again."""
        super().hideEvent(event)
        self.set_revealed(revealed=False)
