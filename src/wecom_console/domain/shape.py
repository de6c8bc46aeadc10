"""The shape of a raw connection: keys that are not settings, values that are of another kind."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Final

from wecom_console.domain.fields import FIELD_BY_PATH, FIELDS, TABLES, FieldSpec, Kind, keys_of
from wecom_console.domain.problems import Fix, Problem
from wecom_console.domain.raw import Raw
from wecom_console.domain.rules.common import Problems, error, shown
from wecom_console.domain.secrets import Secret

MAX_KEY: Final = 60
MAX_SUGGESTIONS: Final = 8
"""Finding a name that is meant costs time: a file of nothing but unknown keys gets no more."""

_OTHER_NAMES: Final = {
    "environment": {
        "staging": "test",
        "stage": "test",
        "preprod": "test",
        "pre-production": "test",
        "uat": "test",
        "qa": "test",
        "\u9884\u53d1": "test",
        "\u6d4b\u8bd5": "test",
        "prod": "production",
        "live": "production",
        "\u751f\u4ea7": "production",
        "dev": "development",
        "local": "development",
        "\u5f00\u53d1": "development",
    },
}
"""What people call a choice: the window itself says *Staging*."""

MAX_UNKNOWN: Final = 30
"""Unknown keys of a table that are told one by one."""


def check_shape(raw: Raw, values: Mapping[str, object]) -> Problems:
    """Unknown keys, and values of a wrong type; `values` is what stands at each field's path."""
    problems = _unknown_keys(raw, "")
    for table in TABLES:
        inner = _table_at(raw, table)
        if isinstance(inner, Mapping):
            problems += _unknown_keys(inner, table)
        else:
            problems.append(error("value.type", table, expected="table", found=kind_of(inner)))
    return problems + [p for spec in FIELDS if (p := _check_type(spec, values[spec.path]))]


def kind_of(value: object) -> str:
    """What a value is, as the sentences name it."""
    match value:
        case bool():
            return "bool"
        case int() | float():
            return "number"
        case str() | Secret():
            return "text"
        case list() | tuple():
            return "list"
        case Mapping():
            return "table"
        case None:
            return "nothing"
        case _:
            return "other"


def _table_at(raw: Raw, table: str) -> object:
    """What stands at a table's path; an empty one where it, or a table around it, is missing."""
    inner: object = raw
    for key in table.split("."):
        inner = inner.get(key, {}) if isinstance(inner, Mapping) else {}
    return inner


def _unknown_keys(raw: Raw, table: str) -> Problems:
    known = keys_of(table)
    problems: Problems = []
    unknown = [key for key in raw if key not in known]
    for key in unknown[:MAX_UNKNOWN]:
        name = str(key)[:MAX_KEY]
        path = f"{table}.{shown(name)}" if table else shown(name)
        close = get_close_matches(name, known, n=1) if len(problems) < MAX_SUGGESTIONS else []
        if close:
            problems.append(error("key.unknown_close", path, key=shown(name), suggestion=close[0]))
        else:
            problems.append(error("key.unknown", path, key=shown(name)))
    if (more := len(unknown) - MAX_UNKNOWN) > 0:
        problems.append(error("key.more", table, count=more))
    return problems


def _check_type(spec: FieldSpec, value: object) -> Problem | None:
    if spec.kind is Kind.BOOL:
        if isinstance(value, bool):
            return None
        return error("value.type", spec.path, expected="bool", found=kind_of(value))
    if value == spec.default or spec.kind is Kind.SECRET:
        return None
    if spec.kind in (Kind.TEXTS, Kind.CHOICES):
        return _check_list(spec, value)
    if not isinstance(value, str):
        fixes = (Fix("quote", spec.path, str(value)),) if _is_plain_number(value) else ()
        return error("value.type", spec.path, *fixes, expected="text", found=kind_of(value))
    if spec.kind is Kind.CHOICE and value not in spec.choices:
        return _bad_choice(spec, value)
    return None


def _is_plain_number(value: object) -> bool:
    """One that a person may have written for an id. CPython writes no number of any length."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**20


def _check_list(spec: FieldSpec, value: object) -> Problem | None:
    if not isinstance(value, list | tuple):
        return error("value.type", spec.path, expected="list", found=kind_of(value))
    for item in value:
        if not isinstance(item, str):
            return error("value.type", spec.path, expected="text", found=kind_of(item))
        if spec.choices and item not in spec.choices:
            return _bad_choice(spec, item)
    return None


def meant_choice(path: str, value: str) -> str:
    """The choice of a field that a value probably means; empty where that is not known."""
    choices = FIELD_BY_PATH[path].choices
    meant = _OTHER_NAMES.get(path, {}).get(value.strip().casefold())
    close = [meant] if meant else get_close_matches(value.lower(), choices, n=1)
    return close[0] if close else ""


def _bad_choice(spec: FieldSpec, value: str) -> Problem:
    close = meant_choice(spec.path, value)
    fixes = (Fix("use", spec.path, close),) if close and spec.kind is Kind.CHOICE else ()
    listed = ", ".join(spec.choices)
    if not close:
        return error("value.choice", spec.path, value=shown(value), choices=listed)
    return error(
        "value.choice",
        spec.path,
        *fixes,
        value=shown(value),
        choices=listed,
        kind="close",
        suggestion=close,
    )
