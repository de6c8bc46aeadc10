"""One form being filled in: what it started from, where it is, what is being asked. Frozen and
Qt-free; the presenter moves from one session to the next."""

from dataclasses import dataclass, field, replace
from typing import Any

from wecom_console.domain.check import CheckContext, check
from wecom_console.domain.connection_types import MOBILE, ConnectionType
from wecom_console.domain.fields import SECRET_PATHS
from wecom_console.domain.problems import Problem
from wecom_console.domain.raw import Raw, get_value, set_value
from wecom_console.domain.report import Report
from wecom_console.gui.parts.form.presenter.draft import Draft, new_draft, opened_draft
from wecom_console.gui.parts.form.presenter.history import History
from wecom_console.gui.parts.form.presenter.merge import changed_by, merged
from wecom_console.gui.parts.form.presenter.state import (
    Asks,
    EditConflict,
    FormMode,
    FormState,
    Keeping,
    Kept,
    compose,
)
from wecom_console.gui.parts.presenter.connection_rows import PRODUCTION
from wecom_console.services.profiles.records import StoredProfile, WorkingCopy


@dataclass(frozen=True, slots=True)
class FormSession:
    """`base` is what is stored (or the empty form), `theirs` what a save found there instead."""

    mode: FormMode
    base: Draft
    history: History
    report: Report
    profile_id: str = ""
    base_revision: int = 0
    taken: frozenset[str] = frozenset()
    theirs: StoredProfile | None = None
    asks: Asks = field(default_factory=Asks)
    kept: Kept = field(default_factory=Kept)

    @property
    def draft(self) -> Draft:
        """What is on the screen."""
        return self.history.present

    @property
    def is_dirty(self) -> bool:
        """Whether leaving would lose something."""
        return not self.draft.same_values(self.base)

    @property
    def is_production(self) -> bool:
        """Whether people log in with what is stored, or will with what is on the screen."""
        if self.mode is not FormMode.EDIT:
            return False
        return PRODUCTION in (
            get_value(self.base.raw, "environment"),
            get_value(self.draft.raw, "environment"),
        )

    def at(self, history: History) -> "FormSession":
        """Moved on by an edit, an undo or a redo. An open question of leaving is answered by it."""
        return replace(
            self,
            history=history,
            report=_checked(history.present, self.taken),
            asks=replace(self.asks, is_leaving=False, guarding=(), failure=None),
        )

    def asking(self, **changes: Any) -> "FormSession":
        """With other questions above the form; the names are those of `Asks`."""
        return replace(self, asks=replace(self.asks, **changes))

    def advanced(self, draft: Draft, *, run: str = "") -> "FormSession":
        """An edit; the same session where nothing changed."""
        history = self.history.advanced(draft, run=run)
        return self if history is self.history else self.at(history)

    def touched(self, draft: Draft) -> "FormSession":
        """Fields that count as seen from now on; not a step of undo."""
        return replace(self, history=self.history.amended(draft))

    def rejected(self, report: Report) -> "FormSession":
        """The service found more than the form did: another connection took the identifier."""
        taken = {
            str(p.params.get("value", "")) for p in report.errors if p.code == "identifier.taken"
        }
        seen = self.touched(self.draft.with_all_touched()).with_taken(self.taken | taken)
        return seen.asking(is_saving=False)

    def with_taken(self, taken: frozenset[str]) -> "FormSession":
        """The other connections' identifiers have become known."""
        return replace(self, taken=taken, report=_checked(self.draft, taken))

    def restored(self, copy: WorkingCopy) -> "FormSession":
        """What an earlier form left; undo leads back to what is stored. Secrets are not kept, so
        those that are stored stand in for them."""
        document: Raw = copy.document
        for path in SECRET_PATHS:
            if not get_value(document, path):
                document = set_value(document, path, get_value(self.base.raw, path))
        moved = self.advanced(opened_draft(document))
        moved = replace(moved, base_revision=copy.base_revision)
        return moved.asking(restored_at=copy.kept_at)

    def saved(self, profile: StoredProfile, sent: Draft) -> "FormSession":
        """`sent` is stored. What was typed meanwhile stays, unsaved."""
        base = opened_draft(profile.document)
        settled = sent.same_values(self.draft)
        history = History(base) if settled else replace(self.history, past=(), run="")
        return FormSession(
            mode=FormMode.CREATE if profile.is_draft else FormMode.EDIT,
            base=base,
            history=history,
            report=_checked(history.present, self.taken),
            profile_id=profile.id,
            base_revision=profile.revision,
            taken=self.taken,
            kept=replace(self.kept, secrets=()),
        )

    def outdated(self, theirs: StoredProfile) -> "FormSession":
        """A save found another version than the one the form started from."""
        other = opened_draft(theirs.document)
        conflict = EditConflict(changed_by(self.base, other), changed_by(self.base, self.draft))
        return replace(self, theirs=theirs).asking(conflict=conflict, is_saving=False)

    def rebased(self, *, keeps_mine: bool) -> "FormSession":
        """On top of what was saved elsewhere: theirs alone, or theirs with my changes."""
        if self.theirs is None:
            return self
        base = opened_draft(self.theirs.document)
        draft = merged(self.base, self.draft, base) if keeps_mine else base
        moved = self.at(self.history.advanced(draft))
        moved = replace(moved, base=base, base_revision=self.theirs.revision, theirs=None)
        return moved.asking(conflict=None)

    def detached(self, failure: Problem) -> "FormSession":
        """The stored connection is gone; what is on the screen can be created anew."""
        alone = replace(
            self, mode=FormMode.CREATE, base=new_draft(), profile_id="", base_revision=0
        )
        return alone.asking(is_saving=False, is_loading=False, failure=failure)

    def state(self, keeping: Keeping) -> FormState:
        """What the view paints."""
        return compose(
            self.draft,
            self.report,
            mode=self.mode,
            asks=self.asks,
            is_dirty=self.is_dirty,
            can_undo=bool(self.history.past),
            can_redo=bool(self.history.future),
            keeping=keeping,
            kept=self.kept,
        )


def new_session(draft: Draft | None = None, kind: ConnectionType = MOBILE) -> FormSession:
    """A new connection's form."""
    base = new_draft(kind)
    history = History(draft or base)
    return FormSession(FormMode.CREATE, base, history, _checked(history.present, frozenset()))


def stored_session(profile: StoredProfile, taken: frozenset[str]) -> FormSession:
    """A stored connection's form; a stored draft goes on where it was left."""
    base = opened_draft(profile.document)
    return FormSession(
        mode=FormMode.CREATE if profile.is_draft else FormMode.EDIT,
        base=base,
        history=History(base),
        report=_checked(base, taken),
        profile_id=profile.id,
        base_revision=profile.revision,
        taken=taken,
    )


def _checked(draft: Draft, taken: frozenset[str]) -> Report:
    return check(draft.settled, CheckContext(taken_identifiers=taken, literal_secrets=True))
