"""The checklist of step 1 beside a form: ticks that are kept, and what WeCom says itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from PySide6.QtCore import QObject, Signal

from wecom_console.domain.check import check
from wecom_console.domain.connection_types import MOBILE
from wecom_console.domain.hiding import with_hidden
from wecom_console.domain.profile import Profile
from wecom_console.domain.raw import Raw, get_value
from wecom_console.domain.secrets import Secret
from wecom_console.gui.parts.form.presenter.presenter import FormPresenter
from wecom_console.gui.parts.form.presenter.saving import SavedConnection
from wecom_console.gui.parts.form.presenter.slots import new_slot
from wecom_console.gui.parts.presenter.background import Background
from wecom_console.services.profiles.checklist import (
    StepItem,
    StepItems,
    StepOne,
    StepState,
    subject_of,
)

TO_PASTE: Final = (
    "android.package",
    "android.signature_md5",
    "ios.bundle_id",
    "harmony.app_id",
    "harmony.bundle_name",
)
"""What the administrator pastes into WeCom's authorised login, by field."""


APP_ITEM: Final = "app_identity"


AskWecom = Callable[[Profile, Mapping[str, Secret], str], Any]
"""`services.authing.checklist_evidence.ask_wecom` without its first argument."""


@dataclass(frozen=True, slots=True)
class PreparationState:
    """`to_paste` are the filled fields of the mobile apps, by path. `cannot_ask` is the message
    code of why WeCom cannot be asked now, empty where it can. `method` is the login method, whose
    words the items have. `app` is the file of an app package that is what the form says."""

    items: StepItems = ()
    to_paste: tuple[tuple[str, str], ...] = ()
    method: str = MOBILE.method
    cannot_ask: str = ""
    is_asking: bool = False
    app: str = ""

    @property
    def done(self) -> int:
        """How many items are done."""
        return sum(item.is_done for item in self.items)


class PreparationPresenter(QObject):
    """Follows a form. `step_one` and what it gives block, so they are called on the worker."""

    state_changed = Signal(object)

    def __init__(
        self,
        form: FormPresenter,
        *,
        step_one: Callable[[], StepOne],
        background: Background,
        ask: AskWecom,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._form = form
        self._step_one = step_one
        self._background = background
        self._ask = ask
        self._state = PreparationState()
        self._slot = ""
        self._subject = ""
        self._refuted: dict[str, StepItem] = {}
        form.state_changed.connect(self._on_form_state_changed)
        form.saved.connect(self._on_form_saved)
        form.discarded.connect(self._on_form_discarded)

    @property
    def state(self) -> PreparationState:
        """What the list shows."""
        return self._state

    def load(self) -> None:
        """Reads what is kept for the form that is open."""
        slot, document = self._slot, self._document()
        if not slot:
            self._follow()
            return

        def done(items: StepItems) -> None:
            if slot == self._slot:
                shown = tuple(self._refuted.get(item.id, item) for item in items)
                self._publish(replace(self._state, items=shown))

        # A store that does not answer is told by the form itself; the list stays as it is.
        self._call(
            lambda: self._step_one().items(slot, document), done=done, failed=lambda _error: None
        )

    def tick(self, item: str, *, done: bool) -> None:
        """A person looked, or takes it back."""
        slot = self._slot
        self._refuted.pop(item, None)
        standing = StepState.BY_HAND if done else StepState.OPEN
        items = tuple(
            StepItem(one.id, standing) if one.id == item else one for one in self._state.items
        )
        self._publish(replace(self._state, items=items))
        self._call(
            lambda: self._step_one().tick(slot, item, done=done),
            done=lambda _answer: self.load(),
            failed=lambda _error: self.load(),
        )

    def ask(self) -> None:
        """What WeCom says of exactly what is on the screen. Nothing is changed there."""
        document = self._document()
        profile = check(document).profile
        if profile is None or self._state.is_asking:
            return
        slot, secrets = self._slot, self._form.state.draft.secrets()
        self._publish(replace(self._state, is_asking=True))

        def done(evidence: StepItems) -> None:
            self._publish(replace(self._state, is_asking=False))
            if slot == self._slot and subject_of(document) == self._subject:
                self._take(slot, document, evidence)

        self._background.run(
            self._ask,
            profile,
            secrets,
            self._form.profile_id,
            on_done=done,
            on_error=lambda _error: self._publish(replace(self._state, is_asking=False)),
            owner=self,
        )

    def show_app(self, evidence: StepItem | None, file: str) -> None:
        """What an app package says of *signature, package, Bundle ID*: another one than the form's
        refutes the tick. Agreeing with the form ticks nothing: WeCom's site is not seen from here.
        """
        self._refuted.pop(APP_ITEM, None)
        is_seen = evidence is not None and evidence.standing is StepState.SEEN
        if evidence is not None and not is_seen:
            self._refuted[APP_ITEM] = evidence
        self._publish(replace(self._state, app=file if is_seen else ""))
        self.load()

    # --- inside --------------------------------------------------------------------------------

    def _document(self) -> Raw:
        return self._form.state.draft.document()

    def _take(self, slot: str, document: Raw, evidence: StepItems) -> None:
        self._refuted = {item.id: item for item in evidence if item.standing is StepState.REFUTED}
        self._call(
            lambda: self._step_one().record(slot, document, evidence),
            done=lambda _answer: self.load(),
            failed=lambda _error: self.load(),
        )

    def _follow(self) -> None:
        """Takes over what is on the form; another form or another app is read anew."""
        document = self._document()
        slot, subject = self._form.slot, subject_of(document)
        shown = with_hidden(document)
        paste = tuple((path, str(get_value(shown, path) or "")) for path in TO_PASTE)
        cannot = "" if not self._form.state.report.errors else "preparation.errors_first"
        if not self._form.kind.has("secret"):
            cannot = "preparation.nothing_to_ask_with"
        state = replace(
            self._state,
            to_paste=tuple(pair for pair in paste if pair[1]),
            cannot_ask=cannot,
            method=self._form.kind.method,
        )
        is_other = (slot, subject) != (self._slot, self._subject)
        if is_other:
            self._refuted = {}
            self._slot, self._subject = slot, subject
        if state != self._state:
            self._publish(state)
        if is_other:
            self.load()

    def _on_form_state_changed(self, _state: object) -> None:
        self._follow()

    def _on_form_saved(self, saved: SavedConnection) -> None:
        profile_id = saved.profile.id
        if saved.is_new and saved.profile.revision == 1:  # else it was a stored draft before
            self._call(
                lambda: self._step_one().adopt(new_slot(self._form.kind), profile_id),
                done=lambda _answer: self.load(),
                failed=lambda _error: None,
            )

    def _on_form_discarded(self, slot: str) -> None:
        if not self._form.profile_id:
            self._call(
                lambda: self._step_one().forget(slot),
                done=lambda _answer: self.load(),
                failed=lambda _error: None,
            )

    def _call(
        self,
        work: Callable[[], Any],
        *,
        done: Callable[[Any], object],
        failed: Callable[[Exception], object],
    ) -> None:
        self._background.call(work, on_done=done, on_error=failed, owner=self)

    def _publish(self, state: PreparationState) -> None:
        self._state = state
        self.state_changed.emit(state)
