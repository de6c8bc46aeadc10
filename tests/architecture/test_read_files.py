"""Every file that somebody named is opened in one way: a pipe, a device or a folder is none."""

import ast
from functools import cache

import pytest

from architecture.checkout import PACKAGE, modules
from architecture.read_files import READERS, reading_calls


@cache
def readers() -> dict[str, list[int]]:
    """The modules that read, each with its lines."""
    found = {
        module.relative_to(PACKAGE).as_posix(): sorted(
            set(reading_calls(ast.parse(module.read_bytes())))
        )
        for module in modules()
    }
    return {name: lines for name, lines in found.items() if lines}


def test_nobody_else_opens_a_file_to_read_it() -> None:
    """`disk/regular_files.py` does; who has a reason stands in the table with it."""
    assert {} == {name: lines for name, lines in readers().items() if name not in READERS}


def test_the_table_names_nobody_who_does_not_read() -> None:
    """A row that is not needed any more would excuse the next one."""
    assert set() == READERS.keys() - readers().keys()


@pytest.mark.parametrize(
    "code",
    [
        "open(path)",
        "open(path, 'rb')",
        "path.open('rb')",
        "Path(name).open(mode='r')",
        "path.read_text(encoding='utf-8')",
        "path.read_bytes()",
        "io.open(path)",
        "codecs.open(path)",
        "FileIO(path)",
        "tomllib.load(file)",
    ],
)
def test_reading_is_seen(code: str) -> None:
    """In each of its forms."""
    assert [1] == list(reading_calls(ast.parse(code)))


@pytest.mark.parametrize("code", ["self.open()", "page.open(target)", "open_regular(path)"])
def test_what_only_sounds_alike_is_not(code: str) -> None:
    """Dialogs, pages and databases are opened too."""
    assert [] == list(reading_calls(ast.parse(code)))
