"""A field's earlier values, or the notes, taken out of everything that is kept of a profile."""

import json
import sqlite3
from collections.abc import Callable, Collection, Iterator
from typing import Final
from urllib.parse import quote

from wecom_console.domain.fields import FIELD_BY_PATH
from wecom_console.domain.raw import Raw, get_value, set_value
from wecom_console.domain.secret_forms import secret_form
from wecom_console.storage.documents import decode, encode

SHORTEST_IN_NOTE: Final = 4
"""A shorter value occurs in a note by chance."""


def take_out_field(
    connection: sqlite3.Connection, profile_id: str, path: str, *, kept: object, marker: str
) -> int:
    """`marker` over every value of the field but `kept`, in the revisions and on the form; in how
    many revisions. Notes lose these values too; what tells of runs and ticks loses those of them
    that look like a secret: others are words that stand there for other reasons."""
    gone: list[object] = []
    changed = 0
    for number, document in connection.execute(
        "SELECT number, document FROM revision WHERE profile_id = ?", (profile_id,)
    ).fetchall():
        text = _without(document, path, kept, marker, gone)
        if text is not None:
            changed += 1
            connection.execute(
                "UPDATE revision SET document = ? WHERE profile_id = ? AND number = ?",
                (text, profile_id, number),
            )
    for slot, document in connection.execute(
        "SELECT slot, document FROM working_copy WHERE slot = ?", (profile_id,)
    ).fetchall():
        text = _without(document, path, kept, marker, gone)
        if text is not None:
            connection.execute("UPDATE working_copy SET document = ? WHERE slot = ?", (text, slot))
    choices = FIELD_BY_PATH[path].choices
    values = {value for one in gone for value in _texts(one)} - {*_texts(kept), *choices}
    in_notes = {value for value in values if len(value) >= SHORTEST_IN_NOTE}
    _replace(connection, "revision", ("note",), "profile_id", profile_id, in_notes, marker)
    secrets = {value for value in values if secret_form(value) is not None}
    for table, columns, key in (
        ("run", ("connection", "scenario", "events"), "profile_id"),
        ("confirmation", ("subject", "facts"), "slot"),
    ):
        _replace(connection, table, columns, key, profile_id, secrets, marker)
    return changed


def earlier_value(document: Raw, path: str, *, kept: object, marker: str) -> object:
    """The field's value where it is another than that of now; None where there is none."""
    value = get_value(document, path)
    is_none = value in (None, "", kept, marker, [marker], FIELD_BY_PATH[path].default)
    return None if is_none or value in ((), []) else value


def take_out_notes(
    connection: sqlite3.Connection, profile_id: str, *, stays: Callable[[str], bool], marker: str
) -> int:
    """`marker` over every note but those that stay; over how many."""
    found = connection.execute(
        "SELECT number, note FROM revision WHERE profile_id = ? AND note NOT IN ('', ?)",
        (profile_id, marker),
    ).fetchall()
    changed = [(marker, profile_id, number) for number, note in found if not stays(note)]
    connection.executemany(
        "UPDATE revision SET note = ? WHERE profile_id = ? AND number = ?", changed
    )
    return len(changed)


def _without(text: str, path: str, kept: object, marker: str, gone: list[object]) -> str | None:
    """The document with the marker over a value of the field that is not `kept`, which is added to
    `gone`; None where it has none."""
    document = decode(text)
    value = earlier_value(document, path, kept=kept, marker=marker)
    if value is None:
        return None
    gone.append(value)
    is_list = isinstance(value, list)
    return encode(set_value(document, path, [marker] if is_list else marker))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        yield from (one for one in value if isinstance(one, str))


def _replace(
    connection: sqlite3.Connection,
    table: str,
    columns: Collection[str],
    key: str,
    profile_id: str,
    values: Collection[str],
    marker: str,
) -> None:
    """The longest first: one may be a part of another."""
    for value in sorted(values, key=len, reverse=True):
        for written in _spellings(value):
            for column in columns:
                connection.execute(
                    f"UPDATE {table} SET {column} = replace({column}, :value, :marker)"  # noqa: S608
                    f" WHERE {key} = :id AND instr({column}, :value)",
                    {"value": written, "marker": marker, "id": profile_id},
                )


def _spellings(value: str) -> Iterator[str]:
    """As it is, inside JSON, inside an address."""
    yield from dict.fromkeys(
        (
            value,
            json.dumps(value, ensure_ascii=False)[1:-1],
            json.dumps(value)[1:-1],
            quote(value, safe=""),
        )
    )
