"""Requests and answers of the run: found, folded, copied."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from wecom_console.gui.features.login_test.exchange_list import ExchangeList
from wecom_console.gui.features.login_test.presenter.exchanges import ExchangesView
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import HEIGHT_COMPACT, Role
from wecom_console.gui.widgets.boxes.card import Card
from wecom_console.gui.widgets.boxes.empty import EmptyState
from wecom_console.gui.widgets.controls.button import Button, ButtonKind, ButtonSize
from wecom_console.gui.widgets.fields.search import SearchField
from wecom_console.gui.widgets.text.trace import TraceWords
from wecom_console.messages.catalogue import Messages

FIND_WIDTH = 140
WORDS_FROM = 500
"""The width from which there is room for the button's words."""


class ExchangesCard(Card):
    """`searched` carries what is looked for, `next_requested` wants the next place."""

    curl_requested = Signal()
    searched = Signal(str)
    next_requested = Signal()

    def __init__(
        self, theme: ThemeController, *, messages: Messages, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, name="exchanges_card", parent=parent)
        self._messages = messages
        self._view = ExchangesView()
        self.search = SearchField(theme, name="trace_find", height=HEIGHT_COMPACT, role=Role.SMALL)
        self.search.setFixedWidth(theme.px(FIND_WIDTH))
        self.curl_button = Button(
            theme,
            kind=ButtonKind.LINK,
            size=ButtonSize.COMPACT,
            icon="copy",
            name="copy_curl_button",
        )
        head = self.add_head()
        head.add_trailing(self.search)
        head.add_trailing(self.curl_button)
        self._head = head
        self.list = ExchangeList(theme)
        self._empty = EmptyState(theme)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self._empty, 1)
        self.curl_button.clicked.connect(self.curl_requested)
        self.search.searched.connect(self.searched)
        self.search.edit.returnPressed.connect(self.next_requested)
        find = QShortcut(QKeySequence.StandardKey.FindNext, self)
        find.activated.connect(self.next_requested)

    def retranslate(self, messages: Messages) -> None:
        """Puts every text in."""
        self._messages = messages
        self._head.set_title(self.tr("Exchanges"))
        self._fit()
        self.search.set_placeholder(self.tr("Find"))
        self.list.setAccessibleName(self.tr("Requests and responses"))
        redacted = messages.text("told.redacted", length="{length}")
        self.list.set_words(TraceWords(redacted=lambda length: redacted.format(length=length)))
        self.show_view(self._view)

    def _fit(self) -> None:
        """Where there is little room the button is an icon."""
        words = self.tr("Copy as cURL")
        self.curl_button.setText(words if self.width() >= self._theme.px(WORDS_FROM) else "")
        self.curl_button.set_accessible_name(words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words or an icon."""
        super().resizeEvent(event)
        self._fit()

    def show_view(self, view: ExchangesView) -> None:
        """Shows the calls."""
        self._view = view
        self.list.show_view(view)
        note = str(view.count) if view.count else ""
        if view.query:
            note = self.tr("{at} of {n}").format(
                at=view.at + 1 if view.found else 0, n=len(view.found)
            )
        self._head.set_note(note)
        self.list.setVisible(view.count > 0)
        self.search.setVisible(view.count > 0)
        self.curl_button.setVisible(view.count > 0)
        self._empty.setVisible(not view.count)
        self._empty.show_sentence(self.tr("No requests in this run."))
