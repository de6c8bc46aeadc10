"""`profile`: the store of connections, scriptable."""

import typer

from wecom_console.cli.commands import (
    profile_reading,
    profile_secret,
    profile_sorting,
    profile_writing,
)
from wecom_console.cli.help import Group


def register(app: typer.Typer) -> None:
    """Add the group with its commands."""
    group = typer.Typer(cls=Group, no_args_is_help=True, rich_markup_mode=None)
    profile_reading.register(group)
    profile_writing.register(group)
    profile_sorting.register(group)
    profile_secret.register(group)
    app.add_typer(group, name="profile", help="profile.about")
