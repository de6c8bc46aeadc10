"""Why a reference did not lead to a secret."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SecretProblem:
    """Code and parameters of the sentence; names the variable or file, never a value."""

    code: str
    params: Mapping[str, str | int] = field(default_factory=dict)
