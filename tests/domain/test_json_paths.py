"""Paths and conditions are total: any text, any document."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.strategies import any_text
from wecom_console.domain.http_backend.json_paths import JsonPath, parse_condition, parse_path

DOCUMENT = {
    "ok": True,
    "off": False,
    "nothing": None,
    "code": 0,
    "rate": 1.0,
    "text": "0",
    "user": {"id": "u-1", "names": ["Zhang", "San"], "x-id": 7},
    "list": [[1, {"a": "deep"}]],
}
names = st.from_regex(r"[A-Za-z0-9_$@-]{1,6}", fullmatch=True)
steps = st.lists(names | st.integers(0, 9999), min_size=1, max_size=8)
leaves = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
)
documents = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3)
)


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("user.id", "u-1"),
        ("user.names[1]", "San"),
        ("list[0][1].a", "deep"),
        ("user.x-id", 7),
        ("code", 0),
        ("user.names[2]", None),
        ("user.id.more", None),
        ("user[0]", None),
        ("list.a", None),
        ("absent", None),
    ],
)
def test_a_path_leads_to_what_stands_there(path: str, found: object) -> None:
    """Names into tables, indexes into lists; anything else is nothing."""
    parsed = parse_path(path)
    assert parsed is not None
    assert parsed.find(DOCUMENT) == found


def test_a_document_may_be_a_list() -> None:
    """The first step is then an index."""
    parsed = parse_path("[1].id")
    assert parsed is not None
    assert parsed.text([{}, {"id": 5}]) == "5"


@pytest.mark.parametrize(
    "text",
    [
        "",
        ".",
        "a.",
        ".a",
        "a..b",
        "a[",
        "a[]",
        "a[-1]",
        "a[x]",
        "a[12345]",
        "a b",
        "$.a[*]",
        "a\n",
        "a" * 201,
        "a[0]b",
        "'a'",
    ],
)
def test_what_is_no_path(text: str) -> None:
    """Nothing that computes, no wildcard, no quotes."""
    assert parse_path(text) is None


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ("ok", True),
        ("user", True),
        ("code", True),
        ("off", False),
        ("nothing", False),
        ("absent", False),
        ("ok == true", True),
        ("ok==true", True),
        ("off == false", True),
        ("code == 0", True),
        ("rate == 1", True),
        ('text == "0"', True),
        ("user.id == u-1", True),
        ("nothing == null", True),
        ("absent == null", True),
        ("ok == 1", False),
        ("code == false", False),
        ("text == 0", False),
        ('code == "0"', False),
        ("user.id == u-2", False),
    ],
)
def test_a_condition(condition: str, holds: bool) -> None:
    """Something must stand there, or exactly the value: types are not mixed up."""
    parsed = parse_condition(condition)
    assert parsed is not None
    assert parsed.holds(DOCUMENT) is holds


@pytest.mark.parametrize(
    "text", ["", "==", "== 1", "a ==", "a = 1", "a == b c", "a == [1]", "a == {}", "a === 1"]
)
def test_what_is_no_condition(text: str) -> None:
    """Half of one, or more than one."""
    assert parse_condition(text) is None


@given(steps)
def test_a_path_written_down_is_read_back(steps: list[str | int]) -> None:
    """Its text spells it."""
    path = JsonPath(tuple(steps))
    text = str(path)
    if len(text) <= 200:
        assert parse_path(text) == path


@given(any_text, documents)
def test_any_text_and_any_document(text: str, document: object) -> None:
    """Read or refused, found or not, never an exception."""
    path, condition = parse_path(text), parse_condition(text)
    if path is not None:
        assert isinstance(path.text(document), str)
    if condition is not None:
        assert condition.holds(document) in (True, False)


@given(steps, documents)
def test_any_path_in_any_document(steps: list[str | int], document: object) -> None:
    """Also one of thousands of digits."""
    path = JsonPath(tuple(steps))
    assert isinstance(path.text({"a": document}), str)
    assert JsonPath(("a",)).text({"a": 10**5000}) == ""


@given(documents)
def test_a_condition_on_what_was_found_holds(document: object) -> None:
    """Equality with a value's own JSON."""
    if not isinstance(document, dict | list):
        parsed = parse_condition(f"a == {json.dumps(document)}")
        if parsed is not None:
            assert parsed.holds({"a": document})
