"""Counts in English sentences."""

import pytest

from wecom_console.messages.catalogue import load_messages
from wecom_console.messages.counted import counted


@pytest.mark.parametrize(
    ("template", "params", "expected"),
    [
        ("{n} space(s) gone", {"n": 1}, "{n} space gone"),
        ("{n} space(s) gone", {"n": 0}, "{n} spaces gone"),
        ("{n} value(s) (was|were) kept", {"n": 1}, "{n} value was kept"),
        ("{n} value(s) (was|were) kept", {"n": 7}, "{n} values were kept"),
        ("{a} error(s), {b} warning(s)", {"a": 1, "b": 2}, "{a} error, {b} warnings"),
        ("{name}: {n} run(s)", {"name": "x", "n": 1}, "{name}: {n} run"),
        ("A word (like this) stays", {}, "A word (like this) stays"),
    ],
)
def test_a_bracket_follows_the_number_before_it(
    template: str, params: dict[str, object], expected: str
) -> None:
    """One has no s, nothing and many have."""
    assert expected == counted(template, params)


def test_what_is_put_in_is_not_counted() -> None:
    """A bracket of the user's own text stays as it was written."""
    said = load_messages("en").text("cli.import.undone", source="value(s).toml", count=1)
    assert "The import of value(s).toml was undone: 1 connection." == said


def test_no_bracket_is_left_for_a_reader() -> None:
    """Every count that a sentence in English has is settled."""
    english = load_messages("en")
    numbers = {"count": 2, "errors": 2, "warnings": 2, "connections": 2}
    left = [code for code in english.texts if "(s)" in english.text(code, **numbers)]
    assert [] == left
