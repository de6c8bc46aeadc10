"""The driver: events in order, verdicts from evidence, secrets left out, stop and crash."""

from collections import deque
from collections.abc import Iterator
from dataclasses import replace

import anyio
import pytest

from flow.playbook import answer
from flow.samples import (
    CODE,
    HEAD,
    SCHEMA,
    SECRET_TEXT,
    STATE,
    ManualClock,
    ScriptedHttp,
    ScriptedPhone,
    collect,
    device,
    return_link,
)
from wecom_console.domain.links.requests import build_request_link
from wecom_console.domain.secrets import Secret
from wecom_console.domain.verdicts import LEGS, BackendKind, Leg, Platform, Verdict
from wecom_console.flow.commands import (
    AwaitCallback,
    CallbackArrived,
    DialogueCommand,
    HttpCall,
    NoCallback,
    PhoneRefused,
    Reply,
    Silence,
)
from wecom_console.flow.device_legs import device_steps
from wecom_console.flow.dialogue import Dialogue, RunDialogue, ask_http, ask_wait
from wecom_console.flow.driver import drive, gravest
from wecom_console.flow.event_codec import serialise_events
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
from wecom_console.flow.login_progress import LoginProgress
from wecom_console.flow.outcomes import EvidenceDraft, LegOutcome
from wecom_console.flow.plan import Plan, Step
from wecom_console.flow.ports import Ports
from wecom_console.flow.redaction import Redactor
from wecom_console.flow.scenarios.definitions import Expectation
from wecom_console.flow.stopping import StopSwitch
from wecom_console.protocol.http_replies import HttpAnswer, HttpFailed, TransportFault

pytestmark = pytest.mark.anyio

URL = "https://acme.authing.cn/login"
SUCCESS = Expectation()


def plan_of(*steps: Step, expectation: Expectation = SUCCESS) -> Plan:
    """A plan of these steps."""
    return Plan("success", Platform.ANDROID, BackendKind.WECOM, steps, expectation)


def leg(of: Leg, *outcomes: LegOutcome, calls: int = 0, wait: float = 0.0) -> Step:
    """A leg that sends `calls` requests and ends so."""

    def run(progress: LoginProgress) -> Dialogue[LegOutcome]:
        for _ in range(calls):
            yield from ask_http(HttpCall("GET", URL, query=(("code", CODE),)))
        if wait:
            yield from ask_wait(wait)
        return outcomes[0] if outcomes else LegOutcome.reached(progress)

    return Step(of, run)


def ports(*answers: HttpAnswer | HttpFailed, phone: ScriptedPhone | None = None) -> Ports:
    """A scripted world."""
    absent = ScriptedPhone(NoCallback(Silence.ABSENT))
    return Ports(ScriptedHttp(deque(answers)), phone or absent, ManualClock())


async def run(plan: Plan, world: Ports, *, stop: StopSwitch | None = None) -> tuple[Event, ...]:
    """All events of one run."""
    redactor = Redactor([Secret(SECRET_TEXT)])
    return await collect(drive(plan, world, head=HEAD, redactor=redactor, stop=stop))


def verdicts(events: tuple[Event, ...]) -> list[str]:
    """The legs' verdicts in order."""
    return [event.verdict.value for event in events if isinstance(event, LegFinished)]


async def test_a_run_begins_and_ends() -> None:
    """The first event names the run, the last one its end."""
    events = await run(plan_of(leg(Leg.PROFILE)), ports())
    assert [RunStarted, LegStarted, LegFinished, RunFinished] == [type(e) for e in events]
    assert (HEAD.run_id, (Leg.PROFILE,)) == (events[0].run_id, events[0].legs)  # type: ignore[union-attr]


@pytest.mark.parametrize(("simulated", "verdict"), [(True, "simulated"), (False, "proven")])
async def test_the_verdict_comes_from_who_answered(simulated: bool, verdict: str) -> None:
    """The step says that the leg was reached; the driver knows by whose answer."""
    events = await run(plan_of(leg(Leg.EXCHANGE, calls=1)), ports(answer({}, simulated=simulated)))
    assert [verdict] == verdicts(events)


@pytest.mark.parametrize("answered", [(True, False), (False, True), (False, True, False)])
async def test_one_simulated_answer_makes_the_leg_simulated(answered: tuple[bool, ...]) -> None:
    """A leg is proven only where everything happened for real, from the first to the last."""
    world = ports(*(answer({}, simulated=each) for each in answered))
    events = await run(plan_of(leg(Leg.EXCHANGE, calls=len(answered))), world)
    assert ["simulated"] == verdicts(events)


@pytest.mark.parametrize(
    "reply",
    [
        CallbackArrived(return_link(), simulated=True),
        PhoneRefused("phone.package_mismatch", simulated=True),
        NoCallback(Silence.TIMEOUT, simulated=True),
        NoCallback(Silence.ABSENT, simulated=True),
    ],
)
async def test_whatever_a_virtual_phone_answers_is_simulated(
    reply: CallbackArrived | PhoneRefused | NoCallback,
) -> None:
    """Not only HTTP: the leg and the run say that it was no real phone, also where it refused."""

    def wait(progress: LoginProgress) -> Dialogue[LegOutcome]:
        yield AwaitCallback(SCHEMA, STATE, Platform.ANDROID)
        return LegOutcome.reached(progress)

    events = await run(plan_of(Step(Leg.CONFIRM, wait)), ports(phone=ScriptedPhone(reply)))
    finished, end = events[-2:]
    assert isinstance(finished, LegFinished)
    assert isinstance(end, RunFinished)
    assert (Verdict.SIMULATED, True, True) == (
        finished.verdict,
        finished.simulated,
        end.simulated,
    )


@pytest.mark.parametrize("answered", [(True, False), (False, True)])
async def test_one_simulated_leg_makes_the_run_simulated(answered: tuple[bool, bool]) -> None:
    """Whichever it was; the run's verdict says so, too."""
    world = ports(*(answer({}, simulated=each) for each in answered))
    steps = (leg(Leg.EXCHANGE, calls=1), leg(Leg.IDENTITY, calls=1))
    end = (await run(plan_of(*steps), world))[-1]
    assert isinstance(end, RunFinished)
    assert (True, Verdict.SIMULATED) == (end.simulated, end.verdict)


async def test_a_real_run_is_not_called_simulated() -> None:
    """Nor is a leg of it."""
    end = (await run(plan_of(leg(Leg.EXCHANGE, calls=1)), ports(answer({}))))[-1]
    assert isinstance(end, RunFinished)
    assert (False, Verdict.PROVEN) == (end.simulated, end.verdict)


async def test_a_leg_that_asks_nobody_may_rest_on_a_simulated_one() -> None:
    """Leg 4 reads what leg 3 received, and says so."""
    outcome = LegOutcome.reached(LoginProgress(), simulated=True)
    assert ["simulated"] == verdicts(await run(plan_of(leg(Leg.RETURN, outcome)), ports()))


async def test_after_a_failure_the_others_are_skipped() -> None:
    """Each says which leg it was."""
    steps = [leg(Leg.PROFILE), leg(Leg.REQUEST, LegOutcome.failed("x")), leg(Leg.CONFIRM)]
    events = await run(plan_of(*steps, leg(Leg.RETURN)), ports())
    assert ["proven", "failed", "skipped", "skipped"] == verdicts(events)
    skipped = [e for e in events if isinstance(e, LegFinished)][2:]
    assert [("leg.previous_failed", {"leg": 2})] * 2 == [(e.code, e.params) for e in skipped]


async def test_what_cannot_be_proven_does_not_stop_the_run() -> None:
    """The legs after it still run."""
    unproven = LegOutcome.not_provable(LoginProgress(), "return.absent")
    events = await run(plan_of(leg(Leg.RETURN, unproven), leg(Leg.EXCHANGE)), ports())
    assert ["not_provable", "proven"] == verdicts(events)


@pytest.mark.parametrize(
    ("outcome", "expectation", "passed"),
    [
        (None, Expectation(), True),
        (LegOutcome.failed("a"), Expectation(), False),
        (LegOutcome.failed("a"), Expectation(Leg.CONFIRM, "a"), True),
        (LegOutcome.failed("b"), Expectation(Leg.CONFIRM, "a"), False),
        (LegOutcome.failed("a"), Expectation(Leg.RETURN, "a"), False),
        (None, Expectation(Leg.CONFIRM, "a"), False),
        (LegOutcome.not_provable(LoginProgress(), "n"), Expectation(), True),
    ],
)
async def test_a_run_passes_when_it_ends_as_expected(
    outcome: LegOutcome | None, expectation: Expectation, passed: bool
) -> None:
    """The expected leg with the expected code, or none."""
    step = leg(Leg.CONFIRM, outcome) if outcome else leg(Leg.CONFIRM)
    end = (await run(plan_of(step, expectation=expectation), ports()))[-1]
    assert isinstance(end, RunFinished)
    assert (passed, str(expectation)) == (end.passed, end.expected)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ("proven simulated", "simulated"),
        ("proven skipped", "skipped"),
        ("simulated skipped", "simulated"),
        ("simulated not_provable", "not_provable"),
        ("not_provable failed skipped", "failed"),
        ("", "skipped"),
    ],
)
async def test_the_gravest_verdict_speaks_for_the_run(found: str, expected: str) -> None:
    """Green only where everything was proven."""
    assert Verdict(expected) is gravest(Verdict(word) for word in found.split())


async def test_requests_are_numbered_within_their_leg() -> None:
    """As the trace shows them."""
    steps = (leg(Leg.EXCHANGE, calls=2), leg(Leg.IDENTITY, calls=1))
    events = await run(plan_of(*steps), ports(answer({}), answer({}), answer({})))
    told = [(e.leg, e.number) for e in events if isinstance(e, Exchanged)]
    assert [(Leg.EXCHANGE, 1), (Leg.EXCHANGE, 2), (Leg.IDENTITY, 1)] == told


async def test_an_unanswered_request_is_told_too() -> None:
    """With its fault and no status."""
    world = ports(HttpFailed(TransportFault.DNS, "acme.authing.cn", 3.0))
    events = await run(plan_of(leg(Leg.EXCHANGE, calls=1)), world)
    told = [(e.status, e.fault) for e in events if isinstance(e, Exchanged)]
    assert [(0, "dns")] == told


async def test_a_leg_and_the_run_say_how_long_they_took() -> None:
    """In milliseconds of the run's clock, each leg from its own start."""
    steps = (leg(Leg.EXCHANGE, wait=2), leg(Leg.IDENTITY, wait=3))
    events = await run(plan_of(*steps), ports())
    took = [e.elapsed_ms for e in events if isinstance(e, LegFinished | RunFinished)]
    assert [2_000.0, 3_000.0, 5_000.0] == took


async def test_an_exchange_is_told_with_the_time_it_was_sent_at() -> None:
    """And the step learns when the answer came, which expiries are measured against."""
    seen: list[float] = []

    def ask_late(progress: LoginProgress) -> Dialogue[LegOutcome]:
        yield from ask_wait(5)
        reply = yield from ask_http(HttpCall("GET", URL))
        assert isinstance(reply, HttpAnswer)
        seen.append(reply.at)
        return LegOutcome.reached(progress)

    world = ports(replace(answer({}), at=0.0))
    events = await run(plan_of(Step(Leg.EXCHANGE, ask_late)), world)
    told = [e.at for e in events if isinstance(e, Exchanged)]
    assert ([1_005.0], [1_005.0]) == (told, seen)


@pytest.mark.parametrize(("plans", "asked"), [(7.0, 7.0), (0.0, 15.0), (None, 15.0)])
async def test_the_plans_patience_is_that_of_every_request(
    plans: float | None, asked: float
) -> None:
    """Zero leaves each request its own, as does a plan that says none."""
    world = ports(answer({}), answer({}))
    plan = plan_of(Step(Leg.EXCHANGE, leg(Leg.EXCHANGE, calls=2).run))
    await run(plan if plans is None else replace(plan, timeout_s=plans), world)
    assert [asked, asked] == [call.timeout_s for call in world.http.calls]


async def test_time_passes_on_the_runs_clock() -> None:
    """Five minutes cost a test nothing."""
    world = ports()
    await run(plan_of(leg(Leg.EXCHANGE, wait=301)), world)
    assert 1_301.0 == world.clock.now()


async def test_no_secret_leaves_the_driver() -> None:
    """Neither the profile's own, nor the code that came back, nor a token that was issued."""
    issued = "Issued-Token-0123456789"
    body = {"access_token": issued, "echo": f"{CODE} {SECRET_TEXT}", "url": f"?x={issued}"}
    told = LegOutcome.failed(
        "wecom.40001",
        {"errmsg": f"bad {SECRET_TEXT} {CODE}"},
        evidence=(EvidenceDraft("evidence.claims", (("seen", CODE), ("id_token", "abc"))),),
    )
    phone = ScriptedPhone(CallbackArrived(return_link(Platform.IOS), simulated=False))
    steps = (
        *device_steps(device(platform=Platform.IOS)),
        leg(Leg.EXCHANGE, told, calls=1),
    )
    text = serialise_events(await run(plan_of(*steps), ports(answer(body), phone=phone)))
    assert "Issued" not in text
    assert [] == [secret for secret in (CODE, SECRET_TEXT, issued, 'abc"') if secret in text]
    assert "[redacted:44]" in text


async def test_a_login_on_the_phone_is_told() -> None:
    """The link that was offered, then what came back in its parts."""
    phone = ScriptedPhone(CallbackArrived(return_link(), simulated=True))
    events = await run(plan_of(*device_steps(device())), ports(phone=phone))
    told = [type(e) for e in events if isinstance(e, LinkOffered | CallbackSeen | Evidence)]
    assert [Evidence, LinkOffered, Evidence, CallbackSeen, Evidence] == told
    seen = next(e for e in events if isinstance(e, CallbackSeen))
    assert "[redacted:44]" == dict(seen.parts)["code"]
    assert ["proven", "simulated", "simulated", "simulated"] == verdicts(events)


async def test_a_phone_that_is_not_there_leaves_three_legs_unproven() -> None:
    """Legs 2 to 4; nothing is green that did not run."""
    phone = ScriptedPhone(NoCallback(Silence.ABSENT))
    events = await run(plan_of(*device_steps(device())), ports(phone=phone))
    assert ["proven", "simulated", "not_provable", "not_provable"] == verdicts(events)


class BuggyError(Exception):
    """Carries what must not be told."""


async def test_a_bug_ends_the_run_with_its_place_only() -> None:
    """Module and line; the exception's text may hold a secret."""

    def run_badly(progress: LoginProgress) -> Dialogue[LegOutcome]:
        yield from ()
        raise BuggyError(SECRET_TEXT)

    def plan() -> Plan:
        return plan_of(leg(Leg.PROFILE), Step(Leg.REQUEST, run_badly), leg(Leg.CONFIRM))

    end = (await run(plan(), ports()))[-1]
    assert isinstance(end, RunCrashed)
    assert ("BuggyError", "wecom_console.flow.driver") == (end.kind, end.where.partition(":")[0])
    assert SECRET_TEXT not in repr(end)


async def test_the_place_of_a_bug_is_the_innermost_of_ours() -> None:
    """Not where the run was started: there every bug would stand."""

    def ask_nonsense(progress: LoginProgress) -> Dialogue[LegOutcome]:
        build_request_link(None)  # type: ignore[arg-type]
        yield from ask_wait(0)
        return LegOutcome.reached(progress)

    end = (await run(plan_of(Step(Leg.REQUEST, ask_nonsense)), ports()))[-1]
    assert isinstance(end, RunCrashed)
    module, _, line = end.where.partition(":")
    assert ("wecom_console.domain.links.requests", True) == (module, line.isdecimal())


async def test_a_wrong_reply_is_a_bug() -> None:
    """A port that answers another question is found out at once."""

    class Confused(ScriptedPhone):
        async def show(self, command: DialogueCommand) -> Reply:  # type: ignore[override]
            return NoCallback(Silence.ABSENT)

    world = ports(phone=Confused(NoCallback(Silence.ABSENT)))
    end = (await run(plan_of(*device_steps(device())), world))[-1]
    assert isinstance(end, RunCrashed)
    assert "WrongReplyError" == end.kind


class Stuck:
    """A server that never answers; it tells when it was asked."""

    def __init__(self) -> None:
        self.asked = anyio.Event()
        self.was_cancelled = False

    async def call(self, call: HttpCall) -> HttpAnswer | HttpFailed:
        """Never."""
        self.asked.set()
        try:
            await anyio.sleep_forever()
        finally:
            self.was_cancelled = True


async def test_stopping_answers_at_once() -> None:
    """The request in flight is cancelled, and the last event says that the run was stopped."""
    stuck, stop = Stuck(), StopSwitch()
    world = replace(ports(), http=stuck)
    events: list[Event] = []
    with anyio.fail_after(60):
        async with anyio.create_task_group() as group:

            async def consume() -> None:
                events.extend(await run(plan_of(leg(Leg.EXCHANGE, calls=1)), world, stop=stop))

            group.start_soon(consume)
            await stuck.asked.wait()
            stop.press()
    assert [RunStarted, LegStarted, RunStopped] == [type(e) for e in events]
    assert stuck.was_cancelled


async def test_a_run_that_was_stopped_before_it_began_asks_nobody() -> None:
    """The switch stays pressed."""
    stop = StopSwitch()
    stop.press()
    events = await run(plan_of(leg(Leg.EXCHANGE, calls=1)), ports(), stop=stop)
    assert isinstance(events[-1], RunStopped)


async def test_a_consumer_may_leave_early() -> None:
    """Closing the events closes the step's dialogue."""
    closed: list[bool] = []

    def run_long(progress: LoginProgress) -> Dialogue[LegOutcome]:
        try:
            while True:
                yield from ask_http(HttpCall("GET", URL))
        finally:
            closed.append(True)

    world = ports(*(answer({}) for _ in range(9)))
    plan = plan_of(Step(Leg.EXCHANGE, run_long))
    events = drive(plan, world, head=HEAD, redactor=Redactor())
    async for event in events:
        if isinstance(event, Exchanged):
            break
    await events.aclose()
    assert [True] == closed


def every_leg() -> Iterator[tuple[Leg, RunDialogue]]:
    """For the plan's text."""
    for each in LEGS:
        yield each, leg(each).run


async def test_a_plan_can_be_read_before_it_runs() -> None:
    """One line a leg, with what it will ask."""
    steps = [Step(each, run, (f"ask {each.value}",)) for each, run in every_leg()]
    text = str(plan_of(*steps, expectation=Expectation(Leg.CONFIRM, "confirm.cancelled")))
    assert "  5 exchange\n      ask exchange" in text
    assert text.endswith("expected: confirm confirm.cancelled")
