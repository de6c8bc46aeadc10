"""What is known of an import afterwards."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """A connection that was taken in as revision `saved`; `before` is the revision that it had, 0
    for one that was created."""

    profile_id: str
    identifier: str
    saved: int
    before: int


@dataclass(frozen=True, slots=True)
class JournalRecord:
    """The last import of the file or folder called `source`. `is_broken_off`: its process was gone
    before its end, as could happen to those of the first version."""

    source: str
    entries: tuple[ImportRecord, ...]
    is_broken_off: bool = False
