"""Whether what is saved is signed, and with which key."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wecom_console.gui.features.share.presenter.signing import SigningView
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.widgets.controls.button import Button, ButtonKind, ButtonSize
from wecom_console.gui.widgets.fields.problem_line import Tone
from wecom_console.gui.widgets.fields.secret_prompt import SecretPrompt
from wecom_console.gui.widgets.layout.flow_layout import FlowLayout
from wecom_console.gui.widgets.text.label import Label
from wecom_console.messages.catalogue import Messages


class SignLine(QWidget):
    """`key_requested` asks for a file, `passphrase_given` carries a Secret; `forget_requested`
    wants no signature any more."""

    key_requested = Signal()
    passphrase_given = Signal(object)
    forget_requested = Signal()

    def __init__(self, theme: ThemeController) -> None:
        super().__init__()
        self.setObjectName("export_sign_line")
        self._view = SigningView()
        self._state = Label(theme, role=Role.CAPTION, color="text_muted", wrap=True)
        self._state.setObjectName("export_sign_state")
        self._choose = self._button(theme, "key", "export_sign_button")
        self._forget = self._button(theme, "cross", "export_sign_forget_button")
        self._lock = SecretPrompt(
            theme,
            field_name="export_sign_passphrase",
            button_name="export_sign_unlock_button",
            kind=ButtonKind.DEFAULT,
            size=ButtonSize.COMPACT,
        )
        buttons = QWidget()
        policy = buttons.sizePolicy()
        policy.setHeightForWidth(True)
        buttons.setSizePolicy(policy)
        flow = FlowLayout(buttons)
        flow.addWidget(self._choose)
        flow.addWidget(self._forget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._state)
        column.addWidget(self._lock)
        column.addWidget(buttons)
        self._choose.clicked.connect(self.key_requested)
        self._forget.clicked.connect(self.forget_requested)
        self._lock.entered.connect(self.passphrase_given)

    @staticmethod
    def _button(theme: ThemeController, icon: str, name: str) -> Button:
        return Button(theme, kind=ButtonKind.LINK, size=ButtonSize.COMPACT, icon=icon, name=name)

    def show_view(self, view: SigningView, messages: Messages) -> None:
        """The key, or why there is none."""
        self._view = view
        self._choose.setText(
            self.tr("Another key") if view.name else self.tr("Sign with an SSH key")
        )
        self._forget.setText(self.tr("Do not sign"))
        self._forget.setVisible(bool(view.name or view.locked or view.problem))
        self._lock.setVisible(bool(view.locked))
        self._lock.set_words(
            label=self.tr("Passphrase of {name}").format(name=view.locked),
            action=self.tr("Use this key"),
        )
        why = ""
        if view.problem is not None:
            from wecom_console.exchange.file_problem import file_problem_text  # with the key

            why = file_problem_text(messages, view.problem)
        self._lock.field.show_verdict(Tone.ERROR if why else Tone.HINT, why)
        signed = self.tr("Signed with {name}: the signature is saved beside the file as .sig.")
        told = signed.format(name=view.name) if view.name else ""
        self._state.setText(told or ("" if view.locked else why))
        self._state.set_color("error" if why else "text_muted")
        self._state.setVisible(bool(self._state.text()))
