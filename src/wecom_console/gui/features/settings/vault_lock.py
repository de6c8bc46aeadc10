"""A vault that is locked with a passphrase: typing it opens the vault for this window."""

from wecom_console.domain.secrets import Secret
from wecom_console.gui.features.settings.presenter.presenter import SettingsPresenter
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.widgets.fields.problem_line import Tone
from wecom_console.gui.widgets.fields.secret_prompt import SecretPrompt
from wecom_console.messages.catalogue import Messages
from wecom_console.storage.secrets.protocol import SecretsUnavailable


class VaultLock(SecretPrompt):
    """A wrong passphrase is told and typed anew."""

    def __init__(self, theme: ThemeController, presenter: SettingsPresenter) -> None:
        super().__init__(theme, field_name="vault_passphrase", button_name="unlock_vault_button")
        self._presenter = presenter
        self._messages: Messages | None = None
        self._refused: SecretsUnavailable | None = None
        self._is_asking = False
        self.hide()
        self.entered.connect(self._on_entered_passphrase)
        self.field.edit.textChanged.connect(self._on_field_text_changed)
        presenter.vault_refused.connect(self._on_presenter_vault_refused)
        presenter.storage_changed.connect(self._on_presenter_storage_changed)

    def retranslate(self, messages: Messages) -> None:
        """Takes the words of the language."""
        self._messages = messages
        self._show()

    def _show(self) -> None:
        self.field.setEnabled(not self._is_asking)
        self.button.setEnabled(not self._is_asking and bool(self.field.text()))
        words = self.tr("Opening the vault…") if self._is_asking else self.tr("Unlock the vault")
        self.set_words(label=self.tr("Passphrase of the vault"), action=words)
        if self._refused is not None and self._messages is not None:
            sentence = self._messages.text(self._refused.code, **self._refused.params)
            self.field.show_verdict(Tone.ERROR, sentence)
            return
        self.field.show_verdict(
            Tone.HINT,
            self.tr(
                "The secrets of this data folder are in a vault. Once opened, it stays open "
                "until this window closes."
            ),
        )

    def _on_entered_passphrase(self, passphrase: Secret) -> None:
        self._is_asking, self._refused = True, None
        self._show()
        self._presenter.unlock_vault(passphrase)

    def _on_field_text_changed(self, text: str) -> None:
        if text:
            self._refused = None
        self._show()

    def _on_presenter_vault_refused(self, refused: SecretsUnavailable) -> None:
        self._is_asking, self._refused = False, refused
        self._show()
        self.field.focus()

    def _on_presenter_storage_changed(self, _view: object) -> None:
        self._is_asking = False
        self._show()
