"""The JSON Schema (2020-12) of the config file, made from the table of fields.

It is for editors: it knows forms, choices and names, not what two fields say about each other.
Whatever `check` accepts without an error it accepts as well.
"""

from typing import Final

from wecom_console.domain.fields import FIELDS, FieldSpec, Kind, tables_in
from wecom_console.exchange.config_file import FORMAT
from wecom_console.messages.catalogue import Messages

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
ID: Final = "urn:wecom-console:config:1"

Schema = dict[str, object]


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
        "$defs": {"connection": _table(messages, "")},
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
    required = [spec.key for spec in specs if spec.required]
    return schema | ({"required": required} if required else {})


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
