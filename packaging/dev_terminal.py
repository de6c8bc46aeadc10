"""How `dev.py` talks and runs programs. Standard library only."""

# ruff: noqa: S603, S606  every command is composed here, never by somebody else
from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Command = Sequence[str | Path]

ROOT = Path(__file__).resolve().parents[1]


class RefusedError(Exception):
    """Work that cannot go on; its text is the sentence that says why and what to do."""


def say(text: str) -> None:
    """A line for the person at the terminal, apart from what commands print as results."""
    print(text, file=sys.stderr, flush=True)


@contextlib.contextmanager
def phase(title: str) -> Iterator[None]:
    """Name a longer piece of work, and how long it took once it is done."""
    started = time.monotonic()
    print(f"{title} ... ", end="", file=sys.stderr, flush=True)
    try:
        yield
    except BaseException:
        say("stopped")
        raise
    say(f"{time.monotonic() - started:.1f} s")


def last_lines(output: str, count: int = 30) -> str:
    """The end of what a program printed, indented."""
    return "\n".join("    " + line for line in output.strip().splitlines()[-count:])


def capture(
    command: Command, *, env: Mapping[str, str] | None = None, cwd: str | Path = ROOT
) -> tuple[int, str]:
    """Run `command` silently; its exit code and everything it printed."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return done.returncode, done.stdout.decode("utf-8", errors="replace")


def watch(command: Command, *, env: Mapping[str, str], signs: Sequence[bytes]) -> tuple[int, bool]:
    """Run `command`, passing its output on; its exit code, and whether a sign stood in it."""
    found, tail = False, b""
    with subprocess.Popen(
        [str(part) for part in command],
        cwd=ROOT,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        assert process.stdout is not None
        pipe = process.stdout.fileno()
        while chunk := os.read(pipe, 65536):
            sys.stdout.buffer.write(chunk)
            sys.stdout.buffer.flush()
            tail = tail[-100:] + chunk
            found = found or any(sign in tail for sign in signs)
    return process.returncode, found


def show(command: Command, *, env: Mapping[str, str] | None = None) -> int:
    """Run `command` in this terminal; its exit code."""
    return subprocess.run([str(part) for part in command], env=env, check=False).returncode


def become(command: Command, *, env: Mapping[str, str] | None = None) -> int:
    """Run `command` in place of this process where the system can, so that signals are its own."""
    if os.name == "posix":
        sys.stdout.flush()
        sys.stderr.flush()
        words = [str(part) for part in command]
        os.execve(words[0], words, os.environ if env is None else env)
    return show(command, env=env)
