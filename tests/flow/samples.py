"""A sound profile, a device of it, and what stands for the world around a run."""

from collections import deque
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace

from domain.samples import AGENT, CORP, MD5, OBJECT_ID, SCHEMA, SECRET_TEXT
from wecom_console.domain.links.requests import Callback, build_return_link, result_code
from wecom_console.domain.profile import AndroidApp, Backend, IosApp, Profile
from wecom_console.domain.secrets import Secret
from wecom_console.domain.verdicts import BackendKind, Platform
from wecom_console.flow.commands import (
    AwaitCallback,
    CallbackArrived,
    HttpCall,
    LinkNotShown,
    LinkShown,
    NoCallback,
    PhoneRefused,
    ShowLink,
)
from wecom_console.flow.device_legs import RunDevice
from wecom_console.flow.driver import RunHead
from wecom_console.flow.events import Event
from wecom_console.flow.scenarios.definitions import Scenario, built_in_scenarios
from wecom_console.protocol.http_replies import HttpAnswer, HttpFailed

__all__ = ["AGENT", "CORP", "MD5", "OBJECT_ID", "SCHEMA", "SECRET_TEXT"]

STATE = "state-of-this-login"
OTHER_STATE = "state-of-another-login"
CODE = "Code_0123456789abcdefghijklmnopqrstuvwxyzABC"
APP_HOST = "https://acme.authing.cn"
APP_SECRET = Secret("AppSecret-0123456789abcdef0123456")
HEAD = RunHead(run_id="run-1", connection="acme-wecom", config_hash="h1", at=1_000.0)

PROFILE = Profile(
    identifier="acme-wecom",
    display_name="Acme 企业微信",
    corp_id=CORP,
    agent_id=AGENT,
    schema=SCHEMA,
    android=AndroidApp("com.acme.app", MD5),
    ios=IosApp("com.acme.app"),
    backend=Backend(kind=BackendKind.AUTHING, app_host=APP_HOST, app_id=OBJECT_ID),
)


def scenario(name: str = "success") -> Scenario:
    """A built-in scenario."""
    found = built_in_scenarios().get(name)
    assert found is not None
    return found


def device(
    name: str = "success",
    platform: Platform = Platform.ANDROID,
    *,
    profile: Profile = PROFILE,
    redeemable: bool = True,
) -> RunDevice:
    """The phone's side of one run of the scenario `name`."""
    return RunDevice(
        profile=profile,
        platform=platform,
        scenario=scenario(name),
        state=STATE,
        other_state=OTHER_STATE,
        transaction="100200300",
        redeemable=redeemable,
    )


def return_link(
    platform: Platform = Platform.ANDROID,
    *,
    outcome: str = "ok",
    code: str = CODE,
    state: str = STATE,
    schema: str = SCHEMA,
    err_code: int | None = None,
    sdk: str = "2+",
) -> str:
    """What WeCom sends back."""
    number = result_code(platform, sdk, outcome) if err_code is None else err_code  # type: ignore[arg-type]
    link = build_return_link(
        Callback(platform, schema, number, code if outcome == "ok" else "", state, sdk=sdk)
    )
    assert isinstance(link, str)
    return link


@dataclass
class ScriptedHttp:
    """Gives its answers in order and keeps what it was asked."""

    answers: deque[HttpAnswer | HttpFailed] = field(default_factory=deque)
    calls: list[HttpCall] = field(default_factory=list)

    async def call(self, call: HttpCall) -> HttpAnswer | HttpFailed:
        """The next answer."""
        self.calls.append(call)
        return self.answers.popleft()


@dataclass
class ScriptedPhone:
    """A phone that answers what it was given."""

    reply: CallbackArrived | PhoneRefused | NoCallback
    shown: LinkShown | LinkNotShown = field(default_factory=lambda: LinkShown(simulated=True))

    async def show(self, command: ShowLink) -> LinkShown | LinkNotShown:
        """Look at the link."""
        return self.shown

    async def await_callback(
        self, command: AwaitCallback
    ) -> CallbackArrived | PhoneRefused | NoCallback:
        """Decide."""
        return self.reply


@dataclass
class ManualClock:
    """A clock that moves only when it is told to."""

    at: float = 1_000.0

    def now(self) -> float:
        """Seconds since the epoch."""
        return self.at

    def ticks_ms(self) -> float:
        """The same in milliseconds."""
        return self.at * 1000

    async def wait(self, seconds: float) -> None:
        """Time passes."""
        self.at += seconds


async def collect(events: AsyncIterator[Event]) -> tuple[Event, ...]:
    """All events of a run."""
    return tuple([event async for event in events])


def only(events: tuple[Event, ...], kind: type[Event]) -> Event:
    """The one event of this kind."""
    found = [event for event in events if isinstance(event, kind)]
    assert 1 == len(found), found
    return found[0]


Change = Callable[[Profile], Profile]


def with_api(api: str) -> Profile:
    """The profile with the other Authing API."""
    return replace(PROFILE, backend=replace(PROFILE.backend, api=api))
