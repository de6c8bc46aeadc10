"""Why runs could not go on: what the machine did is told, a bug only by its kind."""

import pytest

from wecom_console.gui.parts.presenter.failures import PageFailure
from wecom_console.gui.parts.presenter.run_trouble import run_failure
from wecom_console.messages.catalogue import load_messages
from wecom_console.services.runs.job import EXIT_DISK, JobUnreadableError
from wecom_console.services.runs.process import WorkerFailedError, WorkerNotStartedError


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize(
    ("error", "said"),
    [
        (WorkerFailedError(-9), "9"),
        (WorkerFailedError(1), "doctor"),
        (WorkerFailedError(EXIT_DISK), "/"),
        (WorkerNotStartedError("Cannot allocate memory"), "Cannot allocate memory"),
        (JobUnreadableError(), ""),
        (OSError(28, "No space left on device"), "No space left on device"),
    ],
)
def test_what_the_machine_did_is_a_sentence(error: Exception, said: str, language: str) -> None:
    """With what it said itself, in the window's language."""
    messages = load_messages(language)
    found = run_failure(error, messages)
    assert ("trouble", True, True) == (
        found.what,
        messages.reason(said) in found.details[0],
        len(found.details) == 1,
    )


def test_a_bug_is_told_by_its_kind_alone() -> None:
    """Its text may quote a value."""
    found = run_failure(KeyError("a value"), load_messages("en"))
    assert PageFailure("run", ("KeyError",)) == found
