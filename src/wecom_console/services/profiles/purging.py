"""Values that should never have been stored, taken out of the history for good."""

from collections.abc import Collection
from typing import Final

from wecom_console.domain.fields import FIELDS, Kind
from wecom_console.domain.notes import NOTE, own_note
from wecom_console.domain.raw import Raw, get_value, set_value
from wecom_console.services.profiles.records import Purged, Revision
from wecom_console.storage.paths import DataPaths
from wecom_console.storage.purging.kept_files import kept_files
from wecom_console.storage.purging.values import earlier_value
from wecom_console.storage.rows import ProfileRow
from wecom_console.storage.settings import Settings
from wecom_console.storage.settings_file import SettingsFile
from wecom_console.storage.store import Store

PURGED: Final = "[purged]"
"""Stands where a value was taken out."""


PURGEABLE: Final = frozenset(
    {NOTE, *(spec.path for spec in FIELDS if spec.kind is not Kind.SECRET)}
)
"""What `purged` takes: a secret's field has references only."""


def purged(store: Store, row: ProfileRow, path: str) -> Purged:
    """Every earlier value of a field is gone from what is kept of the profile, for one was a
    secret; what the connection has now stays. For `NOTE` every note that the program did not make
    itself is. Raises StoreUnavailable; to be tried again where the store is in use."""
    if path == NOTE:
        count = store.profiles.purge_notes(row.id, lambda note: own_note(note) is not None, PURGED)
    else:
        count = store.profiles.purge_field(row.id, path, PURGED)
    database = store.database.path
    return Purged(count, kept_files((database, DataPaths(database.parent).settings)))


def purgeable(history: Collection[Revision], now: Raw) -> tuple[str, ...]:
    """Of `PURGEABLE` what there is something of, in the order of files, the notes last."""
    found = [
        spec.path
        for spec in FIELDS
        if spec.path in PURGEABLE and _has_earlier(history, spec.path, get_value(now, spec.path))
    ]
    notes = {one.note for one in history if one.origin is None} - {"", PURGED}
    return (*found, *([NOTE] if notes else ()))


def _has_earlier(history: Collection[Revision], path: str, kept: object) -> bool:
    values = (earlier_value(one.document, path, kept=kept, marker=PURGED) for one in history)
    return any(value is not None for value in values)


def with_current(document: Raw, now: Raw) -> Raw:
    """An earlier document with the values of now where its own were taken out."""
    for spec in FIELDS:
        if get_value(document, spec.path) in (PURGED, [PURGED]):
            document = set_value(document, spec.path, get_value(now, spec.path))
    return document


def forget_recent(file: SettingsFile, profile_id: str) -> None:
    """The settings know what a connection was called when it was last looked at."""
    if any(key == profile_id for key, _ in file.load().settings.recent):
        file.change(lambda settings: _without(settings, profile_id))


def _without(settings: Settings, profile_id: str) -> Settings:
    kept = tuple(one for one in settings.recent if one[0] != profile_id)
    return settings._replace(recent=kept)
