"""Why something tells nothing about an app."""

import dataclasses
from dataclasses import dataclass

from wecom_console.domain.problems import Params


@dataclass(frozen=True, slots=True)
class NotRead:
    """A code (``app.damaged``) with parameters; `kind` among them chooses the sentence."""

    code: str
    params: Params = dataclasses.field(default_factory=dict)
