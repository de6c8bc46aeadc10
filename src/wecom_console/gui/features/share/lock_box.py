"""What opens an encrypted package: its passphrase, or the file of one's key."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wecom_console.gui.features.share.presenter.import_rows import ImportView
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.widgets.controls.button import Button, ButtonKind
from wecom_console.gui.widgets.fields.secret_prompt import SecretPrompt
from wecom_console.gui.widgets.text.label import Label


class LockBox(QWidget):
    """`passphrase_given` carries a Secret; `key_requested` asks for a file. The passphrase is
    forgotten as soon as it was given."""

    passphrase_given = Signal(object)
    key_requested = Signal()

    def __init__(self, theme: ThemeController, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("import_lock")
        self._sentence = Label(theme, wrap=True)
        self._prompt = SecretPrompt(
            theme, field_name="import_passphrase", button_name="import_unlock_button"
        )
        self._key = Button(
            theme, kind=ButtonKind.PRIMARY, icon="folder", name="import_key_file_button"
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._sentence)
        column.addWidget(self._prompt)
        column.addWidget(self._key, 0, Qt.AlignmentFlag.AlignLeft)
        self._prompt.entered.connect(self.passphrase_given)
        self._key.clicked.connect(self.key_requested)
        self.hide()

    def show_view(self, view: ImportView) -> None:
        """Shows what this package needs; nothing where it is open, or no package."""
        self.setVisible(bool(view.lock))
        is_word = view.lock == "passphrase"
        self._prompt.setVisible(is_word)
        self._prompt.set_words(label=self.tr("Passphrase"), action=self.tr("Open the package"))
        self._key.setVisible(not is_word)
        self._key.setText(self.tr("Choose a key file"))
        self._sentence.setText(
            self.tr("This package is encrypted with a passphrase. Ask its sender for it.")
            if is_word
            else self.tr(
                "This package is encrypted to keys. Choose your age identity file, or an SSH "
                "private key file without a passphrase."
            )
        )
