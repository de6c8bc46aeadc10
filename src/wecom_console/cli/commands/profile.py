"""`profile`: the store of connections, scriptable."""

from typing import Final

import click

from wecom_console.cli.command import Group
from wecom_console.cli.session import CliSession


class ProfileGroup(Group):
    """Its commands leave the store tidy: what is kept for 30 days is gone after them."""

    def invoke(self, ctx: click.Context) -> object:
        """The command, then what is due."""
        ended: object = super().invoke(ctx)
        session = ctx.find_object(CliSession)
        if session is not None and session.has_services:
            session.services.tidy()
        return ended


profile: Final = ProfileGroup(
    "profile",
    {
        "list": "profile_reading.list_profiles",
        "show": "profile_reading.show",
        "history": "profile_reading.history",
        "add": "profile_writing.add",
        "set": "profile_writing.set_values",
        "duplicate": "profile_writing.duplicate",
        "restore": "profile_writing.restore",
        "remove": "profile_writing.remove",
        "archive": "profile_sorting.archive",
        "unarchive": "profile_sorting.unarchive",
        "label": "profile_sorting.label",
        "set-secret": "profile_writing.set_secret",
    },
)
