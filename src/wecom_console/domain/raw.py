"""The raw shape of a connection: nested mappings as in a config file. Reading and changing by
dotted path; every change is a new value."""

from collections.abc import Mapping

from wecom_console.domain.fields import FIELD_BY_PATH

Raw = Mapping[str, object]


def get_value(raw: Raw, path: str) -> object:
    """The value at `path`; the field's default where it is absent."""
    table, _, key = path.rpartition(".")
    holder: object = raw.get(table, {}) if table else raw
    missing = FIELD_BY_PATH[path].default if path in FIELD_BY_PATH else None
    return holder.get(key, missing) if isinstance(holder, Mapping) else missing


def set_value(raw: Raw, path: str, value: object) -> dict[str, object]:
    """A copy of `raw` with `value` at `path`. A value equal to an optional field's default is
    left out, and a table that has become empty with it, so that equal settings are equal files."""
    table, _, key = path.rpartition(".")
    changed = dict(raw)
    holder = changed.get(table) if table else changed
    inner = dict(holder) if isinstance(holder, Mapping) else {}
    spec = FIELD_BY_PATH.get(path)
    if spec is not None and not spec.required and value in (spec.default, None):
        inner.pop(key, None)
    else:
        inner[key] = value
    if not table:
        return inner
    if inner:
        changed[table] = inner
    else:
        changed.pop(table, None)
    return changed
