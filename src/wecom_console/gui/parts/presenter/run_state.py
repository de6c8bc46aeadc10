"""A run as the window sees it so far: the fold of its events, without Qt."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import assert_never

from wecom_console.domain.verdicts import LEGS, Leg, Verdict
from wecom_console.flow.events import (
    CallbackSeen,
    Event,
    Evidence,
    Exchanged,
    LegFinished,
    LegStarted,
    LinkOffered,
    RunCrashed,
    RunFinished,
    RunStarted,
    RunStopped,
)


class LegPhase(StrEnum):
    """Where a leg stands. A leg that a stopped run never reached keeps `WAITING`."""

    WAITING = "waiting"
    RUNNING = "running"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class LegState:
    """One leg: its phase, its verdict once it is there, and everything it rests on."""

    leg: Leg
    phase: LegPhase = LegPhase.WAITING
    verdict: Verdict | None = None
    code: str = ""
    params: Mapping[str, str | int] = field(default_factory=dict)
    elapsed_ms: float = 0.0
    simulated: bool = False
    exchanges: tuple[Exchanged, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    callback: CallbackSeen | None = None


@dataclass(frozen=True, slots=True)
class RunState:
    """What has been heard of a run. `events` is the run itself, for reports and the store."""

    legs: tuple[LegState, ...] = tuple(LegState(leg) for leg in LEGS)
    events: tuple[Event, ...] = ()
    start: RunStarted | None = None
    link: LinkOffered | None = None
    end: RunFinished | RunStopped | RunCrashed | None = None

    def leg(self, leg: Leg) -> LegState:
        """The state of one leg."""
        return self.legs[leg.number - 1]

    @property
    def running_leg(self) -> LegState | None:
        """The leg that is at work, None between legs and after the end."""
        return next((s for s in self.legs if s.phase is LegPhase.RUNNING), None)

    @property
    def failed_leg(self) -> LegState | None:
        """The first leg that failed."""
        return next((s for s in self.legs if s.verdict is Verdict.FAILED), None)

    @property
    def proven_count(self) -> int:
        """How many legs happened for real and went well."""
        return sum(s.verdict is Verdict.PROVEN for s in self.legs)

    def after(self, event: Event) -> "RunState":
        """The state once `event` has been heard."""
        heard = replace(self, events=(*self.events, event))
        match event:
            case RunStarted():
                return replace(heard, start=event)
            case LegStarted(leg=leg):
                return _with(heard, replace(heard.leg(leg), phase=LegPhase.RUNNING))
            case Exchanged(leg=leg):
                old = heard.leg(leg)
                return _with(heard, replace(old, exchanges=(*old.exchanges, event)))
            case Evidence(leg=leg):
                old = heard.leg(leg)
                return _with(heard, replace(old, evidence=(*old.evidence, event)))
            case LinkOffered():
                return replace(heard, link=event)
            case CallbackSeen(leg=leg):
                return _with(heard, replace(heard.leg(leg), callback=event))
            case LegFinished(leg=leg):
                return _with(
                    heard,
                    replace(
                        heard.leg(leg),
                        phase=LegPhase.FINISHED,
                        verdict=event.verdict,
                        code=event.code,
                        params=event.params,
                        elapsed_ms=event.elapsed_ms,
                        simulated=event.simulated,
                    ),
                )
            case RunFinished() | RunStopped() | RunCrashed():
                return _at_rest(replace(heard, end=event))
            case _:
                assert_never(event)


def _with(run: RunState, state: LegState) -> RunState:
    return replace(run, legs=tuple(state if s.leg is state.leg else s for s in run.legs))


def _at_rest(run: RunState) -> RunState:
    """A leg that was at work when the run ended has no verdict: it waits again."""
    legs = tuple(
        replace(s, phase=LegPhase.WAITING) if s.phase is LegPhase.RUNNING else s for s in run.legs
    )
    return replace(run, legs=legs)


def replay(events: tuple[Event, ...]) -> RunState:
    """The state of a stored run."""
    state = RunState()
    for event in events:
        state = state.after(event)
    return state
