"""*Associated app*, step 5 of the console's path: without it the connection does nothing."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wecom_console.domain.catalogue import AUTHING_CONSOLE_URL
from wecom_console.domain.hiding import with_hidden
from wecom_console.domain.raw import Raw, get_value
from wecom_console.gui.features.connection.answer_box import AnswerBox
from wecom_console.gui.features.connection.presenter.association import (
    AssociationPresenter,
    AssociationState,
)
from wecom_console.gui.parts.layouts import tab_column
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.widgets.boxes.card import Card
from wecom_console.gui.widgets.boxes.notice import InfoBox
from wecom_console.gui.widgets.controls.button import Button, ButtonKind, ButtonSize
from wecom_console.gui.widgets.text.elided_label import ElidedLabel
from wecom_console.gui.widgets.text.label import Label
from wecom_console.gui.widgets.text.tags import Tag, TagTone
from wecom_console.messages.catalogue import Messages

STEPS = 4


def console_url(document: Raw) -> str:
    """The identity sources of the profile's user pool; without a pool the console's front page.

    Source: docs/reference/authing.md §1.1."""
    pool = get_value(document, "backend.user_pool_id")
    if not isinstance(pool, str) or not pool.isalnum():
        return AUTHING_CONSOLE_URL
    return f"{AUTHING_CONSOLE_URL}console/{pool}/connection/enterprise-identity-source"


class ApplicationTab(QWidget):
    """`copied` carries what was copied; `test_requested` and `settings_requested` lead on."""

    copied = Signal(str)
    test_requested = Signal()
    settings_requested = Signal()

    def __init__(
        self,
        theme: ThemeController,
        presenter: AssociationPresenter,
        *,
        open_url: Callable[[str], None],
    ) -> None:
        super().__init__()
        self._presenter = presenter
        self.setObjectName("application_tab")
        self._document: Raw = {}
        self._messages: Messages | None = None
        self._title = Label(theme, role=Role.HEADING)
        self._why = Label(theme, wrap=True)
        self._steps = tuple(Label(theme, wrap=True) for _ in range(STEPS))
        self._numbers = tuple(Tag(theme, str(n + 1), tone=TagTone.INFO) for n in range(STEPS))
        self._console = Button(
            theme,
            kind=ButtonKind.PRIMARY,
            trailing_icon="external",
            name="authing_console_button",
        )
        self._test = Button(theme, icon="play", name="application_test_button")
        self._ask = Button(theme, icon="refresh", name="application_ask_button")
        self._answer = AnswerBox(theme)
        self._two_box = InfoBox(theme, name="application_two")
        self._two = self._two_box.add_sentence()
        self._card = Card(theme, name="application_card")
        self._app_id = ElidedLabel(theme)
        self._copy = Button(
            theme,
            kind=ButtonKind.GHOST,
            size=ButtonSize.COMPACT,
            icon="copy",
            name="copy_application_button",
        )
        self._sentence = Label(theme, role=Role.SMALL, color="text_muted", wrap=True)
        self._settings = Button(theme, size=ButtonSize.COMPACT, name="application_settings_button")
        self._lay_out(theme)
        self._console.clicked.connect(lambda: open_url(console_url(self._document)))
        self._test.clicked.connect(self.test_requested)
        self._ask.clicked.connect(presenter.ask)
        presenter.state_changed.connect(self._on_presenter_state_changed)
        self._settings.clicked.connect(self.settings_requested)
        self._copy.clicked.connect(lambda: self.copied.emit(self._app_id.text()))

    def _lay_out(self, theme: ThemeController) -> None:
        column = tab_column(self, theme)
        what = Card(theme, padding=20)
        what.body.setSpacing(10)
        what.body.addWidget(self._title)
        what.body.addWidget(self._why)
        for number, step in zip(self._numbers, self._steps, strict=True):
            row = QHBoxLayout()
            row.setSpacing(12)
            row.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(step, 1)
            what.body.addLayout(row)
        what.body.addSpacing(4)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addWidget(self._console)
        buttons.addWidget(self._ask)
        buttons.addWidget(self._test)
        buttons.addStretch(1)
        what.body.addLayout(buttons)
        column.addWidget(what)
        column.addWidget(self._answer)
        self._card.add_head()
        inner = QVBoxLayout()
        inner.setContentsMargins(20, 12, 20, 16)
        inner.setSpacing(8)
        value = QHBoxLayout()
        value.addWidget(self._app_id)
        value.addWidget(self._copy)
        value.addStretch(1)
        inner.addLayout(value)
        row = QHBoxLayout()
        row.addWidget(self._sentence, 1)
        row.addWidget(self._settings)
        inner.addLayout(row)
        self._card.body.addLayout(inner)
        column.addWidget(self._card)
        column.addWidget(self._two_box)
        column.addStretch(1)

    def retranslate(self, messages: Messages) -> None:
        """Takes the words of the language."""
        self._messages = messages
        self._title.setText(messages.text("association_page.title"))
        self._why.setText(messages.text("association_page.why"))
        for number, step in enumerate(self._steps, start=1):
            step.setText(messages.text(f"association_page.step_{number}"))
        self._two.setText(messages.text("association_page.two"))
        self._console.setText(self.tr("Open Authing's console"))
        self._test.setText(self.tr("Run test"))
        self._settings.setText(self.tr("Open settings"))
        self._copy.set_accessible_name(self.tr("Copy the App ID"))
        if self._card.head is not None:
            self._card.head.set_title(messages.text("association_page.application"))
        self._show()

    def show_document(self, document: Raw) -> None:
        """Shows the application that the profile names; the presenter knows of it already."""
        self._document = document
        self._show()

    def _on_presenter_state_changed(self, _state: AssociationState) -> None:
        self._show()

    def _show(self) -> None:
        if self._messages is None:
            return
        app_id = str(get_value(with_hidden(self._document), "backend.app_id") or "")
        self._app_id.setText(app_id)
        for widget in (self._app_id, self._copy):
            widget.setVisible(bool(app_id))
        self._settings.setVisible(not app_id)
        state = self._presenter.state
        code = "association_page.unknown" if app_id else "association_page.none"
        if state.can_ask:
            code = "association_page.can_ask"
        self._sentence.setText(self._messages.text(code))
        reason = "" if state.can_ask else self._messages.text("association_page.cannot_ask")
        # While it is asked the button stays: a disabled one would lose the keyboard.
        self._ask.setText(
            self.tr("Checking…") if state.is_asking else self.tr("Check with Authing")
        )
        self._ask.set_reason(reason)
        self._answer.show_lines(state.lines, self._messages)
