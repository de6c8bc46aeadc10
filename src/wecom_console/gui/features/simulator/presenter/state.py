"""What the simulator page paints."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from wecom_console.domain.secrets import Secret
from wecom_console.services.simulator.values import (
    AppNow,
    CodeNow,
    FaultSetting,
    MemberNow,
    MessageNow,
    ServedConnection,
)


class SimulatorPhase(StrEnum):
    """Whether it runs."""

    STOPPED = "stopped"
    STARTING = "starting"
    RUNNING = "running"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Status:
    """The head of the page. `running_s` counts seconds, `calls` those answered since the start or
    the last reset; `reason` is why it could not start, `is_gone` that its connection is not there
    any more."""

    phase: SimulatorPhase = SimulatorPhase.STOPPED
    url: str = ""
    port: int = 0
    running_s: int = 0
    calls: int = 0
    clock_offset_s: int = 0
    scenario: str = ""
    reason: str = ""
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class Handout:
    """What a developer needs to call it. `served` is None for a connection without an app."""

    url: str
    control_token: Secret
    served: ServedConnection | None


@dataclass(frozen=True, slots=True)
class FaultItem:
    """A fault that can be switched. `name` is that of a prepared one, or empty; `left` counts the
    calls that will still fail, None means all."""

    key: str
    setting: FaultSetting
    name: str = ""
    is_on: bool = False
    left: int | None = None

    @property
    def is_prepared(self) -> bool:
        """One of those that every page offers: it can be switched, not removed."""
        return bool(self.name)


@dataclass(frozen=True, slots=True)
class Contents:
    """What the cards hold."""

    members: tuple[MemberNow, ...] = ()
    codes: tuple[CodeNow, ...] = ()
    faults: tuple[FaultItem, ...] = ()
    apps: tuple[AppNow, ...] = ()
    messages: tuple[MessageNow, ...] = ()


PREPARED_FAULTS: Final = (
    ("ip_not_trusted", FaultSetting("/cgi-bin/gettoken", errcode=60020)),
    ("code_invalid", FaultSetting("/cgi-bin/auth/getuserinfo", errcode=40029)),
    ("token_expired", FaultSetting("/cgi-bin/user/get", errcode=42001)),
    ("too_often", FaultSetting("/cgi-bin/*", errcode=45009)),
    ("slow_answer", FaultSetting("/api/v3/signin-by-mobile", delay_ms=3_000)),
    ("bad_gateway", FaultSetting("/cgi-bin/*", status=502)),
    ("connection_reset", FaultSetting("/cgi-bin/auth/getuserinfo", broken="reset")),
    ("not_json", FaultSetting("/api/v3/signin-by-mobile", broken="not_json")),
)
