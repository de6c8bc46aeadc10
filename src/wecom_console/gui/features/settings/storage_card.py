"""Where things are kept: secrets in keyring or vault, everything else in the data directory."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from wecom_console.gui.features.settings.presenter.presenter import SettingsPresenter, StorageView
from wecom_console.gui.features.settings.vault_lock import VaultLock
from wecom_console.gui.parts.desktop import copy_to_clipboard
from wecom_console.gui.read_out import read_out
from wecom_console.gui.shell.context import ShellContext
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.widgets.boxes.card import Card
from wecom_console.gui.widgets.boxes.notice import NoticeBox, NoticeTone
from wecom_console.gui.widgets.controls.button import Button, ButtonKind, ButtonSize
from wecom_console.gui.widgets.login.status_dot import StatusDot
from wecom_console.gui.widgets.text.elided_label import ElidedLabel
from wecom_console.gui.widgets.text.label import Label


class StorageCard(Card):
    """Says one thing of the secrets, and offers the one thing that mends it."""

    def __init__(self, context: ShellContext, presenter: SettingsPresenter) -> None:
        theme = context.theme
        super().__init__(theme, name="settings_storage_card")
        self._context = context
        self._presenter = presenter
        self._view: StorageView | None = None
        self._is_asking = False
        self._title = self.add_head()
        self._name = Label(theme, role=Role.LABEL)
        self._hint = Label(theme, role=Role.SMALL, color="text_muted", wrap=True)
        self.keyring = StatusDot(theme, role=Role.SMALL)
        self.notice = NoticeBox(theme, tone=NoticeTone.WARNING, name="keyring_notice")
        self.unlock = self.notice.add_button("", primary=True, name="unlock_keyring_button")
        self.notice.hide()
        self.vault_lock = VaultLock(theme, presenter)
        self._directory_name = Label(theme, role=Role.LABEL)
        self.directory = ElidedLabel(theme, "", role=Role.CODE)
        self.directory.setObjectName("data_directory_label")
        compact = ButtonSize.COMPACT
        self.open_button = Button(
            theme, size=compact, icon="folder", name="open_data_directory_button"
        )
        self.copy_button = Button(
            theme,
            kind=ButtonKind.GHOST,
            size=compact,
            icon="copy",
            name="copy_data_directory_button",
        )
        self._lay_out()
        self.unlock.clicked.connect(self._on_unlock_clicked)
        self.open_button.clicked.connect(self._on_open_button_clicked)
        self.copy_button.clicked.connect(self._on_copy_button_clicked)
        presenter.storage_changed.connect(self._on_storage_changed)

    def _lay_out(self) -> None:
        inner = QVBoxLayout()
        inner.setContentsMargins(14, 12, 14, 16)
        inner.setSpacing(14)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._hint)
        secrets = QGridLayout()
        secrets.setColumnStretch(0, 1)
        secrets.addLayout(words, 0, 0)
        middle = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        secrets.addWidget(self.keyring, 0, 1, middle)
        inner.addLayout(secrets)
        inner.addWidget(self.notice)
        inner.addWidget(self.vault_lock)
        inner.addWidget(self._directory_name)
        place = QHBoxLayout()
        place.setSpacing(8)
        place.addWidget(self.directory, 1)
        place.addWidget(self.copy_button)
        place.addWidget(self.open_button)
        inner.addLayout(place)
        self.body.addLayout(inner)

    def retranslate(self) -> None:
        """Puts every text in."""
        self._title.set_title(self.tr("Storage"))
        self._name.setText(self.tr("Secrets"))
        self._hint.setText(
            self.tr("Kept in the system keyring or an encrypted vault, never in a plain-text file.")
        )
        self._directory_name.setText(self.tr("Data folder"))
        self.open_button.setText(self.tr("Open"))
        self.copy_button.set_accessible_name(self.tr("Copy the path"))
        self.vault_lock.retranslate(self._context.messages())
        self._show(self._view)

    def _on_storage_changed(self, view: StorageView | None) -> None:
        self._is_asking = False
        self._show(view)

    def _show(self, view: StorageView | None) -> None:
        self._view = view
        self.vault_lock.setVisible(view is not None and view.wants_passphrase)
        self.open_button.setEnabled(view is not None)
        self.copy_button.setEnabled(view is not None)
        if view is None:
            self.keyring.show_state(self.tr("Unknown"), color="text_muted", filled=False)
            return
        self.directory.setText(str(view.data_directory))
        self._show_state(view)
        self._show_notice(view)

    def _show_state(self, view: StorageView) -> None:
        messages = self._context.messages()
        if view.is_keyring_available:
            words = self.tr("System keyring in use")
            if view.has_vault:
                words = messages.text("secrets.standing.vault_in_use")
            self.keyring.show_state(words, color="success", filled=True, ink="text")
            return
        words = self.tr("For this session only")
        if view.asks_on_saving:
            is_new = view.code == "secrets.not_initialised"
            words = self.tr("Not set up") if is_new else self.tr("Locked")
        self.keyring.show_state(words, color="warning", filled=False, ink="text")

    def _show_notice(self, view: StorageView) -> None:
        messages = self._context.messages()
        self.notice.setVisible(not (view.is_keyring_available or view.wants_passphrase))
        self.unlock.setVisible(view.asks_on_saving)
        if view.asks_on_saving:
            is_new = view.code == "secrets.not_initialised"
            self.notice.set_title(
                messages.text(f"secrets.standing.{'new' if is_new else 'locked'}")
            )
            self.notice.set_rows(())
            waits = self.tr("The system is asking for the password…")
            self.unlock.setText(self.tr("Set up") if is_new else self.tr("Unlock"))
            self.unlock.set_available(enabled=not self._is_asking, reason=waits)
            return
        title = self.tr("The system keyring cannot be used")
        if view.has_vault:
            title = messages.text("secrets.standing.vault_unusable")
        self.notice.set_title(title)
        why = messages.text(view.code, **view.params) if view.code else ""
        self.notice.set_rows([("", why)] if why else [])

    def _on_unlock_clicked(self) -> None:
        self._is_asking = True
        self._show(self._view)
        self._presenter.unlock_keyring()

    def _on_open_button_clicked(self) -> None:
        if self._view is not None:
            directory = self._view.data_directory
            place = directory if directory.is_dir() else _nearest(directory)
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(place)))

    def _on_copy_button_clicked(self) -> None:
        if self._view is not None:
            copy_to_clipboard(str(self._view.data_directory))
            read_out(self, self.tr("Copied"))


def _nearest(path: Path) -> Path:
    """The directory itself comes with the first thing that is kept in it."""
    return next((parent for parent in path.parents if parent.is_dir()), Path.home())
