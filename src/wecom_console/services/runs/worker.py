"""The worker process: reads one order from its standard input and writes what happens.

``python -P -m wecom_console.services.runs.worker``. Many runs of the window run here, simulator and
all: in the window's own process they would hold Python's lock when the window wants to paint. When
its input ends, because the window stops the runs or is gone, the worker stops.
"""

import asyncio
import logging
import os
import sys
from threading import Thread

from wecom_console.flow.events import Event
from wecom_console.flow.stopping import StopSwitch
from wecom_console.process_start import begin_process
from wecom_console.services.runs.archive import RunArchive
from wecom_console.services.runs.job import (
    EXIT_DISK,
    EXIT_UNREADABLE,
    JobUnreadableError,
    RunJob,
    event_line,
    read_job,
)
from wecom_console.services.runs.matrix import Matrix


def main() -> int:
    """Serve the one order; the exit code."""
    begin_process()
    try:
        job = read_job(sys.stdin.buffer.readline())
    except JobUnreadableError:
        return EXIT_UNREADABLE
    code = 0
    try:
        asyncio.run(_perform(job))
    except* BrokenPipeError:  # nobody listens any more
        code = 0
    except* OSError:
        code = EXIT_DISK
    return code


async def _perform(job: RunJob) -> None:
    stop = StopSwitch()
    loop = asyncio.get_running_loop()

    def wait_for_the_end() -> None:
        # Not through `sys.stdin`, whose lock this thread would still hold when Python ends.
        while os.read(sys.stdin.fileno(), 1024):
            pass
        loop.call_soon_threadsafe(stop.press)

    Thread(target=wait_for_the_end, name="stdin", daemon=True).start()
    archive = RunArchive.temporary()
    try:
        matrix = Matrix(archive, workers=job.workers, fails_fast=job.fails_fast)
        await matrix.run(job.units, on_event=_tell, stop=stop)
    finally:
        archive.close()


def _tell(event: Event) -> None:
    sys.stdout.buffer.write(event_line(event))
    sys.stdout.buffer.flush()


def _write_down(error: BaseException) -> None:
    """A bug of ours, in the window's log where it has one."""
    from wecom_console.services.logbook.log_file import logging_to  # a bug alone needs it
    from wecom_console.storage.paths import find_data_paths  # as above

    path = find_data_paths(os.environ).log
    if path.exists():
        with logging_to(path, "error"):
            logging.getLogger("wecom_console.worker").error("bug", exc_info=error)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Exception as bug:
        _write_down(bug)
        raise
