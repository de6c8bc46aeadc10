"""Performs a plan: asks the ports what the steps ask, and tells what happens as events.

Secrets are taken out before an event leaves. A leg's verdict comes from its evidence: what our
simulator answered is *simulated*, and after a failed leg the others are *skipped*.
"""

from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from traceback import walk_tb
from types import TracebackType
from typing import Final, assert_never

from wecom_console.domain.verdicts import Leg, Verdict
from wecom_console.flow.commands import (
    AwaitCallback,
    CallbackArrived,
    DialogueCommand,
    HttpCall,
    LinkNotShown,
    LinkShown,
    NoCallback,
    PhoneRefused,
    Reply,
    ShowLink,
    Wait,
    Waited,
)
from wecom_console.flow.events import (
    Event,
    Evidence,
    LegFinished,
    LegStarted,
    RunCrashed,
    RunFinished,
    RunStarted,
    RunStopped,
)
from wecom_console.flow.login_progress import LoginProgress
from wecom_console.flow.outcomes import LegOutcome, LegResult
from wecom_console.flow.plan import Plan, Step
from wecom_console.flow.ports import Ports
from wecom_console.flow.redaction import Redactor
from wecom_console.flow.scenarios.definitions import Expectation
from wecom_console.flow.stopping import Stopped, StopSwitch
from wecom_console.flow.telling import tell_answer, tell_callback, tell_link
from wecom_console.protocol.http_replies import HttpAnswer, HttpFailed

_GRAVITY: Final = (
    Verdict.FAILED,
    Verdict.NOT_PROVABLE,
    Verdict.SIMULATED,
    Verdict.SKIPPED,
    Verdict.PROVEN,
)
_PACKAGE: Final = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class RunHead:
    """What identifies a run. `config_hash` is that of the effective profile, `at` the start in
    seconds since the epoch."""

    run_id: str
    connection: str
    config_hash: str
    at: float


async def drive(
    plan: Plan,
    ports: Ports,
    *,
    head: RunHead,
    redactor: Redactor,
    stop: StopSwitch | None = None,
) -> AsyncGenerator[Event]:
    """Run `plan` and yield its events, from `RunStarted` to one of `RunFinished`, `RunStopped`
    and `RunCrashed`. It never raises for what the outside does, nor for a bug in a step."""
    yield RunStarted(
        run_id=head.run_id,
        connection=head.connection,
        scenario=plan.scenario,
        platform=plan.platform,
        backend=plan.backend,
        config_hash=head.config_hash,
        at=head.at,
        legs=plan.legs,
    )
    run = _Run(plan, ports, redactor, stop or StopSwitch())
    try:
        async with aclosing(run.events()) as events:
            async for event in events:
                yield event
    except Stopped:
        yield RunStopped(run.elapsed_ms())
    except Exception as bug:  # noqa: BLE001  whatever a step raises is a bug and must be told
        yield RunCrashed(type(bug).__name__, where_of(bug.__traceback__))


def where_of(traceback: TracebackType | None) -> str:
    """Module and line of the innermost frame of ours; never a value."""
    where = ""
    for frame, line in walk_tb(traceback):
        path = Path(frame.f_code.co_filename)
        if path.is_relative_to(_PACKAGE):
            module = ".".join(path.relative_to(_PACKAGE.parent).with_suffix("").parts)
            where = f"{module}:{line}"
    return where or "outside:0"


class _Run:
    def __init__(self, plan: Plan, ports: Ports, redactor: Redactor, stop: StopSwitch) -> None:
        self._plan = plan
        self._ports = ports
        self._redactor = redactor
        self._stop = stop
        self._began = ports.clock.ticks_ms()
        self._finished: list[LegFinished] = []

    def elapsed_ms(self) -> float:
        return self._ports.clock.ticks_ms() - self._began

    async def events(self) -> AsyncGenerator[Event]:
        progress: LoginProgress | None = LoginProgress()
        last = Leg.PROFILE
        for step in self._plan.steps:
            if progress is None:
                yield self._skip(step.leg, failed=last)
                continue
            leg = _LegRun(
                step, self._ports, self._redactor, self._stop, timeout_s=self._plan.timeout_s
            )
            async with aclosing(leg.events(progress)) as events:
                async for event in events:
                    if isinstance(event, LegFinished):
                        self._finished.append(event)
                    yield event
            progress = leg.progress
            last = step.leg
        yield self._end()

    def _skip(self, leg: Leg, *, failed: Leg) -> LegFinished:
        params = {"leg": failed.number}
        event = LegFinished(leg, Verdict.SKIPPED, "leg.previous_failed", params, 0.0)
        self._finished.append(event)
        return event

    def _end(self) -> RunFinished:
        return RunFinished(
            passed=is_as_expected(self._plan.expectation, self._finished),
            verdict=gravest(leg.verdict for leg in self._finished),
            expected=str(self._plan.expectation),
            elapsed_ms=self.elapsed_ms(),
            simulated=any(leg.simulated for leg in self._finished),
        )


def gravest(verdicts: Iterator[Verdict]) -> Verdict:
    """The verdict that says most about a run: failed, not provable, simulated, skipped, proven."""
    return min(verdicts, key=_GRAVITY.index, default=Verdict.SKIPPED)


def is_as_expected(expectation: Expectation, legs: list[LegFinished]) -> bool:
    """Whether the first failed leg is the expected one with the expected code, or none is."""
    failed = next((leg for leg in legs if leg.verdict is Verdict.FAILED), None)
    if failed is None:
        return expectation.leg is None
    return expectation.leg is failed.leg and expectation.code == failed.code


class _LegRun:
    """One leg: the dialogue between its step and the ports."""

    def __init__(
        self,
        step: Step,
        ports: Ports,
        redactor: Redactor,
        stop: StopSwitch,
        *,
        timeout_s: float,
    ) -> None:
        self._timeout_s = timeout_s
        self._step = step
        self._ports = ports
        self._redactor = redactor
        self._stop = stop
        self._calls = 0
        self._simulated = False
        self.progress: LoginProgress | None = None

    async def events(self, progress: LoginProgress) -> AsyncGenerator[Event]:
        leg = self._step.leg
        yield LegStarted(leg)
        began = self._ports.clock.ticks_ms()
        dialogue = self._step.run(progress)
        try:
            command = next(dialogue)
            while True:
                if isinstance(command, ShowLink):
                    yield tell_link(leg, command, self._redactor)
                sent_at = self._ports.clock.now()
                reply = await self._stop.race(partial(self._perform, command))
                self._simulated |= _is_simulated(reply)
                for event in self._tell(command, reply, sent_at):
                    yield event
                command = dialogue.send(reply)
        except StopIteration as end:
            outcome: LegOutcome = end.value
        finally:
            dialogue.close()
        self.progress = outcome.progress
        for finding in outcome.evidence:
            items = self._redactor.pairs(finding.items)
            yield Evidence(leg, finding.title, items)
        yield self._finish(outcome, self._ports.clock.ticks_ms() - began)

    async def _perform(self, command: DialogueCommand) -> Reply:
        match command:
            case HttpCall():
                if self._timeout_s:
                    command = replace(command, timeout_s=self._timeout_s)
                answer = await self._ports.http.call(command)
                if isinstance(answer, HttpAnswer):
                    return replace(answer, at=self._ports.clock.now())
                return answer
            case ShowLink():
                return await self._ports.phone.show(command)
            case AwaitCallback():
                return await self._ports.phone.await_callback(command)
            case Wait():
                await self._ports.clock.wait(command.seconds)
                return Waited()
            case _:
                assert_never(command)

    def _tell(self, command: DialogueCommand, reply: Reply, sent_at: float) -> Iterator[Event]:
        match reply:
            case HttpAnswer() | HttpFailed():
                if isinstance(command, HttpCall):
                    self._calls += 1
                    yield tell_answer(
                        self._step.leg,
                        command,
                        reply,
                        number=self._calls,
                        at=sent_at,
                        redactor=self._redactor,
                    )
            case CallbackArrived():
                sdk = command.sdk if isinstance(command, AwaitCallback) else "2+"
                yield tell_callback(
                    self._step.leg,
                    reply,
                    sdk=sdk,
                    at=self._ports.clock.now(),
                    redactor=self._redactor,
                )
            case LinkShown() | LinkNotShown() | PhoneRefused() | NoCallback() | Waited():
                pass
            case _:
                assert_never(reply)

    def _finish(self, outcome: LegOutcome, elapsed_ms: float) -> LegFinished:
        simulated = self._simulated or outcome.simulated
        return LegFinished(
            leg=self._step.leg,
            verdict=_verdict(outcome.result, simulated=simulated),
            code=outcome.code,
            params=self._redactor.params(outcome.params),
            elapsed_ms=elapsed_ms,
            simulated=simulated,
        )


def _is_simulated(reply: Reply) -> bool:
    match reply:
        case HttpAnswer() | LinkShown() | CallbackArrived() | PhoneRefused() | NoCallback():
            return reply.simulated
        case HttpFailed() | LinkNotShown() | Waited():
            return False
        case _:
            assert_never(reply)


def _verdict(result: LegResult, *, simulated: bool) -> Verdict:
    match result:
        case LegResult.REACHED:
            return Verdict.SIMULATED if simulated else Verdict.PROVEN
        case LegResult.FAILED:
            return Verdict.FAILED
        case LegResult.SKIPPED:
            return Verdict.SKIPPED
        case LegResult.NOT_PROVABLE:
            return Verdict.NOT_PROVABLE
        case _:
            assert_never(result)
