"""A plan: the steps of one run as an explicit tuple, which can be read before it runs."""

from dataclasses import dataclass

from wecom_console.domain.verdicts import BackendKind, Leg, Platform
from wecom_console.flow.dialogue import RunDialogue
from wecom_console.flow.scenarios.definitions import Expectation


@dataclass(frozen=True, slots=True)
class Step:
    """One leg. `asks` says in the protocol's words what it will ask for, one line a command."""

    leg: Leg
    run: RunDialogue
    asks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run will do, and how its scenario expects it to end. `timeout_s` shortens how long
    each answer may take; 0 leaves it as it is."""

    scenario: str
    platform: Platform
    backend: BackendKind
    steps: tuple[Step, ...]
    expectation: Expectation
    timeout_s: float = 0.0

    @property
    def legs(self) -> tuple[Leg, ...]:
        """The legs in the order in which they run."""
        return tuple(step.leg for step in self.steps)

    def __str__(self) -> str:
        lines = [f"{self.scenario}: {self.platform.value}, {self.backend.value}"]
        for step in self.steps:
            lines.append(f"  {step.leg.number} {step.leg.value}")
            lines += [f"      {ask}" for ask in step.asks]
        lines.append(f"  expected: {self.expectation}")
        return "\n".join(lines)
