"""The stored test runs of a connection, the latest first."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wecom_console.domain.verdicts import BackendKind, Platform
from wecom_console.gui.features.connection.result_line import ResultLine
from wecom_console.gui.parts.connection_words import SourceWords
from wecom_console.gui.parts.layouts import tab_column
from wecom_console.gui.parts.presenter.connection_rows import source_row
from wecom_console.gui.spoken import spoken_fact
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.widgets.boxes.card import Card, Rule
from wecom_console.gui.widgets.boxes.empty import EmptyState
from wecom_console.gui.widgets.controls.button import Button, ButtonKind, ButtonSize
from wecom_console.gui.widgets.layout.emptying import clear
from wecom_console.gui.widgets.text.icon_view import IconView
from wecom_console.gui.widgets.text.label import Label
from wecom_console.gui.widgets.text.tags import Tag
from wecom_console.messages.catalogue import Messages
from wecom_console.services.profiles.records import ProfileSummary, Standing, StoredRun

MOST = 50


class RunLine(QWidget):
    """One run: its scenario, against what, and how the legs ended. `opens`: its evidence is what
    the login test shows, since no later run has taken its place."""

    opened = Signal()

    def __init__(
        self,
        theme: ThemeController,
        words: SourceWords,
        messages: Messages,
        *,
        run: StoredRun,
        summary: ProfileSummary,
        stale: str,
        opens: str,
    ) -> None:
        super().__init__()
        self.setObjectName(f"run_{run.run_id}")
        title = messages.text(f"scenario.{run.scenario}.title")
        has_title = messages.has(f"scenario.{run.scenario}.title")
        heading = Label(theme, title if has_title else run.scenario, role=Role.SECTION)
        ended = messages.text("run.as_expected" if run.passed else "run.otherwise")
        icon = IconView(
            theme,
            "check" if run.passed else "cross",
            color="text" if run.passed else "error",
            size=14,
        )
        verdict = Label(
            theme, ended, role=Role.SMALL, color="text_muted" if run.passed else "error"
        )
        against = " · ".join(
            (
                messages.text(f"platform.{run.platform.value}"),
                messages.text(f"backend.{run.backend.value}"),
            )
        )
        left = QVBoxLayout()
        left.setSpacing(2)
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(heading)
        if run.is_stale:
            first.addWidget(Tag(theme, stale))
        first.addStretch(1)
        second = QHBoxLayout()
        second.setSpacing(6)
        second.addWidget(icon)
        second.addWidget(verdict)
        second.addStretch(1)
        left.addLayout(first)
        left.addLayout(second)
        left.addWidget(Label(theme, against, role=Role.CAPTION, color="text_muted"))
        result = ResultLine(theme)
        fresh = replace(run, is_stale=False)
        row = source_row(replace(summary, standing=Standing(fresh)), messages)
        result.show_row(row, words, greys=run.is_stale)
        result.setMinimumWidth(theme.px(300))
        line = QHBoxLayout(self)
        line.setContentsMargins(20, 12, 20, 12)
        line.addLayout(left, 1)
        line.addWidget(result)
        if opens:
            button = Button(
                theme,
                opens,
                kind=ButtonKind.LINK,
                size=ButtonSize.COMPACT,
                name=f"open_{run.run_id}",
            )
            button.setAccessibleName(spoken_fact(opens, heading.text()))
            button.clicked.connect(self.opened)
            line.addWidget(button)


class TestsTab(QWidget):
    """Rows are made when there is something new to show."""

    __test__ = False  # its name is the tab's, not a test's

    test_requested = Signal()
    run_opened = Signal(object)

    def __init__(self, theme: ThemeController, words: SourceWords) -> None:
        super().__init__()
        self.setObjectName("tests_tab")
        self._theme = theme
        self._words = words
        self._card = Card(theme, name="runs_card")
        self._card.add_head()
        self._rows = self._card.add_lines()
        self._empty = EmptyState(theme, icon="play", name="tests_run_button")
        self._card.body.addWidget(self._empty)
        column = tab_column(self, theme)
        column.addWidget(self._card)
        column.addStretch(1)
        self._empty.acted.connect(self.test_requested)

    def show_runs(
        self, summary: ProfileSummary, runs: tuple[StoredRun, ...], messages: Messages
    ) -> None:
        """Shows the latest runs, in the language of the moment."""
        clear(self._rows)
        seen: set[tuple[str, Platform, BackendKind]] = set()
        for number, run in enumerate(runs[:MOST]):
            if number:
                self._rows.addWidget(Rule(self._theme))
            kind = (run.scenario, run.platform, run.backend)
            row = RunLine(
                self._theme,
                self._words,
                messages,
                run=run,
                summary=summary,
                stale=self.tr("Changed since"),
                opens="" if kind in seen else self.tr("Open"),
            )
            seen.add(kind)
            row.opened.connect(lambda run=run: self.run_opened.emit(run))
            self._rows.addWidget(row)
        self._empty.show_sentence(self.tr("No test has run yet."), action=self.tr("Run test"))
        self._empty.setVisible(not runs)
        if self._card.head is not None:
            self._card.head.set_title(self.tr("Tests"))
            note = self.tr("the latest {shown} of {total}")
            shown = min(MOST, len(runs))
            note = note.format(shown=shown, total=len(runs)) if len(runs) > MOST else str(len(runs))
            self._card.head.set_note(note if runs else "")
