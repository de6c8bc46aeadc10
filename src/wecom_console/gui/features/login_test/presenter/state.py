"""What the login test page paints: frozen values, decided by the presenter."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from wecom_console.domain.profile import Profile
from wecom_console.domain.verdicts import Leg, Platform, Verdict
from wecom_console.flow.events import Exchanged
from wecom_console.gui.parts.presenter.explanation_view import ExplanationView
from wecom_console.gui.parts.presenter.run_state import RunState
from wecom_console.gui.parts.presenter.scenario_model import ScenarioMark
from wecom_console.services.runs.orders import PhoneMode

_ENDED: Final = (ScenarioMark.AS_EXPECTED, ScenarioMark.UNPROVEN, ScenarioMark.NOT_AS_EXPECTED)


@dataclass(frozen=True, slots=True)
class ScenarioItem:
    """A scenario. `ending` is the sentence of a finished run, or why it cannot run here;
    `leg` the number of the leg at work, 0 where none is; it `needs_answer` of a person to go on.
    `is_stored`: its run is from an earlier
    session; `ended_at` is in seconds since the epoch."""

    name: str
    title: str
    line: str
    mark: ScenarioMark = ScenarioMark.NONE
    leg: int = 0
    needs_answer: bool = False
    ending: str = ""
    is_stale: bool = False
    group: str = ""
    is_simulated: bool = False
    is_stored: bool = False
    ended_at: float = 0.0

    @property
    def has_ended(self) -> bool:
        """Whether there is a result of it."""
        return self.mark in _ENDED


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What the scenarios come to. `elapsed_ms` is how long the last run of them took, 0 where all
    are from earlier: then `ended_at` is when the last one ended."""

    as_expected: int = 0
    unexpected: int = 0
    left: int = 0
    is_simulated: bool = False
    is_stored: bool = False
    elapsed_ms: float = 0.0
    ended_at: float = 0.0

    @property
    def ran(self) -> int:
        """How many have ended."""
        return self.as_expected + self.unexpected


NOTHING_RAN: Final = BatchResult()


@dataclass(frozen=True, slots=True)
class ScenarioBoard:
    """The scenarios and how far a run of them is: `done` of `total`, both 0 when none runs."""

    items: tuple[ScenarioItem, ...] = ()
    current: str = ""
    done: int = 0
    total: int = 0
    is_running: bool = False
    batch: BatchResult = NOTHING_RAN


class LegMark(StrEnum):
    """What a leg is before it has a verdict."""

    WAITING = "waiting"
    RUNNING = "running"


@dataclass(frozen=True, slots=True)
class LegItem:
    """A line of the leg table. `word` is the verdict's, empty before there is one."""

    leg: Leg
    name: str
    state: Verdict | LegMark = LegMark.WAITING
    word: str = ""
    note: str = ""
    elapsed_ms: float | None = None
    is_expected: bool = False
    flag: str = ""


@dataclass(frozen=True, slots=True)
class ShownRun:
    """What run is looked at: the scenario's title, how it ended, and how it was run."""

    title: str = ""
    mark: ScenarioMark = ScenarioMark.NONE
    word: str = ""
    facts: tuple[str, ...] = ()
    is_simulated: bool = False
    ended_at: float = 0.0
    is_stored: bool = False


@dataclass(frozen=True, slots=True)
class LegBoard:
    """The seven legs of the scenario that is looked at. `proven` is the only total there is."""

    items: tuple[LegItem, ...] = ()
    current: Leg = Leg.PROFILE
    proven: int = 0
    is_stale: bool = False
    has_run: bool = False
    has_ended: bool = False
    head: ShownRun = ShownRun()
    can_compare: bool = False


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """Named values a leg rests on."""

    title: str
    items: tuple[tuple[str, str], ...]


class JudgedAs(StrEnum):
    """How what is told of a leg looks: red is for what was not as expected alone."""

    EXPECTED = "expected"
    UNEXPECTED = "unexpected"
    WARNING = "warning"
    PLAIN = "plain"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict that leads: one sentence, and one that says what was expected."""

    kind: JudgedAs = JudgedAs.PLAIN
    title: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class DecidingFact:
    """The evidence that decided: a value, or two with a sign between. `is_missing`: the right one
    is not there, and its word says so."""

    label: str
    value: str
    sign: str = ""
    other_label: str = ""
    other: str = ""
    is_missing: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs from the run that is compared with; empty where it is not there."""

    leg: Leg
    where: str
    then: str = ""
    now: str = ""


@dataclass(frozen=True, slots=True)
class ComparedRuns:
    """A run beside the last that succeeded, the first difference first. `sentence` says why there
    is nothing to show."""

    title: str
    rows: tuple[Difference, ...] = ()
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class LegDetail:
    """Everything about one leg. `exchanges` are its own, `calls` those of the whole run; `decided`
    is the place among `calls` of the one that was refused, -1 where none was."""

    leg: Leg
    name: str
    state: Verdict | LegMark = LegMark.WAITING
    explanation: ExplanationView | None = None
    exchanges: tuple[Exchanged, ...] = ()
    evidence: tuple[EvidenceView, ...] = ()
    callback: tuple[tuple[str, str], ...] = ()
    is_stale: bool = False
    judgement: Judgement = Judgement()
    deciding: tuple[DecidingFact, ...] = ()
    calls: tuple[Exchanged, ...] = ()
    decided: int = -1
    run_id: str = ""
    heading: str = ""
    has_passed: bool = False
    decided_code: str = ""
    compared: ComparedRuns | None = None


@dataclass(frozen=True, slots=True)
class LinkView:
    """The request link. `is_live`: a run waits for what comes back; else it is an example of this
    connection's. `problem` is the sentence of why there is none."""

    link: str = ""
    confirm_url: str = ""
    is_live: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class CallbackView:
    """A pasted callback: its parts, what WeCom decided (``ok``, ``cancelled``, ``failed``,
    ``other``, or nothing), and what does not fit. `can_deliver`: a run waits for it."""

    parts: tuple[tuple[str, str], ...] = ()
    outcome: str = ""
    sentences: tuple[str, ...] = ()
    can_deliver: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """What the phone is about: a connection and the run that is looked at.

    `is_live`: that run is under way. `phone` is who answers for it.
    """

    profile: Profile
    member: str
    platform: Platform
    run: RunState | None
    is_live: bool = False
    phone: PhoneMode = PhoneMode.AUTO
