"""Undo and redo of the form: drafts before and after the present one. Qt-free."""

from dataclasses import dataclass, replace
from typing import Final

from wecom_console.gui.parts.form.presenter.draft import Draft

DEPTH: Final = 200


@dataclass(frozen=True, slots=True)
class History:
    """`run` names the field that is being typed into: its keystrokes are one step."""

    present: Draft
    past: tuple[Draft, ...] = ()
    future: tuple[Draft, ...] = ()
    run: str = ""

    def advanced(self, draft: Draft, *, run: str = "") -> "History":
        """`draft` becomes the present; a keystroke of the running field joins its step."""
        if draft == self.present:
            return self
        if run and run == self.run and self.past:
            return replace(self, present=draft, future=())
        past = (*self.past, self.present)[-DEPTH:]
        return History(draft, past, (), run)

    def amended(self, draft: Draft) -> "History":
        """`draft` instead of the present one, without a step (touching fields is no edit)."""
        return replace(self, present=draft)

    def undone(self) -> "History":
        """One step back; fields stay touched."""
        if not self.past:
            return self
        before = replace(self.past[-1], touched=self.past[-1].touched | self.present.touched)
        return History(before, self.past[:-1], (self.present, *self.future))

    def redone(self) -> "History":
        """One step forward again."""
        if not self.future:
            return self
        return History(self.future[0], (*self.past, self.present), self.future[1:])
