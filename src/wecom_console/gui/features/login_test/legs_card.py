"""The run that is looked at: its scenario and how it ended, time line, comparison and report."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from wecom_console.domain.verdicts import LEGS, Verdict
from wecom_console.gui.features.login_test.leg_table import LegTable
from wecom_console.gui.features.login_test.presenter.legs_model import LegRow
from wecom_console.gui.features.login_test.presenter.state import (
    LegBoard,
    LegItem,
    LegMark,
    ShownRun,
)
from wecom_console.gui.parts.durations import duration_text
from wecom_console.gui.parts.presenter.scenario_model import ScenarioMark
from wecom_console.gui.spoken import spoken_list
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.widgets.boxes.card import Card
from wecom_console.gui.widgets.controls.button import Button, ButtonKind, ButtonSize
from wecom_console.gui.widgets.login.verdicts import VerdictGlyph
from wecom_console.gui.widgets.text.label import Label
from wecom_console.gui.widgets.text.tags import Tag, TagTone
from wecom_console.messages.catalogue import Messages
from wecom_console.services.wall_clock import wall_clock

WORDS_BESIDE: Final = 350
"""The width beside the buttons of the head from which they have words."""
_TAGS: Final = {
    ScenarioMark.AS_EXPECTED: (TagTone.NEUTRAL, "check"),
    ScenarioMark.UNPROVEN: (TagTone.NEUTRAL, "minus"),
    ScenarioMark.NOT_AS_EXPECTED: (TagTone.ERROR, "cross"),
    ScenarioMark.STOPPED: (TagTone.NEUTRAL, "stop"),
}


class LegsCard(Card):
    """`report_requested` is the request to save a report, `compare_requested` says whether the run
    is to be shown beside the last success, `leg_named` what the leg at hand is called."""

    report_requested = Signal()
    compare_requested = Signal(bool)
    leg_named = Signal(str)

    def __init__(
        self,
        theme: ThemeController,
        *,
        messages: Messages,
        ago: Callable[[float], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, name="legs_card", parent=parent)
        self._messages = messages
        self._ago = ago
        self._board = LegBoard()
        self._compares = False
        self.compare_button = Button(
            theme,
            kind=ButtonKind.LINK,
            size=ButtonSize.COMPACT,
            icon="compare",
            name="compare_run_button",
        )
        self.report_button = Button(
            theme, size=ButtonSize.COMPACT, icon="download", name="export_report_button"
        )
        self.tag = Tag(theme, "")
        self._simulated = QWidget()
        mark = QHBoxLayout(self._simulated)
        mark.setContentsMargins(0, 0, 0, 0)
        mark.setSpacing(5)
        mark.addWidget(VerdictGlyph(theme, Verdict.SIMULATED, size=14))
        self._simulated_word = Label(theme, role=Role.CAPTION, color="simulated")
        mark.addWidget(self._simulated_word)
        head = self.add_head()
        head.add_beside(self.tag)
        head.add_beside(self._simulated)
        head.add_trailing(self.compare_button)
        head.add_trailing(self.report_button)
        self._head = head
        self.table = LegTable(theme)
        self.body.addWidget(self.table, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addStretch(1)
        self.report_button.clicked.connect(self.report_requested)
        self.compare_button.clicked.connect(self._on_compare_button_clicked)

    def retranslate(self, messages: Messages) -> None:
        """Puts every text in."""
        self._messages = messages
        self._simulated_word.setText(messages.text("verdict.simulated"))
        self.table.setAccessibleName(self.tr("Legs"))
        self.table.set_words([messages.text(f"verdict.{verdict.value}") for verdict in Verdict])
        self.show_board(self._board)

    def show_board(self, board: LegBoard) -> None:
        """Shows the run. Grey with words where the connection has changed since."""
        self._board = board
        head = board.head
        self._head.set_title(head.title or self.tr("Legs"))
        self._head.set_notes(self._notes(board))
        self._show_tag(head)
        self._simulated.setVisible(head.is_simulated)
        rows = tuple(self._row(item, is_stale=board.is_stale) for item in board.items)
        self.table.show_rows(rows, board.current)
        name = next((row.name for row in rows if row.leg is board.current), "")
        called = self.tr("Leg {number}: {name}").format(number=board.current.number, name=name)
        self.leg_named.emit(called if name else "")
        self.compare_button.setVisible(board.can_compare)
        if not board.can_compare:
            self._compares = False
        self.report_button.set_available(
            enabled=board.has_run, reason=self.tr("There is no run to report")
        )
        self._fit()

    def _notes(self, board: LegBoard) -> tuple[str, ...]:
        """How it was run, when, and how much is proven; shorter where there is less room."""
        head = board.head
        if not board.has_run:
            return (self.tr("Not run yet"),)
        proven = self.tr("{proven} of {count} proven").format(proven=board.proven, count=len(LEGS))
        when = ""
        if board.has_ended:
            when = wall_clock(head.ended_at).strftime("%H:%M:%S")
            if head.is_stored:
                when = self._ago(head.ended_at)
        lengths = ((*head.facts, when, proven), (*head.facts, when), (when, proven), (proven,))
        told = tuple(" · ".join(part for part in parts if part) for parts in lengths)
        if not board.is_stale:
            return told
        stale = self.tr("Changed since this run: {proven}")
        return tuple(stale.format(proven=one) for one in told)

    def _show_tag(self, head: ShownRun) -> None:
        found = _TAGS.get(head.mark)
        self.tag.setVisible(found is not None)
        if found is not None:
            tone, icon = found
            if head.is_stored and tone is TagTone.ERROR:
                tone = TagTone.NEUTRAL
            self.tag.show_tag(head.word, tone, icon=icon)

    def _row(self, item: LegItem, *, is_stale: bool) -> LegRow:
        return LegRow(
            leg=item.leg,
            name=item.name,
            glyph=item.state.value,
            word=item.word or self._mark_word(item.state, has_ended=self._board.has_ended),
            note=item.note,
            time=_time_text(item),
            verdict=item.state if isinstance(item.state, Verdict) else None,
            is_stale=is_stale,
            is_expected=item.is_expected,
            flag=item.flag,
        )

    def _mark_word(self, state: Verdict | LegMark, *, has_ended: bool) -> str:
        if state is LegMark.RUNNING:
            return self.tr("Running")
        return self.tr("Not run") if has_ended else self.tr("Waiting")

    def _on_compare_button_clicked(self) -> None:
        self._compares = not self._compares
        self._fit()
        self.compare_requested.emit(self._compares)

    def _fit(self) -> None:
        """Where there is no room for their words the buttons are icons."""
        compare = self.tr("Compare with last success")
        if self._compares:
            compare = self.tr("End comparison")
        save = self.tr("Save report")
        named = ((self.compare_button, compare), (self.report_button, save))
        for button, words in named:
            button.setText(words)
            button.setAccessibleName(words)
        beside = sum(one.sizeHint().width() for one, _ in named if not one.isHidden())
        wide = self.width() >= self._theme.px(WORDS_BESIDE) + beside
        for button, words in named:
            button.setText(words if wide else "")
        head = self._board.head
        self.report_button.set_kind(ButtonKind.DEFAULT if wide else ButtonKind.GHOST)
        self.setAccessibleName(spoken_list((head.title, head.word, self._notes(self._board)[0])))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words or icons."""
        super().resizeEvent(event)
        self._fit()


def _time_text(item: LegItem) -> str:
    if not item.word:
        return ""
    idle = item.state is Verdict.NOT_PROVABLE and (item.elapsed_ms or 0.0) < 1.0
    return "–" if idle else duration_text(item.elapsed_ms)
