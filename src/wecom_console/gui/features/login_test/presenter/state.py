"""What the login test page paints: frozen values, decided by the presenter."""

from dataclasses import dataclass
from enum import StrEnum

from wecom_console.domain.profile import Profile
from wecom_console.domain.verdicts import BackendKind, Leg, Platform, Verdict
from wecom_console.flow.events import Exchanged
from wecom_console.gui.features.login_test.presenter.run import RunState
from wecom_console.gui.parts.presenter.scenario_model import ScenarioMark
from wecom_console.services.runs.orders import PhoneMode


@dataclass(frozen=True, slots=True)
class ConnectionItem:
    """A line of the connection chooser. `environment` is ``simulator`` for the demo."""

    key: str
    name: str
    environment: str
    is_draft: bool = False


@dataclass(frozen=True, slots=True)
class ConnectionList:
    """The chooser; `current` is empty while nothing can be chosen."""

    items: tuple[ConnectionItem, ...] = ()
    current: str = ""


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


@dataclass(frozen=True, slots=True)
class Controls:
    """What can be chosen and pressed. `can_run` is False while a run is on."""

    platforms: tuple[Platform, ...] = ()
    platform: Platform = Platform.ANDROID
    backends: tuple[BackendKind, ...] = ()
    backend: BackendKind = BackendKind.SIMULATOR
    can_run: bool = False
    is_running: bool = False
    is_by_hand: bool = False
    is_real_phone: bool = False


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


class ActionKind(StrEnum):
    """What a button below an explanation does."""

    COPY_IP = "copy_ip"
    OPEN_WECOM_ADMIN = "open_wecom_admin"
    OPEN_AUTHING = "open_authing"
    OPEN_ERROR_PAGE = "open_error_page"
    EDIT_CONNECTION = "edit_connection"
    RUN_AGAIN = "run_again"


@dataclass(frozen=True, slots=True)
class Action:
    """A button; `value` is what is copied or opened. The first of a row is the most useful."""

    kind: ActionKind
    value: str = ""


class ExplanationTone(StrEnum):
    """How grave an explanation is."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class ExplanationView:
    """Title, the likeliest cause with what speaks for it, how to make sure, the fix and where,
    a note, the other causes, and what can be done. Empty sentences are left out."""

    title: str
    cause: str = ""
    because: str = ""
    confirm: str = ""
    fix: str = ""
    where: str = ""
    others: tuple[str, ...] = ()
    note: str = ""
    tone: ExplanationTone = ExplanationTone.ERROR
    is_expected: bool = False
    actions: tuple[Action, ...] = ()


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


@dataclass(frozen=True, slots=True)
class PageFailure:
    """The page cannot do what it should: ``load`` or ``run``, and the kind of the bug. Empty: it
    can."""

    what: str = ""
    details: tuple[str, ...] = ()
