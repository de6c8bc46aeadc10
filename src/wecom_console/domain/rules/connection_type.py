"""What a type of connection has and what not. Source: docs/reference/authing.md §3.2."""

import re
from collections.abc import Mapping

from wecom_console.domain.connection_types import ConnectionType
from wecom_console.domain.fields import FIELD_BY_PATH
from wecom_console.domain.problems import Severity
from wecom_console.domain.profile import Agency
from wecom_console.domain.rules.common import Problems, error, required, warning

_SUITE_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_SCHEMA = re.compile(r"wwauth[0-9a-z]{1,40}")


def check_type(kind: ConnectionType, values: Mapping[str, object]) -> Problems:
    """No field of another type, and a backend that can redeem this type's code."""
    problems = [
        error("type.no_field", path, type=kind.type)
        for path, value in values.items()
        if not kind.has(path) and value not in (FIELD_BY_PATH[path].default, None, "")
    ]
    backend = values["backend.kind"]
    if backend in FIELD_BY_PATH["backend.kind"].choices and backend not in kind.backends:
        known = ", ".join(kind.backends)
        problems.append(error("type.backend", "backend.kind", backend=str(backend), known=known))
    return problems


def check_agency(agency: Agency) -> Problems:
    """The template's id; a verification file needs its name and its content."""
    problems: Problems = []
    field = "agency.suite_id"
    if not agency.suite_id.strip():
        problems.append(required(field))
    elif not _SUITE_ID.fullmatch(agency.suite_id):
        problems.append(error("agency.suite_id.characters", field))
    if bool(agency.txt_name) != bool(agency.txt_content):
        missing = "txt_content" if agency.txt_name else "txt_name"
        problems.append(warning("agency.txt.half", f"agency.{missing}"))
    return problems


def check_agency_schema(value: str, as_usual: Problems) -> Problems:
    """What WeCom issues for such an app is not known: whatever begins like a schema is taken, and
    where it is not what the rule for self-built apps gives, that is only mentioned."""
    if not value.strip() or not as_usual:
        return as_usual
    if not _SCHEMA.fullmatch(value):
        return [problem for problem in as_usual if problem.severity is Severity.ERROR]
    return [warning("schema.agency", "schema")]
