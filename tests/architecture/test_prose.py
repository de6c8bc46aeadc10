"""The documents can be read in a diff: a line of prose is short."""

import re
from collections.abc import Iterator

from architecture.checkout import named, text_files

LONGEST = 120
_WHOLE = re.compile(r"\s*(?:\||`[^`]+`|\[[^\]]+\]:|!\[)")
"""What Markdown cannot break: a row of a table, one span of code, a reference, a picture."""


def long_lines(text: str) -> Iterator[int]:
    """The numbers of the lines of prose that are too long."""
    in_code = False
    for number, line in enumerate(text.splitlines(), 1):
        if line.lstrip().startswith("```"):
            in_code = not in_code
        elif not in_code and len(line) > LONGEST and not _WHOLE.match(line):
            yield number


def test_no_line_of_prose_is_long() -> None:
    """A changed word is then a changed line, not a changed page."""
    pages = [(file, text) for file, text in text_files() if file.suffix == ".md"]
    assert [] == [f"{named(file)}:{n}" for file, text in pages for n in long_lines(text)]


def test_a_long_line_is_told() -> None:
    """By its number; code and tables are left alone."""
    long = "word " * 30
    assert [2] == list(long_lines(f"short\n{long}\n| {long} |\n```\n{long}\n```\n`{long}`"))
