"""What a command may write to, read from and ask: the standard streams of one invocation."""

import getpass
import json
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Final, TextIO


class StreamUnusableError(Exception):
    """A standard stream is not what it is needed for."""


class OutputLostError(StreamUnusableError):
    """The result cannot be written: nobody reads it, the disk is full, the stream is closed.
    `reason` is the system's own word for it, empty where nobody reads on."""

    def __init__(self, error: OSError) -> None:
        self.reason = "" if isinstance(error, BrokenPipeError) else error.strerror or ""
        super().__init__(self.reason)


class InputUnusableError(StreamUnusableError):
    """Standard input is not what is asked for. `code` is the sentence's, below ``cli.``."""

    def __init__(self, code: str, **params: str | int) -> None:
        self.code = code
        self.params = params
        super().__init__(code)


LONGEST_LINE: Final = 64 * 1024
"""Characters of an answer, a passphrase or a link. What has no line ends may have no end."""

_STYLES: Final = {"good": "32", "bad": "31", "warn": "33", "dim": "2", "bold": "1"}


@dataclass(frozen=True, slots=True)
class Terminal:
    """Results go to `out`, messages to `err`. Nothing is ever asked where `can_ask` is False."""

    out: TextIO
    err: TextIO
    stdin: TextIO
    quiet: bool = False
    color: bool = False

    @property
    def can_ask(self) -> bool:
        """Whether a person sits at standard input."""
        return self.stdin.isatty()

    @property
    def is_live(self) -> bool:
        """Whether standard error can show a moving progress bar."""
        return self.err.isatty() and not self.quiet

    def line(self, text: str = "") -> None:
        """One line of the result."""
        self.text(f"{text}\n")

    def text(self, text: str) -> None:
        """A result that brings its own line ends."""
        with _told():
            _write(self.out, text)

    def json(self, value: object) -> None:
        """The result as one JSON object."""
        self.text(json.dumps(value, ensure_ascii=False, indent=2) + "\n")

    def bytes(self, data: bytes) -> None:
        """A result that is no text."""
        with _told():
            self.out.flush()
            self.out.buffer.write(data)
            self.out.buffer.flush()

    def flush(self) -> None:
        """Hand over what is written so far, for whoever reads the first line and goes on."""
        with _told():
            self.out.flush()

    def note(self, text: str) -> None:
        """A remark that `--quiet` silences."""
        if not self.quiet:
            self.complain(text)

    def complain(self, text: str) -> None:
        """What went wrong. Where nobody can be told, the exit code still says it."""
        with suppress(OSError):
            _write(self.err, f"{text}\n")

    def styled(self, text: str, style: str) -> str:
        """`text` in a colour of the table, where colours are shown."""
        return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if self.color else text

    def sign(self, sign: str, plain: str) -> str:
        """`sign`, or `plain` where the output's encoding has no such character."""
        return sign if _is_encodable(sign, self.out) else plain

    def encodable(self, text: str) -> str:
        """`text` for whoever writes to `out` themselves: what its encoding lacks is escaped."""
        return _encodable(text, self.out)

    def ask(self, question: str) -> str:
        """One line from the person at the terminal; the question goes to standard error. Raises
        EOFError where the input has ended."""
        with suppress(OSError):
            _write(self.err, f"{question} ")
            self.err.flush()
        return self.read_line()

    def read_line(self) -> str:
        """One line of standard input. Raises EOFError where it has ended."""
        line = self._line()
        if not line:
            raise EOFError
        return line.strip()

    def piped_line(self) -> str:
        """The first line of standard input, where nobody is asked; empty where there is none, or
        none that is text: a passphrase that is not UTF-8 opens nothing."""
        return _text_or_nothing(self._line().rstrip("\r\n"))

    def piped(self, limit: int) -> str:
        """All of standard input, at most `limit` characters of it; empty where it is no text."""
        return _text_or_nothing(self.read(limit))

    def read(self, limit: int) -> str:
        """All of standard input, at most `limit` characters of it, text or not."""
        with _usable():
            return self.stdin.read(limit)

    def _line(self) -> str:
        """A line with its end; empty at the end of the input."""
        with _usable():
            line = self.stdin.readline(LONGEST_LINE + 1)
        if len(line) > LONGEST_LINE:
            raise InputUnusableError("stdin_long", max=LONGEST_LINE)
        return line

    @property
    def descriptor(self) -> int:
        """Standard input's file descriptor, -1 where it has none."""
        try:
            return self.stdin.fileno()
        except (OSError, ValueError):
            return -1

    def ask_secret(self, question: str) -> str:
        """The same without showing what is typed, on a terminal that can hide it."""
        with warnings.catch_warnings():
            warnings.simplefilter("error", getpass.GetPassWarning)
            try:
                return getpass.getpass(f"{question} ", stream=self.err)
            except getpass.GetPassWarning:
                return self.ask(question)


@contextmanager
def _told() -> Iterator[None]:
    """An error of the stream as our own: it must not pass for one of the file in hand."""
    try:
        yield
    except OSError as error:
        raise OutputLostError(error) from None


@contextmanager
def _usable() -> Iterator[None]:
    """A folder, or a stream that is open for writing alone, cannot be read."""
    try:
        yield
    except OSError as error:  # `UnsupportedOperation` too
        reason = error.strerror or str(error)
        raise InputUnusableError("stdin_unreadable", reason=reason) from None


def one_line(text: str) -> str:
    """Text from a file as a terminal may show it: nothing that moves its cursor."""
    return "".join(c if c.isprintable() else "\ufffd" for c in text)


def is_text(text: str) -> bool:
    """Whether it can be stored and printed: what is not UTF-8 arrives with lone surrogates."""
    return not any("\ud800" <= sign <= "\udfff" for sign in text)


def _text_or_nothing(text: str) -> str:
    return text if is_text(text) else ""


def _write(stream: TextIO, text: str) -> None:
    stream.write(_encodable(text, stream))


def _encodable(text: str, stream: TextIO) -> str:
    if _is_encodable(text, stream):
        return text
    encoding = stream.encoding or "ascii"
    return text.encode(encoding, "backslashreplace").decode(encoding)


def _is_encodable(text: str, stream: TextIO) -> bool:
    try:
        text.encode(stream.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True
