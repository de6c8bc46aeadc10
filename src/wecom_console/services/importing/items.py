"""What an import would do, and what it did, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from wecom_console.domain.problems import Problem, Severity
from wecom_console.domain.report import Report
from wecom_console.domain.secrets import Secret
from wecom_console.domain.three_way import Side
from wecom_console.services.importing.signatures import SignedBy
from wecom_console.services.profiles.records import (
    Saved,
    StoredProfile,
)
from wecom_console.services.profiles.refusals import WriteRefusal


class ItemState(StrEnum):
    """What an import would find: no such connection, the same, another, or one with errors."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    INVALID = "invalid"


class Resolution(StrEnum):
    """What becomes of a stored connection that differs from the file's. `MERGE` takes what only
    the file has changed; what both have changed stays."""

    KEEP = "keep"
    REPLACE = "replace"
    RENAME = "rename"
    MERGE = "merge"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One setting whose value would change; a default where one side leaves it out. `side` has
    changed it since the revision that both have in common."""

    path: str
    before: object
    after: object
    side: Side = Side.FILE


@dataclass(frozen=True, slots=True)
class Merge:
    """Both versions put together: the file's values at these dotted paths, ours elsewhere."""

    taken: frozenset[str]


@dataclass(frozen=True, slots=True)
class ImportItem:
    """One connection of the file beside the stored one of its identifier. `base` is the revision
    that both are compared with: the one that the file differs least from."""

    identifier: str
    state: ItemState
    report: Report
    document: Mapping[str, object] = field(default_factory=dict)
    secrets: Mapping[str, Secret] = field(default_factory=dict)
    changes: tuple[FieldChange, ...] = ()
    stored: StoredProfile | None = None
    base: int = 0

    def changed_by(self, side: Side) -> frozenset[str]:
        """The paths that this side has changed."""
        return frozenset(change.path for change in self.changes if change.side is side)


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What importing the file would do. `problems` are those of the file as a whole; `signature`
    is there where it is signed (all files of a folder, by the same key)."""

    path: Path
    items: tuple[ImportItem, ...]
    problems: tuple[Problem, ...] = ()
    signature: SignedBy | None = None

    @property
    def ok(self) -> bool:
        """Nothing in it keeps the file out."""
        has_errors = any(p.severity is Severity.ERROR for p in self.problems)
        return not has_errors and all(i.state is not ItemState.INVALID for i in self.items)

    @property
    def conflicts(self) -> tuple[ImportItem, ...]:
        """The connections that need a resolution."""
        return tuple(item for item in self.items if item.state is ItemState.CHANGED)


@dataclass(frozen=True, slots=True)
class ImportedItem:
    """What became of one connection. `action` is ``create``, ``same``, ``keep``, ``replace``,
    ``merge`` or ``rename``; `identifier` the one it has now."""

    item: ImportItem
    action: str
    identifier: str
    saved: Saved | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """Everything was taken in."""

    items: tuple[ImportedItem, ...]


@dataclass(frozen=True, slots=True)
class ImportFailed:
    """Nothing was taken in, because of `item`."""

    item: ImportItem
    why: WriteRefusal


@dataclass(frozen=True, slots=True)
class Undone:
    """The import of `source` was taken back: so many connections. `left` are identifiers for which
    that was not done: they were changed since, or what they were cannot be read any more."""

    source: str
    count: int
    left: tuple[str, ...] = ()
