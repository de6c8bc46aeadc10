"""What is left of a process that did not end by itself: the calls it was in, told to the next."""

import faulthandler
import os
import re
from pathlib import Path
from typing import IO, Final

from wecom_console.disk.regular_files import read_regular

MOST_BYTES: Final = 60_000
_FRAME: Final = re.compile(r'File "(?P<path>[^"]*)", line (?P<line>\d+) in (?P<name>\S+)')
_PACKAGES: Final = re.compile(r".*[/\\](?:site-packages|lib[/\\]python[\d.]+)[/\\]")


class CrashWatch:
    """`begin` has Python write its calls into a file should the process be killed by a fault of
    its own. A process that ends by itself takes the file away."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: IO[bytes] | None = None

    def begin(self) -> str:
        """Watches from now on; what the process before left, fit to be shown, or an empty text."""
        told = self._take()
        try:
            flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)
            self._file = os.fdopen(os.open(self.path, flags, 0o600), "wb")
            faulthandler.enable(self._file)
        except (OSError, ValueError):
            self._file = None
        return told

    def end(self) -> None:
        """The process ends by itself."""
        if self._file is None:
            return
        faulthandler.disable()
        self._file.close()
        self._file = None
        self.path.unlink(missing_ok=True)

    def note(self, words: str) -> None:
        """Writes down at once what is about to end the process."""
        if self._file is not None:
            self._file.write(words.encode() + b"\n")
            self._file.flush()

    def _take(self) -> str:
        try:
            content = read_regular(self.path, MOST_BYTES)[:MOST_BYTES]
        except OSError:
            return ""
        return crash_report(content.decode(errors="replace"))


def crash_report(text: str) -> str:
    """What `faulthandler` wrote, without the places where things lie on this machine; empty where
    there are no calls in it: then nothing crashed."""
    lines = []
    for line in text.splitlines():
        if (frame := _FRAME.search(line)) is not None:
            place = _PACKAGES.sub("", frame["path"])
            shown = place if place != frame["path"] else Path(place).name
            lines.append(f"  {shown}:{frame['line']} {frame['name']}")
        elif line.startswith(("Fatal Python error", "Windows fatal exception", "Qt ", "Thread ")):
            lines.append(line.partition("0x")[0].strip())
        elif line.startswith("Current thread"):
            lines.append("Current thread")
    return "\n".join(lines)
