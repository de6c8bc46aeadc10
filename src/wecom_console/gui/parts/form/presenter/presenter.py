"""The form: opening, editing, saving, testing and leaving what is edited on it."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeVar, assert_never

from PySide6.QtCore import QObject, Signal

from wecom_console.domain.connection_types import MOBILE, ConnectionType, type_of
from wecom_console.domain.problems import Fix, Problem, Severity
from wecom_console.domain.raw import Raw
from wecom_console.gui.parts.form.presenter.choices import FormChoices
from wecom_console.gui.parts.form.presenter.draft import (
    Draft,
    opened_draft,
)
from wecom_console.gui.parts.form.presenter.history import History
from wecom_console.gui.parts.form.presenter.keeping import DraftKeeper, FormSnapshot
from wecom_console.gui.parts.form.presenter.merge import changed_by
from wecom_console.gui.parts.form.presenter.opening import StoredForm, read_new, read_stored
from wecom_console.gui.parts.form.presenter.saving import SavedConnection, SaveResult, store_form
from wecom_console.gui.parts.form.presenter.session import FormSession, new_session
from wecom_console.gui.parts.form.presenter.slots import new_slot
from wecom_console.gui.parts.form.presenter.state import (
    FormMode,
    FormState,
    Keeping,
    first_problem,
    shown_problems,
)
from wecom_console.gui.parts.presenter.background import Background
from wecom_console.services.profiles.records import (
    Conflict,
    NotFound,
    NotStored,
    Rejected,
    Saved,
    SecretState,
)
from wecom_console.services.profiles.refusals import refusal_problem, store_problem
from wecom_console.storage.secrets.protocol import SecretsStanding

if TYPE_CHECKING:
    from wecom_console.services.profiles.service import ProfileService

KEEP_AFTER_MS: Final = 600
GONE: Final = Problem("form.gone", "", Severity.ERROR)
"""What is on the screen can be created anew."""

T = TypeVar("T")


class FormPresenter(QObject):
    """Owns the draft of one form: every keystroke becomes a new draft, is checked, comes back as
    one `FormState`, and is kept against a crash a moment later. Create it once, then open
    connections on it. `service` and `secrets_go` are called in the background only, and so is what
    the service gives.

    `state_changed` carries a `FormState`, `focus_requested` a field path, `saved` a
    `SavedConnection`, `test_draft_requested` the draft's document and its typed secrets by path;
    `closed` says that the page may be left, `discarded` that what was on the form of this slot was
    given up.
    """

    state_changed = Signal(object)
    focus_requested = Signal(str)
    saved = Signal(object)
    test_draft_requested = Signal(object, object)
    closed = Signal()
    discarded = Signal(str)

    def __init__(
        self,
        service: "Callable[[], ProfileService]",
        background: Background,
        *,
        secrets_go: Callable[[], SecretsStanding] = lambda: SecretsStanding.KEYRING,
        keep_after_ms: int = KEEP_AFTER_MS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._service = service
        self._background = background
        self._secrets_go = secrets_go
        self._closes_when_saved = False
        self._opened_count = 0
        self._session = new_session()
        self._keeper = DraftKeeper(
            service, background, self._snapshot, delay_ms=keep_after_ms, parent=self
        )
        self._state = self._session.state(Keeping.NOTHING)
        self._keeper.status_changed.connect(self._on_keeper_status_changed)
        self.choices = FormChoices(lambda: self._session.draft, self._advance)

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

    # --- editing -------------------------------------------------------------------------------

    def set_field(self, path: str, value: object) -> None:
        """A keystroke in a field, or a choice. Secrets come as text."""
        draft = self._session.draft.with_typed(path, value)
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

    # --- opening -------------------------------------------------------------------------------

    def open_new(self, document: Raw | None = None, *, kind: ConnectionType = MOBILE) -> None:
        """A new connection's form, empty or filled in from `document`. What was left on the form
        of a new connection of this type comes back, unless `document` is given."""
        filled = None if document is None else opened_draft(document)
        slot = new_slot(kind)
        self._open(new_session(filled, kind), slot)
        self._ask(
            lambda: read_new(self._service(), slot if document is None else ""),
            lambda found: self._show(found.after(self._session)),
        )

    def open_connection(self, profile_id: str) -> None:
        """A stored connection, or a stored draft to go on with."""
        self._open(new_session().asking(is_loading=True), profile_id)
        self._ask(lambda: read_stored(self._service(), profile_id), self._on_connection_read)

    def _open(self, session: FormSession, slot: str) -> None:
        self.flush()
        self._opened_count += 1
        self._closes_when_saved = False
        self._keeper.watch(slot)
        self._show(session)
        self._ask(self._secrets_go, self._on_standing_known)

    def _on_connection_read(self, found: StoredForm | None) -> None:
        if found is None:
            self._show(self._session.detached(GONE))
            return
        self._show(replace(found.session(), kept=self._session.kept))
        self._ask_for_secrets(found.profile.id)

    def look_at_secrets(self) -> None:
        """Keyring or vault is otherwise than it was: asks anew where secrets go, and where those of
        the connection are."""
        self._ask(self._secrets_go, self._on_standing_known)
        if self.profile_id:
            self._ask_for_secrets(self.profile_id)

    def _on_standing_known(self, secrets_go: SecretsStanding) -> None:
        kept = replace(self._session.kept, secrets_go=secrets_go)
        self._show(replace(self._session, kept=kept))

    def _ask_for_secrets(self, profile_id: str) -> None:
        self._ask(lambda: self._service().secret_status(profile_id), self._on_secrets_known)

    def _on_secrets_known(self, states: tuple[SecretState, ...]) -> None:
        kept = replace(self._session.kept, secrets=states)
        self._show(replace(self._session, kept=kept))

    # --- saving and testing --------------------------------------------------------------------

    def submit(self) -> None:
        """*Create* or *Save*: with errors it shows them all and goes to the first. In production
        it asks first."""
        if self._session.asks.is_saving:
            return
        self._advance(self._session.draft.with_trimmed_name(), run="display_name")
        if self._is_ready():
            self._save_guarded()

    def confirm_save(self) -> None:
        """Yes, change what people log in with."""
        if self._session.asks.guarding:
            self._save(draft=False)

    def withhold_save(self) -> None:
        """Go on editing."""
        self._closes_when_saved = False
        self._show(self._session.asking(guarding=()))

    def test_draft(self) -> None:
        """*Test draft*: a run of exactly what is on the screen, saved or not."""
        if self._is_ready():
            draft = self._session.draft
            self.test_draft_requested.emit(draft.document(), draft.secrets())

    def _is_ready(self) -> bool:
        session = self._session
        if not session.report.errors:
            return True
        self._show(session.touched(session.draft.with_all_touched()))
        self._focus_first_error()
        return False

    def _focus_first_error(self) -> None:
        draft, report = self._session.draft, self._session.report
        self.focus_requested.emit(first_problem(shown_problems(report, draft.touched)))

    def _save_guarded(self) -> None:
        changed = changed_by(self._session.base, self._session.draft)
        if self._session.is_production and changed:
            self._show(self._session.asking(guarding=changed, is_leaving=False))
        else:
            self._save(draft=False)

    def _save(self, *, draft: bool) -> None:
        session = self._session
        self._show(session.asking(is_saving=True, guarding=(), failure=None))
        self._ask(
            lambda: store_form(self._service(), session, is_draft=draft),
            lambda result: self._on_answered(session.draft, result),
        )

    def _on_answered(self, sent: Draft, result: SaveResult) -> None:
        closes, self._closes_when_saved = self._closes_when_saved, False
        match result:
            case Saved():
                self._on_stored(sent, result)
                if closes:
                    self.closed.emit()
            case Conflict(current):
                self._show(self._session.outdated(current))
            case Rejected(report):
                self._show(self._session.rejected(report))
                self._focus_first_error()
            case NotFound():
                self._keeper.watch(new_slot(self.kind))
                self._show(self._session.detached(GONE))
            case NotStored():
                failure = refusal_problem(result)
                self._show(self._session.asking(is_saving=False, failure=failure))
            case _:
                assert_never(result)

    def _on_stored(self, sent: Draft, result: Saved) -> None:
        is_new = self._session.mode is FormMode.CREATE
        self._keeper.forget()
        self._keeper.watch(result.profile.id)
        session = self._session.saved(result.profile, sent)
        if session.is_dirty:
            self._keeper.schedule()
        self._show(session)
        self._ask_for_secrets(result.profile.id)
        self.saved.emit(SavedConnection(result, is_new=is_new))

    # --- conflicts -----------------------------------------------------------------------------

    def take_theirs(self) -> None:
        """Show what was saved elsewhere; undo brings my version back."""
        self._show(self._session.rebased(keeps_mine=False))
        self._keeper.schedule()

    def keep_mine(self) -> None:
        """My changes on top of what was saved elsewhere, saved if that is free of errors."""
        self._show(self._session.rebased(keeps_mine=True))
        self._keeper.schedule()
        self.submit()

    # --- leaving -------------------------------------------------------------------------------

    def request_leave(self) -> None:
        """*Cancel* or Esc: leave at once where nothing is unsaved, else ask in a bar."""
        if self._session.is_dirty:
            self._show(self._session.asking(is_leaving=True))
        else:
            self.leave_discarding()

    def stay(self) -> None:
        """Go on editing."""
        self._show(self._session.asking(is_leaving=False))

    def leave_keeping(self) -> None:
        """Leave; a new connection is stored as a draft, changes of a stored one are saved."""
        is_draft = self._session.mode is FormMode.CREATE
        if is_draft or self._is_ready():
            self._closes_when_saved = True
            if is_draft:
                self._save(draft=True)
            else:
                self._save_guarded()

    def leave_discarding(self) -> None:
        """Leave without what was edited."""
        self._keeper.forget()
        self._show(self._session.at(History(self._session.base)))
        self.discarded.emit(self.slot)
        self.closed.emit()

    # --- inside --------------------------------------------------------------------------------

    def _ask(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Runs `work`; its answer counts only while the same form is open."""
        opened = self._opened_count

        def on_done(answer: T) -> None:
            if opened == self._opened_count:
                done(answer)

        def on_failed(error: Exception) -> None:
            failure = store_problem(error)
            if opened == self._opened_count:
                changes = {"is_loading": False, "is_saving": False, "failure": failure}
                self._show(self._session.asking(**changes))

        self._background.call(work, on_done=on_done, on_error=on_failed, owner=self)

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
