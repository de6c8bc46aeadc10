"""What of a form may be stored: the document without secrets, if it passes or as a draft."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from wecom_console.domain.check import CheckContext, check
from wecom_console.domain.documents import ordered, to_raw
from wecom_console.domain.fields import FIELD_BY_PATH, SECRET_PATHS
from wecom_console.domain.problems import Problem, Severity
from wecom_console.domain.raw import Raw, get_value, set_value
from wecom_console.domain.report import Report
from wecom_console.domain.rules.misplaced import IS_SECRET
from wecom_console.domain.rules.secret import BEHIND_PREFIX
from wecom_console.domain.secrets import KEYRING, Secret

Secrets = Mapping[str, Secret]

IN_THE_CLEAR: Final = frozenset(
    {
        "secret.literal",
        "secret.reference",  # "keyring:s3cret" is a literal behind a wrong prefix
        BEHIND_PREFIX,
        IS_SECRET,
        "corp_id.is_secret",
        "url.credentials",
    }
)
"""Errors of values that are secrets, or look like one."""

NEVER_STORED: Final = IN_THE_CLEAR | {"identifier.taken"}
"""Errors that keep even a draft out of the store: a secret in it, or two of one name."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document that may be stored, the secrets that go elsewhere, and what `check` said."""

    document: dict[str, object]
    secrets: Secrets
    report: Report


def prepare(
    document: Raw, secrets: Secrets, *, taken: Collection[str], may_be_draft: bool
) -> Prepared | Report:
    """The document of a form, or the report that keeps it out.

    A secret may come in `secrets` by its path or stand in the document as a `Secret`; in its place
    the stored document says ``keyring:``."""
    unknown = set(secrets) - set(SECRET_PATHS)
    if unknown:
        raise ValueError(f"no secret fields: {sorted(unknown)}")
    given = _given(document, secrets)
    form = _with(document, given)
    context = CheckContext(taken_identifiers=taken, literal_secrets=True)
    report = check(form, context)
    if report.profile is not None:
        return Prepared(to_raw(report.profile), given, report)
    if not may_be_draft:
        return report
    kept = check(ordered(form), context)  # what would be stored, unknown keys left out
    if any(problem.code in NEVER_STORED for problem in kept.errors):
        return kept
    return Prepared(ordered(_with(form, dict.fromkeys(given, str(KEYRING)))), given, report)


def without_secrets(document: Raw) -> dict[str, object]:
    """A form's values as they may be kept beside the profile: fields that hold a secret, by intent
    or by accident, are empty."""
    form = ordered(_with(document, {}))
    report = check(form)
    bare = {
        p.field: FIELD_BY_PATH[p.field].default for p in report.errors if p.code in NEVER_STORED
    }
    return ordered(_with(form, bare))


def identifier_locked(report: Report, *, identifier: str) -> Report:
    """The report of a save that would rename a created connection (guide, unique identifier)."""
    locked = Problem("identifier.locked", "identifier", Severity.ERROR, {"identifier": identifier})
    return Report(None, (locked, *report.problems))


def secret_required(field: str) -> Report:
    """The report of an attempt to set an empty secret."""
    return Report(None, (Problem("secret.required", field, Severity.ERROR),))


def _given(document: Raw, secrets: Secrets) -> dict[str, Secret]:
    """The secrets that hold something."""
    inline = {path: get_value(document, path) for path in SECRET_PATHS}
    found = {path: value for path, value in inline.items() if isinstance(value, Secret)}
    return {p: s for p, s in {**found, **secrets}.items() if s.reveal().strip()}


def _with(document: Raw, values: Mapping[str, object]) -> dict[str, object]:
    """The document with `values` at their paths, and no empty `Secret` left in it."""
    form = dict(document)
    for path in SECRET_PATHS:
        if isinstance(get_value(form, path), Secret) and path not in values:
            form = set_value(form, path, "")
    for path, value in values.items():
        form = set_value(form, path, value)
    return form
