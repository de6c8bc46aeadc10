"""The last import as the first version noted it: a file of its own, a line an event.

It was written beside the store and not with it, so an import that was killed left a part of itself,
and the file is how that is known. Nothing writes it any more.
"""

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final, TypeGuard

from wecom_console.disk.regular_files import read_regular
from wecom_console.storage.documents import storable
from wecom_console.storage.imports.records import ImportRecord, JournalRecord

MOST_BYTES: Final = 32 * 1024 * 1024
MOST_REVISIONS: Final = 2**63


def read_old_journal(path: Path) -> JournalRecord | None:
    """The import it tells of; None where there is none, or nothing that can be read."""
    try:
        content = read_regular(path, MOST_BYTES)
    except OSError:
        return None
    if len(content) > MOST_BYTES:
        return None
    lines = content.decode("utf-8", "replace").splitlines()
    events = tuple(_events(lines))
    heads = [event for event in events if isinstance(event.get("source"), str)]
    entries = tuple(entry for event in events if (entry := _entry(event)) is not None)
    if not heads or not entries:
        return None
    return JournalRecord(str(heads[-1]["source"]), entries, events[-1].get("ended") is not True)


def forget_old_journal(path: Path) -> None:
    """It may stay where it cannot be removed: a later import counts before it."""
    with suppress(OSError):
        path.unlink(missing_ok=True)


def _events(lines: list[str]) -> Iterator[dict[str, object]]:
    """The last line may be half written."""
    for line in lines:
        try:
            event = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(event, dict):
            yield event


def _entry(event: dict[str, object]) -> ImportRecord | None:
    profile_id, identifier = event.get("profile_id"), event.get("identifier")
    saved, before = event.get("saved"), event.get("before")
    if not isinstance(profile_id, str) or not isinstance(identifier, str):
        return None
    if not _is_number(saved) or not _is_number(before):
        return None
    return ImportRecord(storable(profile_id), storable(identifier), saved, before)


def _is_number(value: object) -> TypeGuard[int]:
    """One that a revision can have."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < MOST_REVISIONS
