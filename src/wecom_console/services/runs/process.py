"""Runs in a process of their own, heard here as if they ran here (see `run_worker`)."""

import logging
import subprocess
import sys
from collections.abc import AsyncGenerator
from contextlib import suppress
from typing import Final

import anyio
from anyio.abc import Process

from wecom_console.flow.events import Event
from wecom_console.services.runs.job import EXIT_DISK, RunJob, job_line, read_event

GRACE_S: Final = 1.0
"""How long a worker that was told to stop may take before it is ended."""

COMMAND: Final = ("-P", "-m", "wecom_console.services.runs.worker")
NO_CONSOLE: Final[int] = getattr(subprocess, "CREATE_NO_WINDOW", 0)


class WorkerFailedError(Exception):
    """The worker process ended before its runs had: its exit code, negative for a signal."""

    def __init__(self, code: int) -> None:
        super().__init__(f"exit code {code}")
        self.code = code

    @property
    def is_disk(self) -> bool:
        """Whether it could not write its temporary file."""
        return self.code == EXIT_DISK


class WorkerNotStartedError(Exception):
    """The system starts no process; `reason` is its own word for it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


async def run_in_process(job: RunJob) -> AsyncGenerator[Event]:
    """The events of all runs, in the order of the units. Ending the iteration early stops the
    worker. Raises `WorkerNotStartedError`, `WorkerFailedError` where it fell over and
    `JobUnreadableError` where it answers something else."""
    try:
        process = await anyio.open_process(
            [sys.executable, *COMMAND], stderr=subprocess.DEVNULL, creationflags=NO_CONSOLE
        )
    except OSError as error:
        raise WorkerNotStartedError(error.strerror or type(error).__name__) from None
    try:
        assert process.stdin is not None
        with suppress(anyio.BrokenResourceError):  # its exit code will say more
            await process.stdin.send(job_line(job))
        async for line in _lines(process):
            yield read_event(line)
        if code := await process.wait():
            logging.getLogger(__name__).error("the process of several runs ended with %d", code)
            raise WorkerFailedError(code)
    finally:
        with anyio.CancelScope(shield=True):
            await _end(process)


async def _lines(process: Process) -> AsyncGenerator[bytes]:
    assert process.stdout is not None
    parts: list[bytes] = []
    async for chunk in process.stdout:
        *whole, rest = chunk.split(b"\n")
        for part in whole:
            yield b"".join((*parts, part))
            parts.clear()
        parts.append(rest)


async def _end(process: Process) -> None:
    """Its input ends, which stops it; one that does not hear is ended."""
    if process.returncode is None:
        with suppress(anyio.BrokenResourceError, anyio.ClosedResourceError):
            assert process.stdin is not None
            await process.stdin.aclose()
        with anyio.move_on_after(GRACE_S):
            assert process.stdout is not None
            with suppress(anyio.BrokenResourceError, anyio.EndOfStream):
                async for _ in process.stdout:  # or it would wait for its answers to be taken
                    pass
            await process.wait()
    await process.aclose()
