"""What an app package says of itself beside the form: values to take over, what does not fit."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wecom_console.domain.problems import Problem, Severity
from wecom_console.gui.parts.chooser import FileChooser
from wecom_console.gui.parts.form.presenter.app_package import AppPackagePresenter, AppPackageState
from wecom_console.gui.plain_text import set_tip
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.widgets.boxes.notice import NoticeBox, NoticeTone
from wecom_console.gui.widgets.controls.button import Button, ButtonSize
from wecom_console.gui.widgets.fields.secret_prompt import SecretPrompt
from wecom_console.messages.catalogue import Messages
from wecom_console.messages.problems import field_label, problem_text

SUFFIXES: Final = (
    *(".apk", ".aab", ".ipa", ".hap", ".app"),
    *(".jks", ".keystore", ".p12", ".pfx", ".pem", ".crt", ".cer", ".der", ".rsa"),
)
"""What is offered to be chosen or dropped; a file's content decides what it is."""

_TONES: Final = {
    Severity.ERROR: NoticeTone.ERROR,
    Severity.WARNING: NoticeTone.WARNING,
    Severity.HINT: NoticeTone.INFO,
}


class AppPackageBox(QWidget):
    """Hidden until a file is read."""

    def __init__(
        self, theme: ThemeController, presenter: AppPackagePresenter, chooser: FileChooser
    ) -> None:
        super().__init__()
        self.setObjectName("app_package_box")
        self._presenter = presenter
        self._chooser = chooser
        self._messages: Messages | None = None
        self._shows_all = False
        self.choose_button = Button(
            theme, size=ButtonSize.COMPACT, icon="upload", name="app_package_button"
        )
        self.notice = NoticeBox(theme, name="app_package_notice")
        self.take_button = self.notice.add_button(
            "", primary=True, icon="check", name="app_package_take_button"
        )
        self.details_button = self.notice.add_button("", name="app_package_details_button")
        self.close_button = self.notice.add_button("", name="app_package_close_button")
        self._lock = SecretPrompt(
            theme, field_name="app_package_password", button_name="app_package_unlock_button"
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.notice)
        column.addWidget(self._lock)
        self.hide()
        self.choose_button.clicked.connect(self._on_choose_clicked)
        self.take_button.clicked.connect(self._on_take_clicked)
        self.details_button.clicked.connect(self._on_details_clicked)
        self.close_button.clicked.connect(self._on_close_clicked)
        self._lock.entered.connect(presenter.unlock)
        presenter.state_changed.connect(self._on_presenter_state_changed)

    def retranslate(self, messages: Messages) -> None:
        """Takes the words of the language."""
        self._messages = messages
        self.choose_button.setText(self.tr("Read an app package"))
        set_tip(
            self.choose_button,
            self.tr("APK, AAB, IPA or HAP, a certificate or a keystore; or drop it here"),
        )
        self.take_button.setText(self.tr("Fill in"))
        self.close_button.setText(self.tr("Close"))
        self._lock.set_words(
            label=self.tr("Password of the keystore"), action=self.tr("Open the keystore")
        )
        self._show(self._presenter.state, messages)

    def open(self, path: Path) -> None:
        """Reads a file that was dropped."""
        self._shows_all = False
        self._presenter.open(path)

    def _show(self, state: AppPackageState, messages: Messages) -> None:
        self.setVisible(bool(state.file))
        self._lock.setVisible(state.is_locked)
        self.take_button.setVisible(bool(state.offers))
        self.details_button.setVisible(state.facts is not None)
        self.details_button.setText(
            self.tr("Show less") if self._shows_all else self.tr("Show all")
        )
        self.notice.set_tone(_tone(state))
        self.notice.set_title(self._title(state, messages))
        self.notice.set_rows(self._rows(state, messages))

    def _title(self, state: AppPackageState, messages: Messages) -> str:
        if state.is_busy:
            return self.tr("Reading {file}").format(file=state.file)
        if state.problem is not None:
            return self.tr("{file} cannot be read").format(file=state.file)
        if state.is_locked:
            return self.tr("{file} is a password-protected keystore").format(file=state.file)
        if state.facts is None:
            return ""
        from wecom_console.services.apps.words import kind_text  # with the readers

        kind = kind_text(messages, state.facts)
        return self.tr("{file}: {kind}").format(file=state.file, kind=kind)

    def _rows(self, state: AppPackageState, messages: Messages) -> list[tuple[str, str]]:
        if state.problem is not None:
            return [("", problem_text(messages, state.problem.problem))]
        if state.facts is None:
            return []
        from wecom_console.services.apps.words import fact_rows  # with the readers

        rows = [(field_label(messages, path), value) for path, value in state.facts.values.items()]
        if self._shows_all:
            rows = list(fact_rows(messages, state.facts))
        rows += [(self._severity(one), problem_text(messages, one)) for one in state.findings]
        if not state.is_compared:
            rows.append(("", self.tr("Checked as soon as the form has no errors.")))
        elif not state.findings and not state.offers:
            rows.append(("", self.tr("It agrees with the form.")))
        return rows

    def _severity(self, problem: Problem) -> str:
        words = {
            Severity.ERROR: self.tr("Error"),
            Severity.WARNING: self.tr("Warning"),
            Severity.HINT: self.tr("Note"),
        }
        return words[problem.severity]

    def _on_presenter_state_changed(self, state: AppPackageState) -> None:
        if self._messages is not None:
            self._show(state, self._messages)

    def _on_choose_clicked(self) -> None:
        names = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        filters = [self.tr("App packages and keys ({names})").format(names=names)]
        filters.append(self.tr("All files (*)"))
        title = self.tr("Read an app package")
        self._chooser.open(title, filters, self.open, parent=self)

    def _on_take_clicked(self) -> None:
        self._presenter.take_over()
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_details_clicked(self) -> None:
        self._shows_all = not self._shows_all
        self._on_presenter_state_changed(self._presenter.state)

    def _on_close_clicked(self) -> None:
        self._presenter.close()
        self.choose_button.setFocus(Qt.FocusReason.OtherFocusReason)


def _tone(state: AppPackageState) -> NoticeTone:
    if state.problem is not None:
        return NoticeTone.ERROR
    for severity, tone in _TONES.items():
        if any(one.severity is severity for one in state.findings):
            return tone
    fits = state.facts is not None and state.is_compared and not state.offers
    return NoticeTone.SUCCESS if fits else NoticeTone.INFO
