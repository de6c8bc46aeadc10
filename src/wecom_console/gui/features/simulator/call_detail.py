"""One call of the journal: what exactly was asked and answered, without secrets."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wecom_console.flow.events import Exchanged
from wecom_console.gui.parts.desktop import copy_to_clipboard
from wecom_console.gui.parts.trace_lines import trace_entry
from wecom_console.gui.read_out import read_out
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.widgets.controls.button import Button, ButtonKind, ButtonSize
from wecom_console.gui.widgets.text.elided_label import ElidedLabel
from wecom_console.gui.widgets.text.label import Label
from wecom_console.gui.widgets.text.trace import TraceView, TraceWords
from wecom_console.reports.curl import curl_commands


class CallDetail(QWidget):
    """Beside the table; `closed` when it is no longer wanted."""

    closed = Signal()

    def __init__(self, theme: ThemeController, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("call_detail")
        self._number = 0
        self._exchange: Exchanged | None = None
        self.title = ElidedLabel(theme, "", role=Role.SMALL)
        self.gone = Label(theme, role=Role.SMALL, color="text_muted")
        self.copy_button = self._icon_button(theme, "copy", "copy_call_button")
        self.close_button = self._icon_button(theme, "cross", "close_call_button")
        self.trace = TraceView(theme, name="call_trace_view")
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 6, 0)
        head.addWidget(self.title, 1)
        head.addWidget(self.copy_button)
        head.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.gone)
        column.addWidget(self.trace, 1)
        self.gone.setContentsMargins(12, 4, 12, 8)
        self.gone.setWordWrap(True)
        self.copy_button.clicked.connect(self._on_copy_button_clicked)
        self.close_button.clicked.connect(self.closed)

    @staticmethod
    def _icon_button(theme: ThemeController, icon: str, name: str) -> Button:
        return Button(theme, kind=ButtonKind.GHOST, size=ButtonSize.COMPACT, icon=icon, name=name)

    def retranslate(self) -> None:
        """Puts every text in."""
        redacted = self.tr("redacted · {length}")
        self.trace.set_words(
            TraceWords(
                request=self.tr("Request"),
                answer=self.tr("Response"),
                redacted=lambda length: redacted.format(length=length),
            )
        )
        self.trace.setAccessibleName(self.tr("Request and response"))
        self.copy_button.set_accessible_name(self.tr("Copy as cURL"))
        self.close_button.set_accessible_name(self.tr("Close"))
        self.gone.setText(
            self.tr("Requests and responses are kept for the latest 300 calls; this one is older.")
        )
        self.show_exchange(self._number, self._exchange)

    def show_exchange(self, number: int, exchange: Exchanged | None) -> None:
        """Shows another call; None is one that is no longer kept."""
        self._number, self._exchange = number, exchange
        self.title.setText(self.tr("Call {number}").format(number=number))
        self.gone.setVisible(exchange is None)
        self.copy_button.setEnabled(exchange is not None)
        entries = [] if exchange is None else [trace_entry(exchange, fault=self._fault)]
        self.trace.show_entries(entries)

    def _fault(self, _exchange: Exchanged) -> str:
        return self.tr("the connection was reset by the fault")

    def _on_copy_button_clicked(self) -> None:
        if self._exchange is not None:
            copy_to_clipboard(curl_commands((self._exchange,)))
            read_out(self.copy_button, self.tr("Copied"))
