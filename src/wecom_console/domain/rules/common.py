"""Small makers of problems, shared by the rules."""

import re

from wecom_console.domain.problems import Fix, Param, Problem, Severity

Problems = list[Problem]


def error(
    code: str, field: str, *fixes: Fix, overridable: bool = False, **params: Param
) -> Problem:
    """A problem that blocks *Create*."""
    return Problem(code, field, Severity.ERROR, params, fixes, overridable)


def warning(code: str, field: str, *fixes: Fix, **params: Param) -> Problem:
    """A problem that deserves a look."""
    return Problem(code, field, Severity.WARNING, params, fixes)


def hint(code: str, field: str, *fixes: Fix, **params: Param) -> Problem:
    """A remark that only helps."""
    return Problem(code, field, Severity.HINT, params, fixes)


def required(field: str) -> Problem:
    """The field is empty."""
    return error(f"{field}.required", field)


LONGEST_SHOWN = 31
"""An identifier fits; the shortest secret of WeCom or Authing (32 characters) does not."""


def may_be_secret(text: str) -> bool:
    """Whether a secret of WeCom or Authing (32 characters or more) may be in `text`."""
    return any(re.search(r"[0-9]", run) for run in re.findall(r"[A-Za-z0-9_-]{32,}", text))


def shown(text: str) -> str:
    """A typed value as a sentence may show it: one line, and of a longer one only the beginning,
    for it may be a secret that was put into the wrong place."""
    flat = "".join(c if c.isprintable() else "\ufffd" for c in text[: LONGEST_SHOWN + 1])
    return flat if len(flat) <= LONGEST_SHOWN else f"{flat[:4]}\u2026"
