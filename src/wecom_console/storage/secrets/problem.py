"""Why a reference did not lead to a secret."""

from dataclasses import dataclass, field

from wecom_console.domain.problems import Params


@dataclass(frozen=True, slots=True)
class SecretProblem:
    """Code and parameters of the sentence; names the variable or file, never a value."""

    code: str
    params: Params = field(default_factory=dict)
