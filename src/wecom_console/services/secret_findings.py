"""What shows of the secrets of a connection without asking anybody, and without telling them."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from wecom_console.domain.documents import to_raw
from wecom_console.domain.fields import SECRET_PATHS
from wecom_console.domain.problems import Problem, Severity
from wecom_console.domain.profile import Profile
from wecom_console.domain.raw import get_value
from wecom_console.domain.report import Report
from wecom_console.domain.secrets import Secret, SecretRef, SecretSource, secret_fault
from wecom_console.storage.secrets.environment_store import EnvironmentStore
from wecom_console.storage.secrets.problem import SecretProblem
from wecom_console.storage.secrets.references import resolve_secret
from wecom_console.storage.secrets.session_store import SessionStore

_LOOKED_AT: Final = (SecretSource.ENV, SecretSource.FILE)
"""A keyring may ask its user something."""


def with_secrets(report: Report, environment: Mapping[str, str], folder: Path | None) -> Report:
    """The report of a sound connection with warnings of its secrets. `folder` is that of the config
    file."""
    if report.profile is None:
        return report
    known = {(problem.field, problem.code) for problem in report.problems}
    found = secret_findings(report.profile, environment, folder)
    more = (one for one in found if (one.field, one.code) not in known)
    return replace(report, problems=(*report.problems, *more))


def secret_findings(
    profile: Profile, environment: Mapping[str, str], folder: Path | None
) -> tuple[Problem, ...]:
    """A variable that is not set, a file that is not there, and what no secret is issued with
    (``secret_form.…``)."""
    document = to_raw(profile)
    found: list[Problem] = []
    for path in SECRET_PATHS:
        value = get_value(document, path)
        ref = SecretRef.parse(value) if isinstance(value, str) else None
        if ref is None or ref.source not in _LOOKED_AT:
            continue
        one = resolve_secret(
            ref,
            profile_id="",
            field=path,
            keyring=SessionStore(),
            environment=EnvironmentStore(environment),
            folder=folder,
        )
        problem = _problem(path, one)
        if problem is not None:
            found.append(problem)
    return tuple(found)


def _problem(path: str, one: Secret | SecretProblem) -> Problem | None:
    if isinstance(one, SecretProblem):
        return Problem(one.code, path, Severity.WARNING, one.params)
    fault = secret_fault(one)
    return Problem(f"secret_form.{fault}", path, Severity.WARNING) if fault else None
