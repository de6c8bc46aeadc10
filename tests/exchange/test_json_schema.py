"""The JSON Schema agrees with the check: what passes there is valid here."""

import re
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given

from domain.samples import AGENCY_GOOD, GOOD, altered, one
from domain.strategies import profile_of, sound_raw
from wecom_console.domain.check import check
from wecom_console.domain.documents import flatten, to_raw
from wecom_console.domain.fields import FIELD_BY_PATH
from wecom_console.exchange.json_schema import config_schema
from wecom_console.messages.catalogue import LANGUAGES, load_messages

SCHEMA = config_schema(load_messages("en"))
TYPES = {"object": Mapping, "array": list, "string": str, "boolean": bool}


def _misfits(schema: Mapping[str, Any], value: object, path: str = "") -> list[str]:
    """Where `value` does not fit, for the keywords that our schema uses."""
    if "$ref" in schema:
        return _misfits(SCHEMA["$defs"]["connection"], value, path)  # type: ignore[index]
    if "const" in schema and value != schema["const"]:
        return [path]
    if "enum" in schema and value not in schema["enum"]:
        return [path]
    if "type" in schema and not isinstance(value, TYPES[schema["type"]]):
        return [path]
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        return [path]
    found: list[str] = []
    if isinstance(value, list):
        found += [path] if len(value) < schema.get("minItems", 0) else []
        for item in value:
            found += _misfits(schema["items"], item, f"{path}[]")
    if isinstance(value, Mapping):
        found += [f"{path}.{key}" for key in schema.get("required", []) if key not in value]
        properties = schema.get("properties", {})
        closed = schema.get("additionalProperties") is False
        for key, inner in value.items():
            known = properties.get(key)
            if known is not None:
                found += _misfits(known, inner, f"{path}.{key}")
            elif closed:
                found.append(f"{path}.{key}")
        for rule in schema.get("allOf", []):
            if not _misfits(rule["if"], value, path):
                found += [one for one in _misfits(rule["then"], value, path) if one not in found]
    return found


def _file(raw: object) -> dict[str, object]:
    return {"format": "wecom-console/1", "connections": [raw]}


@given(raw=sound_raw())
def test_what_the_check_accepts_is_valid(raw: dict[str, object]) -> None:
    """No editor underlines a connection that has no error."""
    profile_of(check(raw))
    assert _misfits(SCHEMA, _file(raw)) == []


@given(raw=sound_raw())
def test_what_we_write_is_valid(raw: dict[str, object]) -> None:
    """An exported connection fits the schema."""
    assert _misfits(SCHEMA, _file(to_raw(profile_of(check(raw))))) == []


@pytest.mark.parametrize(
    ("raw", "where"),
    [
        ({**GOOD, "agentid": "1"}, ".connections[].agentid"),
        ({k: v for k, v in GOOD.items() if k != "secret"}, ".connections[].secret"),
        (one("secret", "abc"), ".connections[].secret"),
        (one("agent_id", 1000002), ".connections[].agent_id"),
        (one("environment", "prod"), ".connections[].environment"),
        (one("schema", "wwauthX"), ".connections[].schema"),
        (one("android.pakage", "a"), ".connections[].android.pakage"),
        (one("association.fields", ["mail"]), ".connections[].association.fields[]"),
        ({k: v for k, v in AGENCY_GOOD.items() if k != "agency"}, ".connections[].agency"),
        (
            altered(
                ("agency", {"suite_id": "dk01", "token": "keyring:", "suite_secret": "keyring:"}),
                raw=AGENCY_GOOD,
            ),
            ".connections[].agency.encoding_aes_key",
        ),
    ],
)
def test_an_editor_finds_common_mistakes(raw: object, where: str) -> None:
    """Unknown keys, missing and malformed values are underlined at their place."""
    assert _misfits(SCHEMA, _file(raw)) == [where]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        *(("identifier", "a_b"), ("display_name", " "), ("corp_id", "ww12")),
        *(("agent_id", "1a"), ("schema", "acme://"), ("secret", "abc")),
        *(("agency.suite_id", "dk 01"), ("agency.suite_secret", "abc"), ("agency.token", "abc")),
        *(("agency.encoding_aes_key", "abc"), ("android.signature_md5", "12:34")),
        *(("wecom.base_url", "qyapi"), ("backend.host", "acme"), ("backend.app_host", "acme")),
        *(("backend.app_secret", "abc"), ("backend.access_key_secret", "abc")),
        *(("backend.secret_field", "a-b"), ("backend.http.url", "acme"), ("network.proxy", "x")),
        ("network.timeout_s", "1s"),
    ],
)
def test_an_editor_finds_every_malformed_value(path: str, value: str) -> None:
    """Whatever has a form of its own."""
    raw = altered((path, value), raw=AGENCY_GOOD if path.startswith("agency.") else GOOD)
    assert f".connections[].{path}" in _misfits(SCHEMA, _file(raw))


@pytest.mark.parametrize("document", [{}, _file(1), {"format": "wecom-console/2"}, []])
def test_other_documents_do_not_fit(document: object) -> None:
    """The frame of the file is described as well."""
    assert _misfits(SCHEMA, document) != []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_setting_is_described(language: str) -> None:
    """Each field has a title, and a description where its name alone does not say enough."""
    definition: Any = config_schema(load_messages(language))["$defs"]
    properties = flatten(definition["connection"]["properties"])
    titles = {path.removesuffix(".title") for path in properties if path.endswith(".title")}
    tables = {path.split(".")[0] for path in FIELD_BY_PATH if "." in path}
    assert titles >= {path for path in FIELD_BY_PATH if "." not in path} | tables


def test_optional_settings_may_be_empty() -> None:
    """An empty text means the same as leaving the setting out."""
    raw = altered()
    raw["backend"] = {"host": "", "app_host": ""}
    profile_of(check(raw))
    assert _misfits(SCHEMA, _file(raw)) == []
