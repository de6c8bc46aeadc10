"""The command line's front: options that are global, the one command that is asked for, and what
becomes of everything that ends it."""

import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

import typer

from wecom_console import __version__
from wecom_console.cli.exits import Exit
from wecom_console.cli.global_options import (
    LANGUAGE_VARIABLE,
    GlobalOptions,
    language_named,
    language_of_environment,
    split_globals,
)
from wecom_console.cli.help import Group
from wecom_console.cli.problems import sentence
from wecom_console.cli.session import CliSession
from wecom_console.cli.terminal import Terminal
from wecom_console.cli.usage import UsageError, usage_text
from wecom_console.messages.catalogue import load_messages
from wecom_console.services.targets import store_unreadable
from wecom_console.storage.problems import StoreUnavailable

if TYPE_CHECKING:  # the store: not for a config file
    from wecom_console.storage.secrets.protocol import SecretStore

PROGRAM: Final = "wecom-console"

# In the order in which help lists them. The modules are imported by name, and only the one that is
# asked for: together they cost more than a `check` does.
MODULES: Final = {
    "check": "check",
    "test": "login_test",
    "replay": "replay",
    "scenarios": "scenarios",
    "simulate": "simulate",
    "profile": "profile",
    "vault": "vault",
    "export": "transfer",
    "import": "transfer",
    "team": "team",
    "link": "link",
    "explain": "explain",
    "inspect": "inspect",
    "diff": "live",
    "apply": "live",
    "pull": "live",
    "schema": "about",
    "doctor": "doctor",
    "selftest": "selftest",
    "version": "about",
}


def main(
    argv: Sequence[str],
    *,
    environment: Mapping[str, str] | None = None,
    keyring: "SecretStore | None" = None,
) -> int:
    """Run the command that `argv` names, on this process's streams; the exit code.

    `environment` is the process's and `keyring` the system's by default. A bug's exception goes to
    the caller."""
    options = split_globals(argv)
    session = make_session(options, os.environ if environment is None else environment, keyring)
    if options.language == "?":
        return session.refuse("language")
    if options.version:
        session.terminal.line(f"{PROGRAM} {__version__}")
        return Exit.OK
    try:
        return _run(options.arguments, session)
    except StoreUnavailable as error:
        found = store_unreadable("", error)
        session.terminal.complain(sentence(session.messages, found.problem))
        return Exit.OUTSIDE if found.is_outside else Exit.UNREADABLE
    except KeyboardInterrupt:
        session.terminal.complain(session.words("interrupted"))
        return Exit.INTERRUPTED
    except EOFError:  # somebody ended standard input at a prompt
        return session.refuse("no_answer")
    finally:
        if session.has_services:
            for notice in session.services.notices():
                session.terminal.complain(session.messages.text(notice.code, **dict(notice.params)))
            session.services.close()


def make_session(
    options: GlobalOptions, environment: Mapping[str, str], keyring: "SecretStore | None" = None
) -> CliSession:
    """The session on this process's streams."""
    terminal = Terminal(
        out=sys.stdout,
        err=sys.stderr,
        stdin=sys.stdin,
        quiet=options.quiet,
        color=not options.no_color and "NO_COLOR" not in environment and sys.stdout.isatty(),
    )

    def open_services() -> Any:
        from wecom_console.domain.secrets import Secret  # not for a config file
        from wecom_console.services.context import Services  # the store, as above

        def ask() -> Secret:
            return Secret(terminal.ask_secret(messages.text("cli.vault.ask")))

        passphrase = ask if terminal.can_ask else None
        return Services(environment, keyring=keyring, ask_passphrase=passphrase)

    messages = load_messages(_language(options, environment))
    return CliSession(messages, terminal, environment, open_services)


def _language(options: GlobalOptions, environment: Mapping[str, str]) -> str:
    """`--lang`, the variable, the window's setting, the system's locale, English."""
    if options.language and options.language != "?":
        return options.language
    if chosen := language_named(environment.get(LANGUAGE_VARIABLE, "")):
        return chosen
    from wecom_console.services.context import preferred_language  # only where nothing was said

    return preferred_language(environment) or language_of_environment(environment)


def _run(arguments: tuple[str, ...], session: CliSession) -> int:
    command = build_app(arguments)
    try:
        with command.make_context(PROGRAM, list(arguments), obj=session) as context:
            return int(command.invoke(context) or Exit.OK)
    except typer.Exit as end:  # `--help` has been answered
        return int(end.exit_code)
    except UsageError as error:
        session.terminal.complain(usage_text(session, error, arguments))
        return Exit.USAGE


def build_app(arguments: Sequence[str]) -> Any:
    """The command that `arguments` begin with, inside its program; all of them for anything else
    (help, a mistyped name)."""
    app = typer.Typer(
        cls=Group,
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(cls=Group, help="app.about")(_program)
    asked = MODULES.get(arguments[0]) if arguments else None
    for name in [asked] if asked else dict.fromkeys(MODULES.values()):
        import_module(f"wecom_console.cli.commands.{name}").register(app)
    command = typer.main.get_command(app)
    built = vars(command)["commands"]  # groups come behind single commands; here they do not
    vars(command)["commands"] = {name: built[name] for name in MODULES if name in built}
    return command


def _program() -> None:
    """The program has no options of its own that typer should know."""
