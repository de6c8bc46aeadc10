"""A running simulator as who steers it sees it: frozen values, and the port they come through."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from typing import Protocol

from wecom_console.domain.secrets import Secret
from wecom_console.flow.events import Exchanged


@dataclass(frozen=True, slots=True)
class MemberNow:
    """A member of the simulated companies."""

    userid: str
    name: str
    is_active: bool
    is_visible: bool


@dataclass(frozen=True, slots=True)
class CodeNow:
    """A code of the ledger: its first characters, ``fresh``, ``used`` or ``expired``, the seconds
    it still lives, the number of the call that used it (0: none), and when it was issued, in
    seconds since the epoch by the simulator's clock."""

    prefix: str
    member: str
    state: str
    left_s: float
    used_call: int = 0
    at: float = 0.0


@dataclass(frozen=True, slots=True)
class MessageNow:
    """A code that Authing "sent" and that nobody has used yet; `channel` is ``sms``, ``email`` or
    ``totp``. Nobody but this page and the control API gets it."""

    channel: str
    to: str
    code: str
    at: float


@dataclass(frozen=True, slots=True)
class ServedConnection:
    """What a developer must know to call the simulator of a connection. `made_up` are the paths of
    those secrets that the simulator had to make up."""

    identifier: str
    corp_id: str
    agent_id: str
    schema: str
    secret: Secret
    app_id: str
    app_secret: Secret
    user_pool_id: str
    made_up: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ServeOrder:
    """What to serve where. `port` 0 takes the one of the last time (`last_port`) while that is
    free, else any. Without a `profile_id` it is the demo company. `waits` for a port that a
    simulator of ours leaves just now."""

    port: int = 0
    last_port: int = 0
    profile_id: str = ""
    waits: bool = False


@dataclass(frozen=True, slots=True)
class FaultSetting:
    """What the next calls of a path should suffer; `times` None is every call. One of `errcode`,
    `status` and `broken` (``reset``, ``truncate``, ``not_json``, ``empty``), or only a delay."""

    path: str
    errcode: int | None = None
    status: int | None = None
    delay_ms: int = 0
    broken: str = ""
    times: int | None = None


@dataclass(frozen=True, slots=True)
class FaultNow:
    """A fault in force; `left` None means every call."""

    id: int
    setting: FaultSetting
    left: int | None


@dataclass(frozen=True, slots=True)
class CallNow:
    """A call of the journal. `at` is seconds since the epoch by the simulator's clock."""

    number: int
    at: float
    method: str
    path: str
    params: tuple[tuple[str, str], ...]
    status: int
    errcode: str
    ms: float
    is_fault: bool = False


@dataclass(frozen=True, slots=True)
class AppNow:
    """An app of WeCom (an agent, `key` ``corp/agent``) or an application of Authing (`key` its id).

    `switches` are its settings as they are: ``enabled`` and ``contact_fields`` of an agent,
    ``registration``, ``login_only``, ``mfa`` and ``rs256`` of an application. `platforms` are those
    that are set up.
    """

    key: str
    name: str
    is_agent: bool
    code: str
    switches: tuple[tuple[str, bool], ...] = ()
    platforms: tuple[str, ...] = ()

    def is_on(self, switch: str) -> bool:
        """How a switch stands."""
        return dict(self.switches).get(switch, False)

    def switched(self, switch: str) -> "AppNow":
        """The same app with that switch the other way."""
        changed = dict(self.switches) | {switch: not self.is_on(switch)}
        return replace(self, switches=tuple(changed.items()))


@dataclass(frozen=True, slots=True)
class SimulatorSnapshot:
    """Everything at one moment; `calls` are only those after the number asked for. Up to `settled`
    every call has been answered; None is all of them."""

    members: tuple[MemberNow, ...]
    codes: tuple[CodeNow, ...]
    faults: tuple[FaultNow, ...]
    calls: tuple[CallNow, ...]
    last_call: int
    clock_offset_s: float
    apps: tuple[AppNow, ...] = ()
    settled: int | None = None
    messages: tuple[MessageNow, ...] = ()


class RunningSimulator(Protocol):
    """One that runs. Every method is to be called on the event loop that serves it."""

    async def snapshot(self, since: int) -> SimulatorSnapshot:
        """How it is now."""

    async def scenario_names(self) -> tuple[str, ...]:
        """The names that `apply_scenario` knows."""

    async def apply_scenario(self, name: str) -> None:
        """Puts members, apps and faults as a scenario needs them."""

    async def add_fault(self, setting: FaultSetting) -> int:
        """Puts a fault in force; its id, 0 where it was refused."""

    async def remove_fault(self, fault_id: int) -> None:
        """Lifts a fault."""

    async def set_member(self, member: MemberNow) -> None:
        """Adds a member, or changes the one with this id; in every app's range or out."""

    async def remove_member(self, userid: str) -> None:
        """Takes a member out of the companies."""

    async def set_app(self, app: AppNow) -> None:
        """Puts an app's switches as they are in `app`."""

    async def exchange(self, number: int) -> Exchanged | None:
        """Request and answer of a call, redacted; None where they are no longer kept."""

    async def code(self, shown: CodeNow) -> Secret | None:
        """The whole of a code; None where it is no longer known."""

    async def advance_clock(self, seconds: float) -> None:
        """Moves the simulator's clock forward."""

    async def clear_journal(self) -> None:
        """Empties the journal; its numbers go on."""

    async def reset(self) -> None:
        """As started."""


@dataclass(frozen=True, slots=True)
class SimulatorStarted:
    """It runs, and is steered by `simulator`. `at` is seconds since the epoch. `served` is None
    where a connection has no app of its own to call with."""

    url: str
    port: int
    at: float
    simulator: RunningSimulator
    control_token: Secret
    served: ServedConnection | None = None


@dataclass(frozen=True, slots=True)
class PortTaken:
    """It cannot be started: the system's words."""

    port: int
    reason: str


@dataclass(frozen=True, slots=True)
class ConnectionGone:
    """It cannot be started: the connection of the order is not there any more, or has errors."""

    profile_id: str


LifetimeEvent = SimulatorStarted | PortTaken | ConnectionGone

Lifetime = Callable[[ServeOrder], AsyncIterator[LifetimeEvent]]
"""Serves a simulator until the iteration is ended; tells once that it runs, or why not."""
