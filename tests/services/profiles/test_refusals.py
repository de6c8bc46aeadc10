"""Why a write was not done, as one problem."""

import pytest

from wecom_console.domain.check import check
from wecom_console.domain.problems import Problem, Severity
from wecom_console.domain.report import Report
from wecom_console.messages.catalogue import load_messages
from wecom_console.messages.problems import sentence
from wecom_console.services.profiles.records import (
    Archived,
    Conflict,
    Deleted,
    NotFound,
    NotStored,
    Rejected,
    Saved,
    StoredProfile,
)
from wecom_console.services.profiles.refusals import (
    WriteOutcome,
    WriteRefusal,
    refusal,
    refusal_problem,
    store_problem,
)
from wecom_console.storage.problems import StoreUnavailable

STORED = StoredProfile("p1", 3, {"identifier": "acme"}, False, 0.0, 0.0)
REPORT = check({"identifier": "Acme"})
REFUSALS: list[WriteRefusal] = [
    Conflict(STORED),
    Rejected(REPORT),
    NotFound("acme"),
    NotFound("acme", 7),
    NotStored("store.disk_full", {"file": "console.db"}),
]


def problem(code: str, **params: str | int) -> Problem:
    """An error of no field."""
    return Problem(code, "", Severity.ERROR, params)


@pytest.mark.parametrize(
    "result", [Saved(STORED, Report(None, ())), Archived(STORED), Deleted(STORED)]
)
def test_what_was_done_is_no_refusal(result: WriteOutcome) -> None:
    """There is nothing to tell."""
    assert refusal(result) is None


@pytest.mark.parametrize(
    ("why", "expected"),
    list(
        zip(
            REFUSALS,
            [
                problem("write.conflict", revision=3),
                REPORT.errors[0],
                problem("write.not_found", key="acme"),
                problem("write.no_revision", key="acme", revision=7),
                problem("store.disk_full", file="console.db"),
            ],
            strict=True,
        )
    ),
)
def test_each_refusal_has_its_problem(why: WriteRefusal, expected: Problem) -> None:
    """Of a document that does not pass it is the first error."""
    assert expected == refusal(why)


def test_a_connection_is_told_by_its_name() -> None:
    """A user knows no id."""
    assert problem("write.not_found", key="Acme login") == refusal_problem(
        NotFound("0198c3f2"), name="Acme login"
    )


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("why", REFUSALS)
def test_each_has_a_sentence(why: WriteRefusal, language: str) -> None:
    """In both languages, with everything filled in."""
    messages = load_messages(language)
    told = sentence(messages, refusal_problem(why))
    assert ("{" in told, told == refusal_problem(why).code) == (False, False)


def test_a_store_that_does_not_answer_is_a_problem() -> None:
    """By its own code."""
    error = StoreUnavailable("store.busy", file="console.db")
    assert problem("store.busy", file="console.db") == store_problem(error)


def test_a_bug_is_no_problem_of_the_store() -> None:
    """It goes on."""
    with pytest.raises(ZeroDivisionError):
        store_problem(ZeroDivisionError())
