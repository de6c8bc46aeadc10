"""For a real phone: the link as a code and as text, and the place for what comes back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from wecom_console.gui.features.login_test.presenter.state import CallbackView, LinkView
from wecom_console.gui.parts.facts import FactsView
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.widgets.controls.button import Button, ButtonKind, ButtonSize
from wecom_console.gui.widgets.fields.line_field import LineField
from wecom_console.gui.widgets.fields.problem_line import Tone
from wecom_console.gui.widgets.layout.flow_layout import FlowLayout
from wecom_console.gui.widgets.login.qr import QrView
from wecom_console.gui.widgets.text.label import Label

_CENTRE = Qt.AlignmentFlag.AlignHCenter


class LargeCode(QWidget):
    """A window of its own with the code as large as it likes to be. Not modal."""

    def __init__(self, theme: ThemeController, *, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Tool)
        self.setObjectName("large_qr_window")
        self.code = QrView(theme, name="large_qr_label", size=520)
        self.code.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.addWidget(self.code)


class QrPane(QWidget):
    """The code, the link, and ways to open it."""

    copy_requested = Signal(str)
    open_requested = Signal(str)

    def __init__(self, theme: ThemeController, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._link = LinkView()
        self._large: LargeCode | None = None
        self._encoded = ""
        self.code = QrView(theme, name="qr_label", size=216)
        self.state = Label(theme, role=Role.CAPTION, color="text_muted", wrap=True, align=_CENTRE)
        self.field = LineField(theme, name="deep_link", mono=True)
        self.field.edit.setReadOnly(True)
        self.field.set_problem_visible(visible=False)
        self.copy_button = self.field.add_link("", icon="copy", name="copy_link_button")
        self.browser_button = Button(
            theme,
            size=ButtonSize.COMPACT,
            trailing_icon="external",
            name="open_in_browser_button",
        )
        self.enlarge_button = Button(
            theme, size=ButtonSize.COMPACT, icon="qr", name="enlarge_qr_button"
        )
        buttons = QWidget()
        flow = FlowLayout(buttons)
        flow.addWidget(self.enlarge_button)
        flow.addWidget(self.browser_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.code)
        column.addSpacing(8)
        column.addWidget(self.state)
        column.addSpacing(12)
        column.addWidget(self.field)
        column.addSpacing(10)
        column.addWidget(buttons)
        column.addStretch(1)
        self.copy_button.clicked.connect(lambda: self.copy_requested.emit(self._link.link))
        self.browser_button.clicked.connect(
            lambda: self.open_requested.emit(self._link.confirm_url)
        )
        self.enlarge_button.clicked.connect(self._on_enlarge_button_clicked)

    def retranslate(self) -> None:
        """Puts every text in."""
        self.field.set_label(self.tr("Login link"))
        self.copy_button.setText(self.tr("Copy"))
        self.browser_button.setText(self.tr("Open in browser"))
        self.enlarge_button.setText(self.tr("Enlarge"))
        if self._large is not None:
            self._large.setWindowTitle(self.tr("Login link as a QR code"))
        self.show_link(self._link)

    def show_link(self, link: LinkView) -> None:
        """Shows another link."""
        is_new = link.link != self._link.link
        self._link = link
        if is_new:
            self.field.set_text(link.link)
            self.field.edit.setCursorPosition(0)
        self._encode()
        self.code.setVisible(bool(link.link))
        self.state.setText(self._sentence(link))
        self.copy_button.setEnabled(bool(link.link))
        self.enlarge_button.setVisible(bool(link.link))
        self.browser_button.setVisible(bool(link.confirm_url))

    def _encode(self) -> None:
        """Only what is looked at: the code of a long link takes a tenth of a second."""
        link = self._link.link
        if not self.isVisible() or link == self._encoded:
            return
        self._encoded = link
        name = self.tr("QR code of the login link")
        self.code.show_text(link, accessible_name=name)
        if self._large is not None:
            self._large.code.show_text(link, accessible_name=name)

    def showEvent(self, event: QShowEvent) -> None:
        """Now it is looked at."""
        super().showEvent(event)
        self._encode()

    def _sentence(self, link: LinkView) -> str:
        if link.problem:
            return link.problem
        if link.is_live:
            return self.tr(
                "The run is waiting. Open the link on the phone, then paste what comes back."
            )
        return self.tr(
            "An example link of this connection. To wait for its return, turn on Answer by hand."
        )

    def _on_enlarge_button_clicked(self) -> None:
        if self._large is None:
            self._large = LargeCode(self._theme, parent=self.window())
            self.retranslate()
        self._large.code.show_text(
            self._link.link, accessible_name=self.tr("QR code of the login link")
        )
        self._large.show()
        self._large.raise_()


class PastePane(QWidget):
    """The callback as it came back, taken apart at once."""

    pasted = Signal(str)
    deliver_requested = Signal()

    def __init__(self, theme: ThemeController, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = CallbackView()
        self._hint = Label(theme, role=Role.SMALL, color="text_muted", wrap=True)
        self.field = LineField(theme, name="callback", mono=True)
        self._problems = Label(theme, role=Role.SMALL, color="error", wrap=True)
        self._problems.setObjectName("callback_findings")
        self._facts = FactsView(theme, name="callback_facts")
        self.deliver_button = Button(
            theme,
            kind=ButtonKind.PRIMARY,
            size=ButtonSize.COMPACT,
            icon="arrow-right",
            name="deliver_callback_button",
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._hint)
        column.addSpacing(10)
        column.addWidget(self.field)
        column.addWidget(self._problems)
        column.addSpacing(6)
        column.addWidget(self._facts)
        column.addSpacing(10)
        column.addWidget(self.deliver_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.field.edit.textChanged.connect(self.pasted)
        self.field.edit.returnPressed.connect(self.deliver_requested)
        self.deliver_button.clicked.connect(self.deliver_requested)

    def retranslate(self) -> None:
        """Puts every text in."""
        self._hint.setText(
            self.tr("Paste the link that WeCom used to return to the app. It is read immediately.")
        )
        self.field.set_label(self.tr("Return link"))
        self.field.set_placeholder("wwauth…://")
        self._facts.set_redacted_words(self.tr("redacted · {length}"))
        self.deliver_button.setText(self.tr("Use it for the run"))
        self.show_callback(self._view)

    def show_callback(self, view: CallbackView) -> None:
        """Shows what the pasted text is."""
        self._view = view
        if view.sentences:
            self.field.show_verdict(Tone.ERROR, view.sentences[0])
        elif view.parts:
            self.field.show_verdict(Tone.OK, self._outcome(view.outcome))
        else:
            self.field.show_verdict(Tone.HINT, "")
        more = "\n".join(view.sentences[1:])
        self._problems.setText(more)
        self._problems.setVisible(bool(more))
        self._facts.show_facts(view.parts)
        self._facts.setVisible(bool(view.parts))
        self.deliver_button.setVisible(view.can_deliver)

    def _outcome(self, outcome: str) -> str:
        match outcome:
            case "ok":
                return self.tr("The member agreed.")
            case "cancelled":
                return self.tr("The member cancelled.")
            case "failed":
                return self.tr("WeCom reported a failure.")
            case _:
                return self.tr("Unknown result code.")
