"""The JSON report is as its published schema says (docs/test-report-1.schema.json)."""

import json
from pathlib import Path
from typing import Any

import pytest

from cli.support import CommandLine
from wecom_console.domain.verdicts import BackendKind, Leg, Platform, Verdict
from wecom_console.flow.event_codec import EVENT_TYPES
from wecom_console.flow.summary import Ending

SCHEMA = json.loads(
    (Path(__file__).resolve().parents[2] / "docs/test-report-1.schema.json").read_text()
)
TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}


def misfits(value: Any, schema: dict[str, Any], place: str = "$") -> list[str]:
    """Where `value` is not as the schema says: the part of JSON Schema that ours uses."""
    if reference := schema.get("$ref"):
        return misfits(value, SCHEMA["$defs"][reference.rpartition("/")[2]], place)
    if "enum" in schema:
        return [] if value in schema["enum"] else [f"{place}: {value!r}"]
    wanted = schema.get("type", [])
    names = [wanted] if isinstance(wanted, str) else wanted
    is_bool = isinstance(value, bool)
    fits = [n for n in names if isinstance(value, TYPES[n]) and is_bool == (n == "boolean")]
    if names and not fits:
        return [f"{place}: {type(value).__name__}"]
    found = [f"{place}: no {name}" for name in schema.get("required", ()) if name not in value]
    properties = schema.get("properties", {})
    for name, item in value.items() if isinstance(value, dict) else ():
        inner = properties.get(name, schema.get("additionalProperties", True))
        if inner is False:
            found.append(f"{place}.{name}: unknown")
        elif isinstance(inner, dict):
            found += misfits(item, inner, f"{place}.{name}")
    for number, item in enumerate(value if isinstance(value, list) else ()):
        found += misfits(item, schema.get("items", {}), f"{place}[{number}]")
    return found


def test_every_kind_of_run_fits(run: CommandLine, tmp_path: Path) -> None:
    """Passed, refused, unavailable, and what could not be run at all."""
    broken = tmp_path / "broken.toml"
    broken.write_text("[[")
    names = "success,ip-not-trusted,wrong-bundle,backend-timeout"
    found = run("test", "--demo", broken, "--scenario", names, "--json").json
    assert ([], 4, 1) == (misfits(found, SCHEMA), len(found["runs"]), len(found["not_run"]))


def test_the_schema_knows_every_word() -> None:
    """A verdict, a leg or an event that is added must be added there."""
    run, leg = SCHEMA["$defs"]["run"]["properties"], SCHEMA["$defs"]["leg"]["properties"]
    assert {e.value for e in Ending} == set(run["ending"]["enum"])
    assert {p.value for p in Platform} == set(run["platform"]["enum"])
    assert {b.value for b in BackendKind} == set(run["backend"]["enum"])
    assert {leg_.value for leg_ in Leg} == set(leg["leg"]["enum"])
    assert {v.value for v in Verdict} == set(leg["verdict"]["enum"])
    assert {e.__name__ for e in EVENT_TYPES} == set(
        SCHEMA["$defs"]["event"]["properties"]["event"]["enum"]
    )


@pytest.mark.parametrize("bad", [{}, {"runs": 1, "summary": {}, "not_run": []}, []])
def test_the_check_of_this_test_can_fail(bad: Any) -> None:
    """It would be worth nothing otherwise."""
    assert misfits(bad, SCHEMA)
