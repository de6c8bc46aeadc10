"""How far a connection is from this computer to a login on a phone: five steps, and what has been
seen of each. What was not seen is not claimed; what can be done next is named.

Codes are those of the messages under ``going_live``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from wecom_console.domain.check import check
from wecom_console.domain.live.connection import not_comparable
from wecom_console.domain.verdicts import BackendKind, Leg, Verdict
from wecom_console.services.profiles.records import StoredProfile, StoredRun, Tally


class Milestone(StrEnum):
    """The steps in their order."""

    HERE = "here"
    AUTHING = "authing"
    APP = "app"
    TESTED = "tested"
    PHONE = "phone"


class MilestoneMark(StrEnum):
    """Where a step stands. ``none``: this connection does not need it."""

    DONE = "done"
    NEXT = "next"
    OPEN = "open"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class SeenAtAuthing:
    """What Authing has answered while the page was open; None where nobody has asked. `differs` is
    how many values are otherwise there."""

    has_connection: bool | None = None
    differs: int = 0
    apps: tuple[str, ...] | None = None


NOTHING_SEEN: Final = SeenAtAuthing()


@dataclass(frozen=True, slots=True)
class MilestoneNow:
    """One step: what is known (`state`), a remark (`note`), and what its button does (`action`,
    empty for none). `at` fills ``{when}``; `waits_for` names the step that comes first."""

    step: Milestone
    mark: MilestoneMark
    state: str
    note: str = ""
    action: str = ""
    params: Mapping[str, str | int] = field(default_factory=dict)
    at: float = 0.0
    waits_for: Milestone | None = None
    is_simulated: bool = False


@dataclass(frozen=True, slots=True)
class GoingLive:
    """All five."""

    steps: tuple[MilestoneNow, ...] = ()

    @property
    def needed(self) -> int:
        """How many this connection has to take."""
        return sum(one.mark is not MilestoneMark.NONE for one in self.steps)

    @property
    def done(self) -> int:
        """How many are done."""
        return sum(one.mark is MilestoneMark.DONE for one in self.steps)

    @property
    def simulated(self) -> int:
        """How many of these at the simulator alone."""
        return sum(one.mark is MilestoneMark.DONE and one.is_simulated for one in self.steps)

    @property
    def next(self) -> MilestoneNow | None:
        """What comes next; None where all is done."""
        return next((one for one in self.steps if one.mark is MilestoneMark.NEXT), None)


def going_live(
    stored: StoredProfile,
    tally: Tally,
    runs: Sequence[StoredRun],
    seen: SeenAtAuthing = NOTHING_SEEN,
) -> GoingLive:
    """The steps of a stored connection."""
    report = check(stored.document)
    errors = len(report.errors)
    kind = report.profile.backend.kind if report.profile is not None else BackendKind.SIMULATOR
    here = MilestoneNow(
        Milestone.HERE,
        MilestoneMark.OPEN if errors else MilestoneMark.DONE,
        "errors" if errors else "saved",
        "revision",
        "settings" if errors else "history",
        {"count": errors, "number": stored.revision},
        at=stored.updated_at,
    )
    login = _real_login(tally)
    obstacle = "live.has_errors" if report.profile is None else not_comparable(report.profile)
    if kind in (BackendKind.AUTHING, BackendKind.SIMULATOR):
        authing = _authing(seen, login, obstacle)
        app = _app(seen, login, is_there=authing.mark is MilestoneMark.DONE)
    else:
        told = {"backend": kind.value}
        authing = MilestoneNow(Milestone.AUTHING, MilestoneMark.NONE, "other_backend", params=told)
        app = MilestoneNow(Milestone.APP, MilestoneMark.NONE, "other_backend", params=told)
    steps: tuple[MilestoneNow, ...] = (here, authing, app, _tested(tally), _phone(runs))
    if errors:
        steps = (here, *(_waiting(one, Milestone.HERE) for one in steps[1:]))
    return GoingLive(_with_next(steps))


def _authing(seen: SeenAtAuthing, login: StoredRun | None, obstacle: str) -> MilestoneNow:
    def step(
        mark: MilestoneMark, state: str, note: str, action: str, at: float = 0.0
    ) -> MilestoneNow:
        return MilestoneNow(
            Milestone.AUTHING, mark, state, note, action, {"count": seen.differs}, at
        )

    if seen.has_connection:
        if seen.differs:
            return step(MilestoneMark.OPEN, "differs", "compared", "compare")
        return step(MilestoneMark.DONE, "same", "compared", "compare")
    if seen.has_connection is False:
        return step(MilestoneMark.OPEN, "not_there", "will_ask", "create")
    if obstacle:
        state, action = ("not_asked", "connect") if login is None else ("used", "connect")
        mark = MilestoneMark.OPEN if login is None else MilestoneMark.DONE
        note = "needs_key" if login is None else "login_at"
        return step(mark, state, note, action, 0.0 if login is None else login.finished_at)
    if login is not None:
        return step(MilestoneMark.DONE, "used", "login_at", "compare", login.finished_at)
    return step(MilestoneMark.OPEN, "not_asked", "only_reads", "compare")


def _app(seen: SeenAtAuthing, login: StoredRun | None, *, is_there: bool) -> MilestoneNow:
    if seen.apps:
        told = {"names": ", ".join(seen.apps)}
        return MilestoneNow(
            Milestone.APP, MilestoneMark.DONE, "used_by", "compared", "application", told
        )
    if seen.apps is not None and seen.has_connection:
        return MilestoneNow(Milestone.APP, MilestoneMark.OPEN, "no_app", "compared", "application")
    if login is not None:
        at = login.finished_at
        return MilestoneNow(
            Milestone.APP, MilestoneMark.DONE, "used", "login_at", "application", at=at
        )
    open_step = MilestoneNow(
        Milestone.APP, MilestoneMark.OPEN, "not_asked", "only_reads", "associate"
    )
    return open_step if is_there else _waiting(open_step, Milestone.AUTHING)


def _tested(tally: Tally) -> MilestoneNow:
    login, total = tally.login, tally.scenarios
    told = {"count": tally.as_expected, "total": total}

    def step(
        mark: MilestoneMark, state: str, note: str = "", *, simulated: bool = False
    ) -> MilestoneNow:
        action = "run" if login is None and not total else "run_again"
        at = tally.finished_at if login is None else login.finished_at
        return MilestoneNow(
            Milestone.TESTED, mark, state, note, action, told, at, is_simulated=simulated
        )

    if login is None:
        return step(MilestoneMark.OPEN, "no_login" if total else "never", "success_first")
    if login.is_stale:
        return step(MilestoneMark.OPEN, "changed", "tested_at")
    if not login.passed:
        return step(MilestoneMark.OPEN, "failed", "tested_at")
    is_simulated = not any(
        leg.verdict is Verdict.PROVEN for leg in login.legs if leg.leg is not Leg.PROFILE
    )
    note = "not_for_real" if is_simulated else "tested_at"
    if tally.unexpected:
        return step(MilestoneMark.OPEN, "scenarios", note, simulated=is_simulated)
    state = "scenarios" if total > 1 else "success"
    return step(MilestoneMark.DONE, state, note, simulated=is_simulated)


def _phone(runs: Sequence[StoredRun]) -> MilestoneNow:
    """Only a real phone proves the legs on which WeCom itself takes part."""
    for run in runs:
        proven = {leg.leg for leg in run.legs if leg.verdict is Verdict.PROVEN}
        if run.passed and not run.is_stale and {Leg.CONFIRM, Leg.RETURN} <= proven:
            at = run.finished_at
            return MilestoneNow(
                Milestone.PHONE, MilestoneMark.DONE, "seen", "tested_at", "phone", at=at
            )
    return MilestoneNow(Milestone.PHONE, MilestoneMark.OPEN, "never", "needs_app", "phone")


def _real_login(tally: Tally) -> StoredRun | None:
    """The login that Authing itself has let through: it proves that the connection is there."""
    login = tally.login
    if login is None or login.is_stale or not login.passed:
        return None
    is_proven = any(leg.leg is Leg.IDENTITY and leg.verdict is Verdict.PROVEN for leg in login.legs)
    return login if is_proven and login.backend is BackendKind.AUTHING else None


def _waiting(step: MilestoneNow, first: Milestone) -> MilestoneNow:
    if step.mark in (MilestoneMark.DONE, MilestoneMark.NONE):
        return step
    return replace(step, waits_for=first, note="waits")


def _with_next(steps: tuple[MilestoneNow, ...]) -> tuple[MilestoneNow, ...]:
    for place, one in enumerate(steps):
        if one.mark is MilestoneMark.OPEN and one.waits_for is None:
            return (*steps[:place], replace(one, mark=MilestoneMark.NEXT), *steps[place + 1 :])
    return steps
