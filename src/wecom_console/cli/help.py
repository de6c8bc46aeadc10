"""`--help` in the session's language.

What a command is for stands under its own path (``cli.profile.list.about`` and, in a list of
commands, ``….brief``); options and arguments name their texts by code (``help="check.online"``).
click's own sentences, which are English only, are not used.
"""

import shutil
from typing import Final

import click

from wecom_console.cli.columns import cells, wrapped
from wecom_console.cli.session import CliSession

GLOBAL_OPTIONS: Final = (
    ("--lang zh_CN|en", "lang"),
    ("--log-level LEVEL", "log_level"),
    ("--quiet", "quiet"),
    ("--no-color", "no_color"),
    ("--version", "version"),
)
_MAX_WIDTH: Final = 100

Rows = list[tuple[str, str]]


def help_text(command: click.Command, context: click.Context) -> str:
    """All of it, as standard output can show it."""
    session: CliSession = context.obj
    width = min(shutil.get_terminal_size().columns, _MAX_WIDTH)
    about = session.words(_code(context, "about"))
    lines = [_usage_line(session, command, context), ""]
    lines += [*(f"  {line}" for line in wrapped(about, width - 2)), ""]
    for heading, rows in _sections(session, command, context):
        if rows:
            lines += [session.words(f"help.{heading}"), *_described(rows, width), ""]
    return session.terminal.encodable("\n".join(lines).rstrip("\n") + "\n")


def _code(context: click.Context, *names: str) -> str:
    """``profile.list.about`` for the command `profile list`; the program's own is ``app.about``."""
    path = list(names)
    while context.parent is not None:
        path.insert(0, context.info_name or "")
        context = context.parent
    if path == ["about"]:
        return "app.about"
    return ".".join(path).replace("-", "_")


def _usage_line(session: CliSession, command: click.Command, context: click.Context) -> str:
    parts = [context.command_path, session.words("help.some_options")]
    if isinstance(command, click.Group):
        parts.append(session.words("help.some_command"))
    for param in command.params:
        if isinstance(param, click.Argument):
            name = param.human_readable_name
            parts.append(name if param.required else f"[{name}]")
    return f"{session.words('help.usage')}{' '.join(parts)}"


def _sections(
    session: CliSession, command: click.Command, context: click.Context
) -> list[tuple[str, Rows]]:
    arguments: Rows = []
    options: Rows = []
    for param in command.params:
        if isinstance(param, click.Argument):
            arguments.append((param.human_readable_name, session.words(param.help or "")))
        elif isinstance(param, click.Option):
            options.append((_option_name(param, context), session.words(param.help or "")))
    options.append(("--help", session.words("help.help")))
    commands: Rows = []
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            commands.append((name, session.words(_code(context, name, "brief"))))
    shared = [(name, session.words(f"help.{code}")) for name, code in GLOBAL_OPTIONS]
    return [
        ("arguments", arguments),
        ("options", options),
        ("commands", commands),
        ("global_options", shared),
    ]


def _option_name(option: click.Option, context: click.Context) -> str:
    names = ", ".join(sorted(option.opts, key=len))
    return names if option.is_flag else f"{names} {option.make_metavar(context)}"


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
