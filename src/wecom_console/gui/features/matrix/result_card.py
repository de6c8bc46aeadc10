"""The right card: how far each connection is, and what did not end as expected."""

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from wecom_console.gui.features.matrix.delegates import (
    ChangeDelegate,
    FindingDelegate,
    LineDelegate,
)
from wecom_console.gui.features.matrix.presenter.state import (
    MatrixLine,
    MatrixProgress,
    ReportDifference,
    UnexpectedRun,
)
from wecom_console.gui.parts.table_rows import RowsModel, RowsView
from wecom_console.gui.spoken import spoken_list
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.widgets.boxes.card import Card
from wecom_console.gui.widgets.boxes.empty import EmptyState
from wecom_console.gui.widgets.boxes.progress import ProgressBar
from wecom_console.gui.widgets.controls.button import Button, ButtonKind, ButtonSize
from wecom_console.gui.widgets.controls.segmented import SegmentedControl
from wecom_console.messages.catalogue import Messages

LINES = "lines"
CHANGES = "changes"
FINDINGS = "findings"


class ResultCard(Card):
    """`opened` carries a `MatrixLine` or a `UnexpectedRun` to be looked at in the login test."""

    opened = Signal(object)
    report_requested = Signal()
    compare_requested = Signal()

    def __init__(self, theme: ThemeController, *, messages: Messages) -> None:
        super().__init__(theme, name="matrix_result_card")
        self._messages = messages
        self._progress = MatrixProgress()
        self.report_button = Button(
            theme,
            kind=ButtonKind.LINK,
            size=ButtonSize.COMPACT,
            icon="download",
            name="matrix_report_button",
        )
        self.compare_button = Button(
            theme,
            kind=ButtonKind.LINK,
            size=ButtonSize.COMPACT,
            icon="history",
            name="matrix_compare_button",
        )
        self._head = self.add_head()
        self._head.add_trailing(self.compare_button)
        self._head.add_trailing(self.report_button)
        self._bar = ProgressBar(theme)
        policy = self._bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._bar.setSizePolicy(policy)
        self.sides = SegmentedControl(
            theme, [(LINES, ""), (FINDINGS, ""), (CHANGES, "")], name="matrix_sides"
        )
        self._lines: RowsModel[MatrixLine] = RowsModel(self)
        self.lines = RowsView(theme, name="matrix_lines")
        self.lines.setModel(self._lines)
        self._line_delegate = LineDelegate(theme, self.lines)
        self.lines.setItemDelegate(self._line_delegate)
        self._findings: RowsModel[UnexpectedRun] = RowsModel(self)
        self.findings = RowsView(theme, name="matrix_findings")
        self.findings.setModel(self._findings)
        self._finding_delegate = FindingDelegate(theme, self.findings)
        self.findings.setItemDelegate(self._finding_delegate)
        self._changes: RowsModel[ReportDifference] = RowsModel(self)
        self.changes = RowsView(theme, name="matrix_changes")
        self.changes.setModel(self._changes)
        self.changes.setItemDelegate(ChangeDelegate(theme, self.changes))
        self._empty = EmptyState(theme)
        self._stack = QStackedWidget()
        for widget in (self._empty, self.lines, self.findings, self.changes):
            self._stack.addWidget(widget)
        self._lay_out()
        self.sides.chosen.connect(self._on_sides_chosen)
        self.lines.activated.connect(self._on_lines_activated)
        self.findings.activated.connect(self._on_findings_activated)
        self.compare_button.clicked.connect(self.compare_requested)
        self.report_button.clicked.connect(self.report_requested)

    def _lay_out(self) -> None:
        self.body.addWidget(self._bar)
        top = QVBoxLayout()
        top.setContentsMargins(12, 6, 12, 8)
        top.addWidget(self.sides)
        self._top = QWidget()
        self._top.setLayout(top)
        self.body.addWidget(self._top)
        self.body.addWidget(self._stack, 1)

    def retranslate(self, messages: Messages) -> None:
        """Puts every text in."""
        self._messages = messages
        self._head.set_title(self.tr("Results"))
        self.sides.setAccessibleName(self.tr("Results"))
        self.lines.setAccessibleName(self.tr("By connection"))
        self.findings.setAccessibleName(self.tr("Not as expected"))
        self.changes.setAccessibleName(self.tr("Since an earlier report"))
        self.report_button.setText(self.tr("Save report"))
        self.compare_button.setText(self.tr("Compare"))
        self.compare_button.set_accessible_name(self.tr("Compare with an earlier report"))
        self._line_delegate.platform_word = self._platform
        self._line_delegate.simulated_word = messages.text("verdict.simulated")
        self._finding_delegate.platform_word = self._platform
        self.show_progress(self._progress)

    def _platform(self, platform: str) -> str:
        return self._messages.text(f"platform.{platform}")

    def show_progress(self, progress: MatrixProgress) -> None:
        """Shows how far the runs are."""
        before, self._progress = self._progress, progress
        self._lines.set_rows(progress.lines, [self._spoken(line) for line in progress.lines])
        told = [spoken_list((f.title, f.ending, f.name)) for f in progress.findings]
        self._findings.set_rows(progress.findings, told)
        had_comparison = before.comparison is not None
        comparison = progress.comparison
        changes = comparison.changes if comparison is not None else ()
        said = [spoken_list((c.name, c.title, c.leg, c.before, c.after)) for c in changes]
        self._changes.set_rows(changes, said)
        self._bar.show_progress(progress.done, max(1, progress.total))
        self._bar.setVisible(progress.is_running)
        self._head.set_note(self._note(progress))
        self._bar.setAccessibleName(self._note(progress))
        self._top.setVisible(bool(progress.lines))
        self.sides.set_text(LINES, self.tr("By connection"))
        count = self.tr("Not as expected ({count})").format(count=progress.otherwise)
        self.sides.set_text(FINDINGS, count)
        self.sides.set_text(CHANGES, self.tr("Changes ({count})").format(count=len(changes)))
        running, nothing = self.tr("A run is in progress"), self.tr("Nothing has run yet")
        for button in (self.report_button, self.compare_button):
            button.set_available(
                enabled=bool(progress.done) and not progress.is_running,
                reason=running if progress.is_running else nothing,
            )
        if comparison is not None and not had_comparison:
            self.sides.choose(CHANGES)
        self._show_side()

    def _note(self, progress: MatrixProgress) -> str:
        if not progress.lines:
            return ""
        parts = [
            self.tr("{done} of {total} logins").format(done=progress.done, total=progress.total)
        ]
        if progress.is_stopped:
            parts.append(self.tr("stopped"))
        elif not progress.is_running and not progress.otherwise:
            parts.append(self.tr("all as expected"))
        if progress.simulated:
            parts.append(self.tr("{count} simulated").format(count=progress.simulated))
        return " · ".join(parts)

    def _spoken(self, line: MatrixLine) -> str:
        counts = self.tr("{good} as expected, {bad} not, of {total}").format(
            good=line.as_expected, bad=line.otherwise, total=line.total
        )
        parts = [line.name, self._platform(line.platform.value), counts]
        if line.simulated:
            parts.append(self.tr("{count} simulated").format(count=line.simulated))
        return spoken_list(parts)

    def _show_side(self) -> None:
        if not self._progress.lines:
            self._empty.show_sentence(
                self.tr(
                    "Choose connections, platforms and scenarios. Results appear here as the "
                    "logins run."
                )
            )
            self._stack.setCurrentWidget(self._empty)
        elif self.sides.current() == CHANGES:
            self._show_changes()
        elif self.sides.current() == LINES:
            self._stack.setCurrentWidget(self.lines)
        elif self._progress.findings:
            self._stack.setCurrentWidget(self.findings)
        else:
            self._empty.show_sentence(self.tr("All finished logins ended as expected."))
            self._stack.setCurrentWidget(self._empty)

    def _show_changes(self) -> None:
        comparison = self._progress.comparison
        if comparison is not None and comparison.changes:
            self._stack.setCurrentWidget(self.changes)
            return
        self._empty.show_sentence(
            self.tr("Compare with an earlier report to see what has changed since.")
            if comparison is None
            else self.tr("Nothing has changed since {name}.").format(name=comparison.name)
        )
        self._stack.setCurrentWidget(self._empty)

    def _on_sides_chosen(self, _key: str) -> None:
        self._show_side()

    def _on_lines_activated(self, index: QModelIndex) -> None:
        self.opened.emit(self._lines.rows[index.row()])

    def _on_findings_activated(self, index: QModelIndex) -> None:
        self.opened.emit(self._findings.rows[index.row()])
