"""Usage errors in the session's language, without repeating a word of what was typed.

An argument in the wrong place may be a secret; so an unknown option or argument is named by its
position, and the name that may have been meant is taken from our own.
"""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

import click
from click.exceptions import NoArgsIsHelpError

from wecom_console.cli.command import Command
from wecom_console.cli.options import OneOf
from wecom_console.cli.session import CliSession


def usage_text(session: CliSession, error: click.UsageError, arguments: Sequence[str]) -> str:
    """One or more lines for the usage error `error` of this command line."""
    if isinstance(error, NoArgsIsHelpError):
        return error.message.rstrip("\n")
    lines = [session.words("usage.heading", what=_sentence(session, error, arguments))]
    if error.ctx is not None:
        lines.append(session.words("usage.see_help", command=error.ctx.command_path))
    return "\n".join(lines)


def _sentence(session: CliSession, error: click.UsageError, arguments: Sequence[str]) -> str:
    match error:
        case click.NoSuchOption():
            position = _position(error.option_name, arguments)
            close = sorted(error.possibilities or ())
            return _with_close(session, "no_such_option", close, position=position)
        case click.NoSuchCommand():
            close = get_close_matches(error.command_name, _commands(error.ctx))
            return _with_close(session, "no_such_command", close)
        case click.BadOptionUsage():
            is_flag = _is_flag(error.ctx, error.option_name)
            code = "option_takes_none" if is_flag else "option_needs_value"
            return session.words(f"usage.{code}", option=error.option_name)
        case click.MissingParameter(param=click.Parameter() as param):
            return session.words("usage.missing", what=_name(param))
        case click.BadParameter(param=click.Parameter() as param):
            if isinstance(param.type, OneOf):
                choices = ", ".join(param.type.choices)
                return session.words("usage.bad_choice", what=_name(param), choices=choices)
            return session.words("usage.bad_value", what=_name(param))
    command = error.ctx.command if error.ctx else None
    return session.words(command.misuse if isinstance(command, Command) else Command.misuse)


def _commands(context: click.Context | None) -> list[str]:
    """The names that would have been known there."""
    group = context.command if context else None
    return group.list_commands(context) if context and isinstance(group, click.Group) else []


def _is_flag(context: click.Context | None, name: str) -> bool:
    """Whether the option called `name` takes no value."""
    params = context.command.get_params(context) if context else []
    options = [param for param in params if isinstance(param, click.Option)]
    return any(one.is_flag for one in options if name in (*one.opts, *one.secondary_opts))


def _with_close(session: CliSession, code: str, close: Iterable[str], **params: object) -> str:
    told = session.words(f"usage.{code}", **params)
    names = session.messages.text("list.separator").join(close)
    return f"{told}{session.words('usage.did_you_mean', names=names)}" if names else told


def _position(option: str, arguments: Sequence[str]) -> int:
    """Which argument, counted from 1, the option is or, of one letter, stands in."""
    for index, argument in enumerate(arguments, start=1):
        if argument.partition("=")[0] == option or argument.startswith(option):
            return index
    letter = option.removeprefix("-")
    for index, argument in enumerate(arguments, start=1):
        if argument.startswith("-") and not argument.startswith("--") and letter in argument:
            return index
    return 0


def _name(param: click.Parameter) -> str:
    if isinstance(param, click.Option):
        return max(param.opts, key=len)
    return param.human_readable_name
