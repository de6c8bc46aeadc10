"""Small makers of problems, shared by the rules."""

import re

from wecom_console.domain.paste import clean_paste
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


def decoration(field: str, text: str, form: re.Pattern[str]) -> Problem | None:
    """What a paste would have repaired: an error with the repaired value as its fix.

    Only where the repaired text has the field's `form`: otherwise something else is wrong, and the
    text may even be a secret in the wrong field, which no problem may carry."""
    pasted = clean_paste(field, text)
    if not pasted.changes or not form.fullmatch(pasted.text):
        return None
    found = ",".join(change.code for change in pasted.changes)
    return error("value.decoration", field, Fix("clean", field, pasted.text), found=found)


def shown(text: str, *, limit: int = 40) -> str:
    """A typed value as a sentence may show it: one line, shortened."""
    flat = "".join(c if c.isprintable() else "\ufffd" for c in text)
    return flat if len(flat) <= limit else f"{flat[: limit - 7]}\u2026{flat[-6:]}"
