"""What a data folder holds, read past the product: from copies, by SQLite and age alone.

Two states are compared without what no two runs have in common: times, ids, lines of a trace.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyrage

DRAFT = ".wecom-console-"
_APART = frozenset({"secret_claim", "clock_mark"})
"""Tables of what is under way or was seen; they say nothing of what is stored."""
_NEVER_EQUAL = frozenset({"id", "seq", "only", "place", "run_id", "events", "legs", "config_hash"})


@dataclass(frozen=True)
class State:
    """Each thing that is stored, by what it is; `wrong` is what no sound folder has."""

    things: Mapping[str, tuple[str, ...]]
    orphans: int = 0
    """Secrets of connections that are not there, and those that were staged for nothing."""
    wrong: tuple[str, ...] = ()

    def difference(self, other: State) -> list[str]:
        """What one has and the other has not, or has otherwise."""
        names = sorted({*self.things, *other.things})
        return [name for name in names if self.things.get(name) != other.things.get(name)]

    def connections(self) -> Mapping[str, tuple[str, ...]]:
        """What is in the list, without history and secrets."""
        return {name: rows for name, rows in self.things.items() if name.startswith("shown ")}


def read_state(home: Path, keyring: Path, identities: Sequence[str]) -> State:
    """The state of a data folder, nobody using it."""
    things: dict[str, list[str]] = defaultdict(list)
    names: dict[str, str] = {}
    pointers: dict[tuple[str, str], str] = {}
    wrong = list(_database(home / "console.db", things, names, pointers))
    for profile, place, secret in _secrets(home, keyring, identities, wrong):
        field, _, is_staged = place.partition("~")
        if profile in names and pointers.get((profile, field), field) != place:
            # Another secret is the field's; one that is staged for nothing is nobody's.
            things[""] += [profile] if is_staged else []
            continue
        if not profile:
            things["vault for"].append(secret)
        elif profile in names:
            things[f"secret {names[profile]} {field}"].append(secret)
        else:
            things[""].append(profile)
    orphans = len(things.pop("", []))
    wrong += _settings(home / "settings.json", things)
    wrong += [f"{file.name} was set aside" for file in home.glob("*damaged*")]
    sound = {name: tuple(sorted(rows)) for name, rows in things.items()}
    return State(sound, orphans, tuple(wrong))


def drafts(folder: Path) -> list[str]:
    """Files that were begun beside others."""
    return sorted(file.name for file in folder.iterdir() if DRAFT in file.name)


def _database(
    file: Path,
    things: dict[str, list[str]],
    names: dict[str, str],
    pointers: dict[tuple[str, str], str],
) -> Iterator[str]:
    if not file.exists():
        return
    with tempfile.TemporaryDirectory() as top:
        copy = Path(top) / "copy.db"
        for suffix in ("", "-wal"):
            source = file.with_name(file.name + suffix)
            if source.exists():
                shutil.copyfile(source, copy.with_name(copy.name + suffix))
        base = sqlite3.connect(copy)
        base.row_factory = sqlite3.Row
        try:
            yield from _unsound(base)
            _rows(base, things, names)
            pointers |= _pointers(base)
        except sqlite3.Error as error:
            yield f"the database: {error}"
        finally:
            base.close()


def _pointers(base: sqlite3.Connection) -> dict[tuple[str, str], str]:
    """Where the secrets lie that have not moved yet."""
    try:
        rows = base.execute("SELECT profile_id, field FROM secret_claim WHERE instr(field, '=')")
    except sqlite3.OperationalError:  # a file of the first version
        return {}
    split = ((owner, *claim.split("=", 1)) for owner, claim in rows.fetchall())
    return {(owner, field): place for owner, field, place in split}


def _unsound(base: sqlite3.Connection) -> Iterator[str]:
    [verdict] = base.execute("PRAGMA integrity_check").fetchone()
    if verdict != "ok":
        yield f"integrity_check: {verdict}"
    if base.execute("PRAGMA foreign_key_check").fetchall():
        yield "foreign_key_check: a row without the one it belongs to"


def _rows(base: sqlite3.Connection, things: dict[str, list[str]], names: dict[str, str]) -> None:
    found = base.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    tables = [name for (name,) in found if not name.startswith("sqlite_") and name not in _APART]
    if "profile" not in tables:
        return
    for row in base.execute("SELECT id, identifier, deleted_at IS NULL AS live FROM profile"):
        names[row["id"]] = row["identifier"] + ("" if row["live"] else " (removed)")
    for table in tables:
        for row in base.execute(f'SELECT * FROM "{table}"'):  # noqa: S608  its own names
            kept = _comparable(row, names)
            owner = kept.get("profile_id") or kept.get("identifier") or ""
            things[f"{table} {owner}"].append(json.dumps(kept, sort_keys=True))
            if table == "profile" and row["deleted_at"] is None:
                shown = "archived" if _has(row, "archived_at") else "listed"
                things[f"shown {row['identifier']}"].append(f"{shown} {row['document']}")


def _comparable(row: sqlite3.Row, names: Mapping[str, str]) -> dict[str, object]:
    kept: dict[str, object] = {}
    for column in row.keys():  # noqa: SIM118  of a row, `in` goes over values
        if column.endswith("_at"):
            kept[column] = row[column] is not None
        elif column not in _NEVER_EQUAL:
            kept[column] = row[column]
    if "profile_id" in kept:
        kept["profile_id"] = names.get(str(kept["profile_id"]), str(kept["profile_id"]))
    if "slot" in kept:
        kept["slot"] = names.get(str(kept["slot"]), str(kept["slot"]))
    return kept


def _has(row: sqlite3.Row, column: str) -> bool:
    return column in row.keys() and row[column] is not None  # noqa: SIM118  as above


def _secrets(
    home: Path, keyring: Path, identities: Sequence[str], wrong: list[str]
) -> Iterator[tuple[str, str, str]]:
    vault = home / "secrets.age"
    if vault.exists():
        keys = [pyrage.x25519.Identity.from_str(one) for one in identities]
        try:
            raw = json.loads(pyrage.decrypt(vault.read_bytes(), keys))
        except (pyrage.DecryptError, ValueError) as error:
            wrong.append(f"the vault: {error}")
            return
        yield from (("", "", recipient) for recipient in raw["recipients"])
        for profile, fields in raw["secrets"].items():
            yield from ((profile, field, f"vault {secret}") for field, secret in fields.items())
    elif keyring.exists():
        for entry, secret in json.loads(keyring.read_text(encoding="utf-8")).items():
            profile, _, field = entry.partition("/")
            yield profile, field, f"keyring {secret}"


def _settings(file: Path, things: dict[str, list[str]]) -> Iterator[str]:
    if not file.exists():
        return
    try:
        raw = json.loads(file.read_bytes())
    except ValueError:
        yield "settings.json is no JSON"
        return
    for name, value in raw.items():
        if isinstance(value, list) and name == "team":
            for member in value:
                things[f"team {member[0]}"].append(json.dumps(member))
        else:
            things[f"setting {name}"].append(json.dumps(value, sort_keys=True))
