"""The command line's front: options that are global, the one command that is asked for, and what
becomes of everything that ends it."""

import errno
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import click

from wecom_console import __version__
from wecom_console.cli.command import Group
from wecom_console.cli.exits import Exit
from wecom_console.cli.global_options import (
    LANGUAGE_VARIABLE,
    GlobalOptions,
    language_named,
    language_of_environment,
    split_globals,
)
from wecom_console.cli.session import CliSession, GalleryOpener, nothing_opens
from wecom_console.cli.terminal import (
    InputUnusableError,
    OutputLostError,
    StreamUnusableError,
    Terminal,
)
from wecom_console.messages.catalogue import load_messages
from wecom_console.pasted.pictures import PixelReader, nothing_reads
from wecom_console.storage.problems import StoreUnavailable

if TYPE_CHECKING:  # the store: not for a config file
    from wecom_console.services.context import Services
    from wecom_console.storage.secrets.protocol import SecretStore

PROGRAM: Final = "wecom-console"

# In the order in which help lists them.
COMMANDS: Final = {
    "check": "check.check",
    "test": "login.login_test",
    "replay": "replay.replay",
    "scenarios": "scenarios.scenarios",
    "simulate": "simulate.simulate",
    "profile": "profile.profile",
    "vault": "vault.vault",
    "export": "export.export",
    "import": "transfer.import_file",
    "team": "team.team",
    "link": "link.link",
    "explain": "explain.explain",
    "inspect": "inspect.inspect",
    "events": "events.check.events",
    "diff": "live.diff",
    "apply": "live.apply",
    "pull": "live.pull",
    "schema": "about.schema",
    "doctor": "doctor.doctor",
    "selftest": "selftest.selftest",
    "version": "about.version",
}
ASIDE: Final = {"gallery": "about.gallery"}
"""For those who work on the program; no list names them."""

ROOT: Final = Group(PROGRAM, COMMANDS, aside=ASIDE)

SYSTEM_REFUSALS: Final = frozenset(
    getattr(errno, name)
    for name in (
        *("ENAMETOOLONG", "EACCES", "EPERM", "ELOOP", "ENOTDIR", "EIO", "ENOSPC", "EDQUOT"),
        *("EROFS", "EMFILE", "ENFILE"),
    )
    if hasattr(errno, name)
)
"""What the system says of a place or its own limits; who calls has met it, not made it."""


def main(
    argv: Sequence[str],
    *,
    environment: Mapping[str, str] | None = None,
    keyring: "SecretStore | None" = None,
    read_pixels: PixelReader = nothing_reads,
    show_gallery: GalleryOpener = nothing_opens,
) -> int:
    """Run the command that `argv` names, on this process's streams; the exit code.

    `environment` is the process's and `keyring` the system's by default; `read_pixels` decodes
    pictures, `show_gallery` opens the gallery. A bug's exception goes to the caller."""
    options = split_globals(argv)
    environment = os.environ if environment is None else environment
    session = make_session(options, environment, keyring, read_pixels, show_gallery)
    if options.language == "?":
        return session.refuse("language")
    if options.log_level == "?":
        return session.refuse("log_level")
    if options.version:
        return _printed(session, lambda: session.terminal.line(f"{PROGRAM} {__version__}"))
    try:
        with _log(session, options.log_level):
            return _printed(session, lambda: _run(options.arguments, session))
    except StoreUnavailable as error:
        from wecom_console.messages.problems import sentence  # only where the store cannot be read
        from wecom_console.services.targets import store_unreadable  # the same

        found = store_unreadable("", error)
        session.terminal.complain(sentence(session.messages, found.problem))
        return Exit.OUTSIDE if found.is_outside else Exit.UNREADABLE
    except KeyboardInterrupt:
        session.terminal.complain(session.words("interrupted"))
        return Exit.INTERRUPTED
    except EOFError:  # somebody ended standard input at a prompt
        return session.refuse("no_answer")
    except OSError as error:
        if error.errno not in SYSTEM_REFUSALS:
            raise
        # Without the path, which may be anything that a variable or an option holds.
        reason = error.strerror or type(error).__name__
        session.terminal.complain(session.words("system_refused", reason=reason))
        return Exit.OUTSIDE
    finally:
        if session.has_services:
            for notice in session.services.notices():
                session.terminal.complain(session.messages.text(notice.code, **dict(notice.params)))
            session.services.close()


@contextmanager
def _log(session: CliSession, level: str) -> Iterator[None]:
    """A log of the command, where one was asked for."""
    if not level:
        yield
        return
    import logging  # only where a log is asked for

    from wecom_console.services.logbook.log_file import logging_to  # as above

    with logging_to(session.services.paths.log, level):
        log = logging.getLogger(__name__)
        log.info("command begins, version %s", __version__)
        try:
            yield
        except Exception:
            log.exception("bug")
            raise
        finally:
            log.info("command ends")


def _printed(session: CliSession, command: Callable[[], int | None]) -> int:
    """The exit code of what prints a result, once all of it has been handed over."""
    try:
        code = command() or Exit.OK
        session.terminal.flush()
    except StreamUnusableError as lost:
        return _tell_lost(session, lost)
    except ExceptionGroup as several:  # of runs beside each other
        lost_ones = several.subgroup(StreamUnusableError)
        if lost_ones is None:
            raise
        return _tell_lost(session, _first(lost_ones))
    return code


def _first(group: ExceptionGroup[StreamUnusableError]) -> StreamUnusableError:
    one = group.exceptions[0]
    return _first(one) if isinstance(one, ExceptionGroup) else one


def _tell_lost(session: CliSession, lost: StreamUnusableError) -> Exit:
    if isinstance(lost, InputUnusableError):
        session.terminal.complain(session.words(lost.code, **lost.params))
        return Exit.UNREADABLE
    if isinstance(lost, OutputLostError) and lost.reason:
        session.terminal.complain(session.words("not_printed", reason=lost.reason))
    return Exit.OUTSIDE


def make_session(
    options: GlobalOptions,
    environment: Mapping[str, str],
    keyring: "SecretStore | None" = None,
    read_pixels: PixelReader = nothing_reads,
    show_gallery: GalleryOpener = nothing_opens,
) -> CliSession:
    """The session on this process's streams."""
    terminal = Terminal(
        out=sys.stdout,
        err=sys.stderr,
        stdin=sys.stdin,
        quiet=options.quiet,
        color=not options.no_color and "NO_COLOR" not in environment and sys.stdout.isatty(),
    )

    def open_services() -> "Services":
        from wecom_console.domain.secrets import Secret  # not for a config file
        from wecom_console.services.context import Services  # the store, as above

        def ask() -> Secret:
            return Secret(terminal.ask_secret(messages.text("cli.vault.ask")))

        passphrase = ask if terminal.can_ask else None
        return Services(environment, keyring=keyring, ask_passphrase=passphrase)

    messages = load_messages(_language(options, environment))
    return CliSession(messages, terminal, environment, open_services, read_pixels, show_gallery)


def _language(options: GlobalOptions, environment: Mapping[str, str]) -> str:
    """`--lang`, the variable, the window's setting, the system's locale, English."""
    if options.language and options.language != "?":
        return options.language
    if chosen := language_named(environment.get(LANGUAGE_VARIABLE, "")):
        return chosen
    from wecom_console.services.context import preferred_language  # only where nothing was said

    return preferred_language(environment) or language_of_environment(environment)


def _run(arguments: tuple[str, ...], session: CliSession) -> int:
    try:
        with ROOT.make_context(
            PROGRAM, list(arguments), obj=session, help_option_names=["-h", "--help"]
        ) as context:
            return int(ROOT.invoke(context) or Exit.OK)
    except click.exceptions.Exit as end:  # `--help` has been answered
        return end.exit_code
    except click.UsageError as error:
        from wecom_console.cli.usage import usage_text  # only where something is wrong

        session.terminal.complain(usage_text(session, error, arguments))
        return Exit.USAGE
