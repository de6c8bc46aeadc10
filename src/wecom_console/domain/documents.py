"""A profile as its canonical document: the raw structure of a config file, in the fixed order."""

import json
from collections.abc import Mapping
from operator import attrgetter
from typing import Any, Final

from wecom_console.domain.connection_types import type_named, type_of
from wecom_console.domain.fields import FIELD_BY_PATH, FIELDS, TABLES, Kind
from wecom_console.domain.profile import Profile
from wecom_console.domain.raw import Raw, get_value

_GETTERS: Final = {path: attrgetter(path) for path in FIELD_BY_PATH}


def to_raw(profile: Profile) -> dict[str, object]:
    """The profile as raw mappings: required fields always, others only where they say something."""
    raw: dict[str, object] = {}
    kind = type_named(profile.type)
    for spec in FIELDS:
        if not kind.has(spec.path):
            continue
        value: Any = _GETTERS[spec.path](profile)
        plain: object = value
        if spec.kind is Kind.SECRET:
            plain = None if value is None else str(value)
        elif spec.kind in (Kind.TEXTS, Kind.CHOICES):
            plain = list(value)
        elif spec.kind is Kind.CHOICE:
            plain = str(value)
        _put(raw, spec.path, plain, keep=spec.required or spec.path == "type")
    return raw


def ordered(raw: Raw) -> dict[str, object]:
    """The same raw document with its known keys in the fixed order and unknown ones left out.

    For drafts, whose values may be wrong but whose order should not wander."""
    result: dict[str, object] = {}
    kind = type_of(raw)
    for spec in FIELDS:
        value = get_value(raw, spec.path)
        if not kind.has(spec.path) and value in (spec.default, None):
            continue
        if isinstance(value, tuple):
            value = list(value)
        _put(result, spec.path, value, keep=spec.required or spec.path == "type")
    return result


def canonical_json(raw: Raw) -> str:
    """One line per document, stable for equal values; what is stored and hashed."""
    return json.dumps(ordered(raw), ensure_ascii=False, separators=(",", ":"))


def _put(raw: dict[str, object], path: str, value: object, *, keep: bool) -> None:
    spec_default = FIELD_BY_PATH[path].default
    if isinstance(spec_default, tuple):
        spec_default = list(spec_default)
    if not keep and (value is None or value == spec_default):
        return
    *tables, key = path.split(".")
    holder: object = raw
    for table in tables:
        holder = holder.setdefault(table, {}) if isinstance(holder, dict) else None
    if isinstance(holder, dict):
        holder[key] = value


def flatten(raw: Raw, table: str = "") -> dict[str, object]:
    """Dotted path to value, for diffs. `table` is the path of `raw` itself."""
    flat: dict[str, object] = {}
    for key, value in raw.items():
        path = f"{table}.{key}" if table else key
        if isinstance(value, Mapping) and (not table or path in TABLES):
            flat |= flatten(value, path)
        else:
            flat[path] = value
    return flat


def changed_paths(before: Raw, after: Raw) -> tuple[str, ...]:
    """The dotted paths whose values differ, in file order."""
    old, new = flatten(before), flatten(after)
    known = [spec.path for spec in FIELDS]
    paths = known + sorted((old.keys() | new.keys()) - set(known))
    return tuple(p for p in paths if old.get(p) != new.get(p))
