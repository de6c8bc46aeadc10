"""Processes and loops, measured: how long, how often, how much memory."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: what was measured, its value, and against what it stands."""

    what: str
    value: float
    unit: str
    note: str = ""

    def as_json(self) -> dict[str, object]:
        """The figure as it is kept."""
        return asdict(self)


class NotBuiltYetError(Exception):
    """What a benchmark measures does not exist in this checkout; its text names it."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One run of a process: to its first line of output, to its end (both ms), peak MiB.

    The peak is at least that of the measuring process, from which the measured one was started.
    """

    first_line_ms: float
    total_ms: float
    peak_mib: float
    output: str


def run_process(
    command: Sequence[str], *, env: Mapping[str, str] | None = None, codes: Sequence[int] = (0,)
) -> Sample:
    """Run `command` to its end; another exit code than `codes` is an error."""
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=env) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        told = time.perf_counter()
        rest = process.stdout.read()
        # wait4 is the one call that tells a single child's memory.
        _, status, usage = os.wait4(process.pid, 0)
        ended = time.perf_counter()
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in codes:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    scale = 1 if sys.platform == "darwin" else 1024  # Linux counts in KiB, macOS in bytes
    return Sample(
        first_line_ms=(told - started) * 1000,
        total_ms=(ended - started) * 1000,
        peak_mib=usage.ru_maxrss * scale / 2**20,
        output=(first + rest).decode("utf-8", errors="replace"),
    )


def median(samples: Sequence[Sample], of: Callable[[Sample], float]) -> float:
    """The middle of one measure over several runs."""
    return statistics.median(of(sample) for sample in samples)


def microseconds_per_call(call: Callable[[], object], *, seconds: float = 1.0) -> float:
    """The median over batches of the time that one call takes."""
    batches = []
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        started = time.perf_counter()
        for _ in range(100):
            call()
        batches.append((time.perf_counter() - started) * 1e6 / 100)
    return statistics.median(batches)


def table(figures: Sequence[Figure]) -> str:
    """The figures in columns."""
    widest = max((len(figure.what) for figure in figures), default=0)
    return "\n".join(
        f"{f.what:<{widest}}  {f.value:>12,.1f} {f.unit:<9} {f.note}".rstrip() for f in figures
    )
