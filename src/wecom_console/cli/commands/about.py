"""`schema`, `version` and `gallery`: what the program itself is, reads and looks like."""

import sys
from pathlib import Path

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


@click.command("gallery", cls=Command)
@click.option("--snapshot", "folder", metavar="F", default="", help="gallery.snapshot")
@click.pass_obj
def gallery(session: CliSession, *, folder: str) -> int:
    """Runs until its window is closed, or until its pictures are written."""
    try:
        ended = session.show_gallery(session.messages.language, folder)
    except ImportError:
        session.terminal.complain(session.words("gallery.no_qt"))
        return Exit.OUTSIDE
    except OSError as error:
        reason = session.messages.reason(error.strerror or type(error).__name__)
        return session.tell_written(Path(folder), reason)
    if ended is None:
        session.terminal.complain(session.words("no_screen"))
        return Exit.OUTSIDE
    return session.tell_written(Path(folder), None) if folder and not ended else ended
