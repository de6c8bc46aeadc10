"""House rules that no linter knows."""

import ast
import re

from architecture.checkout import PACKAGE, modules, named, text_files

MOST_LINES = 400
CHINESE = re.compile("[\u2e80-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef]")
LEFTOVER = re.compile(r"\b(TO[D]O|FIX[M]E|XX[X]|NotImplementedErro[r])\b")
INDEX_ADDRESS = re.compile(
    r"//[^\s\"'/]*(pyp[i]|pythonhoste[d]|npmj[s]|deb\.debia[n])", re.IGNORECASE
)


def offending_lines(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{named(module)}:{number}"
        for module in modules()
        for number, line in enumerate(module.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line)
    ]


def test_source_holds_no_chinese_text() -> None:
    """Sentences live in resources/messages or in the translations, never in a module."""
    assert [] == offending_lines(CHINESE)


def test_source_holds_nothing_unfinished() -> None:
    """A module that is submitted is finished."""
    assert [] == offending_lines(LEFTOVER)


def test_no_module_is_long() -> None:
    """Past 400 lines one idea has become several."""
    lengths = {named(m): len(m.read_text(encoding="utf-8").splitlines()) for m in modules()}
    assert {} == {name: lines for name, lines in lengths.items() if lines > MOST_LINES}


def test_every_module_says_what_it_is_for() -> None:
    """A module opens with a docstring."""
    silent = [m for m in modules() if not ast.get_docstring(ast.parse(m.read_bytes()))]
    assert [] == [named(module) for module in silent]


def test_every_folder_of_modules_is_a_package() -> None:
    """A folder without `__init__.py` would be left out of what is shipped and linted."""
    folders = {module.parent for module in modules()}
    assert [] == sorted(named(f) for f in folders if not (f / "__init__.py").exists())


def test_only_literals_are_translated() -> None:
    """`tr()` takes one literal, or lupdate cannot collect it; values are filled in afterwards."""
    dynamic = [
        f"{named(module)}:{node.lineno}"
        for module in modules(PACKAGE / "gui")
        for node in ast.walk(ast.parse(module.read_bytes()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "tr"
        and not all(isinstance(argument, ast.Constant) for argument in node.args[:2])
    ]
    assert [] == dynamic


def test_no_file_names_a_package_index() -> None:
    """Where packages come from is the machine's own setting."""
    assert [] == [named(file) for file, text in text_files() if INDEX_ADDRESS.search(text)]
