"""The glossary, read as its check needs it."""

import ast
import re
from functools import cache
from typing import NamedTuple

from architecture.checkout import PACKAGE, RESOURCES, modules

_NAME = re.compile(r"`([^`]+)`")


class Term(NamedTuple):
    """A row: the term, its Chinese word (empty where the program never says it), its place."""

    term: str
    chinese: str
    names: tuple[str, ...]


def _rows(page: str, columns: int) -> list[list[str]]:
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in page.splitlines()
        if line.startswith("| ")
    ]
    return [row for row in cells if len(row) == columns and not set(row[0]) <= {"-"}]


def terms(page: str) -> list[Term]:
    """The terms of every table but the last."""
    rows = [row for row in _rows(page, 4) if row[0] != "term"]
    return [Term(r[0], "" if r[1] == "–" else r[1], tuple(_NAME.findall(r[2]))) for r in rows]


def given_up(page: str) -> dict[str, tuple[str, ...]]:
    """The words that are not to come back, with the names that stand in their place."""
    rows = [row for row in _rows(page, 2) if row[0] != "not"]
    return {
        word.strip(): tuple(_NAME.findall(names)) for old, names in rows for word in old.split(",")
    }


@cache
def names_in_the_code() -> frozenset[str]:
    """Every class, function and constant that a module of the product defines."""
    found: set[str] = set()
    for module in modules():
        for node in ast.parse(module.read_bytes()).body:
            match node:
                case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
                    found.add(name)
                case ast.AnnAssign(target=ast.Name(id=name)):
                    found.add(name)
                case ast.Assign(targets=targets):
                    found |= {t.id for t in targets if isinstance(t, ast.Name)}
                case _:
                    pass
    return frozenset(found)


def is_there(name: str, names: frozenset[str]) -> bool:
    """Whether a class, a function or a folder of that name exists."""
    return name in names or ("/" in name and (PACKAGE / name).exists())


def chinese_text() -> str:
    """All that the program says in Chinese."""
    files = [*(RESOURCES / "messages" / "zh_CN").glob("*.toml"), *RESOURCES.rglob("zh_CN.ts")]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)
