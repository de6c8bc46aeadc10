"""The front door: decides what is asked for before it imports any of it.

The window must not pay for the command line's libraries, nor `--version` for either, so everything
heavy is imported inside the branch that needs it. Exit codes are those of the command line's table.
"""

import os
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from wecom_console import __version__
from wecom_console.process_start import begin_process

if TYPE_CHECKING:
    from wecom_console.pasted.pictures import PictureUnreadable, Pixels

EXIT_OUTSIDE_FAILED: Final = 4
EXIT_BUG: Final = 70
EXIT_INTERRUPTED: Final = 130

QUIT_AFTER_FIRST_PAINT: Final = "--quit-after-first-paint"
LOG_LEVEL: Final = "--log-level"
LOG_LEVELS: Final = ("debug", "info", "warning", "error")
_LOADED: Final = time.monotonic()


def process_started() -> float:
    """The reading `time.monotonic()` had when the system started this process, in seconds.

    Linux tells it (in steps of 10 ms); elsewhere it is the moment this module was loaded.
    """
    try:
        with open("/proc/self/stat", encoding="ascii", errors="replace") as stat:
            # The program's name in parentheses may hold spaces; the 20th field after it is the
            # start in ticks since boot.
            ticks = int(stat.read().rpartition(")")[2].split()[19])
        age = time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")
        return time.monotonic() - age
    except (OSError, ValueError, IndexError, AttributeError):
        return _LOADED


def split_log_level(arguments: Sequence[str]) -> tuple[Sequence[str], str]:
    """The arguments without ``--log-level``, and the level; one that there is not stays where it
    is, and the command line refuses it."""
    for place, argument in enumerate(arguments):
        name, equals, level = argument.partition("=")
        width = 1 if equals else 2
        if name == LOG_LEVEL:
            level = level if equals else next(iter(arguments[place + 1 : place + 2]), "")
            if level.lower() in LOG_LEVELS:
                return (*arguments[:place], *arguments[place + width :]), level.lower()
    return arguments, ""


def is_window(arguments: Sequence[str]) -> bool:
    """Whether these arguments ask for the window rather than for the command line: none at all,
    or config files and links, as the desktop names them when they are clicked."""
    return all(
        argument == QUIT_AFTER_FIRST_PAINT or is_link(argument) or is_config_file(argument)
        for argument in arguments
    )


def is_link(argument: str) -> bool:
    """Whether an argument is a link that the window opens; what it means is read there."""
    return argument.lower().startswith("wecom-console:")


def is_config_file(argument: str) -> bool:
    """Whether an argument is a file that the window opens. No command has such an ending."""
    is_named_so = argument.lower().endswith((".toml", ".json", ".yaml", ".yml", ".age"))
    return is_named_so and not argument.startswith("-") and os.path.isfile(argument)


def has_screen(environment: Mapping[str, str], *, system: str = sys.platform) -> bool:
    """Whether Qt will find a screen. Only Linux can be without one; a platform that was asked for
    by name (``QT_QPA_PLATFORM``) is taken at its word."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not system.startswith("linux") or any(environment.get(name) for name in names)


def crash_notice(error: BaseException) -> str:
    """What to tell about a bug: the exception's type and where it came from, never a value.

    An exception's text may quote what the user typed, so it stays unsaid.
    """
    places = []
    frame = error.__traceback__
    while frame is not None:
        module = frame.tb_frame.f_globals.get("__name__", "?")
        places.append(f"  at {module}:{frame.tb_lineno} in {frame.tb_frame.f_code.co_name}")
        frame = frame.tb_next
    heading = f"wecom-console {__version__}: a bug of ours ended this command"
    return "\n".join([f"{heading} ({type(error).__name__}).", *places])


def _dispatch(arguments: Sequence[str]) -> int:
    others, log_level = split_log_level(arguments)
    if is_window(others):
        if not has_screen(os.environ):
            from wecom_console.cli.screen import tell_no_screen  # the command line's words

            return tell_no_screen(os.environ)
        from wecom_console.gui.app import run_window  # PySide6

        code = run_window(
            started=process_started(),
            quit_after_first_paint=QUIT_AFTER_FIRST_PAINT in others,
            targets=[name for name in others if name != QUIT_AFTER_FIRST_PAINT],
            log_level=log_level,
            no_window=_tell_no_window,
        )
        return code if code >= 0 else _tell_window_is_open()
    if list(arguments) == ["--version"]:
        return _print(f"wecom-console {__version__}\n")
    from wecom_console.cli.app import main as run_command_line  # click and the services

    return run_command_line(list(arguments), read_pixels=read_pixels, show_gallery=show_gallery)


def _tell_no_window() -> int:
    from wecom_console.cli.screen import tell_no_window  # the command line's words

    return tell_no_window(os.environ)


def read_pixels(content: bytes) -> "Pixels | PictureUnreadable":
    """What decodes pictures for the command line: Qt, which it has nothing else to do with."""
    from wecom_console.pasted.pictures import nothing_reads  # only where a picture is asked for

    try:
        from wecom_console.gui.picture_pixels import read_pixels as read_with_qt
    except ImportError:  # without Qt, or without a library of the system that Qt loads
        return nothing_reads(content)
    return read_with_qt(content)


def show_gallery(language: str, folder: str) -> int | None:
    """What opens the gallery of controls for the command line; None where there is no screen."""
    if not folder and not has_screen(os.environ):
        return None
    from wecom_console.gui.gallery.show import show_gallery as show_with_qt

    return show_with_qt(language, folder)


def _tell_window_is_open() -> int:
    from wecom_console.cli.screen import tell_window_is_open  # the command line's words

    tell_window_is_open(os.environ)
    return 0


def _print(text: str) -> int:
    try:
        sys.stdout.write(text)
    except OSError:
        return EXIT_OUTSIDE_FAILED
    return 0


def _deliver(code: int) -> int:
    """Write out what is still buffered, here, where a failure can still be answered for."""
    try:
        sys.stderr.flush()
    except OSError:  # what happened is told by the code alone
        sys.stderr = None
    try:
        sys.stdout.flush()
    except OSError:  # the reader has gone, or the disk is full
        sys.stdout = None  # or the interpreter would try once more, and complain
        return max(code, EXIT_OUTSIDE_FAILED)
    return code


def main(argv: Sequence[str] | None = None) -> int:
    """Run what `argv` (the process's own arguments by default) asks for; the exit code."""
    arguments = sys.argv[1:] if argv is None else argv
    begin_process()
    return _deliver(_guarded(arguments))


def _guarded(arguments: Sequence[str]) -> int:
    try:
        return _dispatch(arguments)
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        return EXIT_OUTSIDE_FAILED
    except Exception as error:  # noqa: BLE001  the last boundary: no value may reach the terminal
        with suppress(OSError):
            sys.stderr.write(crash_notice(error) + "\n")
        return EXIT_BUG


if __name__ == "__main__":
    sys.exit(main())
