"""Profile against Authing over real HTTP: compare, carry out, prove, and go back."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import anyio
import httpx
import pytest

from flow.samples import PROFILE, SECRET_TEXT
from services.runs.run_support import CREDENTIALS, pointed
from wecom_console.backends.httpx_port import open_http_port
from wecom_console.backends.route import USUAL, Route
from wecom_console.domain.live.connection import DriftState, LivePlan, LiveStep
from wecom_console.domain.profile import AGENCY_MOBILE_TYPE, Association, Profile
from wecom_console.domain.secrets import Secret
from wecom_console.domain.verdicts import BackendKind
from wecom_console.flow.commands import HttpAnswer, HttpCall, HttpFailed, TransportFault
from wecom_console.flow.login_progress import Refusal
from wecom_console.flow.ports import HttpPort
from wecom_console.services.authing.live import (
    Applied,
    ApplyOutcome,
    Live,
    LiveAuthing,
    LiveSecrets,
    pulled,
)
from wecom_console.services.runs.embedded import LoadedConnection, options_for
from wecom_console.simulator import SimulatorClient, SimulatorHandle, running_simulator

pytestmark = pytest.mark.anyio

KEY = Secret("canary-access-key-0123456789abcdef")
SECRETS = LiveSecrets(KEY, Secret(SECRET_TEXT))
SOURCE = "WeCom"
MANAGED = replace(
    PROFILE, backend=replace(PROFILE.backend, user_pool_id="0123456789abcdef01234567")
)


@dataclass
class NoWaiting:
    """A clock on which time passes at once."""

    waited: list[float] = field(default_factory=list)

    def now(self) -> float:
        return 0.0

    def ticks_ms(self) -> float:
        return 0.0

    async def wait(self, seconds: float) -> None:
        self.waited.append(seconds)


@dataclass
class Lossy:
    """A way on which calls get lost: `before` the server has them, or only the answer."""

    real: HttpPort
    number: int
    before: bool
    lasting: bool = False
    calls: list[HttpCall] = field(default_factory=list)

    async def call(self, call: HttpCall) -> HttpAnswer | HttpFailed:
        self.calls.append(call)
        is_hit = len(self.calls) == self.number or (self.lasting and len(self.calls) > self.number)
        if is_hit and self.before:
            return HttpFailed(TransportFault.RESET, "127.0.0.1")
        answer = await self.real.call(call)
        return HttpFailed(TransportFault.TIMEOUT, "127.0.0.1") if is_hit else answer


@dataclass
class Ways:
    """Opens ways that all count on."""

    number: int = 0
    before: bool = False
    lasting: bool = False
    strip: tuple[str, ...] = ()
    opened: list[Lossy] = field(default_factory=list)

    @asynccontextmanager
    async def open(self, route: Route = USUAL) -> AsyncIterator[HttpPort]:
        async with open_http_port(route) as real:
            way = Lossy(_Stripping(real, self.strip), self.number, self.before, self.lasting)
            self.opened.append(way)
            yield way


@dataclass
class _Stripping:
    """A server that does not take some keys: today's Authing may be one
    (docs/reference/authing.md §5.5)."""

    real: HttpPort
    keys: tuple[str, ...]

    async def call(self, call: HttpCall) -> HttpAnswer | HttpFailed:
        if call.json is not None and self.keys:
            call = replace(call, json={k: v for k, v in call.json.items() if k not in self.keys})
        return await self.real.call(call)


@dataclass
class Telling:
    """Says when the first change is on its way."""

    real: HttpPort
    begun: asyncio.Event

    async def call(self, call: HttpCall) -> HttpAnswer | HttpFailed:
        if call.url.endswith("create-ext-idp-conn"):
            self.begun.set()
        return await self.real.call(call)


@pytest.fixture
def handle() -> Iterator[SimulatorHandle]:
    credentials = replace(CREDENTIALS, access_key_secret=KEY)
    with running_simulator(options_for([LoadedConnection(MANAGED, credentials)])) as handle:
        yield handle


@pytest.fixture
def client(handle: SimulatorHandle) -> SimulatorClient:
    return handle.client()


@pytest.fixture
def profile(handle: SimulatorHandle) -> Profile:
    """The profile as the simulator was loaded with it, at Authing."""
    return with_backend(pointed(handle.url, profile=MANAGED), kind=BackendKind.AUTHING)


@dataclass
class Hand:
    """Somebody else who manages the pool, with a client of their own."""

    url: str

    def __post_init__(self) -> None:
        body = {"accessKeyId": MANAGED.backend.user_pool_id, "accessKeySecret": KEY.reveal()}
        token = self._ask("POST", "get-management-token", json=body)["access_token"]
        self._headers = {"authorization": token}

    def _ask(self, method: str, path: str, **more: Any) -> Any:
        headers = getattr(self, "_headers", {})
        answer = httpx.request(method, f"{self.url}/api/v3/{path}", headers=headers, **more)
        return answer.json()["data"]

    def post(self, path: str, **body: object) -> Any:
        return self._ask("POST", path, json=body)

    def world(self) -> list[object]:
        """Sources, their connections with secrets, and who uses them."""
        found: list[object] = []
        for source in self._ask("GET", "list-ext-idp")["list"]:
            own = self._ask("GET", "list-ext-idp-conns", params={"id": source["id"]})
            apps = [self._ask("GET", "ext-idp-conn-apps", params={"id": c["id"]}) for c in own]
            found.append((source, own, apps))
        return found

    def switch_off(self) -> None:
        """No application uses any connection."""
        for _, own, _ in self.world():  # type: ignore[misc]
            for one in own:
                app_id = MANAGED.backend.app_id
                self.post("change-ext-idp-conn-state", id=one["id"], enabled=False, appId=app_id)

    def empty(self) -> None:
        """Nothing is left in the pool."""
        for source, _, _ in self.world():  # type: ignore[misc]
            self.post("delete-ext-idp", id=source["id"])


@pytest.fixture
def hand(handle: SimulatorHandle) -> Hand:
    return Hand(handle.url)


def with_backend(profile: Profile, **changes: Any) -> Profile:
    return replace(profile, backend=replace(profile.backend, **changes))


async def diff(profile: Profile, secrets: LiveSecrets = SECRETS) -> Live:
    found = await LiveAuthing().diff(profile, secrets)
    assert isinstance(found, Live)
    return found


async def carried(profile: Profile, plan: LivePlan, ways: Ways | None = None) -> Applied:
    live = LiveAuthing(open_http=(ways or Ways()).open, clock=NoWaiting())  # type: ignore[arg-type]
    done = await live.apply(profile, SECRETS, plan, source_name=SOURCE)
    assert isinstance(done, Applied)
    return done


CHANGED: tuple[Callable[[Profile], Profile], ...] = (
    lambda p: replace(p, display_name="Acme 2", login_only=not p.login_only),
    lambda p: replace(p, agent_id="1000003", schema=p.schema.replace("000002", "000003")),
    lambda p: replace(p, association=Association("field", ("phone",))),
    lambda p: replace(p, association=Association("challenge", (), ("phone-code",))),
    lambda p: replace(p, identifier="acme-other"),
)


async def test_what_the_simulator_was_loaded_with_does_not_differ(profile: Profile) -> None:
    found = await diff(profile)
    assert (True, ()) == (found.plan.in_sync, found.plan.steps)


async def test_comparing_changes_nothing(
    profile: Profile, client: SimulatorClient, hand: Hand
) -> None:
    """The token is the only thing that is posted, so read-only credentials suffice."""
    before, seen = hand.world(), len(client.journal())
    await diff(replace(profile, display_name="Other"))
    posted = {call["path"] for call in client.journal()[seen:] if call["method"] == "POST"}
    assert (before, {"/api/v3/get-management-token"}) == (hand.world(), posted)


async def test_another_secret_is_drift_that_shows_neither(profile: Profile) -> None:
    found = await diff(profile, LiveSecrets(KEY, Secret("o" * 43)))
    (one,) = found.plan.drift
    assert ("secret", DriftState.DIFFERS, "", "") == (one.path, one.standing, one.ours, one.theirs)
    assert SECRET_TEXT not in repr(found)


async def test_a_secret_that_cannot_be_had_is_not_compared(profile: Profile) -> None:
    found = await diff(profile, LiveSecrets(KEY, None))
    assert found.plan.in_sync
    (secret,) = (one for one in found.plan.differences if one.is_secret)
    assert DriftState.UNKNOWN is secret.standing


async def test_a_secret_under_another_key_names_the_keys(profile: Profile) -> None:
    found = await diff(with_backend(profile, secret_field="corpSecret"))
    assert found.state.connection is not None
    assert ("secret",) == found.state.connection.other_keys


@pytest.mark.parametrize("change", CHANGED)
async def test_after_apply_nothing_differs(
    profile: Profile, change: Callable[[Profile], Profile]
) -> None:
    ours = change(profile)
    found = await diff(ours)
    assert found.plan.steps
    done = await carried(ours, found.plan)
    assert (ApplyOutcome.APPLIED, True) == (done.ended, (await diff(ours)).plan.in_sync)


async def test_in_an_empty_pool_everything_is_created(profile: Profile, hand: Hand) -> None:
    hand.empty()
    ours = replace(profile, association=Association("challenge", (), ("phone-code",)))
    found = await diff(ours)
    assert list(LiveStep) == list(found.plan.steps)
    done = await carried(ours, found.plan)
    assert (ApplyOutcome.APPLIED, SOURCE) == (done.ended, done.live.sources[0].name)


async def test_what_is_in_sync_is_left_alone(profile: Profile, hand: Hand) -> None:
    before = hand.world()
    done = await carried(profile, (await diff(profile)).plan)
    assert (ApplyOutcome.IN_SYNC, before) == (done.ended, hand.world())


async def test_what_was_changed_since_the_plan_is_not_overwritten(
    profile: Profile, hand: Hand
) -> None:
    """Somebody else has been in the console: look again."""
    ours = replace(profile, display_name="Ours")
    confirmed = (await diff(ours)).plan
    theirs = replace(profile, display_name="Theirs")
    await carried(theirs, (await diff(theirs)).plan)
    before = hand.world()
    done = await carried(ours, confirmed)
    assert (ApplyOutcome.CHANGED, before) == (done.ended, hand.world())


async def test_what_the_server_does_not_take_is_said(profile: Profile) -> None:
    ours = replace(
        profile, display_name="Ours", association=Association("challenge", (), ("phone-code",))
    )
    ways = Ways(strip=("associationMode", "challengeBindingMethods"))
    done = await carried(ours, (await diff(ours)).plan, ways)
    left = [one.path for one in done.plan.drift]
    assert (ApplyOutcome.PARTLY, "association.mode") == (done.ended, left[0])
    assert "display_name" not in left


async def test_another_connection_of_the_application_is_named(profile: Profile) -> None:
    """Guard takes one of several (docs/reference/authing.md §6.1)."""
    second = replace(profile, identifier="acme-second")
    await carried(second, (await diff(second)).plan)
    assert ("acme-second",) == (await diff(profile)).state.rivals


async def test_another_type_under_the_identifier_is_not_touched(
    profile: Profile, hand: Hand
) -> None:
    """The type cannot be changed (docs/reference/authing.md §5.4)."""
    ((source, (there,), _),) = hand.world()  # type: ignore[misc]
    hand.post("delete-ext-idp-conn", id=there["id"])
    other = {**there, "extIdpId": source["id"], "type": AGENCY_MOBILE_TYPE}
    hand.post("create-ext-idp-conn", **other)
    found = await diff(profile)
    assert ("live.other_type", ()) == (found.plan.obstacle, found.plan.steps)


async def test_no_connection_is_created_without_its_secret(profile: Profile) -> None:
    found = await diff(replace(profile, identifier="acme-new"), LiveSecrets(KEY, None))
    assert "live.no_secret" == found.plan.obstacle


@pytest.mark.parametrize("before", [True, False], ids=["lost", "answer-lost"])
@pytest.mark.parametrize("change", [CHANGED[1], CHANGED[3], CHANGED[4]])
async def test_a_fault_at_any_call_leaves_all_or_nothing(
    handle: SimulatorHandle,
    client: SimulatorClient,
    profile: Profile,
    change: Callable[[Profile], Profile],
    *,
    before: bool,
) -> None:
    """One call after the other fails; what is said is what is there."""
    ours = change(profile)
    ended = set()
    for number in range(1, 40):
        client.reset()
        hand = Hand(handle.url)
        hand.switch_off()
        was = hand.world()
        plan = (await diff(ours)).plan
        ways = Ways(number, before)
        live = LiveAuthing(open_http=ways.open, clock=NoWaiting())  # type: ignore[arg-type]
        done = await live.apply(ours, SECRETS, plan, source_name=SOURCE)
        if isinstance(done, Refusal):
            assert was == hand.world()
            continue
        ended.add(done.ended)
        if done.ended is ApplyOutcome.APPLIED:
            assert (await diff(ours)).plan.in_sync
        else:
            assert (ApplyOutcome.AS_BEFORE, was) == (done.ended, hand.world())
            assert done.refusal is not None
        if len(ways.opened[0].calls) < number:
            break
    else:
        pytest.fail("there was always one more call")
    assert ApplyOutcome.APPLIED in ended


async def test_a_fault_while_everything_is_new_takes_all_of_it_away(
    hand: Hand, profile: Profile
) -> None:
    """The answer to the switch's call is lost for good, then the network is back."""
    hand.empty()
    plan = (await diff(profile)).plan
    ways = Ways()
    await carried(profile, plan, ways)
    switching = next(
        n for n, call in enumerate(ways.opened[0].calls, 1) if call.url.endswith("conn-state")
    )
    hand.empty()
    done = await carried(profile, plan, Ways(switching, before=True))
    assert (ApplyOutcome.AS_BEFORE, []) == (done.ended, hand.world())


async def test_a_network_that_stays_away_is_told_as_unsure(profile: Profile) -> None:
    ours = replace(profile, identifier="acme-new")
    plan = (await diff(ours)).plan
    reads = Ways(99)
    await LiveAuthing(open_http=reads.open).diff(ours, SECRETS)
    first_change = len(reads.opened[0].calls) + 1
    done = await carried(ours, plan, Ways(first_change, before=False, lasting=True))
    assert ApplyOutcome.UNSURE is done.ended
    assert done.refusal is not None
    assert "transport.timeout" == done.refusal.code


async def test_an_interruption_waits_for_the_end(profile: Profile) -> None:
    """Ctrl-C between two changes leaves no half of them."""
    ours = replace(profile, identifier="acme-new")
    plan = (await diff(ours)).plan
    begun = asyncio.Event()

    @asynccontextmanager
    async def open_way(route: Route = USUAL) -> AsyncIterator[HttpPort]:
        async with open_http_port(route) as real:
            yield Telling(real, begun)

    live = LiveAuthing(open_http=open_way)
    task = asyncio.ensure_future(live.apply(ours, SECRETS, plan, source_name=SOURCE))
    await begun.wait()
    task.cancel()
    done = await task
    assert isinstance(done, Applied)
    assert (ApplyOutcome.APPLIED, True) == (done.ended, (await diff(ours)).plan.in_sync)


async def test_a_window_that_closes_waits_for_the_end(profile: Profile) -> None:
    """The bridge cancels the scope around its tasks."""
    ours = replace(profile, identifier="acme-new")
    plan = (await diff(ours)).plan
    begun = asyncio.Event()

    @asynccontextmanager
    async def open_way(route: Route = USUAL) -> AsyncIterator[HttpPort]:
        async with open_http_port(route) as real:
            yield Telling(real, begun)

    async with anyio.create_task_group() as group:
        live = LiveAuthing(open_http=open_way)

        async def carry_out() -> None:
            await live.apply(ours, SECRETS, plan, source_name=SOURCE)

        group.start_soon(carry_out)
        await begun.wait()
        group.cancel_scope.cancel()
    assert (await diff(ours)).plan.in_sync


async def test_a_locked_keyring_is_told_as_such(profile: Profile, client: SimulatorClient) -> None:
    found = await LiveAuthing().diff(profile, LiveSecrets(is_locked=True))
    assert isinstance(found, Refusal)
    assert ("live.keyring_locked", []) == (found.code, client.journal())


async def test_past_the_rate_limit_a_call_waits(profile: Profile, client: SimulatorClient) -> None:
    client.change_state(limits={"management_qps": 1})
    clock = NoWaiting()

    class Moving(NoWaiting):
        async def wait(self, seconds: float) -> None:
            self.waited.append(seconds)
            client.advance_clock(seconds)

    clock = Moving()
    found = await LiveAuthing(clock=clock).diff(profile, SECRETS)  # type: ignore[arg-type]
    assert isinstance(found, Live)
    assert clock.waited


async def test_a_wrong_key_is_a_refusal_without_it(profile: Profile) -> None:
    wrong = Secret("canary-wrong-0123456789abcdef")
    found = await LiveAuthing().diff(profile, LiveSecrets(wrong, None))
    assert isinstance(found, Refusal)
    assert ("authing.1300", False) == (found.code, wrong.reveal() in repr(found))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (
            lambda p: replace(p, backend=replace(p.backend, kind=BackendKind.WECOM)),
            "live.not_authing",
        ),
        (lambda p: replace(p, type=AGENCY_MOBILE_TYPE), "live.agency"),
        (lambda p: replace(p, backend=replace(p.backend, user_pool_id="")), "live.no_pool"),
    ],
)
async def test_what_cannot_be_compared_says_why(
    profile: Profile, change: Callable[[Profile], Profile], code: str
) -> None:
    found = await LiveAuthing().diff(change(profile), SECRETS)
    assert isinstance(found, Refusal)
    assert code == found.code


async def test_without_the_access_key_nobody_is_asked(
    profile: Profile, client: SimulatorClient
) -> None:
    found = await LiveAuthing().diff(profile, LiveSecrets())
    assert isinstance(found, Refusal)
    assert ("live.no_access_key", []) == (found.code, client.journal())


async def test_pulling_takes_over_what_authing_shows(profile: Profile) -> None:
    theirs = CHANGED[1](replace(profile, association=Association("field", ("phone",))))
    await carried(theirs, (await diff(theirs)).plan)
    assert theirs == pulled(profile, (await diff(profile)).state)


async def test_what_is_not_there_cannot_be_pulled(profile: Profile) -> None:
    found = await diff(replace(profile, identifier="acme-none"))
    assert pulled(profile, found.state) is None
