"""A run's state as the lines of the page, in the catalogue's language."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from wecom_console.domain.profile import Profile
from wecom_console.domain.verdicts import LEGS, Leg, Verdict
from wecom_console.flow.events import RunFinished
from wecom_console.flow.explanations import ending_text, explain
from wecom_console.flow.summary import Ending, verdict_summary
from wecom_console.gui.features.login_test.presenter.deciding import (
    calls_of,
    decided_place,
    deciding_facts,
)
from wecom_console.gui.features.login_test.presenter.judgement import (
    code_words,
    is_expected_refusal,
    judgement_of,
    should_have_ended,
    waiting_sentence,
)
from wecom_console.gui.features.login_test.presenter.results import StoredResult
from wecom_console.gui.features.login_test.presenter.state import (
    EvidenceView,
    LegBoard,
    LegDetail,
    LegItem,
    LegMark,
    ScenarioBoard,
    ScenarioItem,
    ShownRun,
)
from wecom_console.gui.parts.presenter.explanations import explanation_of, failure_note, short_code
from wecom_console.gui.parts.presenter.run_state import LegPhase, LegState, RunState
from wecom_console.gui.parts.presenter.scenario_model import ScenarioMark
from wecom_console.messages.catalogue import Messages
from wecom_console.services.runs.orders import PhoneMode, ScenarioChoice
from wecom_console.services.wall_clock import wall_clock

_MARKS = {
    Ending.AS_EXPECTED: ScenarioMark.AS_EXPECTED,
    Ending.UNPROVEN: ScenarioMark.UNPROVEN,
    Ending.OTHERWISE: ScenarioMark.NOT_AS_EXPECTED,
    Ending.STOPPED: ScenarioMark.STOPPED,
    Ending.CRASHED: ScenarioMark.NOT_AS_EXPECTED,
    Ending.RUNNING: ScenarioMark.RUNNING,
}


class ScenarioLines:
    """Words the scenarios. While many are run this is asked many times a second, so a scenario is
    worded anew only when something about it has changed."""

    def __init__(self, messages: Messages) -> None:
        self._messages = messages
        self._known: dict[str, tuple[ScenarioChoice, StoredResult | None, bool, ScenarioItem]] = {}

    def board(
        self,
        offers: Sequence[ScenarioChoice],
        results: Mapping[str, StoredResult | None],
        *,
        waiting: Collection[str],
        current: str,
        phone: PhoneMode = PhoneMode.AUTO,
    ) -> ScenarioBoard:
        """The scenarios with their last runs; those that are `waiting` for their turn show no
        other. `phone` answers those that are running."""
        return ScenarioBoard(
            items=tuple(
                self._item(offer, results.get(offer.name), phone, is_waiting=offer.name in waiting)
                for offer in offers
            ),
            current=current,
        )

    def _item(
        self,
        offer: ScenarioChoice,
        result: StoredResult | None,
        phone: PhoneMode,
        *,
        is_waiting: bool,
    ) -> ScenarioItem:
        known = self._known.get(offer.name)
        if known is not None and known[1] is result and (known[0], known[2]) == (offer, is_waiting):
            return known[3]
        item = (
            _waiting_item(offer, self._messages)
            if is_waiting
            else _scenario_item(offer, result, self._messages, phone)
        )
        item = replace(item, group=offer.group)
        self._known[offer.name] = (offer, result, is_waiting, item)
        return item


def _waiting_item(offer: ScenarioChoice, messages: Messages) -> ScenarioItem:
    return replace(_scenario_item(offer, None, messages), mark=ScenarioMark.WAITING)


def _scenario_item(
    offer: ScenarioChoice,
    result: StoredResult | None,
    messages: Messages,
    phone: PhoneMode = PhoneMode.AUTO,
) -> ScenarioItem:
    text = messages.text
    title, line = (text(f"scenario.{offer.name}.{part}") for part in ("title", "line"))
    if offer.reason:
        reason = explain(messages, offer.reason, offer.params).title
        return ScenarioItem(offer.name, title, line, ScenarioMark.UNAVAILABLE, ending=reason)
    summary = verdict_summary(result.run.events) if result is not None else None
    if result is None or summary is None:
        return ScenarioItem(offer.name, title, line)
    running = result.run.running_leg
    return ScenarioItem(
        offer.name,
        title,
        line,
        mark=_MARKS[summary.ending],
        leg=running.leg.number if running is not None else 0,
        needs_answer=bool(waiting_sentence(result.run, phone, messages)),
        ending="" if summary.ending is Ending.RUNNING else ending_text(messages, summary),
        is_stale=result.is_stale,
        is_simulated=summary.simulated,
        is_stored=result.is_stored,
        ended_at=summary.at + summary.elapsed_ms / 1000,
    )


def leg_board(
    run: RunState | None,
    current: Leg,
    messages: Messages,
    *,
    is_stale: bool,
    scenario: str = "",
    waits_for: str = "",
    is_stored: bool = False,
    can_compare: bool = False,
) -> LegBoard:
    """The time line of a run, or of none. `waits_for` is what a run waits for, of a person."""
    shown = run or RunState()
    return LegBoard(
        items=tuple(_leg_item(shown, state, messages, bool(waits_for)) for state in shown.legs),
        current=current,
        proven=shown.proven_count,
        is_stale=is_stale,
        has_run=run is not None,
        has_ended=shown.end is not None,
        head=_run_head(shown, scenario, messages, is_stored=is_stored),
        can_compare=can_compare and shown.end is not None,
    )


def _run_head(run: RunState, scenario: str, messages: Messages, *, is_stored: bool) -> ShownRun:
    text = messages.text
    title = text(f"scenario.{scenario}.title") if scenario else ""
    summary = verdict_summary(run.events)
    if summary is None:
        return ShownRun(title)
    ended = summary.ending is not Ending.RUNNING
    return ShownRun(
        title=title,
        mark=_MARKS.get(summary.ending, ScenarioMark.NONE),
        word=text(f"run.{summary.ending.value}"),
        facts=(
            text(f"platform.{summary.platform.value}"),
            text(f"backend_label.{summary.backend.value}"),
        ),
        is_simulated=summary.simulated and ended,
        ended_at=summary.at + summary.elapsed_ms / 1000,
        is_stored=is_stored,
    )


def _leg_item(run: RunState, state: LegState, messages: Messages, waits: bool) -> LegItem:
    text = messages.text
    name = text(f"leg_short.{state.leg.value}")
    flag = text("judged.should_end") if should_have_ended(run, state.leg) else ""
    if state.verdict is None:
        is_at_work = state.phase is LegPhase.RUNNING
        note = text("judged.waits_short") if waits and is_at_work else ""
        return LegItem(state.leg, name, mark_of(state), note=note, flag=flag)
    if is_expected_refusal(run, state):
        what = code_words(state.code, messages, params=state.params)
        return LegItem(
            leg=state.leg,
            name=name,
            state=state.verdict,
            word=text("judged.refused"),
            note=text("judged.code_expected", code=what),
            elapsed_ms=state.elapsed_ms,
            is_expected=True,
        )
    return LegItem(
        leg=state.leg,
        name=name,
        state=state.verdict,
        word=text(f"verdict.{state.verdict.value}"),
        note=_note(state, messages),
        elapsed_ms=None if state.verdict is Verdict.SKIPPED else state.elapsed_ms,
        flag=flag,
    )


def _note(state: LegState, messages: Messages) -> str:
    match state.verdict:
        case Verdict.FAILED:
            return failure_note(state, messages)
        case Verdict.SKIPPED:
            return explain(messages, state.code, state.params).title if state.code else ""
        case _:
            return ""


def mark_of(state: LegState) -> Verdict | LegMark:
    """What the leg's glyph shows."""
    if state.verdict is not None:
        return state.verdict
    return LegMark.RUNNING if state.phase is LegPhase.RUNNING else LegMark.WAITING


def leg_detail(
    run: RunState | None,
    leg: Leg,
    messages: Messages,
    *,
    is_stale: bool,
    profile: Profile | None = None,
    scenario: str = "",
    waits_for: str = "",
) -> LegDetail:
    """Everything about one leg of a run; `profile` is the one that was tested."""
    shown = run or RunState()
    state = shown.leg(leg)
    calls = calls_of(shown)
    explanation = explanation_of(
        state,
        messages,
        run=shown,
        profile=profile,
        is_expected=is_expected_refusal(shown, state),
        is_simulated=state.simulated,
    )
    line = f"scenario.{scenario}.line"
    return LegDetail(
        leg=leg,
        name=messages.text(f"leg.{leg.value}"),
        state=mark_of(state),
        explanation=explanation,
        exchanges=state.exchanges,
        evidence=tuple(
            EvidenceView(messages.text(found.title), found.items) for found in state.evidence
        ),
        callback=state.callback.parts if state.callback is not None else (),
        is_stale=is_stale,
        judgement=judgement_of(
            shown,
            leg,
            messages,
            title=explanation.title if explanation is not None else "",
            line=messages.text(line) if messages.has(line) else "",
            waits_for=waits_for,
        ),
        deciding=deciding_facts(shown, leg, messages),
        calls=calls,
        decided=decided_place(shown, calls),
        run_id=shown.start.run_id if shown.start is not None else "",
        decided_code=_number(shown.failed_leg),
        has_passed=isinstance(shown.end, RunFinished) and shown.end.passed,
        heading=_heading(shown, scenario, profile, messages),
    )


def _number(failed: LegState | None) -> str:
    """The number of what ended a run, empty where it has none."""
    if failed is None or short_code(failed.code) == failed.code:
        return ""
    return short_code(failed.code)


def _heading(run: RunState, scenario: str, profile: Profile | None, messages: Messages) -> str:
    """What an explanation is about, for whoever gets it."""
    start = run.start
    if start is None:
        return ""
    title = f"scenario.{scenario}.title"
    return messages.text(
        "told.run",
        connection=profile.identifier if profile is not None else start.connection,
        scenario=messages.text(title) if messages.has(title) else start.scenario,
        platform=messages.text(f"platform.{start.platform.value}"),
        backend=messages.text(f"backend_label.{start.backend.value}"),
        when=wall_clock(start.at).strftime("%Y-%m-%d %H:%M:%S"),
    )


def leg_to_show(run: RunState | None) -> Leg:
    """The leg that says most: that at which the run should have ended and did not, the failed one,
    the one at work, else the last that ended."""
    if run is None:
        return LEGS[0]
    missed = next((leg for leg in LEGS if should_have_ended(run, leg)), None)
    if missed is not None:
        return missed
    if run.failed_leg is not None:
        return run.failed_leg.leg
    if run.running_leg is not None:
        return run.running_leg.leg
    ended = [s.leg for s in run.legs if s.phase is LegPhase.FINISHED]
    return ended[-1] if ended else LEGS[0]
