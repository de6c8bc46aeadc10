"""Editing a form: every keystroke becomes a new draft, is checked, and comes back as one
`FormState`, which is kept against a crash a moment later."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, Signal

from wecom_console.domain.connection_types import ConnectionType, type_of
from wecom_console.domain.fields import SECRET_PATHS
from wecom_console.domain.problems import Fix
from wecom_console.gui.parts.form.presenter.draft import ASSOCIATION_OFF, AssociationChoice, Draft
from wecom_console.gui.parts.form.presenter.history import History
from wecom_console.gui.parts.form.presenter.keeping import DraftKeeper, FormSnapshot
from wecom_console.gui.parts.form.presenter.ports import FormService, Worker, new_slot
from wecom_console.gui.parts.form.presenter.session import FormSession, new_session
from wecom_console.gui.parts.form.presenter.state import FormState, Keeping

KEEP_AFTER_MS: Final = 600


class FormEditor(QObject):
    """The part of the form's presenter that never leaves the GUI thread.

    `state_changed` carries a `FormState`, `focus_requested` a field path."""

    state_changed = Signal(object)
    focus_requested = Signal(str)

    def __init__(
        self,
        service: Callable[[], FormService],
        worker: Worker,
        *,
        keep_after_ms: int,
        parent: QObject | None,
    ) -> None:
        super().__init__(parent)
        self._session = new_session()
        self._keeper = DraftKeeper(
            service, worker, self._snapshot, delay_ms=keep_after_ms, parent=self
        )
        self._state = self._session.state(Keeping.NOTHING)
        self._keeper.status_changed.connect(self._on_keeper_status_changed)

    @property
    def state(self) -> FormState:
        """The form as it is."""
        return self._state

    @property
    def profile_id(self) -> str:
        """The connection on the form; empty for a new one."""
        return self._session.profile_id

    @property
    def kind(self) -> ConnectionType:
        """What type of connection is on the form."""
        return type_of(self._session.draft.raw)

    @property
    def slot(self) -> str:
        """Under what the form is kept: the connection's id, or that of a new one."""
        return self._session.profile_id or new_slot(self.kind)

    def set_field(self, path: str, value: object) -> None:
        """A keystroke in a field, or a choice. Secrets come as text."""
        draft = self._session.draft
        if path in SECRET_PATHS and isinstance(value, str):
            draft = draft.with_secret(path, value)
        else:
            draft = draft.with_value(path, value)
        self._advance(draft, run=path if isinstance(value, str) else "")

    def paste(self, path: str, text: str) -> None:
        """The field's whole text after something was pasted into it."""
        self._advance(self._session.draft.with_paste(path, text))

    def apply_fix(self, fix: Fix) -> None:
        """The button of a problem."""
        self._advance(self._session.draft.with_fix(fix))

    def keep_anyway(self, code: str) -> None:
        """A finding that its user overrides: a warning from now on."""
        self._advance(self._session.draft.with_kept(code))

    def derive_schema(self) -> None:
        """Fill the schema in from CorpID and AgentID; where one is missing, go there."""
        draft, report = self._session.draft, self._session.report
        if draft.derived_schema is not None:
            self._advance(draft.with_derived_schema())
            return
        errors = {p.field for p in report.errors}
        wrong = "corp_id" if "corp_id" in errors else "agent_id"
        self._show(self._session.touched(replace(draft, touched=draft.touched | {wrong})))
        self.focus_requested.emit(wrong)

    def set_association(self, choice: AssociationChoice) -> None:
        """An entry of the association's drop-down."""
        self._advance(self._session.draft.with_association(choice))

    def switch_association(self, *, on: bool) -> None:
        """The association's switch; on brings back what was chosen last."""
        last = self._session.draft.last_association
        self.set_association(last if on else ASSOCIATION_OFF)

    def undo(self) -> None:
        """One step back."""
        self._travel(self._session.history.undone())

    def redo(self) -> None:
        """One step forward."""
        self._travel(self._session.history.redone())

    def start_afresh(self) -> None:
        """Give up what an earlier form left; undo brings it back once more."""
        self._advance(self._session.base)
        self._show(self._session.asking(restored_at=None))

    def jump_to_problem(self) -> None:
        """To the first error, else to the first warning."""
        if self._state.first_problem:
            self.focus_requested.emit(self._state.first_problem)

    def flush(self) -> None:
        """The form is about to go away: keep what is on it now."""
        if self._keeper.status is Keeping.PENDING:
            self._keeper.flush()

    def _advance(self, draft: Draft, *, run: str = "") -> None:
        self._travel(self._session.history.advanced(draft, run=run))

    def _travel(self, history: History) -> None:
        if self._session.asks.is_loading:
            self._show(self._session)  # what is about to be shown takes the place of any edit
        elif history is not self._session.history:
            self._session = self._session.at(history)
            self._keeper.schedule()
            self._show(self._session)

    def _snapshot(self) -> FormSnapshot | None:
        session = self._session
        if not session.is_dirty:
            return None
        return FormSnapshot(self.slot, session.draft.raw, session.base_revision)

    def _show(self, session: FormSession) -> None:
        self._session = session
        self._state = session.state(self._keeper.status)
        self.state_changed.emit(self._state)

    def _on_keeper_status_changed(self, _status: Keeping) -> None:
        self._show(self._session)
