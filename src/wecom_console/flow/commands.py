"""What a step may ask of the driver, and the replies it may get. Frozen values, no behaviour."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from wecom_console.domain.http_backend.json_paths import JsonPath
from wecom_console.domain.links.requests import LoginRequest
from wecom_console.domain.problems import Params
from wecom_console.domain.verdicts import Platform
from wecom_console.protocol.http_replies import HttpAnswer, HttpFailed

JsonBody = Mapping[str, object]

SIMULATOR_NAME: Final = "wecom-console-simulator"
"""What our simulator calls itself in the ``server`` header of every answer."""


# --- commands ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class HttpCall:
    """One request. Exactly one of `json` and `form` for a body, neither for none.

    `answer_secrets` are the paths at which the answer may hold a secret whose key does not say so.
    """

    method: str
    url: str
    query: tuple[tuple[str, str], ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    json: JsonBody | None = None
    form: tuple[tuple[str, str], ...] | None = None
    timeout_s: float = 15.0
    answer_secrets: tuple[JsonPath, ...] = ()


@dataclass(frozen=True, slots=True)
class ShowLink:
    """Offer the request link to a phone (QR, deep link, virtual phone).

    `request` is what the app on that phone holds: the link itself does not carry its signature.
    `confirm_url` is the simulator's confirm page for it, empty where no simulator takes part.
    """

    url: str
    request: LoginRequest
    confirm_url: str = ""


@dataclass(frozen=True, slots=True)
class AwaitCallback:
    """Wait for what comes back through the schema. `decision` is what an automatic phone does:
    ``approve``, ``cancel`` or ``fail``; `device`, `member` and `issued_for` are the scenario's."""

    schema: str
    state: str
    platform: Platform
    sdk: str = "2+"
    decision: str = "approve"
    device: str = "usual"
    member: str = ""
    issued_for: str = ""
    timeout_s: float = 300.0


@dataclass(frozen=True, slots=True)
class Wait:
    """Let time pass: on the simulator's clock where there is one, else for real."""

    seconds: float


DialogueCommand = HttpCall | ShowLink | AwaitCallback | Wait


# --- replies -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LinkShown:
    """The link is where a phone can see it. `simulated`: the phone is a virtual one."""

    simulated: bool


@dataclass(frozen=True, slots=True)
class LinkNotShown:
    """There is no phone to show it to."""


@dataclass(frozen=True, slots=True)
class CallbackArrived:
    """What came back through the schema, exactly as it arrived."""

    url: str
    simulated: bool


@dataclass(frozen=True, slots=True)
class PhoneRefused:
    """WeCom would have refused before asking, or the app would not have heard the answer: no
    link comes back. `reason` is a message code."""

    reason: str
    params: Params = field(default_factory=dict)
    simulated: bool = True


class Silence(StrEnum):
    """Why nothing came back: nobody was there to ask, or the time was up."""

    ABSENT = "absent"
    TIMEOUT = "timeout"


@dataclass(frozen=True, slots=True)
class NoCallback:
    """Nothing came back through the schema."""

    why: Silence
    simulated: bool = False


@dataclass(frozen=True, slots=True)
class Waited:
    """Time has passed."""


Reply = (
    HttpAnswer
    | HttpFailed
    | LinkShown
    | LinkNotShown
    | CallbackArrived
    | PhoneRefused
    | NoCallback
    | Waited
)
