"""The raw shape, its canonical text, and changing it by dotted path."""

import json

import pytest

from domain.samples import AUTHING, CORP, GOOD, altered, one
from domain.strategies import profile_of
from wecom_console.domain.check import check
from wecom_console.domain.documents import canonical_json, changed_paths, flatten, ordered, to_raw
from wecom_console.domain.fields import FIELDS
from wecom_console.domain.raw import get_value, set_value


def test_absent_settings_read_as_their_defaults() -> None:
    """What a file leaves out has the value that the table of fields gives."""
    values = {spec.path: get_value({}, spec.path) for spec in FIELDS}
    assert values == {spec.path: spec.default for spec in FIELDS}


def test_setting_a_default_leaves_it_out() -> None:
    """Equal settings are equal files: a default is not written, nor a table it empties."""
    raw = set_value(one("association.mode", "field"), "association.mode", "none")
    assert raw == dict(GOOD)


def test_setting_changes_a_copy() -> None:
    """The raw value that is given stays as it was, tables included."""
    before = json.dumps(GOOD)
    set_value(GOOD, "android.package", "com.other.app")
    assert json.dumps(GOOD) == before


def test_a_required_field_stays_when_it_is_emptied() -> None:
    """An emptied CorpID is written as empty, so that the draft keeps its shape."""
    assert set_value(GOOD, "corp_id", "")["corp_id"] == ""


def test_keys_have_a_fixed_order() -> None:
    """Whatever order a document has, its canonical text has the table's."""
    shuffled = dict(reversed(GOOD.items()))
    assert canonical_json(shuffled) == canonical_json(GOOD)


def test_ordering_leaves_unknown_keys_out() -> None:
    """A draft's unknown keys do not reach the store."""
    assert ordered({**GOOD, "zzz": 1}) == dict(GOOD)


def test_a_profile_written_down_is_what_it_was_read_from() -> None:
    """For a document without redundant values, writing returns the very same."""
    raw = altered(("backend", dict(AUTHING)), ("tags", ["mobile"]), ("login_only", True))
    assert to_raw(profile_of(check(raw))) == raw


@pytest.mark.parametrize(
    ("changes", "paths"),
    [
        ([("corp_id", CORP.upper())], ("corp_id",)),
        ([("ios", {}), ("android.package", "com.b.c")], ("android.package", "ios.bundle_id")),
        ([("environment", "test"), ("tags", ["a"])], ("environment", "tags")),
    ],
)
def test_differences_are_named_by_path(
    changes: list[tuple[str, object]], paths: tuple[str, ...]
) -> None:
    """A diff lists dotted paths in the file's order."""
    assert changed_paths(GOOD, altered(*changes)) == paths


def test_a_table_in_a_table_comes_and_goes() -> None:
    """With its first value and with its last, wherever it stands."""
    raw = set_value(GOOD, "backend.http.url", "https://acme.cn")
    assert raw["backend"] == {"http": {"url": "https://acme.cn"}}
    assert get_value(raw, "backend.http.url") == "https://acme.cn"
    assert changed_paths(GOOD, raw) == ("backend.http.url",)
    assert flatten(raw)["backend.http.url"] == "https://acme.cn"
    assert set_value(raw, "backend.http.url", "") == dict(GOOD)


def test_flattening_names_settings_by_dotted_path() -> None:
    """One level of tables becomes dots."""
    assert flatten({"a": 1, "b": {"c": 2}}) == {"a": 1, "b.c": 2}
