"""The leg line of a run with its words below: the same in the head and in the list of tests."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wecom_console.gui.parts.connection_words import ResultWords, SourceWords
from wecom_console.gui.parts.presenter.connection_rows import LastResult, SourceRow
from wecom_console.gui.spoken import spoken_list
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.widgets.layout.emptying import clear
from wecom_console.gui.widgets.login.verdicts import LegLine, Mark
from wecom_console.gui.widgets.text.icon_view import IconView
from wecom_console.gui.widgets.text.label import Label


class ResultLine(QWidget):
    """Legs, phrases in their colours, and when it was."""

    def __init__(self, theme: ThemeController) -> None:
        super().__init__()
        self._theme = theme
        self._legs = LegLine(theme)
        self._phrases = QHBoxLayout()
        self._phrases.setSpacing(12)
        self._alarm = Label(theme, role=Role.CAPTION, color="error")
        self._detail = Label(theme, role=Role.CAPTION, color="text_muted")
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self._alarm)
        below.addWidget(self._detail)
        below.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._legs)
        column.addLayout(self._phrases)
        column.addLayout(below)

    def show_row(self, row: SourceRow, words: SourceWords, *, greys: bool = False) -> None:
        """What the row's run says; `greys` dims the legs of a run that is out of date."""
        result = words.result(row)
        states = row.legs or (Mark.WAITING,) * 7
        said = spoken_list(
            (*(phrase.text for phrase in result.phrases), result.alarm, result.detail)
        )
        self._legs.show_states(states, stale=greys or row.outcome is LastResult.STALE, words=said)
        self._show_phrases(result)
        self._alarm.setText(result.alarm)
        self._alarm.setVisible(bool(result.alarm))
        self._detail.setText(result.detail)

    def _show_phrases(self, result: ResultWords) -> None:
        clear(self._phrases)
        if result.icon:
            self._phrases.addWidget(IconView(self._theme, result.icon, color="warning", size=14))
        for phrase in result.phrases:
            label = Label(
                self._theme,
                phrase.text,
                role=Role.SMALL,
                color=phrase.color,
                weight=int(phrase.weight),
            )
            self._phrases.addWidget(label)
        self._phrases.addStretch(1)
