"""A pytest plugin: a worker process that dies while it shuts down makes the run fail.

By then its tests are counted, Python's fault handler is gone, and xdist asks no more questions: an
object that outlives the application would crash in every run, and no run would tell.
"""

import signal
import subprocess
from collections.abc import Generator

import pytest
from xdist.workermanage import WorkerController

PATIENCE_S = 60
_PROCESSES: dict[str, subprocess.Popen[bytes]] = {}


@pytest.hookimpl(optionalhook=True)
def pytest_testnodeready(node: WorkerController) -> None:
    """Remembers the worker's process."""
    _PROCESSES[node.gateway.id] = node.gateway._io.popen


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> Generator[None, object, object]:
    """Looks at how the workers ended, once xdist has sent them away."""
    found = yield
    for name, process in _PROCESSES.items():
        code = process.wait(PATIENCE_S)
        if code not in (0, -signal.SIGKILL):  # xdist kills a worker that takes its time
            terminal = session.config.get_terminal_writer()
            terminal.line(f"\n[{name}] crashed at exit: {ended(code)}", red=True)
            session.exitstatus = pytest.ExitCode.INTERNAL_ERROR
    _PROCESSES.clear()
    return found


def ended(code: int) -> str:
    """What an exit code says."""
    return f"exit code {code}" if code > 0 else signal.strsignal(-code) or f"signal {-code}"
