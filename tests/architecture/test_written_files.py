"""Every file that the product writes is whole or not there: one way of writing, and no other."""

import ast
from functools import cache

import pytest

from architecture.checkout import PACKAGE, modules
from architecture.written_files import WRITERS, writing_calls


@cache
def writers() -> dict[str, list[int]]:
    """The modules that write, each with its lines."""
    found = {
        module.relative_to(PACKAGE).as_posix(): sorted(
            set(writing_calls(ast.parse(module.read_bytes())))
        )
        for module in modules()
    }
    return {name: lines for name, lines in found.items() if lines}


def test_nobody_else_writes_a_file() -> None:
    """Who has a reason stands in the table with it."""
    assert {} == {name: lines for name, lines in writers().items() if name not in WRITERS}


def test_the_table_names_nobody_who_does_not_write() -> None:
    """A row that is not needed any more would excuse the next one."""
    assert set() == WRITERS.keys() - writers().keys()


@pytest.mark.parametrize(
    "code",
    [
        "open(path, 'w')",
        "open(path, mode='ab')",
        "path.open('xb')",
        "path.open('r+b' if path.exists() else 'w+b')",
        "path.open(mode=chosen)",
        "path.write_text(text)",
        "path.write_bytes(data)",
        "path.touch()",
        "path.replace(other)",
        "path.rename(other)",
        "os.open(path, os.O_WRONLY | os.O_CREAT)",
        "os.open(path, flags)",
        "os.fdopen(number, 'wb')",
        "os.replace(one, other)",
        "shutil.copyfile(one, other)",
        "tempfile.NamedTemporaryFile(dir=folder)",
        "sqlite3.connect(path)",
        "QSaveFile(name)",
        "QtCore.QFile(name)",
        "QPdfWriter(name)",
        "image.save(name)",
        "window.grab().save(str(path), 'PNG')",
        "FileIO(path, 'w')",
    ],
)
def test_what_writes_is_seen(code: str) -> None:
    """Each of the ways that Python and Qt have."""
    assert [1] == list(writing_calls(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    [
        "open(path)",
        "open('/proc/self/stat', encoding='ascii')",
        "path.open('rb')",
        "path.read_bytes()",
        "os.open(folder, os.O_RDONLY)",
        "text.replace('a', 'b')",
        "moment.replace(tzinfo=UTC)",
        "page.open(targets)",
        "vault.open(may_ask=False)",
        "painter.save()",
        "profiles.save(document)",
    ],
)
def test_what_only_reads_is_not(code: str) -> None:
    """Nor what shares a name with something that writes."""
    assert [] == list(writing_calls(ast.parse(code)))
