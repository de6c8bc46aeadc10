"""What a paste would have repaired: in a file it is an error that carries the repaired value."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from wecom_console.domain.fields import FIELDS, FieldSpec, Kind, Paste
from wecom_console.domain.paste import RepairedText, clean_paste
from wecom_console.domain.problems import Fix, Problem, Severity
from wecom_console.domain.reading import Values
from wecom_console.domain.rules.common import Problems, error, may_be_secret

Judge = Callable[[Values], Problems]

_REPAIRED: Final = tuple(
    spec
    for spec in FIELDS
    if spec.kind in (Kind.TEXT, Kind.SECRET) and spec.paste is not Paste.NOTHING
)
_LIKE_A_SECRET: Final = "aB3_" * 11
_TAKES_NO_SECRET: Final = frozenset(
    spec.path
    for spec in FIELDS
    if spec.kind is Kind.TEXT and spec.pattern and not re.search(spec.pattern, _LIKE_A_SECRET)
)
"""Fields whose form no secret has."""


def with_decorations(problems: Problems, values: Values, judge: Judge) -> Problems:
    """`problems` of `values`, with those of decorated values told as such."""
    for spec, pasted in _decorated(values):
        mine = [p for p in problems if p.field == spec.path]
        told = _told(spec, pasted, mine, values, judge)
        if told is not None:
            problems = [p for p in problems if p.field != spec.path] + [told]
    return problems


def _decorated(values: Values) -> Iterator[tuple[FieldSpec, RepairedText]]:
    for spec in _REPAIRED:
        value = values.get(spec.path)
        if value and value is not spec.default and isinstance(value, str):
            pasted = clean_paste(spec.path, value)
            # Inside a reference a space or a full-width sign may be the name's.
            if pasted.changes and (spec.kind is Kind.TEXT or pasted.text in value):
                yield spec, pasted


def _told(
    spec: FieldSpec, pasted: RepairedText, mine: Problems, values: Values, judge: Judge
) -> Problem | None:
    """None where the field's own error says more: it repairs the value in its own way, or the
    repaired value is wrong all the same. A text that may be a secret in the wrong field is in no
    problem."""
    own = [p for p in mine if p.severity is Severity.ERROR]
    if any(_mends(problem) for problem in own):
        return None
    found = ",".join(change.code for change in pasted.changes)
    if _is_certain(spec, pasted.text, judge(values.replaced(spec.path, pasted.text))):
        return error(
            "value.decoration", spec.path, Fix("clean", spec.path, pasted.text), found=found
        )
    return None if own else error("value.decoration", spec.path, found=found)


def _is_certain(spec: FieldSpec, text: str, problems: Problems) -> bool:
    if any(_refuses(problem) for problem in problems if problem.field == spec.path):
        return False
    return spec.path in _TAKES_NO_SECRET or not may_be_secret(text)


def _mends(problem: Problem) -> bool:
    """Whether its fix is made of the value; one that is derived does not look at it."""
    return any(fix.code != "derive" and fix.field == problem.field for fix in problem.fixes)


def _refuses(problem: Problem) -> bool:
    """Whether it says that the value is none; a form in the wrong case is one."""
    if problem.severity is not Severity.ERROR or problem.overridable:
        return False
    return all(fix.code != "lower" for fix in problem.fixes)
