"""What opens an encrypted package: its passphrase, or the file of one's key."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wecom_console.domain.secrets import Secret
from wecom_console.gui.presenters.share_import_rows import ImportView
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.widgets.button import Button, ButtonKind
from wecom_console.gui.widgets.label import Label
from wecom_console.gui.widgets.secret_field import SecretField


class LockBox(QWidget):
    """`passphrase_given` carries a Secret; `key_requested` asks for a file. The passphrase is
    forgotten as soon as it was given."""

    passphrase_given = Signal(object)
    key_requested = Signal()

    def __init__(self, theme: ThemeController, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("import_lock")
        self._lock = ""
        self._sentence = Label(theme, wrap=True)
        self._passphrase = SecretField(theme, name="import_passphrase", required=True)
        self._open = Button(theme, kind=ButtonKind.PRIMARY, name="import_unlock_button")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._sentence)
        column.addWidget(self._passphrase)
        row = QHBoxLayout()
        row.addWidget(self._open)
        row.addStretch(1)
        column.addLayout(row)
        self._open.clicked.connect(self._on_open_clicked)
        self._passphrase.edit.returnPressed.connect(self._on_open_clicked)
        self.hide()

    def show_view(self, view: ImportView) -> None:
        """Shows what this package needs; nothing where it is open, or no package."""
        self._lock = view.lock
        self.setVisible(bool(view.lock))
        is_word = view.lock == "passphrase"
        self._passphrase.setVisible(is_word)
        self._passphrase.head.label.setText(self.tr("Passphrase"))
        self._passphrase.edit.setAccessibleName(self.tr("Passphrase"))
        self._passphrase.set_reveal_names(reveal=self.tr("Show"), mask=self.tr("Hide"))
        self._open.set_icon("lock" if is_word else "folder")
        self._open.setText(self.tr("Open the package") if is_word else self.tr("Choose a key file"))
        self._sentence.setText(
            self.tr("This package is encrypted with a passphrase. Its sender knows it.")
            if is_word
            else self.tr(
                "This package is encrypted to keys. Choose the file of your age identity, or of an "
                "SSH private key without a passphrase."
            )
        )

    def _on_open_clicked(self) -> None:
        if self._lock != "passphrase":
            self.key_requested.emit()
            return
        text = self._passphrase.edit.text()
        if text:
            self._passphrase.edit.clear()
            self.passphrase_given.emit(Secret(text))
