"""Findings that every kind of app shares."""

from typing import Final

from wecom_console.domain.problems import Fix, Problem
from wecom_console.domain.rules.common import Problems, error, hint, warning
from wecom_console.domain.schema_rule import SCHEMA, THIRD_PARTY

SEPARATOR: Final = ", "


def check_identity(field: str, found: str, expected: str) -> Problems:
    """The id of the app, which must be the connection's to the letter."""
    if not expected:
        return [lacking(field, found)]
    if found == expected:
        return []
    kind = "differs"
    if found.lower() == expected.lower():
        kind = "case"
    elif found.startswith((f"{expected}.", f"{expected}-")):
        kind = "suffix"
    return [error("app.identity", field, kind=kind, found=found, expected=expected)]


def lacking(field: str, found: str) -> Problem:
    """A value that the connection does not have yet, to be taken over."""
    return hint("app.lacking", field, Fix("use", field, found), found=found)


def listed(texts: tuple[str, ...]) -> str:
    """Names in a row, of very many only the first."""
    return SEPARATOR.join(texts[:8]) + (" …" if len(texts) > 8 else "")


def schemas_among(schemes: tuple[str, ...]) -> tuple[str, ...]:
    """Those that WeCom may have issued, or that somebody took for such."""
    return tuple(dict.fromkeys(s for s in schemes if s.lower().startswith("wwauth")))


def check_third_party(schemes: tuple[str, ...]) -> Problems:
    """Schemas of the other family, that of service providers' apps (docs/reference/wecom.md §3)."""
    found = tuple(scheme for scheme in schemes if THIRD_PARTY.fullmatch(scheme))
    return [warning("app.schema.third_party", "schema", found=listed(found))] if found else []


def others_than(schema: str, schemes: tuple[str, ...]) -> tuple[str, ...]:
    """Well-formed schemas of other apps."""
    return tuple(s for s in schemes if s != schema and SCHEMA.fullmatch(s))
