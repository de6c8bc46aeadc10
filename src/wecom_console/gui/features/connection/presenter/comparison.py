"""The stored connection against Authing's: compare, carry out, take over. On request."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Signal

from wecom_console.domain.check import check
from wecom_console.domain.documents import to_raw
from wecom_console.domain.profile import Profile
from wecom_console.flow.login_progress import Refusal
from wecom_console.gui.parts.form.presenter.checklist import Loop
from wecom_console.gui.parts.form.presenter.ports import Worker
from wecom_console.services.profiles.records import Saved, StoredProfile

if TYPE_CHECKING:
    from wecom_console.domain.live.connection import FieldDifference, LivePlan
    from wecom_console.services.authing.live import Applied, Live
    from wecom_console.services.profiles.service import ProfileService

PULLED: Final = "pulled:Authing"
"""The note of a revision that has Authing's values."""


class ComparisonPhase(Enum):
    """What is being waited for."""

    NOTHING = auto()
    COMPARING = auto()
    APPLYING = auto()
    PULLING = auto()


@dataclass(frozen=True, slots=True)
class ComparisonFailure:
    """A refusal: the code of its explanation and what its sentences name."""

    code: str
    params: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OtherConnection:
    """Another connection of the user pool; `stored_id` is the profile that it has here."""

    identifier: str
    display_name: str
    stored_id: str = ""


@dataclass(frozen=True, slots=True)
class ComparisonState:
    """`live` is the last comparison, None before the first. `ended` is how the last *apply* ended
    (messages ``live.ended.<ended>``). `obstacle`: why nothing can be asked, a message code."""

    doing: ComparisonPhase = ComparisonPhase.NOTHING
    obstacle: str = ""
    live: "Live | None" = None
    ended: str = ""
    trouble: ComparisonFailure | None = None
    others: tuple[OtherConnection, ...] = ()

    @property
    def is_idle(self) -> bool:
        """Whether something else can be begun."""
        return self.doing is ComparisonPhase.NOTHING

    @property
    def plan(self) -> "LivePlan | None":
        """The last comparison's."""
        return self.live.plan if self.live else None

    @property
    def differences(self) -> "tuple[FieldDifference, ...]":
        """All of them, those that are none included."""
        return self.live.plan.differences if self.live else ()

    @property
    def can_apply(self) -> bool:
        """Whether there is something that can be done at Authing."""
        return self.is_idle and bool(self.plan and self.plan.steps and not self.plan.obstacle)

    @property
    def can_pull(self) -> bool:
        """Whether Authing has values that are not the profile's."""
        there = self.live is not None and self.live.state.connection is not None
        plan = self.plan
        drift = [one for one in plan.drift if not one.is_secret] if plan else []
        taken = [one for one in drift if one.path != "backend.app_id"]
        return self.is_idle and there and bool(taken) and not (plan and plan.obstacle)


Compare = Callable[[Profile, str], Any]
"""A coroutine function of a profile and its id that gives a `Live` or a `Refusal`."""

Apply = Callable[[Profile, str, Any], Any]
"""A coroutine function of these and the confirmed plan that gives an `Applied` or a `Refusal`."""


Adopt = Callable[[Profile, str, Any], Any]
"""A function of these and a `LiveConnection` that stores it; gives what `create` gives. Blocks."""


class ComparisonPresenter(QObject):
    """`state_changed` carries a `ComparisonState`; `pulled` that a revision was stored, `adopted`
    the `StoredProfile` that another connection has become. An answer counts for the revision that
    was asked about."""

    state_changed = Signal(object)
    pulled = Signal()
    failed = Signal()
    adopted = Signal(object)

    def __init__(
        self,
        loop: Loop,
        worker: Worker,
        *,
        profiles: "Callable[[], ProfileService]",
        compare: Compare,
        apply: Apply,
        adopt: Adopt,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._loop = loop
        self._worker = worker
        self._profiles = profiles
        self._compare = compare
        self._apply = apply
        self._adopt = adopt
        self._stored: StoredProfile | None = None
        self._profile: Profile | None = None
        self._state = ComparisonState()

    @property
    def state(self) -> ComparisonState:
        """What is shown."""
        return self._state

    @property
    def profile(self) -> Profile | None:
        """The stored connection's, None where it has errors."""
        return self._profile

    def show_stored(self, stored: StoredProfile) -> None:
        """Another connection, or a newer revision: an earlier answer says nothing of it."""
        before, self._stored = self._stored, stored
        if before is not None and _place(before) == _place(stored):
            return
        self._profile = check(stored.document).profile
        self._publish(ComparisonState(obstacle=_obstacle(self._profile)))

    def compare(self) -> None:
        """Reads what Authing has. Nothing is changed."""
        if self._profile is None or self._stored is None or not self._may_begin():
            return
        self._publish(ComparisonState(doing=ComparisonPhase.COMPARING))
        work = (self._compare, self._profile, self._stored.id)
        self._loop.run(*work, on_done=self._heard(self._compared), on_error=self._heard(self._lost))

    def apply(self) -> None:
        """Carries out what the last comparison showed."""
        plan = self._state.plan
        if self._profile is None or self._stored is None or not self._state.can_apply:
            return
        self._publish(replace(self._state, doing=ComparisonPhase.APPLYING, ended="", trouble=None))
        work = (self._apply, self._profile, self._stored.id, plan)
        self._loop.run(*work, on_done=self._heard(self._applied), on_error=self._heard(self._lost))

    def pull(self) -> None:
        """Stores Authing's values as a new revision."""
        profile, stored, live = self._profile, self._stored, self._state.live
        if profile is None or stored is None or live is None or not self._state.can_pull:
            return
        self._publish(replace(self._state, doing=ComparisonPhase.PULLING))

        def store() -> Any:
            from wecom_console.services.authing.live import pulled  # httpx

            found = pulled(profile, live.state)
            if found is None:
                return None
            return self._profiles().save(
                stored.id,
                to_raw(found),
                base_revision=stored.revision,
                draft=stored.is_draft,
                note=PULLED,
            )

        self._worker.run(store, done=self._heard(self._stored_anew), failed=self._heard(self._lost))

    def adopt(self, identifier: str) -> None:
        """Stores another connection of the pool as a profile of its own."""
        profile, stored, live = self._profile, self._stored, self._state.live
        if profile is None or stored is None or live is None or not self._state.is_idle:
            return
        wanted = next((o for o in live.state.others if o.identifier == identifier), None)
        if wanted is not None:
            self._worker.run(
                lambda: self._adopt(profile, stored.id, wanted),
                done=self._heard(self._has_adopted),
                failed=self._heard(self._lost),
            )

    # --- what comes back -----------------------------------------------------------------------

    def _heard(self, then: Callable[[Any], None]) -> Callable[[Any], None]:
        """`then`, unless another connection or revision is shown by now."""
        asked = self._stored

        def heard(answer: Any) -> None:
            if asked is not None and self._stored and _place(asked) == _place(self._stored):
                then(answer)

        return heard

    def _compared(self, found: "Live | Refusal") -> None:
        if isinstance(found, Refusal):
            self._publish(ComparisonState(trouble=ComparisonFailure(found.code, found.params)))
        else:
            self._publish(ComparisonState(live=found))
            self._look_at_others()

    def _look_at_others(self) -> None:
        """Which of the pool's other connections are here already."""
        live = self._state.live
        if live is None:
            return
        state = live.state

        def look() -> tuple[OtherConnection, ...]:
            from wecom_console.services.authing.adopting import (
                adoptable,  # httpx: it was needed already
            )

            here = {one.identifier: one.id for one in self._profiles().list()}
            return tuple(
                OtherConnection(o.identifier, o.display_name, here.get(o.identifier, ""))
                for o in adoptable(state)
            )

        self._worker.run(
            look,
            done=self._heard(lambda found: self._publish(replace(self._state, others=found))),
            failed=lambda _error: None,
        )

    def _has_adopted(self, result: Any) -> None:
        if isinstance(result, Saved):
            self.adopted.emit(result.profile)
        else:
            self.failed.emit()
        self._look_at_others()

    def _applied(self, found: "Applied | Refusal") -> None:
        if isinstance(found, Refusal):
            trouble = ComparisonFailure(found.code, found.params)
            self._publish(replace(self._state, doing=ComparisonPhase.NOTHING, trouble=trouble))
            return
        from wecom_console.services.authing.live import Live  # httpx: it was needed already

        refusal = found.refusal
        self._publish(
            ComparisonState(
                live=Live(found.live, found.plan),
                ended=found.ended.value,
                trouble=ComparisonFailure(refusal.code, refusal.params) if refusal else None,
            )
        )

    def _stored_anew(self, result: Any) -> None:
        self._publish(replace(self._state, doing=ComparisonPhase.NOTHING))
        if isinstance(result, Saved):
            self.pulled.emit()
        else:
            self.failed.emit()

    def _lost(self, _error: Exception) -> None:
        self._publish(ComparisonState(trouble=ComparisonFailure("live.lost")))

    def _may_begin(self) -> bool:
        return self._state.is_idle and not self._state.obstacle

    def _publish(self, state: ComparisonState) -> None:
        self._state = state
        self.state_changed.emit(state)


def _place(stored: StoredProfile) -> tuple[str, int]:
    return stored.id, stored.revision


def _obstacle(profile: Profile | None) -> str:
    if profile is None:
        return "live.has_errors"
    from wecom_console.domain.live.connection import not_comparable

    return not_comparable(profile)
