"""A server's no, as a message."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Refusal:
    """A code of the catalogue and what its sentences name. A backend's no may belong to a later leg
    than the one in which it was heard."""

    code: str
    params: dict[str, str | int] = field(default_factory=dict)
