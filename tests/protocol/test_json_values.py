"""Values inside a JSON document: what is there is given, and for anything else there is a value."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wecom_console.protocol.json_values import flag_of, list_of, number_of, object_of, text_of

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@pytest.mark.parametrize(
    ("value", "text"),
    [("abc", "abc"), ("", ""), (1700, "1700"), (-1, "-1"), (True, ""), (1.5, ""), (None, "")],
)
def test_a_text(value: object, text: str) -> None:
    """Also a whole number; a truth value is none."""
    assert text == text_of({"key": value}, "key")


@pytest.mark.parametrize(
    ("value", "number"),
    [
        *((40029, 40029), ("40029", 40029), ("-1", -1), (0, 0)),
        *(("", None), ("4 0", None), ("1e3", None), (True, None), (1.0, None)),
        *((999_999_999, 999_999_999), (1_000_000_000, None)),
    ],
)
def test_a_number(value: object, number: int | None) -> None:
    """Also one that is written as text; of nine digits at most."""
    assert number == number_of({"key": value}, "key")


@pytest.mark.parametrize(("value", "flag"), [(True, True), (False, False), (1, None), ("", None)])
def test_a_flag(value: object, flag: bool | None) -> None:
    """None for what is no truth value."""
    assert flag is flag_of({"key": value}, "key")


def test_an_object() -> None:
    """An empty one where there is none."""
    document = {"key": {"inner": 1}, "list": [1], "text": "a"}
    found = [object_of(document, key) for key in ("key", "list", "text", "other")]
    assert [{"inner": 1}, {}, {}, {}] == found


def test_a_list() -> None:
    """An empty one where there is none."""
    document = {"key": [1, "a"], "object": {"a": 1}, "text": "a"}
    found = [list_of(document, key) for key in ("key", "object", "text", "other")]
    assert [(1, "a"), (), (), ()] == found


@given(anything, st.text())
def test_whatever_holds_it_there_is_a_value(holder: object, key: str) -> None:
    """Servers answer lists and numbers where an object was expected."""
    types = (
        type(text_of(holder, key)),
        type(list_of(holder, key)),
        isinstance(object_of(holder, key), dict),
        type(number_of(holder, key)) in (int, type(None)),
        type(flag_of(holder, key)) in (bool, type(None)),
    )
    assert (str, tuple, True, True, True) == types
