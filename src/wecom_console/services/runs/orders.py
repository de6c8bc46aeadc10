"""What can be tested and what is to be run: values that the window may hold before its first paint.

The use cases over them are in `stored_tests`, which loads the network.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from wecom_console.domain.problems import Params
from wecom_console.domain.profile import DEMO_TAG, Profile
from wecom_console.domain.secrets import Secret
from wecom_console.domain.verdicts import BackendKind, Platform
from wecom_console.flow.events import Event
from wecom_console.flow.summary import RunSummary

DEMO_KEY: Final = "demo"
LOGIN: Final = "success"
"""The scenario of the login that should work."""


class PhoneMode(StrEnum):
    """Who holds the phone: nobody, it answers by itself; the user at the drawn one; somebody with
    a real one, whose callback is pasted; or there is none."""

    AUTO = "auto"
    VIRTUAL = "virtual"
    PASTED = "pasted"
    ABSENT = "absent"


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

    @property
    def is_demo(self) -> bool:
        """Whether it is the demo company's, stored or not."""
        return self.origin is Origin.DEMO or DEMO_TAG in self.profile.tags

    @property
    def keeps_runs_of(self) -> str:
        """The id of the profile that its runs are kept with, empty for none: the demo is another
        company in every session, and a draft is not what is stored."""
        return self.key if self.origin is Origin.STORED else ""


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
    phone: PhoneMode = PhoneMode.AUTO


@dataclass(frozen=True, slots=True)
class ScenarioEvent:
    """An event of one scenario's run."""

    scenario: str
    event: Event


@dataclass(frozen=True, slots=True)
class PastRun:
    """The last stored run of a scenario. `is_stale`: the connection has changed since;
    `is_earlier`: not the last one, but the last before it that worked."""

    scenario: str
    events: tuple[Event, ...]
    is_stale: bool
    is_earlier: bool = False


@dataclass(frozen=True, slots=True)
class MatrixOptions:
    """How many runs at once, and whether the first that ends otherwise is the last."""

    workers: int = 1
    fails_fast: bool = False


@dataclass(frozen=True, slots=True)
class RunBegan:
    """A run of the order with this number has begun."""

    order: int


@dataclass(frozen=True, slots=True)
class RunEnded:
    """It has ended."""

    order: int
    summary: RunSummary
