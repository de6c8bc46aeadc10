"""Runs of a program without its start: this process has imported it, and forks a child a run."""

from __future__ import annotations

import atexit
import os
import resource
import signal
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from shim import COUNT, Seen, Shim, Trip

Program = Callable[[Sequence[str]], int]
HANGS = 128
MOST_OUTPUT = 4 * 1024 * 1024


@dataclass(frozen=True)
class Order:
    """What is run, and in which surroundings. `streams` are numbers of standard streams that are
    closed (``closed``), full (``full``) or without a reader (``gone``)."""

    argv: Sequence[str]
    folder: Path
    environment: Mapping[str, str]
    stdin: bytes = b""
    trip: Trip = COUNT
    watched: tuple[Path, Path] | None = None
    streams: Mapping[int, str] = field(default_factory=dict)
    limit_s: float = 60.0
    memory: int = 0
    """How many bytes it may take beside what it began with; 0 for any number."""


@dataclass(frozen=True)
class Outcome:
    """How a run ended: with a code, `HANGS`, or by a signal (negative)."""

    code: int
    out: str
    err: str
    seconds: float
    cpu_s: float
    peak_mb: float
    kinds: str = ""
    tripped: bool = False
    place: str = ""


class Running:
    """A child that has been started."""

    def __init__(self, order: Order, pid: int, out: int, err: int, seen: Seen) -> None:
        self._order, self._pid, self._out, self._err, self._seen = order, pid, out, err, seen
        self._began = time.monotonic()

    def ended(self) -> Outcome:
        """Wait for it; what takes too long is ended."""
        until = self._began + self._order.limit_s
        pause, code = 0.001, None
        while code is None:
            pid, status, usage = os.wait4(self._pid, os.WNOHANG)
            if pid:
                code = os.waitstatus_to_exitcode(status)
            elif time.monotonic() > until:
                os.kill(self._pid, signal.SIGKILL)
                _, _, usage = os.wait4(self._pid, 0)
                code = HANGS
            else:
                time.sleep(pause)
                pause = min(pause * 1.5, 0.02)
        seconds = time.monotonic() - self._began
        out, err = _text(self._out), _text(self._err)
        cpu_s, peak_mb = usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
        seen = self._seen
        return Outcome(
            code, out, err, seconds, cpu_s, peak_mb, seen.kinds, seen.tripped, seen.place
        )


class Zygote:
    """Starts runs of `program`."""

    def __init__(self, program: Program, shim: Shim | None = None) -> None:
        self._program, self._shim = program, shim

    def run(self, order: Order) -> Outcome:
        """One run, from its start to its end."""
        return self.start(order).ended()

    def start(self, order: Order, gate: int | None = None) -> Running:
        """A run that has begun; with a gate, it waits until that is closed."""
        seen = Seen()
        stdin, out, err = (os.memfd_create(name) for name in ("in", "out", "err"))
        os.write(stdin, order.stdin)
        os.lseek(stdin, 0, os.SEEK_SET)
        pid = os.fork()
        if pid == 0:
            code = 99
            try:
                code = self._child(order, (stdin, out, err), seen, gate)
            finally:
                os._exit(code)
        os.close(stdin)
        return Running(order, pid, out, err, seen)

    def _child(
        self, order: Order, streams: tuple[int, int, int], seen: Seen, gate: int | None
    ) -> int:
        if gate is not None:
            os.read(gate, 1)
        os.chdir(order.folder)
        os.environ.clear()
        os.environ.update(order.environment)
        time.tzset()
        _bound(order)
        _open(streams, order.streams)
        if self._shim and order.watched:
            self._shim.arm(seen, order.trip, order.watched)
        try:
            code = self._program(order.argv)
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0
        for thread in threading.enumerate():
            if thread is not threading.current_thread() and not thread.daemon:
                thread.join()
        atexit._run_exitfuncs()  # noqa: SLF001  as an interpreter that ends would
        return code


def _bound(order: Order) -> None:
    if order.memory:
        with open("/proc/self/statm", encoding="ascii") as file:
            begun = int(file.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (begun + order.memory, begun + order.memory))
    seconds = int(order.limit_s) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def _open(streams: tuple[int, int, int], odd: Mapping[int, str]) -> None:
    """Standard streams as an interpreter that starts would make them."""
    modes = ("r", "w", "w")
    for number, (stream, mode) in enumerate(zip(streams, modes, strict=True)):
        kind = odd.get(number, "")
        name = ("stdin", "stdout", "stderr")[number]
        if kind == "closed":
            os.close(number)
            setattr(sys, name, None)
            continue
        if kind == "full":
            stream = os.open("/dev/full", os.O_RDWR)
        elif kind == "gone":
            reading, stream = os.pipe()
            os.close(reading)
        os.dup2(stream, number)
        errors = "backslashreplace" if number == 2 else "strict"
        opened = open(number, mode, encoding="utf-8", errors=errors, closefd=False)  # noqa: SIM115
        setattr(sys, name, opened)


def _text(descriptor: int) -> str:
    os.lseek(descriptor, 0, os.SEEK_SET)
    content = os.read(descriptor, MOST_OUTPUT)
    os.close(descriptor)
    return content.decode("utf-8", "replace")
