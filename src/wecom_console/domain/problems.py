"""A finding about a draft: a code with parameters. The sentence is made in `messages`."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

Param = str | int
Params = Mapping[str, Param]


class Severity(StrEnum):
    """How grave a problem is. Only an error blocks *Create* and makes `check` exit with 1."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Fix:
    """One certain repair: put `value` into `field`. `code` names the button's text."""

    code: str
    field: str
    value: str | bool | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem of one field.

    `code` is stable and dotted (``schema.agent_half``), `field` the dotted path in the config file
    (``android.signature_md5``). `params` fill the sentence; they never hold a secret.
    `overridable` errors become warnings when the profile's `accept` lists their code.
    """

    code: str
    field: str
    severity: Severity
    params: Params = dataclasses.field(default_factory=dict)
    fixes: tuple[Fix, ...] = ()
    overridable: bool = False

    @property
    def fix(self) -> Fix | None:
        """The fix to offer first."""
        return self.fixes[0] if self.fixes else None
