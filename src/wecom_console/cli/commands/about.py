"""`schema` and `version`: what the program itself is and reads."""

import sys

import click

from wecom_console import __version__
from wecom_console.cli.command import Command
from wecom_console.cli.exits import Exit
from wecom_console.cli.options import json_option
from wecom_console.cli.session import CliSession


@click.command("schema", cls=Command)
@click.pass_obj
def schema(session: CliSession) -> Exit:
    """The JSON Schema of the config file."""
    from wecom_console.exchange.json_schema import config_schema  # with what reads config files

    session.terminal.json(config_schema(session.messages))
    return Exit.OK


@click.command("version", cls=Command)
@json_option
@click.pass_obj
def version(session: CliSession, *, as_json: bool) -> Exit:
    """The program's version and Python's."""
    python = ".".join(str(part) for part in sys.version_info[:3])
    if as_json:
        session.terminal.json({"version": __version__, "python": python})
    else:
        session.terminal.line(f"wecom-console {__version__} (Python {python})")
    return Exit.OK
