"""`schema` and `version`: what the program itself is and reads."""

import sys
from typing import Annotated

import typer

from wecom_console import __version__
from wecom_console.cli.exits import Exit
from wecom_console.cli.help import Command
from wecom_console.cli.session import CliSession


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("schema", cls=Command, help="schema.about")(schema)
    app.command("version", cls=Command, help="version.about")(version)


def schema(ctx: typer.Context) -> Exit:
    """The JSON Schema of the config file."""
    from wecom_console.exchange.json_schema import config_schema  # with what reads config files

    session: CliSession = ctx.obj
    session.terminal.json(config_schema(session.messages))
    return Exit.OK


def version(
    ctx: typer.Context,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="json")] = False,
) -> Exit:
    """The program's version and Python's."""
    session: CliSession = ctx.obj
    python = ".".join(str(part) for part in sys.version_info[:3])
    if as_json:
        session.terminal.json({"version": __version__, "python": python})
    else:
        session.terminal.line(f"wecom-console {__version__} (Python {python})")
    return Exit.OK
