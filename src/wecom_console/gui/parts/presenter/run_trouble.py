"""Why runs could not go on, as a sentence with the next step."""

import tempfile

from wecom_console.gui.parts.presenter.failures import PageFailure
from wecom_console.messages.catalogue import Messages


def run_failure(error: Exception, messages: Messages) -> PageFailure:
    """What the machine did (``trouble``), or what is a bug (``run``, its kind alone: a text may
    quote a value)."""
    # Loaded by whatever raised it; the first paint needs none of it.
    from wecom_console.services.runs.job import JobUnreadableError
    from wecom_console.services.runs.process import WorkerFailedError, WorkerNotStartedError

    match error:
        case WorkerFailedError(is_disk=True):
            code, params = "disk", _disk("")
        case WorkerFailedError(code=code_) if code_ < 0:
            code, params = "worker_killed", {"code": str(-code_)}
        case WorkerFailedError(code=code_):
            code, params = "worker_fell", {"code": str(code_)}
        case WorkerNotStartedError():
            code, params = "worker_not_started", {"reason": error.reason}
        case JobUnreadableError():
            code, params = "worker_other_version", {}
        case OSError():
            code, params = "disk", _disk(error.strerror or "")
        case _:
            return PageFailure("run", (type(error).__name__,))
    return PageFailure("trouble", (messages.text(f"run_trouble.{code}", **params),))


def _disk(reason: str) -> dict[str, str]:
    return {"folder": tempfile.gettempdir(), "reason": reason or "OSError"}
