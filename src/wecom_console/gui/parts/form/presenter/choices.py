"""What is chosen on a form with one press and means several fields."""

from collections.abc import Callable
from typing import Final

from wecom_console.domain.verdicts import BackendKind
from wecom_console.gui.parts.form.presenter.draft import (
    ASSOCIATION_OFF,
    AssociationChoice,
    Draft,
)

ASK_TO_BIND: Final = AssociationChoice("challenge")


class FormChoices:
    """`draft` gives what is on the form, `change` puts another draft there."""

    def __init__(self, draft: Callable[[], Draft], change: Callable[[Draft], object]) -> None:
        self._draft = draft
        self._change = change

    def set_association(self, choice: AssociationChoice) -> None:
        """An entry of the association's drop-down."""
        self._change(self._draft().with_association(choice))

    def switch_association(self, *, on: bool) -> None:
        """The association's switch; on brings back what was chosen last."""
        self.set_association(self._draft().last_association if on else ASSOCIATION_OFF)

    def ask_to_bind(self) -> None:
        """Asking the member, in place of matching by fields that WeCom does not give any more."""
        self.set_association(ASK_TO_BIND)

    def choose_authing(self) -> None:
        """Authing as the backend; another real one that was chosen stays."""
        if self._draft().text("backend.kind") in ("", BackendKind.SIMULATOR.value):
            self._change(self._draft().with_value("backend.kind", BackendKind.AUTHING.value))

    def choose_here_only(self) -> None:
        """The simulator again, where Authing was chosen; another backend stays."""
        if self._draft().text("backend.kind") == BackendKind.AUTHING.value:
            self._change(self._draft().with_value("backend.kind", BackendKind.SIMULATOR.value))
