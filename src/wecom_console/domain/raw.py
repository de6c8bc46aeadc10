"""The raw shape of a connection: nested mappings as in a config file. Reading and changing by
dotted path; every change is a new value."""

from collections.abc import Mapping
from typing import Final

from wecom_console.domain.fields import FIELD_BY_PATH

Raw = Mapping[str, object]


def _place(path: str) -> tuple[tuple[str, ...], str, object]:
    """The tables on the way to a field, its key, and what counts where it is absent."""
    *tables, key = path.split(".")
    default = FIELD_BY_PATH[path].default if path in FIELD_BY_PATH else None
    return tuple(tables), key, default


_PLACES: Final = {path: _place(path) for path in FIELD_BY_PATH}
"""A check reads each field several times, and an import checks thousands of connections."""


def get_value(raw: Raw, path: str) -> object:
    """The value at `path`; the field's default where it is absent."""
    tables, key, missing = _PLACES.get(path) or _place(path)
    holder: object = raw
    for table in tables:
        # The first question is for speed: nearly all of them are plain dictionaries.
        if not (isinstance(holder, dict) or isinstance(holder, Mapping)):  # noqa: SIM101
            return missing
        holder = holder.get(table)
        if holder is None:
            return missing
    if not (isinstance(holder, dict) or isinstance(holder, Mapping)):  # noqa: SIM101
        return missing
    return holder.get(key, missing)


def set_value(raw: Raw, path: str, value: object) -> dict[str, object]:
    """A copy of `raw` with `value` at `path`. A value equal to an optional field's default is
    left out, and a table that has become empty with it, so that equal settings are equal files."""
    spec = FIELD_BY_PATH.get(path)
    is_default = spec is not None and not spec.required and value in (spec.default, None)
    return _with(raw, path.split("."), value, leave_out=is_default)


def _with(raw: Raw, path: list[str], value: object, *, leave_out: bool) -> dict[str, object]:
    changed = dict(raw)
    key, *rest = path
    if not rest:
        if leave_out:
            changed.pop(key, None)
        else:
            changed[key] = value
        return changed
    inner = changed.get(key)
    table = _with(inner if isinstance(inner, Mapping) else {}, rest, value, leave_out=leave_out)
    if table:
        changed[key] = table
    else:
        changed.pop(key, None)
    return changed
