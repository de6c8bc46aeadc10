"""What the login test page paints: frozen values, decided by the presenter."""

from dataclasses import dataclass
from enum import StrEnum

from wecom_console.domain.profile import Profile
from wecom_console.domain.verdicts import Leg, Platform, Verdict
from wecom_console.flow.events import Exchanged
from wecom_console.gui.parts.presenter.explanation_view import ExplanationView
from wecom_console.gui.parts.presenter.run_state import RunState
from wecom_console.gui.parts.presenter.scenario_model import ScenarioMark
from wecom_console.services.runs.orders import PhoneMode


@dataclass(frozen=True, slots=True)
class ScenarioItem:
    """A scenario. `ending` is the sentence of a finished run, or why it cannot run here;
    `leg` the number of the leg at work, 0 where none is."""

    name: str
    title: str
    line: str
    mark: ScenarioMark = ScenarioMark.NONE
    leg: int = 0
    ending: str = ""
    is_stale: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True)
class ScenarioBoard:
    """The scenarios and how far a run of them is: `done` of `total`, both 0 when none runs."""

    items: tuple[ScenarioItem, ...] = ()
    current: str = ""
    done: int = 0
    total: int = 0
    is_running: bool = False


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


@dataclass(frozen=True, slots=True)
class LegBoard:
    """The seven legs of the scenario that is looked at. `proven` is the only total there is."""

    items: tuple[LegItem, ...] = ()
    current: Leg = Leg.PROFILE
    proven: int = 0
    is_stale: bool = False
    has_run: bool = False
    has_ended: bool = False


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """Named values a leg rests on."""

    title: str
    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class LegDetail:
    """Everything about one leg."""

    leg: Leg
    name: str
    state: Verdict | LegMark = LegMark.WAITING
    explanation: ExplanationView | None = None
    exchanges: tuple[Exchanged, ...] = ()
    evidence: tuple[EvidenceView, ...] = ()
    callback: tuple[tuple[str, str], ...] = ()
    is_stale: bool = False

    @property
    def is_empty(self) -> bool:
        """Nothing to show below the head."""
        return not (self.explanation or self.exchanges or self.evidence or self.callback)


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
