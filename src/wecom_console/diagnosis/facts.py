"""What a diagnosis starts from: a code, where it came up, and what else is known."""

from dataclasses import dataclass, field

from wecom_console.domain.problems import Params
from wecom_console.domain.verdicts import BackendKind, Leg


@dataclass(frozen=True, slots=True)
class Facts:
    """A refusal and its circumstances. `flags` are the names of what was noticed (`detect`); a
    cause is likelier or less likely for them."""

    code: str
    params: Params = field(default_factory=dict)
    leg: Leg | None = None
    backend: BackendKind | None = None
    flags: frozenset[str] = frozenset()
