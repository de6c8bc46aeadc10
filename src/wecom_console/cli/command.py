"""Commands and groups of commands as our help and our usage errors want them.

A group knows its commands by their names and places alone: a module is imported when its command
is asked for, because together they cost more than a `check` does.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import ClassVar

import click

from wecom_console.cli.help import help_text


class Command(click.Command):
    """A command whose help is in the session's language."""

    misuse: ClassVar[str] = "usage.extra_argument"
    """What to say of a line that has no other fault."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """click's own, whose errors then always say of which command they are."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What `--help` prints."""
        formatter.write(help_text(self, ctx))


class Group(Command, click.Group):
    """Commands, in the order in which help lists them.

    `places` says where each is: ``check.check`` is the command `check` of the module `check` in
    `wecom_console.cli.commands`."""

    misuse = "usage.no_command"

    def __init__(self, name: str, places: Mapping[str, str]) -> None:
        super().__init__(name, no_args_is_help=True)
        self.places = places

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names; nothing is imported for them."""
        return list(self.places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported; None where there is none of this name."""
        if cmd_name not in self.places:
            return None
        module, _, name = self.places[cmd_name].rpartition(".")
        command = getattr(import_module(f"wecom_console.cli.commands.{module}"), name)
        assert isinstance(command, click.Command)
        return command
