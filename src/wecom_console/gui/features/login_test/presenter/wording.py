"""A run's state as the lines of the page, in the catalogue's language."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from wecom_console.domain.profile import Profile
from wecom_console.domain.verdicts import LEGS, Leg, Verdict
from wecom_console.flow.explanations import ending_text, explain
from wecom_console.flow.summary import Ending, verdict_summary
from wecom_console.gui.features.login_test.presenter.results import StoredResult
from wecom_console.gui.features.login_test.presenter.state import (
    EvidenceView,
    LegBoard,
    LegDetail,
    LegItem,
    LegMark,
    ScenarioBoard,
    ScenarioItem,
)
from wecom_console.gui.parts.presenter.explanations import explanation_of, failure_note
from wecom_console.gui.parts.presenter.run_state import LegPhase, LegState, RunState
from wecom_console.gui.parts.presenter.scenario_model import ScenarioMark
from wecom_console.messages.catalogue import Messages
from wecom_console.services.runs.orders import ScenarioChoice

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
    ) -> ScenarioBoard:
        """The scenarios with their last runs; those that are `waiting` for their turn show no
        other."""
        return ScenarioBoard(
            items=tuple(
                self._item(offer, results.get(offer.name), is_waiting=offer.name in waiting)
                for offer in offers
            ),
            current=current,
        )

    def _item(
        self, offer: ScenarioChoice, result: StoredResult | None, *, is_waiting: bool
    ) -> ScenarioItem:
        known = self._known.get(offer.name)
        if known is not None and known[1] is result and (known[0], known[2]) == (offer, is_waiting):
            return known[3]
        item = (
            _waiting_item(offer, self._messages)
            if is_waiting
            else _scenario_item(offer, result, self._messages)
        )
        item = replace(item, group=offer.group)
        self._known[offer.name] = (offer, result, is_waiting, item)
        return item


def _waiting_item(offer: ScenarioChoice, messages: Messages) -> ScenarioItem:
    return replace(_scenario_item(offer, None, messages), mark=ScenarioMark.WAITING)


def _scenario_item(
    offer: ScenarioChoice, result: StoredResult | None, messages: Messages
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
        ending="" if summary.ending is Ending.RUNNING else ending_text(messages, summary),
        is_stale=result.is_stale,
    )


def leg_board(
    run: RunState | None, current: Leg, messages: Messages, *, is_stale: bool
) -> LegBoard:
    """The leg table of a run, or of none."""
    shown = run or RunState()
    return LegBoard(
        items=tuple(_leg_item(state, messages) for state in shown.legs),
        current=current,
        proven=shown.proven_count,
        is_stale=is_stale,
        has_run=run is not None,
        has_ended=shown.end is not None,
    )


def _leg_item(state: LegState, messages: Messages) -> LegItem:
    name = messages.text(f"leg.{state.leg.value}")
    if state.verdict is None:
        return LegItem(state.leg, name, mark_of(state))
    return LegItem(
        leg=state.leg,
        name=name,
        state=state.verdict,
        word=messages.text(f"verdict.{state.verdict.value}"),
        note=_note(state, messages),
        elapsed_ms=None if state.verdict is Verdict.SKIPPED else state.elapsed_ms,
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
) -> LegDetail:
    """Everything about one leg of a run; `profile` is the one that was tested."""
    shown = run or RunState()
    state = shown.leg(leg)
    summary = verdict_summary(shown.events)
    passed = summary is not None and summary.ending is Ending.AS_EXPECTED
    return LegDetail(
        leg=leg,
        name=messages.text(f"leg.{leg.value}"),
        state=mark_of(state),
        explanation=explanation_of(
            state,
            messages,
            run=shown,
            profile=profile,
            is_expected=passed and state.verdict is Verdict.FAILED,
            is_simulated=state.simulated,
        ),
        exchanges=state.exchanges,
        evidence=tuple(
            EvidenceView(messages.text(found.title), found.items) for found in state.evidence
        ),
        callback=state.callback.parts if state.callback is not None else (),
        is_stale=is_stale,
    )


def leg_to_show(run: RunState | None) -> Leg:
    """The leg that says most: the failed one, the one at work, else the last that ended."""
    if run is None:
        return LEGS[0]
    if run.failed_leg is not None:
        return run.failed_leg.leg
    if run.running_leg is not None:
        return run.running_leg.leg
    ended = [s.leg for s in run.legs if s.phase is LegPhase.FINISHED]
    return ended[-1] if ended else LEGS[0]
