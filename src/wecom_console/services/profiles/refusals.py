"""Why the store did not do what was asked, as one problem: told in the same words everywhere."""

from typing import assert_never

from wecom_console.domain.problems import Param, Problem, Severity
from wecom_console.domain.rules.common import shown
from wecom_console.services.profiles.records import (
    Archived,
    Conflict,
    Deleted,
    NotFound,
    NotStored,
    Rejected,
    Saved,
)
from wecom_console.storage.problems import StoreUnavailable

WriteRefusal = Conflict | Rejected | NotFound | NotStored
"""A write that was not done."""

WriteOutcome = Saved | Archived | Deleted | WriteRefusal
"""All that a write may come to."""


def refusal(result: WriteOutcome, *, name: str = "") -> Problem | None:
    """None where it was done; see `refusal_problem`."""
    match result:
        case Saved() | Archived() | Deleted():
            return None
        case Conflict() | Rejected() | NotFound() | NotStored():
            return refusal_problem(result, name=name)
        case _:
            assert_never(result)


def refusal_problem(why: WriteRefusal, *, name: str = "") -> Problem:
    """The reason; of a document that does not pass the first error. `name` is what the connection
    is called where it was looked for by an id that nobody knows."""
    match why:
        case Conflict(current):
            return _problem("write.conflict", revision=current.revision)
        case Rejected(report):
            return report.errors[0]
        case NotFound(key, revision=0):
            return _problem("write.not_found", key=shown(name or key))
        case NotFound(key, revision):
            return _problem("write.no_revision", key=shown(name or key), revision=revision)
        case NotStored(code, params):
            return _problem(code, **params)
        case _:
            assert_never(why)


def store_problem(error: Exception) -> Problem:
    """Why the store does not answer. Anything else is a bug and goes on."""
    if isinstance(error, StoreUnavailable):
        return _problem(error.code, **error.params)
    raise error


def _problem(code: str, /, **params: Param) -> Problem:
    return Problem(code, "", Severity.ERROR, params)
