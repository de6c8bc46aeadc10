"""What *Create* creates: a connection here, or one in Authing too."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wecom_console.domain.verdicts import BackendKind
from wecom_console.gui.parts.form.presenter.choices import FormChoices
from wecom_console.gui.parts.form.presenter.state import FormMode, FormState
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.widgets.boxes.card import Card
from wecom_console.gui.widgets.controls.segmented import SegmentedControl
from wecom_console.gui.widgets.text.label import Label
from wecom_console.messages.catalogue import Messages

HERE = "here"
THERE = "authing"
_CHOICES = {BackendKind.SIMULATOR.value: HERE, "": HERE, BackendKind.AUTHING.value: THERE}


class WhereCard(Card):
    """Asked while a connection is new; another backend than these two has chosen already.
    `authing_chosen`: its pool and key are wanted now."""

    authing_chosen = Signal()

    def __init__(
        self, theme: ThemeController, choices: FormChoices, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, name="where_card", parent=parent)
        self._choices = choices
        self.add_head()
        self.control = SegmentedControl(theme, ((HERE, ""), (THERE, "")), name="where_control")
        self._sentence = Label(theme, role=Role.SMALL, color="text_muted", wrap=True)
        column = QVBoxLayout()
        column.setContentsMargins(20, 12, 20, 14)
        column.setSpacing(8)
        column.addWidget(self.control)
        column.addWidget(self._sentence)
        self.body.addLayout(column)
        self.control.chosen.connect(self._on_control_chosen)

    def show_state(self, state: FormState, messages: Messages) -> None:
        """What is chosen, and what that means."""
        chosen = _CHOICES.get(state.draft.text("backend.kind"))
        self.setVisible(state.mode is FormMode.CREATE and chosen is not None)
        if chosen is None:
            return
        if self.head is not None:
            self.head.set_title(messages.text("form.where.title"))
        self.control.setAccessibleName(messages.text("form.where.title"))
        for key in (HERE, THERE):
            self.control.set_text(key, messages.text(f"form.where.{key}"))
        self.control.choose(chosen)
        self._sentence.setText(messages.text(f"form.where.{chosen}_means"))

    def _on_control_chosen(self, key: str) -> None:
        if key == THERE:
            self._choices.choose_authing()
            self.authing_chosen.emit()
        else:
            self._choices.choose_here_only()
