"""What a run tells, in order. A run *is* its event list: it is painted, stored, reported, replayed.

Every value has been redacted before it gets here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from wecom_console.domain.problems import Params
from wecom_console.domain.verdicts import BackendKind, Leg, Platform, Verdict


@dataclass(frozen=True, slots=True)
class RunStarted:
    """A run begins. `at` is seconds since the epoch."""

    run_id: str
    connection: str
    scenario: str
    platform: Platform
    backend: BackendKind
    config_hash: str
    at: float
    legs: tuple[Leg, ...]


@dataclass(frozen=True, slots=True)
class LegStarted:
    """Work on a leg begins."""

    leg: Leg


@dataclass(frozen=True, slots=True)
class Exchanged:
    """One request with its answer (or transport fault), redacted. `status` 0 means no answer.

    `number` counts within the leg, from 1; `at` is when it was sent, in seconds since the epoch.
    """

    leg: Leg
    number: int
    method: str
    url: str
    query: tuple[tuple[str, str], ...]
    request_headers: tuple[tuple[str, str], ...]
    request_body: str
    status: int
    answer_headers: tuple[tuple[str, str], ...]
    answer_body: str
    elapsed_ms: float
    fault: str = ""
    simulated: bool = False
    at: float = 0.0


@dataclass(frozen=True, slots=True)
class LinkOffered:
    """The request link a phone can open; `confirm_url` is the virtual phone's page, or empty."""

    leg: Leg
    url: str
    confirm_url: str


@dataclass(frozen=True, slots=True)
class CallbackSeen:
    """What came back through the schema, redacted, with its decoded parts. `at` is when, in
    seconds since the epoch."""

    leg: Leg
    url: str
    parts: tuple[tuple[str, str], ...]
    at: float = 0.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something a leg rests on, as name and redacted value (decoded token claims, user id, …).

    `title` is a message code (``evidence.claims``); names are the protocol's own words.
    """

    leg: Leg
    title: str
    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class LegFinished:
    """A leg's verdict. `code` names the message (empty for a plain success).

    `simulated` says that the verdict, whichever it is, rests on an answer of our simulator.
    """

    leg: Leg
    verdict: Verdict
    code: str
    params: Params
    elapsed_ms: float
    simulated: bool = False


@dataclass(frozen=True, slots=True)
class RunFinished:
    """The end. `passed` means: ended as the scenario expects. `verdict` is the gravest leg's.

    `expected` is ``success``, or ``<leg> <code>`` of the refusal that the scenario expects.
    """

    passed: bool
    verdict: Verdict
    expected: str
    elapsed_ms: float
    simulated: bool = False


@dataclass(frozen=True, slots=True)
class RunStopped:
    """The user stopped the run."""

    elapsed_ms: float


@dataclass(frozen=True, slots=True)
class RunCrashed:
    """A bug of ours ended the run. `where` is module and line, never values."""

    kind: str
    where: str
    context: Mapping[str, str] = field(default_factory=dict)


Event = (
    RunStarted
    | LegStarted
    | Exchanged
    | LinkOffered
    | CallbackSeen
    | Evidence
    | LegFinished
    | RunFinished
    | RunStopped
    | RunCrashed
)

OnEvent = Callable[[Event], None]
