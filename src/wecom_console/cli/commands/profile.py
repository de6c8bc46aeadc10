"""`profile`: the store of connections, scriptable."""

from typing import Final

from wecom_console.cli.command import Group

profile: Final = Group(
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
