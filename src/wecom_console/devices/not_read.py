"""Why something tells nothing about an app."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

from wecom_console.domain.problems import Param


@dataclass(frozen=True, slots=True)
class NotRead:
    """A code (``app.damaged``) with parameters; `kind` among them chooses the sentence."""

    code: str
    params: Mapping[str, Param] = dataclasses.field(default_factory=dict)
