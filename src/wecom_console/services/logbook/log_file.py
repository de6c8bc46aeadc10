"""The log: three files of a megabyte at most, readable by their user alone, no secret in them.

Lines are made and written on a thread of their own, so that whoever logs waits for nothing. What a
line tells passes the redaction of pasted texts: words that are known to be harmless are told, all
else is a length. Of an exception there is its type and where it came from, never its text.
"""

import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from logging.handlers import QueueHandler, QueueListener, RotatingFileHandler
from pathlib import Path
from queue import SimpleQueue
from typing import Final

from wecom_console.disk.regular_files import read_regular
from wecom_console.services.logbook.places import places_of

ROOT: Final = "wecom_console"
LARGEST: Final = 1_000_000
KEPT: Final = 2
LONGEST_LINE: Final = 2_000
PLAIN: Final = "plain"
"""Of a record's `extra`: what our own code knows to be harmless (modules, lines, versions). It is
written as it stands, after the message."""

_WORDS: Final = re.compile(r"(?:[a-z]{1,11} ){0,8}[a-z]{1,11}")
"""A few plain words, as our own messages are."""


class _PrivateFile(RotatingFileHandler):
    """Made with its user's rights alone; what lies there and is no file of ours is not followed."""

    def _open(self) -> TextIOWrapper:
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0)
        descriptor = os.open(self.baseFilename, flags, 0o600)
        return open(descriptor, "a", encoding="utf-8", errors="replace")

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  logging's name
        """A full disk costs the line and nothing else."""


class _Redacting(logging.Formatter):
    """One record, one line."""

    def format(self, record: logging.LogRecord) -> str:
        """When, how bad, whose, and what may be told of the message."""
        said = record.getMessage()
        told = said if _WORDS.fullmatch(said) else redacted(said)
        when = self.formatTime(record)
        plain = " ".join(str(getattr(record, PLAIN, "")).split())
        line = f"{when} {record.levelname} {record.process} {record.name}: {told}"
        return f"{line} {plain}" if plain else line


class _Sending(QueueHandler):
    def prepare(self, record: logging.LogRecord) -> logging.LogRecord:
        """An exception is told by type and place at once: its text may quote what was typed."""
        error = record.exc_info[1] if record.exc_info else None
        told = logging.makeLogRecord(record.__dict__)
        told.msg, told.args, told.exc_info = record.getMessage(), None, None
        if error is not None:
            places = " < ".join(reversed(places_of(error)))
            setattr(told, PLAIN, f"{type(error).__name__} at {places}")
        return told


def redacted(text: str) -> str:
    """What may be written down of a text, on one line."""
    from wecom_console.pasted.redactor import PastedRedactor  # 30 ms, on the log's own thread

    line = " ".join(text.split())
    return PastedRedactor(line).shown(line, limit=LONGEST_LINE)


class LogFile:
    """`path` is where it lies. Nothing is written before `begin`, and nothing after `end`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._listener: QueueListener | None = None
        self._sender: _Sending | None = None
        self._level_before = logging.NOTSET

    def begin(self, level: str = "info") -> bool:
        """Write from `level` on; False where no file can be had: then there is no log."""
        if self._listener is not None:
            return True
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            file = _PrivateFile(self.path, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8")
        except OSError:
            return False
        file.setFormatter(_Redacting())
        queue: SimpleQueue[logging.LogRecord] = SimpleQueue()
        self._sender = _Sending(queue)
        self._listener = QueueListener(queue, file)
        logger = logging.getLogger(ROOT)
        self._level_before = logger.level
        logger.setLevel(level.upper())
        logger.addHandler(self._sender)
        logger.propagate = False
        self._listener.start()
        return True

    def end(self) -> None:
        """Write what waits, then close."""
        if self._listener is None or self._sender is None:
            return
        logger = logging.getLogger(ROOT)
        logger.removeHandler(self._sender)
        logger.setLevel(self._level_before)
        logger.propagate = True
        self._listener.stop()
        for handler in self._listener.handlers:
            handler.close()
        self._listener = self._sender = None

    def last_lines(self, most: int = 400) -> tuple[str, ...]:
        """The end of the log, the file before included; nothing where there is none."""
        before = self.path.with_name(f"{self.path.name}.1")
        lines = [line for file in (before, self.path) for line in _lines(file)]
        return tuple(lines[-most:])


def _lines(path: Path) -> list[str]:
    try:
        return read_regular(path, 2 * LARGEST).decode(errors="replace").splitlines()
    except OSError:
        return []


@contextmanager
def logging_to(path: Path, level: str) -> Iterator[None]:
    """A log for as long as this lasts; none where `level` is empty."""
    log = LogFile(path)
    if level:
        log.begin(level)
    try:
        yield
    finally:
        log.end()
