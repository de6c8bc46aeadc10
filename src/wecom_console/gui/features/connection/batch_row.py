"""A batch of stored runs: its name, what it came to, against what and when; below it its runs."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from wecom_console.domain.verdicts import LEGS, BackendKind, Verdict
from wecom_console.gui.parts.connection_words import Phrase, SourceWords
from wecom_console.gui.parts.presenter.connection_rows import failure_words
from wecom_console.gui.spoken import spoken_fact, spoken_list
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role, Weight
from wecom_console.gui.theme.paint import fill, rounded
from wecom_console.gui.theme.themed import Themed
from wecom_console.gui.widgets.controls.button import Button, ButtonKind, ButtonSize
from wecom_console.gui.widgets.login.verdicts import LegLine, VerdictGlyph
from wecom_console.gui.widgets.text.icon_view import IconView
from wecom_console.gui.widgets.text.label import Label
from wecom_console.gui.widgets.text.tags import Tag
from wecom_console.messages.catalogue import Messages
from wecom_console.services.profiles.batches import RunBatch
from wecom_console.services.profiles.records import StoredRun

METER: Final = (240, 6)
LEAST: Final = 6


def run_title(run: StoredRun, messages: Messages) -> str:
    """The scenario's title; its name where it is a team's own that is gone."""
    code = f"scenario.{run.scenario}.title"
    return messages.text(code) if messages.has(code) else run.scenario


class BatchMeter(Themed, QWidget):
    """How many of a batch ended as they should; never green."""

    def __init__(self, theme: ThemeController, batch: RunBatch) -> None:
        super().__init__()
        self._theme = theme
        self._batch = batch
        self.setFixedHeight(METER[1])
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(theme.px(METER[0]))
        theme.follow(self._on_theme_changed)

    def sizeHint(self) -> QSize:
        """A bar."""
        return QSize(self._theme.px(METER[0]), METER[1])

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints what was as expected, and what was not."""
        painter = QPainter(self)
        batch, color = self._batch, self._theme.color
        width = float(self.width())
        bad = width * len(batch.unexpected) / len(batch.runs)
        bad = max(LEAST, bad) if batch.unexpected else 0.0
        calm = "simulated" if batch.backend is BackendKind.SIMULATOR else "text_muted"
        ink = "text_disabled" if batch.is_stale else calm
        gap = 2 if bad and bad < width else 0
        good = QRectF(0, 0, max(0.0, width - bad - gap), METER[1])
        if good.width() > 0:
            rounded(painter, good, METER[1] / 2, fill=color(ink))
        if bad:
            rounded(
                painter, QRectF(width - bad, 0, bad, METER[1]), METER[1] / 2, fill=color("error")
            )


class RunLine(Themed, QWidget):
    """One run of a batch that is folded out. `opens`: its evidence is what the login test shows."""

    opened = Signal()

    def __init__(
        self, theme: ThemeController, run: StoredRun, messages: Messages, *, opens: str
    ) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName(f"run_{run.run_id}")
        title = run_title(run, messages)
        icon, ink = ("check", "text") if run.passed else ("cross", "error")
        name = Label(theme, title, role=Role.SMALL, weight=Weight.MEDIUM, wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(48, 7, 16, 7)
        row.setSpacing(10)
        row.addWidget(IconView(theme, icon, color=ink, size=14))
        row.addWidget(name, 3)
        if run.passed:
            legs = LegLine(theme)
            by_leg = {leg.leg: leg.verdict for leg in run.legs}
            legs.show_states(
                tuple(by_leg.get(leg, Verdict.SKIPPED) for leg in LEGS),
                stale=run.is_stale,
                words=messages.text("run.as_expected"),
            )
            told = QHBoxLayout()
            told.addWidget(legs)
            told.addStretch(1)
            row.addLayout(told, 6)
        else:
            ending = Label(theme, _ending(run, messages), role=Role.SMALL, color="error", wrap=True)
            row.addWidget(ending, 6)
        if opens:
            button = _open_button(theme, opens, title, name=f"open_{run.run_id}")
            button.clicked.connect(self.opened)
            row.addWidget(button)
        theme.follow(self._on_theme_changed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground of what belongs to the row above."""
        fill(QPainter(self), self.rect(), self._theme.color("surface_sunken"))


def _open_button(theme: ThemeController, words: str, title: str, *, name: str) -> Button:
    """Leads to the run, and says to which where it is only heard."""
    button = Button(theme, words, kind=ButtonKind.LINK, size=ButtonSize.COMPACT, name=name)
    button.setAccessibleName(spoken_fact(words, title))
    return button


def _ending(run: StoredRun, messages: Messages) -> str:
    """Where it ended, and with what."""
    failed = next((leg for leg in run.legs if leg.verdict is Verdict.FAILED), None)
    if failed is None:
        return messages.text("run.otherwise")
    words, number = failure_words(failed.code, messages)
    what = f"{words} ({number})" if number else words or failed.code
    return messages.text("run.failed_at", leg=failed.leg.number, what=what)


class BatchRow(QWidget):
    """`toggled` folds it out or together; `opened` is the request to look at its only run."""

    toggled = Signal()
    opened = Signal()

    def __init__(
        self,
        theme: ThemeController,
        words: SourceWords,
        messages: Messages,
        batch: RunBatch,
        *,
        is_open: bool,
        texts: dict[str, str],
        phrases: tuple[Phrase, ...],
        opens: str,
    ) -> None:
        super().__init__()
        self.setObjectName(f"batch_{batch.key}")
        self._theme, self._messages = theme, messages
        several = len(batch.runs) > 1
        title = texts["several"] if several else run_title(batch.runs[0], messages)
        self.fold_button = Button(
            theme,
            kind=ButtonKind.GHOST,
            size=ButtonSize.COMPACT,
            icon="chevron-down" if is_open else "chevron-right",
            name=f"fold_{batch.key}",
        )
        self.fold_button.set_accessible_name(texts["fold"])
        self.fold_button.clicked.connect(self.toggled)
        row = QHBoxLayout(self)
        row.setContentsMargins(10 if several else 46, 9, 16, 9)
        row.setSpacing(8)
        row.addWidget(self.fold_button)
        self.fold_button.setVisible(several)  # in its row: before, it would be a window of its own
        row.addLayout(self._names(batch, title, texts), 3)
        row.addLayout(self._result(batch, texts, phrases), 4)
        against = messages.text(f"backend_label.{batch.backend.value}")
        row.addWidget(Label(theme, against, role=Role.SMALL, color="text_muted", wrap=True), 2)
        row.addLayout(self._times(batch, words))
        if opens:
            button = _open_button(theme, opens, title, name=f"open_{batch.key}")
            button.clicked.connect(self.opened)
            row.addWidget(button)
        self.setAccessibleName(spoken_list((title, texts["count"], words.ago(batch.finished_at))))

    def _names(self, batch: RunBatch, title: str, texts: dict[str, str]) -> QVBoxLayout:
        theme, messages = self._theme, self._messages
        column = QVBoxLayout()
        column.setSpacing(1)
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(Label(theme, title, role=Role.SECTION))
        if batch.is_stale:
            first.addWidget(Tag(theme, texts["stale"]))
        first.addStretch(1)
        column.addLayout(first)
        told = f"{texts['count']} · {messages.text(f'platform.{batch.platform.value}')}"
        column.addWidget(Label(theme, told, role=Role.CAPTION, color="text_muted"))
        return column

    def _result(
        self, batch: RunBatch, texts: dict[str, str], phrases: tuple[Phrase, ...]
    ) -> QVBoxLayout:
        theme = self._theme
        column = QVBoxLayout()
        column.setSpacing(4)
        only = batch.runs[0]
        if len(batch.runs) > 1:
            column.addWidget(BatchMeter(theme, batch))
        else:
            legs = LegLine(theme)
            by_leg = {leg.leg: leg.verdict for leg in only.legs}
            states = tuple(by_leg.get(leg, Verdict.SKIPPED) for leg in LEGS)
            legs.show_states(states, stale=batch.is_stale, words=texts["result"])
            column.addWidget(legs)
        below = QHBoxLayout()
        below.setSpacing(12)
        if texts["result"]:
            below.addWidget(Label(theme, texts["result"], role=Role.SMALL))
        for phrase in phrases:
            label = Label(
                theme,
                phrase.text,
                role=Role.SMALL,
                color=phrase.color,
                weight=int(phrase.weight),
            )
            below.addWidget(label)
        if texts["bad"]:
            bad = Label(theme, texts["bad"], role=Role.SMALL, color="error", weight=Weight.SEMIBOLD)
            below.addWidget(bad)
        if batch.backend is BackendKind.SIMULATOR and len(batch.runs) > 1:
            mark = QHBoxLayout()
            mark.setSpacing(5)
            mark.addWidget(VerdictGlyph(theme, Verdict.SIMULATED, size=14))
            word = self._messages.text("verdict.simulated")
            mark.addWidget(Label(theme, word, role=Role.SMALL, color="simulated"))
            below.addLayout(mark)
        below.addStretch(1)
        column.addLayout(below)
        return column

    def _times(self, batch: RunBatch, words: SourceWords) -> QVBoxLayout:
        theme, right = self._theme, Qt.AlignmentFlag.AlignRight
        column = QVBoxLayout()
        column.setSpacing(1)
        when = Label(theme, words.ago(batch.finished_at), role=Role.SMALL, align=right)
        column.addWidget(when)
        if batch.elapsed_s:
            took = f"{batch.elapsed_s:.1f} s"
            column.addWidget(
                Label(theme, took, role=Role.CAPTION, color="text_muted", align=right, tabular=True)
            )
        return column
