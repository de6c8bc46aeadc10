"""The form: opening, saving, testing and leaving what is edited on it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from wecom_console.domain.connection_types import MOBILE, ConnectionType
from wecom_console.domain.raw import Raw
from wecom_console.gui.parts.form.presenter.draft import Draft, opened_draft
from wecom_console.gui.parts.form.presenter.editor import KEEP_AFTER_MS, FormEditor
from wecom_console.gui.parts.form.presenter.history import History
from wecom_console.gui.parts.form.presenter.merge import changed_by
from wecom_console.gui.parts.form.presenter.ports import FormService, Worker, new_slot, refusal
from wecom_console.gui.parts.form.presenter.session import FormSession, new_session, stored_session
from wecom_console.gui.parts.form.presenter.state import (
    FormFailure,
    FormMode,
    first_problem,
    shown_problems,
)
from wecom_console.services.profiles.records import (
    Conflict,
    NotFound,
    NotStored,
    Rejected,
    Saved,
    SecretState,
    StoredProfile,
    WorkingCopy,
)
from wecom_console.storage.secrets.protocol import SecretsStanding

SaveResult = Saved | Conflict | Rejected | NotFound | NotStored
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SavedConnection:
    """What *Create*, *Save* or leaving with a draft did. `result` says where the secrets went."""

    result: Saved
    is_new: bool

    @property
    def profile(self) -> StoredProfile:
        """What is stored now."""
        return self.result.profile


class FormPresenter(FormEditor):
    """Owns the draft of one form. Create it once, then open connections on it. `service` and
    `secrets_go` are called on the worker only, and so is what the service gives.

    `saved` carries a `SavedConnection`, `test_draft_requested` the draft's document and its typed
    secrets by path; `closed` says that the page may be left, `discarded` that what was on the
    form of this slot was given up.
    """

    saved = Signal(object)
    test_draft_requested = Signal(object, object)
    closed = Signal()
    discarded = Signal(str)

    def __init__(
        self,
        service: Callable[[], FormService],
        worker: Worker,
        *,
        secrets_go: Callable[[], SecretsStanding] = lambda: SecretsStanding.KEYRING,
        keep_after_ms: int = KEEP_AFTER_MS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(service, worker, keep_after_ms=keep_after_ms, parent=parent)
        self._service = service
        self._worker = worker
        self._secrets_go = secrets_go
        self._closes_when_saved = False
        self._opened_count = 0

    # --- opening -------------------------------------------------------------------------------

    def open_new(self, document: Raw | None = None, *, kind: ConnectionType = MOBILE) -> None:
        """A new connection's form, empty or filled in from `document`. What was left on the form
        of a new connection of this type comes back, unless `document` is given."""
        filled = None if document is None else opened_draft(document)
        slot = new_slot(kind)
        self._open(new_session(filled, kind), slot)
        wants_copy = document is None
        self._ask(
            lambda: (
                self._service().taken_identifiers(),
                self._copy(slot) if wants_copy else None,
            ),
            lambda found: self._on_new_ready(*found),
        )

    def open_connection(self, profile_id: str) -> None:
        """A stored connection, or a stored draft to go on with."""
        self._open(new_session().asking(is_loading=True), profile_id)
        self._ask(
            lambda: (
                self._service().get(profile_id),
                self._service().taken_identifiers(except_id=profile_id),
                self._copy(profile_id),
            ),
            lambda found: self._on_connection_ready(*found),
        )

    def _open(self, session: FormSession, slot: str) -> None:
        self.flush()
        self._opened_count += 1
        self._closes_when_saved = False
        self._keeper.watch(slot)
        self._show(session)
        self._ask(self._secrets_go, self._on_standing_known)

    def _copy(self, slot: str) -> WorkingCopy | None:
        return next((c for c in self._service().working_copies() if c.slot == slot), None)

    def _on_new_ready(self, taken: frozenset[str], copy: WorkingCopy | None) -> None:
        session = self._session.with_taken(taken)
        if copy is not None and not session.is_dirty:
            session = session.restored(copy)
        self._show(session)

    def _on_connection_ready(
        self, profile: StoredProfile | None, taken: frozenset[str], copy: WorkingCopy | None
    ) -> None:
        if profile is None:
            self._show(self._session.detached(FormFailure("form.gone")))
            return
        session = replace(stored_session(profile, taken), kept=self._session.kept)
        self._show(session if copy is None else session.restored(copy))
        self._ask_for_secrets(profile.id)

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
        self._trim_name()
        if self._is_ready():
            self._save_guarded()

    def _trim_name(self) -> None:
        """A space typed after the name's last word is not meant; every member would get it."""
        name = self._session.draft.text("display_name")
        if name.strip() not in ("", name):
            self.set_field("display_name", name.strip())

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
        sent = session.draft
        document, secrets = sent.document(), sent.secrets()

        def work() -> SaveResult:
            if not session.profile_id:
                return self._service().create(document, secrets, draft=draft)
            return self._service().save(
                session.profile_id,
                document,
                base_revision=session.base_revision,
                secrets=secrets,
                draft=draft,
            )

        self._show(session.asking(is_saving=True, guarding=(), failure=None))
        self._ask(work, lambda result: self._on_answered(sent, result))

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
                self._show(self._session.detached(FormFailure("form.gone")))
            case NotStored(code, params):
                self._show(self._session.asking(is_saving=False, failure=FormFailure(code, params)))

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
            failure = FormFailure(*refusal(error))
            if opened == self._opened_count:
                changes = {"is_loading": False, "is_saving": False, "failure": failure}
                self._show(self._session.asking(**changes))

        self._worker.run(work, done=on_done, failed=on_failed)
