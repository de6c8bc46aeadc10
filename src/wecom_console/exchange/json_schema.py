"""The JSON Schema (2020-12) of the config file, made from the table of fields.

It is for editors: it knows forms, choices and names, not what two fields say about each other.
Whatever `check` accepts without an error it accepts as well.
"""

from typing import Final

from wecom_console.domain.connection_types import MOBILE, TYPES
from wecom_console.domain.fields import FIELDS, FieldSpec, Kind, tables_in
from wecom_console.domain.schema_rule import SCHEMA
from wecom_console.exchange.config_file import FORMAT
from wecom_console.messages.catalogue import Messages

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
ID: Final = "urn:wecom-console:config:1"

Schema = dict[str, object]
_OF_ONE_TYPE: Final = tuple(spec.path for spec in FIELDS if spec.required and spec.types)
"""Required fields that not every type has."""


def config_schema(messages: Messages) -> Schema:
    """The schema of a whole file, its titles and descriptions in the catalogue's language."""
    return {
        "$schema": DIALECT,
        "$id": ID,
        "title": messages.text("schema_file.title"),
        "type": "object",
        "required": ["format", "connections"],
        "additionalProperties": False,
        "properties": {
            "format": {"const": FORMAT, "description": messages.text("schema_file.format")},
            "connections": {
                "type": "array",
                "minItems": 1,
                "description": messages.text("schema_file.connections"),
                "items": {"$ref": "#/$defs/connection"},
            },
        },
        "$defs": {"connection": _table(messages, "") | _by_type()},
    }


def _table(messages: Messages, table: str) -> Schema:
    specs = [spec for spec in FIELDS if spec.table == table]
    properties: Schema = {spec.key: _field(messages, spec) for spec in specs}
    properties |= {inner.rpartition(".")[2]: _table(messages, inner) for inner in tables_in(table)}
    schema = _named(messages, table) | {
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
    }
    required = [spec.key for spec in specs if spec.required and spec.path not in _OF_ONE_TYPE]
    return schema | ({"required": required} if required else {})


def _by_type() -> Schema:
    """What a connection needs besides, by its type; without one it is of the usual type."""
    rules: list[Schema] = []
    for kind in TYPES.values():
        named: Schema = {"properties": {"type": {"const": kind.type}}}
        if kind is not MOBILE:
            named["required"] = ["type"]
        then: Schema = {}
        for path in (*_OF_ONE_TYPE, *kind.needs):
            if kind.requires(path):
                _require(then, path.split("."))
        if kind.knows_schema:
            _property(then, "schema")["pattern"] = f"^{SCHEMA.pattern}$"
        rules.append({"if": named, "then": then})
    return {"allOf": rules}


def _property(schema: Schema, key: str) -> Schema:
    properties = schema.setdefault("properties", {})
    if not isinstance(properties, dict):
        raise TypeError(key)
    inner: Schema = properties.setdefault(key, {})
    return inner


def _require(schema: Schema, keys: list[str]) -> None:
    names = schema.setdefault("required", [])
    if isinstance(names, list) and keys[0] not in names:
        names.append(keys[0])
    if keys[1:]:
        _require(_property(schema, keys[0]), keys[1:])


def _field(messages: Messages, spec: FieldSpec) -> Schema:
    schema = _named(messages, spec.path)
    if spec.default not in (None, ""):
        default = spec.default
        schema["default"] = list(default) if isinstance(default, tuple) else default
    match spec.kind:
        case Kind.BOOL:
            return schema | {"type": "boolean"}
        case Kind.CHOICE:
            return schema | {"enum": list(spec.choices)}
        case Kind.CHOICES:
            return schema | {"type": "array", "items": {"enum": list(spec.choices)}}
        case Kind.TEXTS:
            return schema | {"type": "array", "items": {"type": "string"}}
        case _:
            return schema | {"type": "string"} | _pattern(spec)


def _pattern(spec: FieldSpec) -> Schema:
    """A field that may be left out may be left empty as well."""
    if not spec.pattern:
        return {}
    return {"pattern": spec.pattern if spec.required else f"^$|{spec.pattern}"}


def _named(messages: Messages, path: str) -> Schema:
    if not path:
        return {}
    named: Schema = {"title": messages.text(f"field.{path}")}
    for code in (f"schema_file.about.{path}", f"field.{path}.hint"):
        if messages.has(code):
            named["description"] = messages.text(code)
            break
    return named
