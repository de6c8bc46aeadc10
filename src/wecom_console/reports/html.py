"""Runs as one HTML page: no script, no outside resource, a strict content security policy.

What is told of a run is decided here; how it stands in the page is in `resources/report`. A verdict
is told by shape and word, never by colour alone.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from wecom_console import __version__
from wecom_console.domain.verdicts import LEGS, Leg, Verdict
from wecom_console.flow.events import Event
from wecom_console.flow.explanations import Explanation, ending_text, explain
from wecom_console.flow.summary import Ending, LegSummary, RunSummary, verdict_summary
from wecom_console.messages.catalogue import Messages
from wecom_console.reports.html_pages import REFUSED, WAITING, ReportPages
from wecom_console.reports.html_text import TEXT_LIMIT
from wecom_console.reports.html_trace import Passage, ShownExchange, time_text, trace_of
from wecom_console.reports.json_junit import Causes, TellCauses

__all__ = ["TEXT_LIMIT", "html_report"]

_BOXES: Final = {Verdict.FAILED: "bad", Verdict.NOT_PROVABLE: "open"}
_NEITHER: Final = (Ending.STOPPED, Ending.UNAVAILABLE, Ending.RUNNING)


@dataclass(frozen=True, slots=True)
class LegView:
    """A leg of a run. `summary` is None where the run did not get so far; `told` where nothing is
    to be explained. `word` is a message code, `box` the kind of the box of the explanation,
    `causes` are the ranked ones, likeliest first, as in JSON."""

    leg: Leg
    summary: LegSummary | None
    shape: str
    word: str
    told: Explanation | None
    box: str
    causes: Causes = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class RunView:
    """A run. `scenario` is the message code of its title, empty for a team's own; `ending` is how
    it ended, in words, and `kind` whether that is ``good``, ``bad`` or ``none`` of both."""

    number: int
    summary: RunSummary
    scenario: str
    ending: str
    kind: str
    expected_leg: Leg | None
    expected_code: str
    legs: tuple[LegView, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """Of all runs: how many ended as expected, how many rest on the simulator, and how often each
    verdict was given; among the failed legs are not those that were to fail, the `refused`."""

    passed: int
    simulated: int
    legs: Counter[Verdict]
    refused: int = 0


def html_report(
    runs: Iterable[Sequence[Event]], messages: Messages, tell_causes: TellCauses | None = None
) -> str:
    """The page. One pass over `runs`; events that do not begin a run are left out. `tell_causes`
    ranks the causes of a leg; without it nothing is said of them."""
    pages = ReportPages(messages)
    views: list[RunView] = []
    sections: list[str] = []
    for events in runs:
        if (run := verdict_summary(events)) is not None:
            causes = {
                leg.leg: tell_causes(events, leg.leg)
                for leg in run.legs
                if tell_causes is not None and leg.verdict in _BOXES
            }
            view = _run(run, len(views) + 1, causes, messages)
            views.append(view)
            sections.append(pages.section(run=view, parts=_parts(events, messages)))
    summaries = [view.summary for view in views]
    legs = Counter(leg.verdict for run in summaries for leg in run.legs)
    failed = (leg.verdict is Verdict.FAILED for run in summaries if run.passed for leg in run.legs)
    refused = sum(failed)
    legs[Verdict.FAILED] -= refused
    totals = Totals(
        passed=sum(run.passed for run in summaries),
        simulated=sum(run.simulated for run in summaries),
        legs=legs,
        refused=refused,
    )
    return pages.page(
        sections,
        runs=views,
        totals=totals,
        span=_span([run.at for run in summaries]),
        verdicts=tuple(Verdict),
        version=__version__,
    )


def _run(run: RunSummary, number: int, causes: Mapping[Leg, Causes], messages: Messages) -> RunView:
    told = {leg.leg: leg for leg in run.legs}
    title = f"scenario.{run.scenario}.title"
    name, _, code = run.expected.partition(" ")
    kind = "none" if run.ending in _NEITHER else "bad"
    return RunView(
        number=number,
        summary=run,
        scenario=title if messages.has(title) else "",
        ending=ending_text(messages, run),
        kind="good" if run.passed else kind,
        expected_leg=Leg(name) if name in LEGS else None,
        expected_code=code,
        legs=tuple(
            _leg(leg, told.get(leg), causes.get(leg, []), messages, passed=run.passed)
            for leg in LEGS
        ),
    )


def _leg(
    leg: Leg, told: LegSummary | None, causes: Causes, messages: Messages, *, passed: bool
) -> LegView:
    if told is None:
        return LegView(leg, None, WAITING, "report.not_reached", None, "")
    verdict = told.verdict
    explained = explain(messages, told.code, told.params) if told.code else None
    box = _BOXES.get(verdict, "info")
    if passed and verdict is Verdict.FAILED:  # as its scenario expects: no alarm
        return LegView(leg, told, REFUSED, "judged.refused", explained, "info", causes)
    return LegView(leg, told, verdict.value, f"verdict.{verdict.value}", explained, box, causes)


def _parts(
    events: Sequence[Event], messages: Messages
) -> Mapping[Leg, tuple[Passage | ShownExchange, ...]]:
    own: dict[Leg, list[Event]] = {leg: [] for leg in LEGS}
    for event in events:
        leg = getattr(event, "leg", None)
        if isinstance(leg, Leg):
            own[leg].append(event)
    return {leg: trace_of(found, messages) for leg, found in own.items()}


def _span(times: Sequence[float]) -> tuple[str, ...]:
    """When the first and the last run began; once where that is the same."""
    texts = [text for at in sorted(times) if (text := time_text(at))]
    return tuple(dict.fromkeys((texts[0], texts[-1]))) if texts else ()
