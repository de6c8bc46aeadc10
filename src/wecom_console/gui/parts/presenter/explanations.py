"""A finished leg's code as an explanation, with the buttons that help most."""

from dataclasses import replace
from typing import Final

from wecom_console.diagnosis.detect import facts_of
from wecom_console.diagnosis.told import Diagnosis, tell_diagnosis
from wecom_console.domain.catalogue import WECOM_ADMIN_URL
from wecom_console.domain.problems import Params
from wecom_console.domain.profile import Profile
from wecom_console.domain.verdicts import BackendKind, Leg, Verdict
from wecom_console.flow.explanations import explain, plain
from wecom_console.gui.parts.presenter.explanation_view import (
    Action,
    ActionKind,
    ExplanationTone,
    ExplanationView,
    OtherCause,
)
from wecom_console.gui.parts.presenter.run_state import LegState, RunState
from wecom_console.messages.catalogue import Messages
from wecom_console.services.causes import diagnosis_of_leg

AUTHING_ADMIN_URL: Final = "https://console.authing.cn/"
ERROR_PAGE_URL: Final = "https://open.work.weixin.qq.com/devtool/query?e="
"""Tencent's own help for an errcode (docs/reference/wecom.md §9.7)."""

_TONES: Final = {
    Verdict.FAILED: ExplanationTone.ERROR,
    Verdict.NOT_PROVABLE: ExplanationTone.WARNING,
    Verdict.SKIPPED: ExplanationTone.INFO,
    Verdict.PROVEN: ExplanationTone.INFO,
    Verdict.SIMULATED: ExplanationTone.INFO,
}
_CONNECTION_LEGS: Final = (Leg.PROFILE, Leg.CONFIRM, Leg.RETURN)


def explanation_of(
    state: LegState,
    messages: Messages,
    *,
    run: RunState,
    profile: Profile | None,
    is_expected: bool,
    is_simulated: bool,
) -> ExplanationView | None:
    """The box above a leg's evidence, None where there is nothing to explain.

    `is_expected`: the scenario is about this very refusal. `is_simulated`: no real console can
    mend what our simulator said.
    """
    if state.verdict is None or not state.code:
        return None
    told = explain(messages, state.code, state.params)
    cause = told.cause
    if not cause and messages.has(state.code):
        cause = messages.text(state.code, **state.params)
    view = ExplanationView(
        title=told.title,
        cause=cause,
        fix=told.fix,
        note=told.note,
        tone=_TONES[state.verdict],
        is_expected=is_expected,
        actions=_actions(state, is_expected=is_expected, is_simulated=is_simulated)
        if state.verdict is Verdict.FAILED
        else (),
    )
    known = diagnosis_of_leg(messages, run.events, state.leg, profile)
    return view if known is None else _with_causes(view, known, messages)


def explanation_of_code(
    code: str,
    params: Params,
    messages: Messages,
    *,
    profile: Profile | None,
    backend: BackendKind | None,
    leg: Leg | None = None,
    noticed: tuple[str, ...] = (),
) -> ExplanationView:
    """The box for a refusal that came up outside a run."""
    facts = facts_of(code, params, leg=leg, backend=backend, profile=profile, noticed=noticed)
    diagnosis = tell_diagnosis(messages, facts)
    told = diagnosis.explanation
    view = ExplanationView(title=told.title, cause=told.cause, fix=told.fix, note=told.note)
    return _with_causes(view, diagnosis, messages)


def _with_causes(
    view: ExplanationView, diagnosis: Diagnosis, messages: Messages
) -> ExplanationView:
    """The likeliest cause in place of the code's own words, where it has causes of its own."""
    first, *others = diagnosis.causes
    if not first.confirm:
        return view
    separator = "" if messages.language.startswith("zh") else " "
    return replace(
        view,
        cause=first.title,
        because=separator.join(first.because),
        confirm=first.confirm,
        fix=first.fix,
        where=first.where,
        others=tuple(other.title for other in others),
        other_causes=tuple(
            OtherCause(o.title, separator.join(o.because), o.confirm, o.fix, o.where)
            for o in others
        ),
    )


def short_code(code: str) -> str:
    """``60020`` for ``wecom.60020``; other codes as they are."""
    family, _, number = code.rpartition(".")
    numeric = number.lstrip("-").isdigit()
    return number if family in ("wecom", "authing") and numeric else code


def failure_note(state: LegState, messages: Messages) -> str:
    """What stands beside *Failed*: WeCom's or Authing's number, else the title of the code."""
    short = short_code(state.code)
    if short != state.code:
        return short
    title = explain(messages, state.code, state.params).title
    return "" if title == state.code else plain(title)


def _actions(state: LegState, *, is_expected: bool, is_simulated: bool) -> tuple[Action, ...]:
    family = state.code.partition(".")[0]
    actions: list[Action] = []
    address = str(state.params.get("ip", ""))
    if address and not is_simulated:
        actions.append(Action(ActionKind.COPY_IP, address))
    is_ours = state.leg in _CONNECTION_LEGS and family in ("profile", "return", "phone")
    if is_ours and not is_expected:
        actions.append(Action(ActionKind.EDIT_CONNECTION))
    if family == "wecom" and not is_simulated:
        actions.append(Action(ActionKind.OPEN_WECOM_ADMIN, WECOM_ADMIN_URL))
        number = short_code(state.code)
        if not address and number != state.code:
            actions.append(Action(ActionKind.OPEN_ERROR_PAGE, f"{ERROR_PAGE_URL}{number}"))
    if family == "authing" and not is_simulated:
        actions.append(Action(ActionKind.OPEN_AUTHING, AUTHING_ADMIN_URL))
    actions.append(Action(ActionKind.RUN_AGAIN))
    return tuple(actions)
