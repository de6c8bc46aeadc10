"""Commands and groups of commands as our help and our usage errors want them.

A group knows its commands by their names and places alone: a module is imported when its command
is asked for, because together they cost more than a `check` does.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import ClassVar, Final

import click

from wecom_console.cli.help import help_text
from wecom_console.cli.session import CliSession
from wecom_console.cli.terminal import is_text

PLACES: Final = frozenset({"WHAT", "WHAT…", "F", "FILE", "APP", "KEYFILE", "KEY", "RECIPIENT"})
"""What may be the path of a file, by its name in help: a path may be any bytes."""


class Command(click.Command):
    """A command whose help is in the session's language."""

    misuse: ClassVar[str] = "usage.extra_argument"
    """What to say of a line that has no other fault."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """click's own, whose errors then always say of which command they are."""
        try:
            rest = super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise
        for param in self.params:
            if param.metavar not in PLACES and not _is_text(ctx.params.get(param.name or "")):
                raise click.BadParameter("", ctx=ctx, param=param)
        return rest

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """click's own, printed as every result is."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.callback = _print_help
        return option

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What `--help` prints."""
        formatter.write(help_text(self, ctx))


def _is_text(value: object) -> bool:
    """Whether an argument, or each of several, is text."""
    if isinstance(value, tuple):
        return all(_is_text(one) for one in value)
    return not isinstance(value, str) or is_text(value)


def _print_help(ctx: click.Context, _param: click.Parameter, is_asked: bool) -> None:  # noqa: FBT001  click's
    if is_asked and not ctx.resilient_parsing:
        session: CliSession = ctx.obj
        session.terminal.line(ctx.get_help())
        ctx.exit()


class Group(Command, click.Group):
    """Commands, in the order in which help lists them.

    `places` says where each is: ``check.check`` is the command `check` of the module `check` in
    `wecom_console.cli.commands`. Those of `aside` work like the others; no list names them."""

    misuse = "usage.no_command"

    def __init__(
        self, name: str, places: Mapping[str, str], *, aside: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(name, no_args_is_help=True)
        self.places = places
        self._all = {**places, **(aside or {})}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names; nothing is imported for them."""
        return list(self.places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported; None where there is none of this name."""
        if cmd_name not in self._all:
            return None
        module, _, name = self._all[cmd_name].rpartition(".")
        command = getattr(import_module(f"wecom_console.cli.commands.{module}"), name)
        assert isinstance(command, click.Command)
        return command
