"""What the drawn phone shows at each leg of a run."""

from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from wecom_console.domain.verdicts import LEGS, Leg, Verdict
from wecom_console.flow.events import RunFinished
from wecom_console.gui.parts.presenter.run_state import LegPhase, RunState


class PhoneScreen(StrEnum):
    """The screens of the drawn phone."""

    APP = "app"
    CONFIRM = "confirm"
    REFUSED = "refused"
    RETURNING = "returning"
    CANCELLED = "cancelled"
    SIGNING_IN = "signing_in"
    SIGNED_IN = "signed_in"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class PhoneApp:
    """Whose app it is: the login button's text, and whom WeCom asks."""

    login_text: str
    member: str
    corp: str


@dataclass(frozen=True, slots=True)
class PhoneView:
    """One screen. `can_answer`: a run waits for *Agree* or *Cancel*; `is_live`: a run is on;
    `is_expected`: the run ended as it should, so a refusal is no alarm."""

    screen: PhoneScreen
    leg: Leg
    app: PhoneApp
    can_answer: bool = False
    is_live: bool = False
    can_go_back: bool = False
    can_go_forward: bool = False
    is_expected: bool = False


def screen_at(run: RunState, leg: Leg) -> PhoneScreen:
    """The screen that belongs to `leg`, given how it ended."""
    state = run.leg(leg)
    failed = state.verdict is Verdict.FAILED
    match leg:
        case Leg.PROFILE | Leg.REQUEST:
            return PhoneScreen.FAILED if failed else PhoneScreen.APP
        case Leg.CONFIRM if failed:
            return _confirm_failure(state.code)
        case Leg.CONFIRM:
            return PhoneScreen.CONFIRM
        case Leg.RETURN:
            return PhoneScreen.FAILED if failed else PhoneScreen.RETURNING
        case Leg.EXCHANGE | Leg.IDENTITY:
            return PhoneScreen.FAILED if failed else PhoneScreen.SIGNING_IN
        case Leg.TOKENS:
            if failed:
                return PhoneScreen.FAILED
            done = state.verdict in (Verdict.PROVEN, Verdict.SIMULATED)
            return PhoneScreen.SIGNED_IN if done else PhoneScreen.SIGNING_IN
        case _:
            assert_never(leg)


def _confirm_failure(code: str) -> PhoneScreen:
    if code == "confirm.cancelled":
        return PhoneScreen.CANCELLED
    return PhoneScreen.REFUSED if code.startswith("phone.") else PhoneScreen.FAILED


def reached_legs(run: RunState) -> tuple[Leg, ...]:
    """The legs whose screens can be looked at: the second at least, none after a failure."""
    reached = [Leg.PROFILE, Leg.REQUEST]
    for state in run.legs[2:]:
        if state.phase is LegPhase.WAITING or state.verdict is Verdict.SKIPPED:
            break
        reached.append(state.leg)
        if state.verdict is Verdict.FAILED:
            break
    if run.leg(Leg.PROFILE).verdict is Verdict.FAILED:
        return LEGS[:1]
    return tuple(reached)


def phone_view(
    run: RunState, leg: Leg | None, app: PhoneApp, *, can_answer: bool = False
) -> PhoneView:
    """The screen at `leg`; without one the phone follows the run to the last leg reached."""
    reached = reached_legs(run)
    shown = leg if leg in reached else reached[-1]
    at = reached.index(shown)
    end = run.end
    return PhoneView(
        is_expected=isinstance(end, RunFinished) and end.passed,
        screen=screen_at(run, shown),
        leg=shown,
        app=app,
        can_answer=can_answer and shown is Leg.CONFIRM,
        can_go_back=at > 0,
        can_go_forward=at < len(reached) - 1,
    )
