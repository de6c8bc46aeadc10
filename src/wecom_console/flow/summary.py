"""What a run's events come to: the seven legs, and how the run ended."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from wecom_console.domain.problems import Params
from wecom_console.domain.verdicts import BackendKind, Leg, Platform, Verdict
from wecom_console.flow.events import (
    Event,
    LegFinished,
    RunCrashed,
    RunFinished,
    RunStarted,
    RunStopped,
)


class Ending(StrEnum):
    """How a run ended. *As expected* only where it passed; *unproven* where nothing went wrong
    and a leg that the scenario is about could not be proven here; *unavailable* where the
    scenario cannot run so, and nothing was asked."""

    AS_EXPECTED = "as_expected"
    UNPROVEN = "unproven"
    UNAVAILABLE = "unavailable"
    OTHERWISE = "otherwise"
    STOPPED = "stopped"
    CRASHED = "crashed"
    RUNNING = "running"


@dataclass(frozen=True, slots=True)
class LegSummary:
    """One leg's end."""

    leg: Leg
    verdict: Verdict
    code: str
    params: Params
    elapsed_ms: float
    simulated: bool


@dataclass(frozen=True, slots=True)
class RunSummary:
    """A run in short. `verdict` is the gravest leg's, None while the run goes on."""

    run_id: str
    connection: str
    scenario: str
    platform: Platform
    backend: BackendKind
    config_hash: str
    at: float
    legs: tuple[LegSummary, ...]
    ending: Ending
    passed: bool
    expected: str
    verdict: Verdict | None
    simulated: bool
    elapsed_ms: float
    where: str = ""

    @property
    def proven(self) -> int:
        """How many legs are proven: the only number a total may name."""
        return sum(leg.verdict is Verdict.PROVEN for leg in self.legs)

    @property
    def is_proven(self) -> bool:
        """Whether the login went through for real: nothing failed, nothing was left open, and no
        simulator answered. Only such a run is ever green."""
        good = (Verdict.PROVEN, Verdict.SKIPPED)
        is_through = self.passed and all(leg.verdict in good for leg in self.legs)
        return is_through and not self.simulated and self.proven > 0

    @property
    def failed_leg(self) -> LegSummary | None:
        """The first leg that failed."""
        return next((leg for leg in self.legs if leg.verdict is Verdict.FAILED), None)


def verdict_summary(events: Iterable[Event]) -> RunSummary | None:
    """The summary of one run's events, also of a run that goes on; None without its start."""
    started: RunStarted | None = None
    legs: list[LegSummary] = []
    end: RunFinished | RunStopped | RunCrashed | None = None
    for event in events:
        match event:
            case RunStarted():
                started = event
            case LegFinished():
                legs.append(_leg(event))
            case RunFinished() | RunStopped() | RunCrashed():
                end = event
            case _:
                pass
    if started is None:
        return None
    finished = end if isinstance(end, RunFinished) else None
    return RunSummary(
        run_id=started.run_id,
        connection=started.connection,
        scenario=started.scenario,
        platform=started.platform,
        backend=started.backend,
        config_hash=started.config_hash,
        at=started.at,
        legs=tuple(legs),
        ending=_ending(end, legs),
        passed=finished.passed if finished else False,
        expected=finished.expected if finished else "",
        verdict=finished.verdict if finished else None,
        simulated=any(leg.simulated for leg in legs),
        elapsed_ms=0.0 if end is None or isinstance(end, RunCrashed) else end.elapsed_ms,
        where=f"{end.kind} {end.where}" if isinstance(end, RunCrashed) else "",
    )


def _leg(event: LegFinished) -> LegSummary:
    return LegSummary(
        event.leg, event.verdict, event.code, event.params, event.elapsed_ms, event.simulated
    )


def _ending(end: RunFinished | RunStopped | RunCrashed | None, legs: list[LegSummary]) -> Ending:
    match end:
        case None:
            return Ending.RUNNING
        case RunStopped():
            return Ending.STOPPED
        case RunCrashed():
            return Ending.CRASHED
        case RunFinished(passed=True, verdict=Verdict.NOT_PROVABLE):
            return Ending.UNPROVEN
        case RunFinished(passed=True):
            return Ending.AS_EXPECTED
        case RunFinished():
            is_asked = any(leg.verdict is not Verdict.SKIPPED for leg in legs)
            return Ending.OTHERWISE if is_asked else Ending.UNAVAILABLE
