"""The hosted login page of the application: its address, to be copied, opened or scanned."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wecom_console.gui.spoken import spoken_fact
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.widgets.controls.button import Button, ButtonSize
from wecom_console.gui.widgets.login.qr import QrView
from wecom_console.gui.widgets.text.elided_label import ElidedLabel
from wecom_console.gui.widgets.text.label import Label
from wecom_console.messages.catalogue import Messages

QR_SIDE = 132


class HostedPage(QWidget):
    """Hidden while the connection names no application host. `copied` carries the address."""

    copied = Signal(str)

    def __init__(self, theme: ThemeController, *, open_url: Callable[[str], None]) -> None:
        super().__init__()
        self.setObjectName("hosted_page")
        self._address = ""
        self._title = Label(theme, role=Role.SMALL_STRONG)
        self._url = ElidedLabel(theme, "")
        self._copy = Button(theme, size=ButtonSize.COMPACT, icon="copy", name="hosted_copy_button")
        self._open = Button(
            theme, size=ButtonSize.COMPACT, trailing_icon="external", name="hosted_open_button"
        )
        self._qr = QrView(theme, name="hosted_qr", size=QR_SIDE)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._copy)
        buttons.addWidget(self._open)
        buttons.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(self._title)
        words.addWidget(self._url)
        words.addLayout(buttons)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addWidget(self._qr, 0, Qt.AlignmentFlag.AlignTop)
        self._copy.clicked.connect(lambda: self.copied.emit(self._address))
        self._open.clicked.connect(lambda: open_url(self._address))
        self.hide()

    def retranslate(self, messages: Messages) -> None:
        """Takes the words of the language."""
        self._title.setText(messages.text("access.hosted"))
        self._copy.setText(self.tr("Copy"))
        self._copy.setAccessibleName(spoken_fact(self.tr("Copy"), messages.text("access.hosted")))
        self._open.setText(self.tr("Open"))
        self._open.setAccessibleName(spoken_fact(self.tr("Open"), messages.text("access.hosted")))
        self._show_code(messages)

    def show_address(self, address: str, messages: Messages) -> None:
        """The application's host; empty hides it all. What is no web address is not offered."""
        is_web = address.startswith(("https://", "http://"))
        self._address = address.rstrip("/") if is_web else ""
        self.setVisible(bool(self._address))
        self._url.setText(self._address)
        self._show_code(messages)

    def _show_code(self, messages: Messages) -> None:
        name = messages.text("access.hosted")
        self._qr.show_text(self._address, accessible_name=spoken_fact(name, self._address))
