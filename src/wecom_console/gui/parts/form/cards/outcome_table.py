"""Who gets in, who is created and who is asked, for the settings on the screen."""

from typing import Final

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from wecom_console.domain.login_modes import LoginOutcome, Sample, SampleOutcome, outcomes
from wecom_console.domain.profile import Association
from wecom_console.gui.parts.form.presenter.state import FormState
from wecom_console.gui.spoken import spoken_fact, spoken_list
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.widgets.text.icon_view import IconView
from wecom_console.gui.widgets.text.label import Label
from wecom_console.messages.catalogue import Messages

_ICONS: Final = {
    LoginOutcome.ENTERS: ("check", "success"),
    LoginOutcome.CREATED: ("plus", "primary"),
    LoginOutcome.ASKED: ("help", "warning"),
    LoginOutcome.ASKED_TO_BIND: ("help", "warning"),
    LoginOutcome.ASKED_WHICH: ("help", "warning"),
    LoginOutcome.REFUSED: ("cross", "error"),
}
ICON_SIDE: Final = 14


class OutcomeTable(QWidget):
    """A line for each sample member. Decided by `domain.login_modes`."""

    def __init__(self, theme: ThemeController) -> None:
        super().__init__()
        self.setObjectName("outcome_table")
        self._shown: tuple[tuple[SampleOutcome, ...], str] = ((), "")
        self._title = Label(theme, role=Role.SMALL_STRONG)
        self._rows = {
            sample: (
                Label(theme, role=Role.SMALL, color="text_muted", wrap=True),
                IconView(theme, "check", size=ICON_SIDE),
                Label(theme, role=Role.SMALL, wrap=True),
            )
            for sample in Sample
        }
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(0, 7)
        grid.setColumnStretch(2, 6)
        for place, (who, icon, how) in enumerate(self._rows.values()):
            grid.addWidget(who, place, 0)
            grid.addWidget(icon, place, 1)
            grid.addWidget(how, place, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(48, 8, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._title)
        column.addLayout(grid)

    def show_state(self, state: FormState, messages: Messages) -> None:
        """The table for the draft as it is."""
        choice = state.draft.association
        association = Association(
            choice.mode, choice.fields, state.draft.texts("association.methods")
        )
        table = outcomes(association, login_only=state.draft.value("login_only") is True)
        if (table, messages.language) == self._shown:
            return
        self._shown = (table, messages.language)
        self._title.setText(messages.text("outcome.title"))
        told = {line.sample: line.outcome for line in table}
        for sample, row in self._rows.items():
            outcome = told.get(sample)
            for widget in row:
                widget.setVisible(outcome is not None)
            if outcome is not None:
                who, icon, how = row
                who.setText(messages.text(f"outcome.sample.{sample.value}"))
                name, tone = _ICONS[outcome]
                icon.set_icon(name, color=tone)
                how.setText(messages.text(f"outcome.{outcome.value}"))
        self.setAccessibleName(messages.text("outcome.title"))
        self.setAccessibleDescription(
            spoken_list(
                spoken_fact(
                    messages.text(f"outcome.sample.{line.sample.value}"),
                    messages.text(f"outcome.{line.outcome.value}"),
                )
                for line in table
            )
        )
