"""Where a mutant is tried: a copy of the checkout, in which pytest runs until a test fails."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

COPIED = ("src", "tests", "resources", "packaging", "docs", "dev.py", "pyproject.toml")
PORTIONS = (4, 12, 30)
"""So many test modules are asked first, then the next, so that few are collected for nothing."""
HANGS_S = 45
MEMORY_KIB = 6 * 1024 * 1024
_FAILED = re.compile(r"^(?:FAILED|ERROR) (.+?)(?: - .*)?$", re.MULTILINE)
_GREEN = (0, 5, None)
"""pytest's exit codes for passed and nothing collected; None where the time was over."""


@dataclass
class Bench:
    """A copy at `top`, one mutant at a time, `limit_s` seconds for each."""

    top: Path
    python: Path
    limit_s: float
    is_red_anyway: dict[str, bool] = field(default_factory=dict)

    @classmethod
    def made(cls, checkout: Path, top: Path, python: Path, limit_s: float) -> Bench:
        """A bench in the empty folder `top`."""
        for name in COPIED:
            source = checkout / name
            if source.is_dir():
                leave = shutil.ignore_patterns("__pycache__")
                shutil.copytree(source, top / name, ignore=leave)
            elif source.exists():
                shutil.copy(source, top / name)
        # Compiled once, by content: a mutant may have size and second of what it replaces.
        compiled = ("-m", "compileall", "-q", "--invalidation-mode", "checked-hash", "src", "tests")
        subprocess.run([python, *compiled], cwd=top, check=False)  # noqa: S603  composed here
        return cls(top, python, limit_s)

    def killer(self, place: Path, changed: str, tests: Sequence[Path]) -> str:
        """The test that fails with `changed` in the file `place`, empty where none does within
        the time. Places are below the checkout."""
        target = self.top / place
        original = target.read_text(encoding="utf-8")
        until = time.monotonic() + self.limit_s
        left_out: list[str] = []
        for portion in _portions([str(test) for test in tests]):
            while True:
                target.write_text(changed, encoding="utf-8")
                try:
                    test = self._first_failure([*portion, *left_out], until)
                finally:
                    target.write_text(original, encoding="utf-8")
                if not test or not self._is_red_anyway(test):
                    break
                left_out.append(f"--deselect={test}")
            if test:
                return test
        return ""

    def _first_failure(self, arguments: Sequence[str], until: float) -> str:
        left_s = until - time.monotonic()
        if left_s <= 1:
            return ""
        code, output = self._pytest(arguments, left_s)
        if code in _GREEN:
            return ""
        return next(iter(_FAILED.findall(output)), f"pytest's exit code {code}")

    def _is_red_anyway(self, test: str) -> bool:
        """A test that fails without the mutant, on a loaded machine say, kills nothing."""
        if test.startswith("pytest's"):
            return False
        if test not in self.is_red_anyway:
            self.is_red_anyway[test] = bool(
                self._first_failure([test], time.monotonic() + self.limit_s)
            )
        return self.is_red_anyway[test]

    def _pytest(self, arguments: Sequence[str], limit_s: float) -> tuple[int | None, str]:
        """pytest's exit code, None where `limit_s` was over, and what it printed."""
        hangs = ("-o", f"faulthandler_timeout={HANGS_S}", "-o", "faulthandler_exit_on_timeout=true")
        options = ("-x", "-q", "--tb=no", "-p", "no:cacheprovider", "-p", "no:xdist", *hangs)
        bounded = f'ulimit -v {MEMORY_KIB}; exec "$0" "$@"'
        # A file instead of a pipe, which a grandchild that lives on would hold open.
        with tempfile.TemporaryFile() as output:
            running = subprocess.Popen(  # noqa: S603  composed here
                ["/bin/sh", "-c", bounded, self.python, "-m", "pytest", *options, *arguments],
                cwd=self.top,
                env=_environment(os.environ, self.top),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            code: int | None = None
            try:
                code = running.wait(limit_s)
            except subprocess.TimeoutExpired:
                pass
            finally:
                _end_group(running)
            output.seek(0)
            return code, output.read().decode("utf-8", "replace")


def _environment(outside: Mapping[str, str], top: Path) -> dict[str, str]:
    runtime = top / ".runtime"
    runtime.mkdir(mode=0o700, exist_ok=True)
    return {
        **{k: v for k, v in outside.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")},
        "PYTHONPATH": str(top / "src"),  # before the checkout that .venv knows of
        "PYTHONDONTWRITEBYTECODE": "1",
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_RUNTIME_DIR": str(runtime),
    }


def _end_group(running: subprocess.Popen[bytes]) -> None:
    """End what was started, and whatever it has started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(running.pid, signal.SIGKILL)
    running.wait()


def _portions(names: Sequence[str]) -> Iterator[Sequence[str]]:
    start = 0
    for size in PORTIONS:
        if names[start : start + size]:
            yield names[start : start + size]
        start += size
