"""`--help` in the session's language.

The commands name their texts by code (``help="check.about"``), and this turns the codes into words;
typer's own sentences, which are English only, are not used.
"""

import shutil
from typing import Any, Final

import typer
from typer.core import TyperCommand, TyperGroup

from wecom_console.cli.coercion import bring_own
from wecom_console.cli.columns import cells, wrapped
from wecom_console.cli.session import CliSession

GLOBAL_OPTIONS: Final = (
    ("--lang zh_CN|en", "lang"),
    ("--quiet", "quiet"),
    ("--no-color", "no_color"),
    ("--version", "version"),
)
_MAX_WIDTH: Final = 100


class Command(TyperCommand):
    """A command whose help is ours."""

    def get_params(self, ctx: Any) -> list[Any]:
        """The parameters, `--help` among them, with our converter."""
        return bring_own(super().get_params(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """What `--help` prints."""
        formatter.write(_help_text(self, ctx))


class Group(TyperGroup):
    """A group of commands whose help is ours."""

    def get_params(self, ctx: Any) -> list[Any]:
        """The parameters, `--help` among them, with our converter."""
        return bring_own(super().get_params(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """What `--help` prints."""
        formatter.write(_help_text(self, ctx))


def _help_text(command: Any, context: typer.Context) -> str:
    session: CliSession = context.obj
    width = min(shutil.get_terminal_size().columns, _MAX_WIDTH)
    lines = [_usage_line(session, command, context), ""]
    if command.help:
        lines += [f"  {line}" for line in wrapped(session.words(command.help), width - 2)]
        lines.append("")
    for heading, rows in _sections(session, command, context):
        if rows:
            lines += [session.words(f"help.{heading}"), *_described(rows, width), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _usage_line(session: CliSession, command: Any, context: typer.Context) -> str:
    parts = [context.command_path]
    parts += [session.words("help.some_options")]
    if isinstance(command, TyperGroup):
        parts.append(session.words("help.some_command"))
    else:
        arguments = [p for p in command.params if p.param_type_name == "argument"]
        parts += [p.metavar if p.required else f"[{p.metavar}]" for p in arguments]
    return f"{session.words('help.usage')}{' '.join(parts)}"


Rows = list[tuple[str, str]]


def _sections(session: CliSession, command: Any, context: typer.Context) -> list[tuple[str, Rows]]:
    arguments: Rows = []
    options: Rows = []
    for param in command.params:
        if param.hidden:
            continue
        if param.param_type_name == "argument":
            arguments.append((param.metavar, session.words(param.help)))
        else:
            options.append((_option_name(param), session.words(param.help)))
    options.append(("--help", session.words("help.help")))
    commands: Rows = []
    if isinstance(command, TyperGroup):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            commands.append((name, session.words(_brief(inner.help or "")) if inner else ""))
    shared = [(name, session.words(f"help.{code}")) for name, code in GLOBAL_OPTIONS]
    return [
        ("arguments", arguments),
        ("options", options),
        ("commands", commands),
        ("global_options", shared),
    ]


def _brief(about: str) -> str:
    """The code of the line that a list of commands has room for."""
    return f"{about.removesuffix('about')}brief"


def _option_name(param: Any) -> str:
    names = ", ".join(sorted(param.opts, key=len))
    return f"{names} {param.metavar}" if param.metavar else names


def _described(rows: Rows, width: int) -> list[str]:
    """Two columns, the second wrapped; a name that is too long has a line of its own."""
    left = min(max(cells(name) for name, _ in rows), 34)
    lines: list[str] = []
    for name, text in rows:
        told = wrapped(text, max(20, width - left - 4))
        if cells(name) > left:
            lines.append(f"  {name}")
            name = ""
        for line in told:
            lines.append(f"  {name}{' ' * (left - cells(name))}  {line}".rstrip())
            name = ""
    return lines
