"""Usage errors in the session's language, without repeating a word of what was typed.

An argument in the wrong place may be a secret; so an unknown option or argument is named by its
position, and the name that may have been meant is taken from our own.
"""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Any, Final

import typer

from wecom_console.cli.session import CliSession

# typer brings its own copy of click since 0.26 and used the real one before; this is either's.
UsageError: Final[type[Exception]] = typer.BadParameter.__mro__[1]


def usage_text(session: CliSession, error: Any, arguments: Sequence[str]) -> str:
    """One or more lines for the usage error `error` of this command line."""
    kind = type(error).__name__
    context = getattr(error, "ctx", None)
    if kind == "NoArgsIsHelpError":
        return str(error.message).rstrip("\n")
    lines = [session.words("usage.heading", what=_sentence(session, error, arguments))]
    if context is not None:
        lines.append(session.words("usage.see_help", command=context.command_path))
    return "\n".join(lines)


def _sentence(session: CliSession, error: Any, arguments: Sequence[str]) -> str:
    message = str(getattr(error, "message", ""))
    match type(error).__name__:
        case "NoSuchOption":
            position = _position(error.option_name, arguments)
            close = sorted(error.possibilities or ())
            return _with_close(session, "no_such_option", close, position=position)
        case "BadOptionUsage":
            takes_none = "not take a value" in message
            code = "option_takes_none" if takes_none else "option_needs_value"
            return session.words(f"usage.{code}", option=error.option_name)
        case "MissingParameter":
            return session.words("usage.missing", what=_name(error.param))
        case "BadParameter":
            return _bad_value(session, error.param)
        case _:
            return _other(session, error, message, arguments)


def _other(session: CliSession, error: Any, message: str, arguments: Sequence[str]) -> str:
    context = error.ctx
    if message.startswith("No such command"):
        known = list(context.command.commands)
        typed = next((a for a in arguments if a not in known and repr(a) in message), "")
        return _with_close(session, "no_such_command", get_close_matches(typed, known))
    if message.startswith("Missing command"):
        return session.words("usage.no_command")
    if context is not None and context.command.name == "set-secret":
        return session.words("refused.secret_argument")
    return session.words("usage.extra_argument")


def _bad_value(session: CliSession, param: Any) -> str:
    choices = getattr(getattr(param, "type_descriptor", None), "choices", None) or ()
    names = ", ".join(str(getattr(choice, "value", choice)) for choice in choices)
    if names:
        return session.words("usage.bad_choice", what=_name(param), choices=names)
    return session.words("usage.bad_value", what=_name(param))


def _with_close(session: CliSession, code: str, close: Iterable[str], **params: object) -> str:
    told = session.words(f"usage.{code}", **params)
    names = session.messages.text("list.separator").join(close)
    return f"{told}{session.words('usage.did_you_mean', names=names)}" if names else told


def _position(option: str, arguments: Sequence[str]) -> int:
    """Which argument, counted from 1, the option is."""
    for index, argument in enumerate(arguments, start=1):
        if argument.partition("=")[0] == option or argument.startswith(option):
            return index
    return 0


def _name(param: Any) -> str:
    if param is None:
        return ""
    options = [opt for opt in param.opts if opt.startswith("-")]
    return max(options, key=len) if options else str(param.metavar or param.name)
