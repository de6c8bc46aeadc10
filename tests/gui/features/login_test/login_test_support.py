"""Stand-ins for the login tests: connections, scripted runs, and a background that waits for the
test to say *go*."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from wecom_console.domain.profile import AndroidApp, IosApp, Profile
from wecom_console.domain.verdicts import LEGS, BackendKind, Leg, Platform, Verdict
from wecom_console.flow.events import (
    CallbackSeen,
    Event,
    Evidence,
    Exchanged,
    LegFinished,
    LegStarted,
    LinkOffered,
    RunFinished,
    RunStarted,
)
from wecom_console.services.runs.orders import (
    ConnectionToTest,
    Listing,
    Origin,
    PastRun,
    PhoneMode,
    RunOrder,
    ScenarioChoice,
    ScenarioEvent,
)

NAMES = (
    "success",
    "cancelled",
    "failed",
    "wrong-state",
    "code-reused",
    "code-expired",
    "login-only-unknown-user",
    "unknown-app",
)
SCHEMA = "wwauth3f9c0a7be1d24856000002"
STATE = "9b1f7c2d4e6a8b0c"
LINK = (
    "wxwork://app?id=wwauth3f9c0a7be1d24856000002&corpid=ww3f9c0a7be1d24856&agentid=1000002"
    "&v=3.0.0.0&a=0.17&pbtype=wxworksdk&surl=1"
)


def profile(identifier: str = "acme-staff", **changes: Any) -> Profile:
    """A connection with apps on two platforms."""
    values: dict[str, Any] = {
        "identifier": identifier,
        "display_name": "Acme Staff (staging)",
        "corp_id": "ww3f9c0a7be1d24856",
        "agent_id": "1000002",
        "schema": SCHEMA,
        "environment": "test",
        "android": AndroidApp("com.acme.staff", "0" * 32),
        "ios": IosApp("com.acme.staff"),
    }
    return Profile(**(values | changes))


def connection(key: str = "p1", **changes: Any) -> ConnectionToTest:
    """A stored connection."""
    return ConnectionToTest(key, profile(**changes), member="Zhang San")


DEMO = ConnectionToTest(
    "demo", profile("demo-wecom", display_name="WeCom demo"), Origin.DEMO, member="Zhang San"
)


# --- scripted runs -----------------------------------------------------------------------------


def started(scenario: str, *, run_id: str = "r1", backend: BackendKind = BackendKind.SIMULATOR):
    """The first event of a run."""
    return RunStarted(
        run_id, "acme-staff", scenario, Platform.ANDROID, backend, "hash", 1_790_000_000.0, LEGS
    )


def leg(
    number: int,
    verdict: Verdict,
    code: str = "",
    params: dict[str, str | int] | None = None,
    *,
    ms: float = 2.0,
    simulated: bool = False,
) -> tuple[Event, ...]:
    """A leg that begins and ends."""
    which = LEGS[number - 1]
    return (
        LegStarted(which),
        LegFinished(which, verdict, code, params or {}, ms, simulated),
    )


def call(
    which: Leg,
    number: int,
    path: str,
    query: Sequence[tuple[str, str]],
    body: str,
    ms: float = 92.0,
) -> Exchanged:
    """One answered request."""
    return Exchanged(
        which,
        number,
        "GET",
        f"https://qyapi.weixin.qq.com{path}",
        tuple(query),
        (),
        "",
        200,
        (),
        body,
        ms,
    )


def success(scenario: str = "success", *, run_id: str = "r1") -> list[Event]:
    """Everything simulated but leg 1."""
    simulated = [
        event
        for number in range(2, 8)
        for event in leg(number, Verdict.SIMULATED, ms=12.0 * number, simulated=True)
    ]
    return [
        started(scenario, run_id=run_id),
        *leg(1, Verdict.PROVEN),
        LinkOffered(Leg.REQUEST, LINK, "http://127.0.0.1:40123/wwopen/sso/confirm?x=1"),
        *simulated,
        Evidence(
            Leg.TOKENS,
            "evidence.claims",
            (
                ("iss", "http://127.0.0.1:40123/oidc"),
                ("sub", "65f0c0ffee0123456789abcd"),
                ("aud", "65f0c0ffee0123456789abce"),
                ("name", "张三"),
                ("id_token", "[redacted:812]"),
            ),
        ),
        RunFinished(True, Verdict.SIMULATED, "success", 420.0, True),
    ]


def refused(scenario: str, *, number: int, code: str, passed: bool = True) -> list[Event]:
    """A refusal at one leg, as the scenario expects."""
    before = [
        event
        for n in range(2, number)
        for event in leg(n, Verdict.SIMULATED, ms=12.0, simulated=True)
    ]
    after = [
        event
        for n in range(number + 1, 8)
        for event in leg(n, Verdict.SKIPPED, "leg.previous_failed", {"leg": number})[1:]
    ]
    params: dict[str, str | int] = {"errcode": 1, "sdk": "2+", "agentid": "1000002"}
    return [
        started(scenario, run_id=f"r-{scenario}"),
        *leg(1, Verdict.PROVEN),
        *before,
        *leg(number, Verdict.FAILED, code, params, ms=41.0, simulated=True),
        *after,
        RunFinished(passed, Verdict.FAILED, f"{LEGS[number - 1]} {code}", 300.0, True),
    ]


def untrusted_ip() -> list[Event]:
    """A run that fails in leg 6: WeCom refuses this computer's address."""
    refusal = (
        '{"errcode":60020,"errmsg":"not allow to access from your ip, hint: [1763…], '
        'from ip: 203.0.113.24, more info at https://open.work.weixin.qq.com/devtool/query?e=60020"}'
    )
    return [
        started("success", backend=BackendKind.WECOM),
        *leg(1, Verdict.PROVEN),
        *leg(2, Verdict.SIMULATED, ms=310.0, simulated=True),
        *leg(3, Verdict.SIMULATED, ms=1_100.0, simulated=True),
        CallbackSeen(
            Leg.RETURN,
            f"{SCHEMA}://sso?code=[redacted:43]",
            (("schema", SCHEMA), ("err_code", "0"), ("code", "[redacted:43]"), ("state", STATE)),
        ),
        LegStarted(Leg.RETURN),
        LegFinished(Leg.RETURN, Verdict.NOT_PROVABLE, "return.not_redeemable", {}, 0.1),
        *leg(5, Verdict.PROVEN, "exchange.direct", ms=41.0),
        LegStarted(Leg.IDENTITY),
        call(
            Leg.IDENTITY,
            1,
            "/cgi-bin/gettoken",
            (("corpid", "ww3f9c0a7be1d24856"), ("corpsecret", "[redacted:43]")),
            '{"errcode":0,"errmsg":"ok","access_token":"[redacted:214]","expires_in":7200}',
        ),
        call(
            Leg.IDENTITY,
            2,
            "/cgi-bin/auth/getuserinfo",
            (("access_token", "[redacted:214]"), ("code", "[redacted:43]")),
            refusal,
            94.0,
        ),
        LegFinished(Leg.IDENTITY, Verdict.FAILED, "wecom.60020", {"ip": "203.0.113.24"}, 186.0),
        *leg(7, Verdict.SKIPPED, "leg.previous_failed", {"leg": 6})[1:],
        RunFinished(False, Verdict.FAILED, "success", 1_640.0),
    ]


# --- fakes -------------------------------------------------------------------------------------


@dataclass
class FakeTask:
    """Remembers that it was given up."""

    cancelled: bool = False

    def cancel(self) -> None:
        """Give it up."""
        self.cancelled = True


@dataclass
class FakeBackground:
    """`call` answers at once. `stream` waits for `play`, which hands over what comes."""

    streams: list[tuple[FakeTask, Any, Any, Any, Any]] = field(default_factory=list)
    ran: list[tuple[Any, tuple[object, ...]]] = field(default_factory=list)

    def call(self, work, *args, on_done=None, on_error=None, owner=None):
        task = FakeTask()
        try:
            value = work(*args)
        except Exception as error:  # noqa: BLE001  handed on, as the bridge does
            if on_error is not None:
                on_error(error)
        else:
            if on_done is not None:
                on_done(value)
        return task

    def run(self, work, *args, on_done=None, on_error=None, owner=None):
        self.ran.append((work, args))
        value = asyncio.run(work(*args))
        if on_done is not None:
            on_done(value)
        return FakeTask()

    def stream(self, factory, *, on_events, on_done=None, on_error=None, owner=None):
        task = FakeTask()
        self.streams.append((task, factory, on_events, on_done, on_error))
        return task

    def play(self, count: int = 10_000) -> None:
        """Hands over the next `count` values of the last stream, and its end if they end."""
        task, factory, on_events, on_done, on_error = self.streams[-1]
        if task.cancelled:
            return

        async def collect() -> tuple[list[Any], bool]:
            found: list[Any] = []
            values = factory()
            while len(found) < count:
                try:
                    found.append(await anext(values))
                except StopAsyncIteration:
                    return found, True
            return found, False

        try:
            values, ended = asyncio.run(collect())
        except Exception as error:  # noqa: BLE001  handed on, as the bridge does
            on_error(error)
            return
        on_events(values)
        if ended and on_done is not None and not task.cancelled:
            on_done(None)


@dataclass
class FakeRun:
    """Tells what it was scripted to."""

    told: list[ScenarioEvent]
    decisions: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    error: Exception | None = None

    async def events(self) -> AsyncIterator[ScenarioEvent]:
        """Each value once, however often the stream is played."""
        while self.told:
            yield self.told.pop(0)
        if self.error is not None:
            raise self.error

    async def decide(self, decision: str) -> bool:
        self.decisions.append(decision)
        return True

    async def deliver(self, link: str) -> bool:
        self.links.append(link)
        return True


@dataclass
class FakeTests:
    """Every scenario is offered; `scripts` says how each runs."""

    known: tuple[ConnectionToTest, ...] = (connection(), DEMO)
    scripts: dict[str, list[Event]] = field(default_factory=dict)
    past: tuple[PastRun, ...] = ()
    reasons: dict[str, str] = field(default_factory=dict)
    orders: list[RunOrder] = field(default_factory=list)
    runs: list[FakeRun] = field(default_factory=list)
    error: Exception | None = None
    trouble: str = ""

    def connections(self) -> Listing:
        if self.error is not None:
            raise self.error
        return Listing(self.known, self.trouble)

    def backends(self, connection: ConnectionToTest) -> tuple[BackendKind, ...]:
        return (BackendKind.SIMULATOR, BackendKind.WECOM)

    def offers(
        self,
        connection: ConnectionToTest,
        platform: Platform,
        backend: BackendKind,
        phone: PhoneMode,
    ) -> tuple[ScenarioChoice, ...]:
        return tuple(ScenarioChoice(name, self.reasons.get(name, "")) for name in NAMES)

    def past_runs(
        self, connection: ConnectionToTest, platform: Platform, backend: BackendKind
    ) -> tuple[PastRun, ...]:
        return self.past

    def start(self, order: RunOrder) -> FakeRun:
        self.orders.append(order)
        told = [
            ScenarioEvent(name, event)
            for name in order.scenarios
            for event in self.scripts.get(name, success(name))
        ]
        run = FakeRun(told)
        self.runs.append(run)
        return run


Slot = Callable[..., object]
