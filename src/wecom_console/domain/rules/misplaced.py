"""A secret in a field that is none: it would be stored, shown and exported in the clear.

No problem here carries the value, nor a part of it.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Final

from wecom_console.domain.connection_types import type_named
from wecom_console.domain.fields import FIELDS, Kind
from wecom_console.domain.problems import Fix, Problem, Severity
from wecom_console.domain.rules.common import Problems, error
from wecom_console.domain.secret_forms import (
    SHORTEST,
    SecretForm,
    is_secret_alone,
    secret_form,
)

IS_SECRET: Final = "value.is_secret"  # noqa: S105  a problem's code
MOVE_SECRET: Final = "move_secret"  # noqa: S105  a fix's code
"""The fix that moves the whole value into the secret field that its `value` names. It is for a
form: a fix that is printed would tell the secret."""

MOST_PARTS: Final = 10_000

_CLEAR: Final = tuple(spec for spec in FIELDS if spec.kind is not Kind.SECRET)
_CLEAR_PATHS: Final = frozenset(spec.path for spec in _CLEAR)
_DIGESTS: Final = frozenset({"android.signature_md5"})
"""Fields whose value has the form of a hexadecimal secret."""
_KNOWN: Final = frozenset({"corp_id.is_secret", "corp_id.open_corp_id", "corp_id.external_user"})
"""Errors that say what stands there."""


def with_misplaced(
    problems: Problems, found: Mapping[str, object], accepted: Collection[str]
) -> Problems:
    """`problems` of the values `found`, and one for each that looks like a secret. Who knows
    better accepts it. Where the value is wrong as well, that it may be a secret says more, and
    nothing can be accepted."""
    misplaced = {problem.field: problem for problem in _misplaced(found)}
    if not misplaced:
        return problems
    own = [p for p in problems if p.field in misplaced and p.severity is Severity.ERROR]
    wrong = {p.field for p in own}
    known = {p.field for p in own if p.code in _KNOWN}
    agreed = {path for path in misplaced if accepts_secret(accepted, path)}
    kept = [p for p in problems if p.field not in misplaced or p.field in known | agreed]
    return kept + [
        replace(p, overridable=p.field not in wrong)
        for p in misplaced.values()
        if p.field not in (wrong if p.field in agreed else known)
    ]


def accepts_secret(accepted: Collection[str], path: str) -> bool:
    """Whether somebody has said that what looks like a secret in the field is none: of this field,
    or of all that the connection has."""
    return IS_SECRET in accepted or f"{IS_SECRET}:{path}" in accepted


def acceptance(problem: Problem) -> str:
    """What is added to `accept` where somebody keeps what was found in this one field."""
    return f"{IS_SECRET}:{problem.field}" if problem.code == IS_SECRET else problem.code


def is_acceptance(code: str) -> bool:
    """Whether it accepts a secret in a field that there is."""
    return code == IS_SECRET or code.removeprefix(f"{IS_SECRET}:") in _CLEAR_PATHS


def _misplaced(found: Mapping[str, object]) -> Iterator[Problem]:
    for spec in _CLEAR:
        value = found[spec.path]
        if value is None or value == spec.default:
            continue
        form = next((f for text in _texts(value) if (f := misplaced_form(spec.path, text))), None)
        if form is not None:
            fixes = _fixes(spec.path, value, form, found)
            yield error(IS_SECRET, spec.path, *fixes, overridable=True)


def misplaced_form(path: str, text: str) -> SecretForm | None:
    """Which secret a text in that field looks like."""
    form = secret_form(text)
    return None if form is SecretForm.HEX and path in _DIGESTS else form


def _texts(value: object) -> Iterator[str]:
    """Every text in a value, also in one of a wrong shape; aliases make some of them endless."""
    rest = [value]
    for _ in range(MOST_PARTS):
        if not rest:
            return
        match rest.pop():
            case str() as text:
                if len(text) >= SHORTEST:
                    yield text
            case list() | tuple() as several:
                rest.extend(several)
            case Mapping() as table:
                rest.extend((*table.keys(), *table.values()))


def _fixes(
    path: str, value: object, form: SecretForm, found: Mapping[str, object]
) -> tuple[Fix, ...]:
    """The move into the secret field that is meant, where that is empty."""
    if not isinstance(value, str) or not is_secret_alone(value):
        return ()
    kind = type_named(found["type"])
    target = _target(path, form, is_agency=kind.has("agency"))
    if not kind.has(target) or found[target] not in (None, ""):
        return ()
    return (Fix(MOVE_SECRET, path, target),)


def _target(path: str, form: SecretForm, *, is_agency: bool) -> str:
    if form is SecretForm.WECOM:
        return "agency.encoding_aes_key" if is_agency else "secret"
    return "backend.access_key_secret" if "access_key" in path else "backend.app_secret"
