"""A connection of a file beside the stored one of its identifier.

What is kept locally stays: where a stored connection already names a place for a secret, an import
does not change it. A ``file:`` reference means nothing without its file, so its secret moves into
the keyring.
"""

import dataclasses
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from wecom_console.domain.documents import changed_paths
from wecom_console.domain.problems import Problem, Severity
from wecom_console.domain.raw import get_value
from wecom_console.domain.three_way import nearest, sides
from wecom_console.services.config_files import CheckedConnection
from wecom_console.services.importing.items import FieldChange, ImportItem, ItemState
from wecom_console.services.importing.secret_files import localised
from wecom_console.services.profiles.records import StoredProfile
from wecom_console.services.profiles.service import ProfileService

DESTINATIONS: Final = (
    "wecom.base_url",
    "backend.host",
    "backend.app_host",
    "backend.http.url",
    "network.proxy",
    "network.ca_file",
)
"""Where a connection's secrets and codes are sent, and what vouches for it."""

LONGEST_TOLD: Final = 200


def stored_as(profiles: ProfileService, identifier: str) -> StoredProfile | None:
    """The stored connection of that identifier."""
    found = profiles.get(identifier)
    return found if found is not None and found.identifier == identifier else None


def compared(checked: CheckedConnection, folder: Path, profiles: ProfileService) -> ImportItem:
    """The connection of a file in `folder`, as it would be stored here."""
    profile, report = checked.report.profile, checked.report
    if profile is None:
        return ImportItem(checked.identifier, ItemState.INVALID, report)
    stored = stored_as(profiles, profile.identifier)
    local = stored.document if stored else {}
    document, secrets, problems = localised(profile, folder, local)
    if problems:
        report = dataclasses.replace(report, profile=None, problems=(*report.problems, *problems))
        return ImportItem(profile.identifier, ItemState.INVALID, report)
    # A place that is named here already, and what is in it, stays.
    brought = checked.connection.secrets.items()
    secrets |= {path: secret for path, secret in brought if not get_value(local, path)}
    changes, base = _changes(stored, document, profiles) if stored else ((), 0)
    state = ItemState.CHANGED if changes else ItemState.SAME if stored else ItemState.NEW
    return ImportItem(profile.identifier, state, report, document, secrets, changes, stored, base)


def _changes(
    stored: StoredProfile, document: Mapping[str, object], profiles: ProfileService
) -> tuple[tuple[FieldChange, ...], int]:
    """What differs, who has changed it, and since which revision."""
    differing = changed_paths(stored.document, document)
    if not differing:
        return (), stored.revision
    history = profiles.history(stored.id)
    place = nearest([revision.document for revision in history], document)
    base = history[place].document if place is not None else stored.document
    number = history[place].number if place is not None else stored.revision
    by = sides(base, stored.document, document)
    changes = (
        FieldChange(path, get_value(stored.document, path), get_value(document, path), by[path])
        for path in differing
    )
    return tuple(changes), number


def with_destinations(item: ImportItem) -> ImportItem:
    """The same, with a warning at each change of where a stored connection's secrets go."""
    problems = []
    for change in item.changes:
        if change.path in DESTINATIONS and change.after:
            params = {"value": str(change.after)[:LONGEST_TOLD]}
            problems.append(Problem("link.destination", change.path, Severity.WARNING, params))
    report = dataclasses.replace(item.report, problems=(*item.report.problems, *problems))
    return dataclasses.replace(item, report=report)
