"""The stored tests of a connection: a row a batch, the latest first."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from wecom_console.domain.verdicts import BackendKind
from wecom_console.gui.features.connection.batch_row import BatchRow, RunLine
from wecom_console.gui.features.connection.presenter.run_history import RunHistory, ShownBatch
from wecom_console.gui.parts.connection_words import Phrase, SourceWords
from wecom_console.gui.parts.layouts import tab_column
from wecom_console.gui.parts.presenter.connection_rows import source_row
from wecom_console.gui.parts.run_controls import run_combo
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.widgets.boxes.card import Card, Rule
from wecom_console.gui.widgets.boxes.empty import EmptyState
from wecom_console.gui.widgets.controls.button import Button, ButtonKind, ButtonSize
from wecom_console.gui.widgets.controls.segmented import SegmentedControl
from wecom_console.gui.widgets.layout.emptying import clear
from wecom_console.gui.widgets.text.label import Label
from wecom_console.messages.catalogue import Messages
from wecom_console.services.profiles.records import ProfileSummary, StoredRun, Tally


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
        self._messages: Messages | None = None
        self._summary: ProfileSummary | None = None
        self.history = RunHistory()
        self._card = Card(theme, name="runs_card")
        head = self._card.add_head()
        self.filter = SegmentedControl(theme, [("all", ""), ("unexpected", "")], name="runs_filter")
        self.backend = run_combo(theme, "runs_backend_combo")
        head.add_trailing(self.filter)
        head.add_trailing(self.backend)
        self._rows = self._card.add_lines()
        self._nothing = Label(theme, role=Role.SMALL, color="text_muted")
        self._nothing.setContentsMargins(20, 14, 20, 14)
        self._card.body.addWidget(self._nothing)
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(20, 8, 14, 8)
        self._shown = Label(theme, role=Role.CAPTION, color="text_muted")
        self.more_button = Button(
            theme, kind=ButtonKind.LINK, size=ButtonSize.COMPACT, name="more_runs_button"
        )
        foot.addWidget(self._shown)
        foot.addStretch(1)
        foot.addWidget(self.more_button)
        self._card.body.addWidget(self._foot)
        self._empty = EmptyState(theme, icon="play", name="tests_run_button")
        self._card.body.addWidget(self._empty)
        column = tab_column(self, theme)
        column.addWidget(self._card)
        column.addStretch(1)
        self._empty.acted.connect(self.test_requested)
        self.filter.chosen.connect(self._on_filter_chosen)
        self.backend.picked.connect(self._on_backend_picked)
        self.more_button.clicked.connect(self._on_more_button_clicked)

    def show_runs(
        self, summary: ProfileSummary, runs: tuple[StoredRun, ...], messages: Messages
    ) -> None:
        """Shows the latest runs, in the language of the moment."""
        before, self._summary = self._summary, summary
        if before is None or summary.id != before.id:
            self.history.forget()
            self.filter.choose("all")
        self._messages = messages
        self.history.take(runs)
        self._show()

    def _show(self) -> None:
        messages = self._messages
        if messages is None:
            return
        view = self.history.view()
        clear(self._rows)
        for place, shown in enumerate(view.batches):
            if place:
                self._rows.addWidget(Rule(self._theme))
            self._add(shown, view.latest, messages)
        has_runs = bool(self.history.runs)
        self._empty.show_sentence(self.tr("No test has run yet."), action=self.tr("Run test"))
        self._empty.setVisible(not has_runs)
        self._nothing.setText(self.tr("No test matches the filter."))
        self._nothing.setVisible(has_runs and not view.batches)
        told = self.tr("The latest {n} of {total}")
        self._shown.setText(told.format(n=len(view.batches), total=view.total))
        self.more_button.setText(self.tr("Show {n} more").format(n=view.more))
        self._foot.setVisible(view.more > 0)
        self._show_head(view.backends, messages)

    def _show_head(self, backends: tuple[BackendKind, ...], messages: Messages) -> None:
        head = self._card.head
        if head is None:
            return
        head.set_title(self.tr("Tests"))
        self.filter.set_text("all", self.tr("All"))
        self.filter.set_text("unexpected", self.tr("Not as expected"))
        self.filter.setAccessibleName(self.tr("Tests to show"))
        every = self.tr("All backends")
        named = [(kind.value, messages.text(f"backend_label.{kind.value}")) for kind in backends]
        self.backend.offer([("", every), *named])
        self.backend.choose(self.history.backend.value if self.history.backend else "")
        self.backend.setAccessibleName(self.tr("Backend"))
        self.backend.setVisible(len(backends) > 1)
        self.filter.setVisible(bool(backends))

    def _add(self, shown: ShownBatch, latest: frozenset[str], messages: Messages) -> None:
        batch = shown.batch
        only = batch.runs[0] if len(batch.runs) == 1 else None
        opens = self.tr("Open") if only is not None and only.run_id in latest else ""
        row = BatchRow(
            self._theme,
            self._words,
            messages,
            batch,
            is_open=shown.is_open,
            texts=self._texts(shown),
            phrases=self._phrases(only, messages) if only is not None else (),
            opens=opens,
        )
        row.toggled.connect(lambda: self._on_toggled(batch.key))
        if only is not None:
            row.opened.connect(lambda: self.run_opened.emit(only))
        self._rows.addWidget(row)
        for run in shown.runs:
            link = self.tr("Open") if run.run_id in latest else ""
            line = RunLine(self._theme, run, messages, opens=link)
            line.opened.connect(lambda run=run: self.run_opened.emit(run))
            self._rows.addWidget(line)
        if shown.rest:
            text = self.tr("The other {n}, all as expected").format(n=shown.rest)
            button = Button(
                self._theme,
                text,
                kind=ButtonKind.LINK,
                size=ButtonSize.COMPACT,
                name=f"rest_{batch.key}",
            )
            button.clicked.connect(lambda: self._on_rest(batch.key))
            holder = QWidget()
            line_box = QHBoxLayout(holder)
            line_box.setContentsMargins(44, 4, 16, 6)
            line_box.addWidget(button)
            line_box.addStretch(1)
            self._rows.addWidget(holder)

    def _phrases(self, run: StoredRun, messages: Messages) -> tuple[Phrase, ...]:
        """How the legs of a run ended, as the list says it."""
        if self._summary is None:
            return ()
        tally = Tally(replace(run, is_stale=False))
        row = source_row(replace(self._summary, tally=tally), messages)
        return self._words.result(row).phrases

    def _texts(self, shown: ShownBatch) -> dict[str, str]:
        batch = shown.batch
        count, bad = len(batch.runs), len(batch.unexpected)
        told = self.tr("{n} scenarios").format(n=count)
        result = self.tr("{n} as expected").format(n=batch.as_expected)
        words = self.tr("{n} not as expected").format(n=bad) if bad else ""
        if count == 1:
            told = self.tr("1 scenario")
            result = "" if bad else self.tr("As expected")
            words = self.tr("Not as expected") if bad else ""
        return {
            "several": self.tr("Several scenarios"),
            "count": told,
            "result": result,
            "bad": words,
            "stale": self.tr("Changed since"),
            "fold": self.tr("Collapse") if shown.is_open else self.tr("Expand"),
        }

    def _on_toggled(self, key: str) -> None:
        self.history.toggle(key)
        self._show()
        self._focus(f"fold_{key}")

    def _on_rest(self, key: str) -> None:
        self.history.unfold_rest(key)
        self._show()
        self._focus(f"fold_{key}")

    def _focus(self, name: str) -> None:
        """The keyboard stays where it was, on what has been made anew."""
        found = [b for b in self.findChildren(Button, name) if not b.isHidden()]
        if found:
            found[-1].setFocus()

    def _on_filter_chosen(self, key: str) -> None:
        self.history.only_unexpected = key == "unexpected"
        self._show()

    def _on_backend_picked(self, key: str) -> None:
        self.history.backend = BackendKind(key) if key else None
        self._show()

    def _on_more_button_clicked(self) -> None:
        self.history.show_more()
        self._show()
