"""From a damaged file into a new one: every row that can be read, and the names of what cannot.

A profile and its latest revision hold the same document, on pages of their own: each is made again
of the other.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from wecom_console.storage.problems import Notice
from wecom_console.storage.salvage import cells
from wecom_console.storage.salvage.cleaning import (
    CLEANERS,
    CleanRow,
    moments_of,
    name_of,
    profile_of,
)
from wecom_console.storage.salvage.images import FIRST_TABLES, images
from wecom_console.storage.salvage.reading import RawRow, column_names, read_rows

MOST_NAMED: Final = 12

Names = tuple[str, ...]
"""What a row is called; the first is shown."""

_LOST: Final = {
    "profile": "store.lost_profile",
    "revision": "store.lost_revision",
    "run": "store.lost_run",
    "working_copy": "store.lost_working_copy",
    "confirmation": "store.lost_confirmation",
    "import_source": "store.lost_import_source",
}


@dataclass(slots=True)
class Salvaged:
    """`profiles` are there again. `lost` names by table what is not, `rebuilt` the connections that
    only their history knew: laid aside or removed ones may be among the others again, but for
    `sorted`, of which that is known.

    `moments` are those of profiles whose document alone is lost, `live` the identifiers in the
    index of those that were not removed; None where it cannot be read."""

    profiles: int = 0
    lost: dict[str, list[Names]] = field(default_factory=lambda: defaultdict(list))
    rebuilt: list[str] = field(default_factory=list)
    sorted: list[str] = field(default_factory=list)
    moments: dict[str, Mapping[str, float | None]] = field(default_factory=dict)
    live: frozenset[str] | None = None

    def notices(self, kept: Path) -> tuple[Notice, ...]:
        """What its user should know; `kept` is where the damaged file lies now."""
        told = [Notice("store.set_aside", {"file": str(kept)})]
        if self.profiles:
            told = [Notice("store.salvaged", {"file": str(kept), "count": self.profiles})]
        if self.rebuilt:
            told.append(Notice("store.rebuilt", {"names": _named(self.rebuilt)}))
        if self.sorted:
            told.append(Notice("store.rebuilt_sorted", {"names": _named(self.sorted)}))
        for table, names in self.lost.items():
            if not self.profiles and set(names) == {("?",)}:
                continue  # nothing is known of anything
            told.append(Notice(_LOST[table], {"names": _named([first for first, *_ in names])}))
        return tuple(told)


def salvage(damaged: Path, fresh: sqlite3.Connection, *, now: float) -> Salvaged:
    """Fill `fresh`, whose tables are there and empty. `now` is when something was removed
    of which that is not known: it can still be brought back for the usual time. Raises
    sqlite3.Error for what happens there (a full disk); what happens in `damaged` is what it is
    for."""
    try:
        return _salvage(damaged, fresh, now)
    except NewFileError as error:
        raise error.__cause__ or error from None


def _salvage(damaged: Path, fresh: sqlite3.Connection, now: float) -> Salvaged:
    found = Salvaged()
    unread = set(CLEANERS)
    for place, image in enumerate(images(damaged)):
        with closing(image):
            image.text_factory = bytes
            tables = CLEANERS if place < 2 else FIRST_TABLES
            for table in [name for name in tables if name in unread]:
                if _take_over(image, table, fresh, found):
                    unread.discard(table)
                    continue
                found.lost[table] += _names_in_index(image, table)
                if table == "profile" and found.live is None:
                    found.live = _live_in_index(image)
        if not unread:
            break
    _rebuild_profiles(fresh, found, now)
    _rebuild_revisions(fresh, found)
    _forget_half_an_import(fresh, found)
    found.profiles = _count(fresh, "SELECT count(*) FROM profile WHERE deleted_at IS NULL")
    _tell_what_is_lost(fresh, found, unread)
    return found


def _take_over(
    image: sqlite3.Connection, table: str, fresh: sqlite3.Connection, found: Salvaged
) -> bool:
    """Whether every row of the table could be read. A cell that cannot is no reason to look
    elsewhere: it is lost, and named."""

    def take(raw: RawRow) -> None:
        clean = CLEANERS[table](raw)
        if clean is None:
            found.lost[table].append(name_of(table, raw))
            if table == "profile" and (key := cells.text(raw.get("id"))):
                found.moments.setdefault(key, moments_of(raw))
        else:
            _insert(fresh, table, clean)

    return read_rows(image, table, take)


class NewFileError(Exception):
    """The new file does not take it: nothing that is wrong with the damaged one."""


def _insert(fresh: sqlite3.Connection, table: str, row: CleanRow) -> None:
    """What is there already was read before, from a better image."""
    names = ", ".join(row)
    marks = ", ".join(f":{name}" for name in row)
    try:
        fresh.execute(f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})", row)  # noqa: S608
    except sqlite3.Error as error:
        raise NewFileError from error


def _names_in_index(image: sqlite3.Connection, table: str) -> Iterator[Names]:
    """What the table should have, by indexes, which lie on pages of their own."""
    wanted = {
        "profile": "SELECT identifier FROM profile INDEXED BY profile_live_identifier"
        " WHERE deleted_at IS NULL AND identifier <> ''",
        "run": "SELECT run_id FROM run INDEXED BY sqlite_autoindex_run_1",
        "working_copy": "SELECT slot FROM working_copy INDEXED BY sqlite_autoindex_working_copy_1",
    }
    if table not in wanted or not column_names(image, table):
        return
    try:
        for (value,) in image.execute(wanted[table]):
            yield (cells.text(value) or "?",)
    except sqlite3.DatabaseError:
        return


def _live_in_index(image: sqlite3.Connection) -> frozenset[str] | None:
    """The identifiers of all that were not removed; None where one of them cannot be read."""
    names: list[str] = []
    try:
        for (value,) in image.execute(
            "SELECT identifier FROM profile INDEXED BY profile_live_identifier"
            " WHERE deleted_at IS NULL AND identifier <> ''"
        ):
            name = cells.text(value)
            if name is None:
                return None
            names.append(name)
    except sqlite3.DatabaseError:
        return None
    return frozenset(names)


def _rebuild_profiles(fresh: sqlite3.Connection, found: Salvaged, now: float) -> None:
    """Those that only their history knows, laid aside or removed as far as that can be read. One
    whose identifier is taken was removed before."""
    rows = fresh.execute(
        "SELECT profile_id, max(number), saved_at, is_draft, document,"
        " (SELECT min(saved_at) FROM revision WHERE profile_id = r.profile_id)"
        " FROM revision r WHERE profile_id NOT IN (SELECT id FROM profile) GROUP BY profile_id"
    ).fetchall()
    for key, number, saved_at, is_draft, document, created_at in rows:
        raw = cells.json_object(document) or {}
        known = found.moments.get(key)
        moments = {"created_at": created_at, "updated_at": saved_at}
        moments |= {name: moment for name, moment in (known or {}).items() if moment is not None}
        row = profile_of(key, raw, is_draft=bool(is_draft), revision=number, moments=moments)
        if row is None:
            continue
        taken = fresh.execute(
            "SELECT 1 FROM profile WHERE identifier = ? AND identifier <> ''"
            " AND deleted_at IS NULL",
            (row["identifier"],),
        ).fetchone()
        name = str(row["identifier"])
        was_removed = known is None and bool(name) and name not in (found.live or {name})
        if row["deleted_at"] is None and (taken or was_removed):
            row = row | {"deleted_at": now}
        _insert(fresh, "profile", row)
        (found.rebuilt if known is None and not was_removed else found.sorted).append(name or "?")


def _rebuild_revisions(fresh: sqlite3.Connection, found: Salvaged) -> None:
    """Each profile's own; of the earlier ones what is missing is named."""
    fresh.execute(
        "UPDATE profile SET revision = max(revision, (SELECT coalesce(max(number), 1)"
        " FROM revision WHERE profile_id = profile.id))"
    )
    fresh.execute(
        "INSERT OR IGNORE INTO revision (profile_id, number, saved_at, note, is_draft, document)"
        " SELECT id, revision, updated_at, '', is_draft, document FROM profile"
    )
    found.lost["revision"] = [
        (f"{identifier} ({revision - there}/{revision})",)
        for identifier, revision, there in fresh.execute(
            "SELECT p.identifier, p.revision, count(r.number) FROM profile p"
            " JOIN revision r ON r.profile_id = p.id GROUP BY p.id HAVING count(*) < p.revision"
        )
    ]


def _forget_half_an_import(fresh: sqlite3.Connection, found: Salvaged) -> None:
    """One that could be taken back in part only cannot be taken back."""
    if found.lost.pop("import_entry", None) or found.lost.get("import_source"):
        fresh.execute("DELETE FROM import_entry")
        found.lost["import_source"] = [("?",)]


def _tell_what_is_lost(fresh: sqlite3.Connection, found: Salvaged, unread: set[str]) -> None:
    """Names that are there after all are not lost; a table that was cut off is told of even where
    nobody knows what stood in it."""
    there = {
        "profile": "SELECT identifier FROM profile UNION ALL SELECT id FROM profile",
        "run": "SELECT run_id FROM run",
        "working_copy": "SELECT slot FROM working_copy",
        "confirmation": "SELECT '' WHERE false",
    }
    for table, query in there.items():
        known = {name for (name,) in fresh.execute(query)}
        lost = [names for names in dict.fromkeys(found.lost[table]) if known.isdisjoint(names)]
        is_cut_off = {"profile", "revision"} <= unread if table == "profile" else table in unread
        if not lost and is_cut_off:
            lost = [("?",)]
        found.lost[table] = lost
    found.lost.pop("secret_claim", None)
    for table in [table for table, names in found.lost.items() if not names]:
        del found.lost[table]


def _count(fresh: sqlite3.Connection, query: str) -> int:
    return int(fresh.execute(query).fetchone()[0])


def _named(names: Sequence[str]) -> str:
    shown = ", ".join(map(_printable, dict.fromkeys(names[:MOST_NAMED])))
    return f"{shown}, …" if len(names) > MOST_NAMED else shown


def _printable(name: str) -> str:
    return "".join(char if char.isprintable() else "�" for char in name)
