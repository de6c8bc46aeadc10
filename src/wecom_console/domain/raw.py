"""The raw shape of a connection: nested mappings as in a config file. Reading and changing by
dotted path; every change is a new value."""

from collections.abc import Mapping

from wecom_console.domain.fields import FIELD_BY_PATH

Raw = Mapping[str, object]


def get_value(raw: Raw, path: str) -> object:
    """The value at `path`; the field's default where it is absent."""
    *tables, key = path.split(".")
    missing = FIELD_BY_PATH[path].default if path in FIELD_BY_PATH else None
    holder: object = raw
    for table in tables:
        holder = holder.get(table, {}) if isinstance(holder, Mapping) else None
    return holder.get(key, missing) if isinstance(holder, Mapping) else missing


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
