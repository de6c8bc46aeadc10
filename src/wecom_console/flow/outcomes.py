"""What a step returns: how its leg ended, with a code, and what later legs may build on."""

from dataclasses import dataclass, field
from enum import StrEnum

from wecom_console.domain.problems import Params
from wecom_console.flow.login_progress import LoginProgress

EvidenceItems = tuple[tuple[str, str], ...]


class LegResult(StrEnum):
    """How a leg ended, before the driver asks what the evidence was: a leg that was reached is
    *proven* or *simulated* according to who answered."""

    REACHED = "reached"
    FAILED = "failed"
    SKIPPED = "skipped"
    NOT_PROVABLE = "not_provable"


@dataclass(frozen=True, slots=True)
class EvidenceDraft:
    """Evidence in the making: `title` is a message code, `items` names and values."""

    title: str
    items: EvidenceItems


@dataclass(frozen=True, slots=True)
class LegOutcome:
    """The end of a leg. `progress` is what the next leg starts from; a failed leg has none.

    `simulated` is for legs that ask nobody and judge what an earlier leg received: it says that
    this came from the simulator. What the leg itself received the driver knows.
    """

    result: LegResult
    code: str = ""
    params: Params = field(default_factory=dict)
    progress: LoginProgress | None = None
    evidence: tuple[EvidenceDraft, ...] = ()
    simulated: bool = False

    @classmethod
    def reached(
        cls,
        progress: LoginProgress,
        code: str = "",
        params: Params | None = None,
        *,
        evidence: tuple[EvidenceDraft, ...] = (),
        simulated: bool = False,
    ) -> "LegOutcome":
        """The leg did what it should."""
        return cls(LegResult.REACHED, code, params or {}, progress, evidence, simulated)

    @classmethod
    def failed(
        cls,
        code: str,
        params: Params | None = None,
        *,
        evidence: tuple[EvidenceDraft, ...] = (),
        simulated: bool = False,
    ) -> "LegOutcome":
        """The leg did not; every later leg is skipped."""
        return cls(LegResult.FAILED, code, params or {}, None, evidence, simulated)

    @classmethod
    def skipped(cls, progress: LoginProgress, code: str) -> "LegOutcome":
        """The leg does not exist here."""
        return cls(LegResult.SKIPPED, code, {}, progress)

    @classmethod
    def not_provable(
        cls,
        progress: LoginProgress,
        code: str,
        params: Params | None = None,
        *,
        evidence: tuple[EvidenceDraft, ...] = (),
    ) -> "LegOutcome":
        """Nothing went wrong, and nothing that would prove the leg can happen here."""
        return cls(LegResult.NOT_PROVABLE, code, params or {}, progress, evidence)
