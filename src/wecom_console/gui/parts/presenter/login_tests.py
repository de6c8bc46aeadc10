"""What the login test page needs from outside: the login tests themselves."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from wecom_console.domain.problems import Params
from wecom_console.domain.profile import Profile
from wecom_console.domain.secrets import Secret
from wecom_console.domain.verdicts import BackendKind, Platform
from wecom_console.flow.events import Event

if TYPE_CHECKING:
    from wecom_console.services.authing.preflight import Preflight


class Origin(StrEnum):
    """Where a connection comes from."""

    STORED = "stored"
    DEMO = "demo"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class ConnectionToTest:
    """A connection that can be tested. `key` is the profile's id, ``demo`` or ``draft``.

    `secrets` are those of a draft, by field, as they stand on the screen; the others are those of
    the profile `stored_id`. `member` is the name of who agrees on the virtual phone.
    """

    key: str
    profile: Profile
    origin: Origin = Origin.STORED
    member: str = ""
    secrets: Mapping[str, Secret] = field(default_factory=dict)
    stored_id: str = ""


class PhoneInHand(StrEnum):
    """Who answers for the phone: it by itself, the user on the drawn one, or a real one whose
    callback is pasted."""

    AUTOMATIC = "automatic"
    DRAWN = "drawn"
    REAL = "real"


@dataclass(frozen=True, slots=True)
class Listing:
    """What can be tested. `trouble` is the message code of why the stored ones are missing;
    `team_trouble` of why a team's own scenarios are; `words` are the team's titles by code."""

    connections: tuple[ConnectionToTest, ...]
    trouble: str = ""
    params: Params = field(default_factory=dict)
    team_trouble: str = ""
    team_params: Params = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ScenarioChoice:
    """A scenario; `reason` is the message code of why it cannot run here, or empty."""

    name: str
    reason: str = ""
    params: Params = field(default_factory=dict)
    group: str = ""


@dataclass(frozen=True, slots=True)
class RunOrder:
    """What is to be run: scenarios of one connection, one after the other."""

    connection: ConnectionToTest
    scenarios: tuple[str, ...]
    platform: Platform
    backend: BackendKind
    phone: PhoneInHand = PhoneInHand.AUTOMATIC


@dataclass(frozen=True, slots=True)
class ScenarioEvent:
    """An event of one scenario's run."""

    scenario: str
    event: Event


@dataclass(frozen=True, slots=True)
class PastRun:
    """The last stored run of a scenario. `is_stale`: the connection has changed since."""

    scenario: str
    events: tuple[Event, ...]
    is_stale: bool


class RunningScenarios(Protocol):
    """Scenarios under way."""

    def events(self) -> AsyncIterator[ScenarioEvent]:
        """Runs them. Ending the iteration early ends the run and lets go of everything."""

    async def decide(self, decision: str) -> bool:
        """Answers on the virtual phone: ``approve`` or ``cancel``. False: nobody was asking."""

    async def deliver(self, link: str) -> bool:
        """Gives the waiting run a return link. False: nothing was waiting."""


class LoginTests(Protocol):
    """The use cases of the page. `connections` and `past_runs` may block."""

    def backends(self, connection: ConnectionToTest) -> tuple[BackendKind, ...]:
        """What a login of this connection can be tested against, the usual one first."""

    def connections(self) -> Listing:
        """Every connection without errors, the demo connection last."""

    def offers(
        self,
        connection: ConnectionToTest,
        platform: Platform,
        backend: BackendKind,
        phone: PhoneInHand,
    ) -> tuple[ScenarioChoice, ...]:
        """The scenarios in their order."""

    def past_runs(
        self, connection: ConnectionToTest, platform: Platform, backend: BackendKind
    ) -> tuple[PastRun, ...]:
        """The last run of each scenario, as far as they are stored."""

    async def check_online(self, connection: ConnectionToTest) -> "Preflight":
        """Asks WeCom and Authing what they know of the connection; changes nothing there."""

    def start(self, order: RunOrder) -> RunningScenarios:
        """A run that has not begun. Cheap, and does no I/O."""
