"""The only door from raw input to a profile: form, file import, command line, API and simulator.

`check` never raises for any input, costs microseconds and names every problem at once.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Final

from wecom_console.domain.connection_types import type_named
from wecom_console.domain.fields import FIELDS, SECRET_PATHS
from wecom_console.domain.problems import Problem, Severity
from wecom_console.domain.profile import (
    Agency,
    AndroidApp,
    Association,
    Backend,
    HarmonyApp,
    IosApp,
    Network,
    Profile,
)
from wecom_console.domain.reading import Values, raw_values
from wecom_console.domain.report import Report
from wecom_console.domain.rules.apps import check_android, check_any_app, check_harmony, check_ios
from wecom_console.domain.rules.association import check_association
from wecom_console.domain.rules.backend import check_backend
from wecom_console.domain.rules.common import Problems, error, hint, shown, warning
from wecom_console.domain.rules.connection_type import (
    check_agency,
    check_agency_schema,
    check_type,
)
from wecom_console.domain.rules.decoration import with_decorations
from wecom_console.domain.rules.misplaced import acceptance, is_acceptance, with_misplaced
from wecom_console.domain.rules.names import (
    MAX_ACCEPTED,
    check_display_name,
    check_identifier,
    check_words,
)
from wecom_console.domain.rules.network import check_network
from wecom_console.domain.rules.secret import check_secret
from wecom_console.domain.rules.url import check_url
from wecom_console.domain.rules.wecom import check_agent_id, check_corp_id, check_schema
from wecom_console.domain.shape import check_shape, kind_of
from wecom_console.domain.verdicts import BackendKind

_MISMATCH: Final = "schema.mismatch"
_PLACE: Final = {spec.path: index for index, spec in enumerate(FIELDS)}


@dataclass(frozen=True, slots=True)
class CheckContext:
    """What the draft alone does not know.

    `taken_identifiers`: of the other profiles. `literal_secrets`: whether a `Secret` object may
    stand in for a reference (only where a person types it)."""

    taken_identifiers: Collection[str] = frozenset()
    literal_secrets: bool = False


def check(raw: object, context: CheckContext | None = None) -> Report:
    """Check one connection in its raw form (nested mappings as in a config file)."""
    known = context or CheckContext()
    if not isinstance(raw, Mapping):
        return Report(None, (error("value.type", "", expected="table", found=kind_of(raw)),))
    found = raw_values(raw)
    shape = check_shape(raw, found)
    broken = {problem.field for problem in shape}
    values = Values(found, broken)

    def judge(judged: Values) -> Problems:
        return [p for p in _check_values(judged, known) if p.field not in broken]

    problems = shape + with_decorations(judge(values), values, judge)
    accepted = values.texts("accept")
    problems = with_misplaced(problems, found, accepted)
    settled = _apply_accept(_in_field_order(problems), accepted)
    if any(p.severity is Severity.ERROR for p in settled):
        return Report(None, settled)
    return Report(values.part(Profile), settled)


def _check_values(values: Values, context: CheckContext) -> Problems:
    text = values.text
    problems = check_identifier(text("identifier"), context.taken_identifiers)
    problems += check_display_name(text("display_name"))
    problems += check_words("tags", values.texts("tags"))
    problems += check_words("accept", values.texts("accept"), most=MAX_ACCEPTED)
    problems += check_corp_id(text("corp_id"))
    problems += check_agent_id(text("agent_id"))
    kind = type_named(values.get("type"))
    schema = check_schema(text("schema"), corp_id=text("corp_id"), agent_id=text("agent_id"))
    problems += schema if kind.knows_schema else check_agency_schema(text("schema"), schema)
    for path in SECRET_PATHS:  # those that this type does not have must not be in the clear either
        problems += check_secret(
            values.get(path),
            path,
            literal_secrets=context.literal_secrets,
            is_required=kind.requires(path),
        )
    problems += check_type(kind, values.all())
    if kind.has("agency"):
        problems += check_agency(values.part(Agency))
    problems += check_association(values.part(Association), login_only=values.flag("login_only"))
    android, ios = values.part(AndroidApp), values.part(IosApp)
    harmony = values.part(HarmonyApp)
    problems += check_android(android) + check_ios(ios) + check_harmony(harmony)
    problems += check_any_app(android, ios, harmony)
    problems += check_url(text("wecom.base_url"), "wecom.base_url")
    backend = values.part(Backend)
    problems += check_backend(backend)
    problems += check_network(values.part(Network))
    if text("environment") == "production" and backend.kind is BackendKind.SIMULATOR:
        problems.append(hint("environment.simulator", "backend.kind"))
    return problems


def _apply_accept(problems: Problems, accepted: tuple[str, ...]) -> tuple[Problem, ...]:
    """Errors that may be overridden and are listed in `accept` become warnings."""
    settled = [
        replace(p, severity=Severity.WARNING)
        if p.overridable and _is_accepted(p, accepted) and p.severity is Severity.ERROR
        else p
        for p in problems
    ]
    useless = [code for code in accepted if code != _MISMATCH and not is_acceptance(code)]
    settled += [warning("accept.useless", "accept", accepted=shown(code)) for code in useless]
    return tuple(settled)


def _is_accepted(problem: Problem, accepted: tuple[str, ...]) -> bool:
    return problem.code in accepted or acceptance(problem) in accepted


def _in_field_order(problems: Problems) -> Problems:
    return sorted(problems, key=lambda p: _PLACE.get(p.field, -1))
