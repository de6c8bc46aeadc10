"""One leg in full: the explanation first, then requests and answers, then what it rests on."""

from typing import Final
from urllib.parse import urlsplit

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from wecom_console.domain.verdicts import Leg, Verdict
from wecom_console.flow.events import Exchanged
from wecom_console.flow.explanations import explain
from wecom_console.gui.features.login_test.presenter.state import LegDetail, LegMark
from wecom_console.gui.parts.facts import FactsView
from wecom_console.gui.parts.presenter.explanation_view import (
    Action,
    ActionKind,
    ExplanationTone,
    ExplanationView,
)
from wecom_console.gui.parts.trace_lines import trace_entry
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role, Weight
from wecom_console.gui.theme.tokens import ThemeTokens
from wecom_console.gui.widgets.boxes.card import Card
from wecom_console.gui.widgets.boxes.empty import EmptyState
from wecom_console.gui.widgets.boxes.notice import NoticeBox, NoticeTone
from wecom_console.gui.widgets.controls.button import Button, ButtonKind, ButtonSize
from wecom_console.gui.widgets.layout.scroll import ScrollColumn
from wecom_console.gui.widgets.login.verdicts import Mark, VerdictGlyph
from wecom_console.gui.widgets.text.label import Label
from wecom_console.gui.widgets.text.trace import TraceView, TraceWords
from wecom_console.messages.catalogue import Messages

_TONES: Final = {
    ExplanationTone.ERROR: NoticeTone.ERROR,
    ExplanationTone.WARNING: NoticeTone.WARNING,
    ExplanationTone.INFO: NoticeTone.INFO,
}
_ICONS: Final = {
    ActionKind.COPY_IP: ("copy", ""),
    ActionKind.OPEN_WECOM_ADMIN: ("", "external"),
    ActionKind.OPEN_AUTHING: ("", "external"),
    ActionKind.OPEN_ERROR_PAGE: ("", "external"),
    ActionKind.EDIT_CONNECTION: ("pencil", ""),
    ActionKind.RUN_AGAIN: ("refresh", ""),
}


class FittedTrace(TraceView):
    """As high as its text, so that the card scrolls as one."""

    def __init__(self, theme: ThemeController, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)  # a `ScrollColumn` asks only those for their height
        self.setSizePolicy(policy)

    def fit(self) -> None:
        """Takes the height of the text at the present width; once more when the width is known,
        because lines may wrap."""
        self.setFixedHeight(self.content_height())
        QTimer.singleShot(0, self, self._fit_again)

    def _fit_again(self) -> None:
        if self.content_height() != self.height():
            self.setFixedHeight(self.content_height())

    def heightForWidth(self, _width: int) -> int:
        """The height that `fit` found."""
        return self.minimumHeight()


class DetailCard(Card):
    """`acted` carries the `Action` of a pressed button."""

    acted = Signal(object)
    curl_requested = Signal()
    online_requested = Signal()

    def __init__(
        self, theme: ThemeController, *, messages: Messages, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, name="leg_detail_card", parent=parent)
        self._theme = theme
        self._messages = messages
        self._detail: LegDetail | None = None
        self._facts: list[tuple[Label, FactsView]] = []
        self._glyph = VerdictGlyph(theme)
        self.curl_button = Button(
            theme,
            kind=ButtonKind.LINK,
            size=ButtonSize.COMPACT,
            icon="copy",
            name="copy_curl_button",
        )
        head = self.add_head()
        head.add_leading(self._glyph)
        self.online_button = Button(
            theme,
            kind=ButtonKind.LINK,
            size=ButtonSize.COMPACT,
            icon="globe",
            name="check_online_button",
        )
        head.add_trailing(self.online_button)
        head.add_trailing(self.curl_button)
        self._head = head
        self._scroll = ScrollColumn(theme)
        self._scroll.setObjectName("leg_detail_scroll")
        column = self._scroll.column
        column.setContentsMargins(14, 12, 14, 14)
        column.setSpacing(10)
        self.notice = NoticeBox(theme, tone=NoticeTone.ERROR, name="leg_explanation")
        column.addWidget(self.notice)
        self._trace_head = QWidget()
        self._trace_title = Label(theme, role=Role.SMALL, weight=Weight.SEMIBOLD)
        self._trace_note = Label(theme, role=Role.CAPTION, color="text_muted")
        row = QHBoxLayout(self._trace_head)
        row.setContentsMargins(0, 2, 0, 0)
        row.addWidget(self._trace_title)
        row.addStretch(1)
        row.addWidget(self._trace_note)
        self.trace = FittedTrace(theme)
        column.addWidget(self._trace_head)
        column.addWidget(self.trace)
        self._facts_column = QVBoxLayout()
        self._facts_column.setSpacing(6)
        column.addLayout(self._facts_column)
        self._empty = EmptyState(theme)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._on_scroll_range_changed)
        column.addWidget(self._empty)
        column.addStretch(1)
        self.body.addWidget(self._scroll, 1)
        self.curl_button.clicked.connect(self.curl_requested)
        self.online_button.clicked.connect(self.online_requested)
        theme.follow(self._on_theme_changed_here)

    def retranslate(self, messages: Messages) -> None:
        """Puts every text in."""
        self._messages = messages
        self.curl_button.setText(self.tr("Copy as cURL"))
        self.online_button.setText(self.tr("Check online"))
        self._trace_title.setText(self.tr("Requests and answers"))
        self._trace_note.setText(self.tr("Secrets are never kept in a trace"))
        self.trace.setAccessibleName(self.tr("Requests and answers"))
        redacted = self.tr("redacted · {length}")
        self.trace.set_words(
            TraceWords(
                request=self.tr("Request"),
                answer=self.tr("Answer"),
                redacted=lambda length: redacted.format(length=length),
            )
        )
        self.trace.fit()
        if self._detail is not None:
            self.show_detail(self._detail)

    def show_detail(self, detail: LegDetail) -> None:
        """Shows a leg."""
        is_other = self._detail is None or self._detail.leg is not detail.leg
        self._detail = detail
        title = self.tr("Leg {number}: {name}")
        self._head.set_title(title.format(number=detail.leg.number, name=detail.name))
        self._glyph.show_state(_glyph(detail.state), stale=detail.is_stale)
        self._show_explanation(detail.explanation)
        has_calls = bool(detail.exchanges)
        self.curl_button.setVisible(has_calls)
        self.online_button.setVisible(detail.leg is Leg.PROFILE)
        self._trace_head.setVisible(has_calls)
        self.trace.setVisible(has_calls)
        self.trace.show_entries(
            [trace_entry(exchange, fault=self._fault) for exchange in detail.exchanges]
        )
        self._show_facts(detail)
        self._empty.setVisible(detail.is_empty)
        self._empty.show_sentence(self._empty_sentence(detail))
        self.trace.fit()
        if is_other:
            self._scroll.verticalScrollBar().setValue(0)

    def show_asking(self, asking: bool) -> None:
        """While WeCom and Authing are asked."""
        self.online_button.set_available(enabled=not asking, reason=self.tr("Asking…"))

    def _empty_sentence(self, detail: LegDetail) -> str:
        match detail.state:
            case LegMark.WAITING:
                return self.tr("This leg has not run yet.")
            case LegMark.RUNNING:
                return self.tr("This leg is at work.")
            case _:
                return self.tr("Nothing was asked of anybody in this leg.")

    def _show_explanation(self, told: ExplanationView | None) -> None:
        self.notice.setVisible(told is not None)
        self.notice.clear_buttons()
        if told is None:
            return
        self.notice.set_tone(_TONES[told.tone])
        self.notice.set_title(told.title)
        rows = [
            (self.tr("Cause"), told.cause),
            (self.tr("Because"), told.because),
            (self.tr("To make sure"), told.confirm),
            (self.tr("Fix"), told.fix),
            (self.tr("Where"), told.where),
            (self.tr("Note"), told.note),
        ]
        if told.is_expected:
            rows.append((self.tr("Expected"), self.tr("The scenario is about this refusal.")))
        rows += [(self.tr("Or"), other) for other in told.others]
        self.notice.set_rows([(label, sentence) for label, sentence in rows if sentence])
        for place, action in enumerate(told.actions):
            self._add_action(action, primary=place == 0 and not told.is_expected)

    def _add_action(self, action: Action, *, primary: bool) -> None:
        icon, trailing = _ICONS[action.kind]
        button = self.notice.add_button(
            self._action_text(action.kind),
            primary=primary,
            icon=icon,
            trailing_icon=trailing,
            name=f"{action.kind.value}_button",
        )
        button.clicked.connect(lambda: self.acted.emit(action))

    def _action_text(self, kind: ActionKind) -> str:
        match kind:
            case ActionKind.COPY_IP:
                return self.tr("Copy IP")
            case ActionKind.OPEN_WECOM_ADMIN:
                return self.tr("Open WeCom admin")
            case ActionKind.OPEN_AUTHING:
                return self.tr("Open Authing console")
            case ActionKind.OPEN_ERROR_PAGE:
                return self.tr("WeCom's page about this code")
            case ActionKind.EDIT_CONNECTION:
                return self.tr("Edit connection")
            case ActionKind.RUN_AGAIN:
                return self.tr("Run again")

    def _show_facts(self, detail: LegDetail) -> None:
        for label, view in self._facts:
            label.hide()
            view.hide()
            label.deleteLater()
            view.deleteLater()
        self._facts = []
        groups = [(found.title, found.items) for found in detail.evidence]
        if detail.callback:
            groups.insert(0, (self.tr("What came back"), detail.callback))
        for title, items in groups:
            label = Label(self._theme, title, role=Role.SMALL, weight=Weight.SEMIBOLD)
            view = FactsView(self._theme)
            view.set_redacted_words(self.tr("redacted · {length}"))
            view.show_facts(items)
            self._facts_column.addWidget(label)
            self._facts_column.addWidget(view)
            self._facts.append((label, view))

    def _fault(self, exchange: Exchanged) -> str:
        host = urlsplit(exchange.url).hostname or ""
        return explain(self._messages, f"transport.{exchange.fault}", {"host": host}).title

    def _on_scroll_range_changed(self, _low: int, high: int) -> None:
        """The bar takes its room from the edge, so that nothing beside it moves."""
        right = 4 if high > 0 else 14
        margins = self._scroll.column.contentsMargins()
        if margins.right() != right:
            self._scroll.column.setContentsMargins(14, 12, right, 14)

    def _on_theme_changed_here(self, _tokens: ThemeTokens) -> None:
        self.trace.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks other lines."""
        super().resizeEvent(event)
        self.trace.fit()


def _glyph(state: Verdict | LegMark) -> Verdict | Mark:
    return state if isinstance(state, Verdict) else Mark(state.value)
