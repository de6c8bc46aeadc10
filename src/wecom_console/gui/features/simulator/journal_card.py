"""The journal in its card: live or held, filtered, cleared."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from wecom_console.flow.events import Exchanged
from wecom_console.gui.features.simulator.call_detail import CallDetail
from wecom_console.gui.features.simulator.journal_table import JournalTable
from wecom_console.gui.features.simulator.presenter.journal_model import JournalKind, JournalRow
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.widgets.boxes.card import Card
from wecom_console.gui.widgets.boxes.empty import EmptyState
from wecom_console.gui.widgets.controls.button import Button, ButtonKind, ButtonSize
from wecom_console.gui.widgets.controls.segmented import SegmentedControl
from wecom_console.gui.widgets.fields.search import SearchField
from wecom_console.gui.widgets.login.status_dot import StatusDot

SEARCH_WIDTH = 190
HEAD_GAPS = 80


class JournalCard(Card):
    """`paused` carries whether it is held, `call_chosen` the number of a call to be shown."""

    paused = Signal(bool)
    clear_requested = Signal()
    call_chosen = Signal(int)

    def __init__(self, theme: ThemeController, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, name="journal_card", parent=parent)
        self._is_paused = False
        self._live = StatusDot(theme)
        self.search = SearchField(theme, name="journal_search_edit", height=30, role=Role.SMALL)
        self.search.setFixedWidth(SEARCH_WIDTH)
        self.pause_button = self._icon_button(theme, "pause", "pause_journal_button")
        self.clear_button = self._icon_button(theme, "trash", "clear_journal_button")
        head = self.add_head()
        beside = head.layout()
        if isinstance(beside, QHBoxLayout):
            beside.insertWidget(2, self._live)
        self.kinds = SegmentedControl(
            theme, tuple((kind.value, "") for kind in JournalKind), name="journal_kinds"
        )
        for widget in (self.kinds, self.search, self.pause_button, self.clear_button):
            head.add_trailing(widget)
        self._head = head
        self._second = QHBoxLayout()  # takes the kinds where the head has no room for them
        self._second.setContentsMargins(14, 0, 14, 0)
        self.body.addLayout(self._second)
        self.table = JournalTable(theme)
        self.detail = CallDetail(theme)
        self.detail.hide()
        self._empty = EmptyState(theme)
        beside_each_other = QWidget()
        row = QHBoxLayout(beside_each_other)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.table, 55)
        row.addWidget(self.detail, 45)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(beside_each_other)
        self.body.addWidget(self._stack, 1)
        self.search.searched.connect(self.table.filter.set_wanted)
        self.kinds.chosen.connect(lambda kind: self.table.filter.set_kind(JournalKind(kind)))
        self.table.call_chosen.connect(self.call_chosen)
        self.detail.closed.connect(self._on_detail_closed)
        self.pause_button.clicked.connect(self._on_pause_button_clicked)
        self.clear_button.clicked.connect(self.clear_requested)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The kinds stand in the head, or below it."""
        super().resizeEvent(event)
        beside = self._head.layout()
        if not isinstance(beside, QHBoxLayout):
            return
        others = (self._head.title, self._live, self.search, self.pause_button, self.clear_button)
        needed = sum(w.sizeHint().width() for w in (*others, self.kinds)) + HEAD_GAPS
        is_below = self._second.count() > 0
        if (self.width() < needed) == is_below:
            return
        if is_below:
            self._second.removeWidget(self.kinds)
            beside.insertWidget(beside.indexOf(self.search), self.kinds)
            self._second.setContentsMargins(14, 0, 14, 0)
        else:
            beside.removeWidget(self.kinds)
            self._second.addWidget(self.kinds)
            self._second.setContentsMargins(14, 8, 14, 8)

    @staticmethod
    def _icon_button(theme: ThemeController, icon: str, name: str) -> Button:
        return Button(theme, kind=ButtonKind.GHOST, size=ButtonSize.COMPACT, icon=icon, name=name)

    def retranslate(self) -> None:
        """Puts every text in."""
        self._head.set_title(self.tr("Journal"))
        self.table.setAccessibleName(self.tr("Journal"))
        self.search.set_placeholder(self.tr("Path or errcode"))
        for kind, text in (
            (JournalKind.ALL, self.tr("All")),
            (JournalKind.WECOM, self.tr("WeCom")),
            (JournalKind.AUTHING, "Authing"),
            (JournalKind.FAILED, self.tr("Failed")),
        ):
            self.kinds.set_text(kind.value, text)
        self.kinds.setAccessibleName(self.tr("Calls to show"))
        self.detail.retranslate()
        self.clear_button.set_accessible_name(self.tr("Clear the journal"))
        self.table.set_words(
            (
                self.tr("No."),
                self.tr("Time"),
                self.tr("Method"),
                self.tr("Path"),
                self.tr("Parameters, redacted"),
                self.tr("Status"),
                "errcode",
                self.tr("Duration"),
            ),
            fault=self.tr("fault"),
        )
        self._empty.show_sentence(self.tr("No calls yet. Point an app or a test at the address."))
        self._show_paused()

    def add_rows(self, rows: Sequence[JournalRow]) -> None:
        """Puts calls on top, the oldest of them first."""
        self.table.calls.add(rows)
        self._stack.setCurrentIndex(1)

    def clear(self) -> None:
        """All calls are gone."""
        self.table.calls.clear()
        self.detail.hide()
        self._stack.setCurrentIndex(0)

    def show_exchange(self, number: int, exchange: Exchanged | None) -> None:
        """Request and answer of the call that was chosen, or that they are gone."""
        self.detail.show_exchange(number, exchange)
        self.detail.show()

    def _on_detail_closed(self) -> None:
        self.detail.hide()
        self.table.clearSelection()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_paused(self) -> None:
        if self._is_paused:
            self._live.show_state(self.tr("Paused"), color="text_muted", filled=False)
        else:
            self._live.show_state(self.tr("Live"), color="success", filled=True, ink="text_muted")
        self.pause_button.set_icon("play" if self._is_paused else "pause")
        self.pause_button.set_accessible_name(
            self.tr("Resume") if self._is_paused else self.tr("Pause the journal")
        )

    def _on_pause_button_clicked(self) -> None:
        self._is_paused = not self._is_paused
        self._show_paused()
        self.paused.emit(self._is_paused)
