"""The leg table in its card: how many are proven, and the report."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wecom_console.domain.verdicts import LEGS, Verdict
from wecom_console.gui.features.login_test.leg_table import LegTable
from wecom_console.gui.features.login_test.presenter.legs_model import LegRow
from wecom_console.gui.features.login_test.presenter.state import LegBoard, LegItem, LegMark
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.widgets.boxes.card import Card
from wecom_console.gui.widgets.controls.button import Button, ButtonKind, ButtonSize

SECONDS_FROM_MS = 200


class LegsCard(Card):
    """`report_requested` is the request to save a report."""

    report_requested = Signal()

    def __init__(self, theme: ThemeController, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, name="legs_card", parent=parent)
        self._board = LegBoard()
        self.report_button = Button(
            theme,
            kind=ButtonKind.LINK,
            size=ButtonSize.COMPACT,
            icon="download",
            name="export_report_button",
        )
        head = self.add_head()
        head.add_trailing(self.report_button)
        self._head = head
        self.table = LegTable(theme)
        self.body.addWidget(self.table)
        self.report_button.clicked.connect(self.report_requested)

    def retranslate(self) -> None:
        """Puts every text in."""
        self._head.set_title(self.tr("Legs"))
        self.table.setAccessibleName(self.tr("Legs"))
        self.report_button.setText(self.tr("Save report"))
        self.show_board(self._board)

    def show_board(self, board: LegBoard) -> None:
        """Shows the legs. Grey with words where the connection has changed since."""
        self._board = board
        proven = self.tr("{proven} of {count} proven").format(proven=board.proven, count=len(LEGS))
        if board.is_stale:
            proven = self.tr("Changed since this run: {proven}").format(proven=proven)
        self._head.set_note(proven if board.has_run else self.tr("Not run yet"))
        rows = tuple(self._row(item, is_stale=board.is_stale) for item in board.items)
        self.table.show_rows(rows, board.current)
        self.report_button.set_available(
            enabled=board.has_run, reason=self.tr("There is no run to report")
        )

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
        )

    def _mark_word(self, state: Verdict | LegMark, *, has_ended: bool) -> str:
        if state is LegMark.RUNNING:
            return self.tr("Running")
        return self.tr("Not run") if has_ended else self.tr("Waiting")


def _time_text(item: LegItem) -> str:
    if not item.word:
        return ""
    idle = item.state is Verdict.NOT_PROVABLE and (item.elapsed_ms or 0.0) < 1.0
    return "–" if idle else duration_text(item.elapsed_ms)


def duration_text(elapsed_ms: float | None) -> str:
    """``186 ms``, ``1.1 s``; a dash where no time passed."""
    if elapsed_ms is None or elapsed_ms < 0.5:
        return "–" if elapsed_ms is None else "<1 ms"
    if elapsed_ms < SECONDS_FROM_MS:
        return f"{elapsed_ms:.0f} ms"
    return f"{elapsed_ms / 1000:.1f} s"
