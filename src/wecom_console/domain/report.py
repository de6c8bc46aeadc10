"""What `check` answers."""

from dataclasses import dataclass

from wecom_console.domain.problems import Problem, Severity
from wecom_console.domain.profile import Profile


@dataclass(frozen=True, slots=True)
class Report:
    """The profile (only where no error is left) and every problem, in the fields' order."""

    profile: Profile | None
    problems: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        """No error. Warnings and hints may be there."""
        return self.profile is not None

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What blocks *Create*."""
        return tuple(p for p in self.problems if p.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What deserves a look."""
        return tuple(p for p in self.problems if p.severity is Severity.WARNING)
